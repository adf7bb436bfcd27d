/**
 * The one place where text out of a log becomes Markdown. What comes back is shown as the characters that went in: no link, image,
 * emphasis, heading, list, table, code, HTML, entity or icon (`$(…)`) can begin in it, and it stays on one line. Control and
 * bidirectional characters, which could hide or reorder what a person reads, are written out: `␀`, `⟨U+202E⟩`.
 */
export function escapeMarkdown(text: string): string {
	return visible(text)
		.trimStart()
		.split(around)
		.map((piece) => (linked.test(piece) ? unlinked(piece) : escaped(piece)))
		.join('');
}

// A backslash before any ASCII punctuation makes it literal (CommonMark §2.4). HTML is written as entities, for renderers that look for
// tags before they look for backslashes.
function escaped(text: string): string {
	return text.replace(/[!-/:-@[-`{-~]/g, (character) => entities[character] ?? `\\${character}`);
}

/** What stands around addresses: a@example.org|<b@example.org>: (c@example.org) */
const around = /([\s|`<>()"'“”‘’,;]+)/;

/** Some renderers make links of these whether or not they are escaped (VS Code's preview, GitHub). Nothing is a link inside a code span. */
const linked = /@|\/\/|^www\./i;

/** An address as a code span, without what ends a sentence behind it. */
function unlinked(address: string): string {
	let end = address.length;
	while (/[.:!?]/.test(address.charAt(end - 1))) {
		end--;
	}
	return codeSpan(address.slice(0, end)) + escaped(address.slice(end));
}

/** Text as a code span, for codes and commands: `550 5.1.1`. The fence is longer than any run of backticks in the text. */
export function codeSpan(text: string): string {
	const plain = visible(text);
	const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	return longest > 0 || plain.trim() === '' ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}

/**
 * A link that makes an editor run a command. Only for words, commands and arguments of our own: of a code, ask that it is one of our
 * list before; a number is a place. Whatever else stands in a hover is escaped, so that no log can make such a link.
 */
export function commandLink(title: string, command: string, args: readonly (string | number)[]): string {
	const query = encodeURIComponent(JSON.stringify(args)).replace(/[!'()*]/g, percent);
	return `[${title}](command:${command}?${query})`;
}

function percent(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** One line without characters that do not show: C0 controls as pictures, other controls and direction marks by number. */
function visible(text: string): string {
	return text
		.replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
		.replace(/[\0-\x1f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, codePoint);
}

function codePoint(character: string): string {
	const number = character.codePointAt(0) ?? 0;
	return `⟨U+${number.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
