// How the patterns of the grammar are written: pieces put together, each with the scope it gives.
// A string is literal text, a RegExp (without capturing groups) is a pattern, `scoped` gives a piece its colour.
// The numbers of the captures, which a TextMate grammar wants, are counted here and nowhere else.

const escapeOrClass = /\\.|\[(?:\\.|[^\]\\])*\]/g;
/** Ends every scope of this grammar, as TextMate's naming convention asks. */
const suffix = '.mail-log';

/** Just behind what the line began with: a pattern that starts with this is tried at one place only. */
export const here = { source: '\\G', captures: [] };
export const lineStart = /^/;
export const lineEnd = /$/;

/** `parts` in a row. */
export function sequence(...parts) {
	const pieces = parts.map(toPiece);
	return {
		source: pieces.map((piece) => piece.source).join(''),
		captures: pieces.flatMap((piece) => piece.captures),
	};
}

/** `parts` in a row, coloured as `scope` (one or more scopes without suffix, separated by spaces). */
export function scoped(scope, ...parts) {
	const { source, captures } = sequence(...parts);
	return { source: `(${source})`, captures: [{ name: scopeName(scope) }, ...captures] };
}

/** `parts` in a row, coloured by the rules that `includes` names (such as `#inline`). */
export function inside(includes, ...parts) {
	const { source, captures } = sequence(...parts);
	return { source: `(${source})`, captures: [{ patterns: include(...includes) }, ...captures] };
}

/** `parts` in a row, or nothing. */
export function optional(...parts) {
	const { source, captures } = sequence(...parts);
	return { source: `(?:${source})?`, captures };
}

/** The first of `alternatives` that fits. */
export function either(...alternatives) {
	const pieces = alternatives.map(toPiece);
	return {
		source: `(?:${pieces.map((piece) => piece.source).join('|')})`,
		captures: pieces.flatMap((piece) => piece.captures),
	};
}

/** `parts` no, one or several times, `times` at most. Each time has captures of its own, so each is coloured. */
export function upTo(times, ...parts) {
	return times === 1 ? optional(...parts) : optional(...parts, upTo(times - 1, ...parts));
}

/** Looks ahead: `parts` must follow, and are not taken. */
export function before(...parts) {
	return lookaround('?=', parts);
}

/** Looks ahead: `parts` must not follow. */
export function notBefore(...parts) {
	return lookaround('?!', parts);
}

/** A rule that takes `parts` at once. */
export function match(...parts) {
	const { source, captures } = sequence(...parts);
	return { match: source, ...numbered('captures', captures) };
}

/** A rule that takes `parts` at the start, and colours the rest of the line by the rules `includes` names. */
export function lineOf(scope, parts, includes) {
	const { source, captures } = sequence(...parts);
	return {
		name: scopeName(scope),
		begin: source,
		...numbered('beginCaptures', captures),
		end: '$',
		patterns: include(...includes),
	};
}

/** A rule that takes `parts`, then whole lines as long as each of them begins with `condition`. */
export function linesWhile(scope, parts, condition, patterns) {
	const { source, captures } = sequence(...parts);
	return {
		name: scopeName(scope),
		begin: source,
		...numbered('beginCaptures', captures),
		while: sequence(lineStart, before(condition)).source,
		patterns,
	};
}

/** References to rules of the repository (`#name`). */
export function include(...names) {
	return names.map((name) => ({ include: name }));
}

/** `scope` (one or more, separated by spaces) with the suffix of this grammar. */
export function scopeName(scope) {
	return scope
		.split(' ')
		.map((name) => name + suffix)
		.join(' ');
}

function toPiece(part) {
	if (typeof part === 'string') {
		return { source: part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), captures: [] };
	}
	if (part instanceof RegExp) {
		const withoutClasses = part.source.replace(escapeOrClass, '');
		if (/\((?!\?)|\(\?<[^=!]/.test(withoutClasses)) {
			throw new Error(`a capturing group must be written as scoped(): ${part}`);
		}
		const source = part.source.replace(escapeOrClass, toOniguruma);
		const isAlternation = /\|/.test(withoutClasses);
		return {
			source: part.ignoreCase ? `(?i:${source})` : isAlternation ? `(?:${source})` : source,
			captures: [],
		};
	}
	return part;
}

/** A JavaScript escape or character class as Oniguruma wants it: `/` plain, `[` in a class escaped, or it would open another. */
function toOniguruma(piece) {
	return piece.length === 2
		? piece === '\\/'
			? '/'
			: piece
		: `[${piece.slice(1).replace(/\\.|\[/g, (part) => (part === '[' ? '\\[' : part))}`;
}

function lookaround(kind, parts) {
	const { source, captures } = sequence(...parts);
	return { source: `(${kind}${source})`, captures };
}

function numbered(key, captures) {
	return captures.length === 0
		? {}
		: { [key]: Object.fromEntries(captures.map((capture, index) => [index + 1, capture])) };
}
