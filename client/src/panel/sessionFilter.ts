import type { SessionRow } from '../../../server/src/protocol';

/** What a filter looks at: a row of the session tree, or of the session panel. */
export interface FilteredRow extends Omit<SessionRow, 'phases'> {
	/** What words are looked for in, in lower case. It is made when it is needed, and kept: each letter that is typed asks for it. */
	searched?: string;
}

/** A question to ask of every row. */
export type Condition = (row: FilteredRow) => boolean;

/** What stands before a colon in the filter, and the question that what stands behind it (in lower case) asks, if it is one. */
const fields: Readonly<Record<string, (value: string) => Condition | undefined>> = {
	/** `code:550`, `code:5.1.1`; the beginning is enough: `code:4` */
	code:
		(value) =>
		({ codes }) =>
			codes.some((code) => code.startsWith(value)),
	/** `outcome:lost`, or the word that the user reads */
	outcome:
		(value) =>
		({ outcome, outcomeWords }) =>
			outcome === value || outcomeWords.toLowerCase().includes(value),
	/** `stage:auth` */
	stage:
		(value) =>
		({ stages }) =>
			stages.includes(value),
	/** `duration:30s`: so long, or longer */
	duration(value) {
		const least = readDuration(value);
		return least === undefined ? undefined : (row) => isAsLong(row, least);
	},
};

/**
 * The filter that is typed: words, each of which a session has somewhere, in quotes also several in one; `code:`, `outcome:`, `stage:`
 * and `duration:` ask for just that, and what has a `-` before it must not be there.
 *
 * @returns `undefined` where nothing is asked for
 */
export function parseFilter(text: string): Condition | undefined {
	const [first, ...others] = termsOf(text.toLowerCase()).map(toCondition);
	return first && ((row) => first(row) && others.every((fits) => fits(row)));
}

/** Whether a session took so many milliseconds, or longer; without times it did not. */
export function isAsLong({ duration }: Pick<FilteredRow, 'duration'>, least: number): boolean {
	return duration !== undefined && duration >= least;
}

/** What of a row words are looked for in, in lower case. */
export function searchedText(row: FilteredRow): string {
	if (row.searched === undefined) {
		const { peer, failure, outcomeWords, writer, strip, codes, messages } = row;
		row.searched = [peer, failure, outcomeWords, writer, strip, ...codes, ...messages]
			.join('\n')
			.toLowerCase();
	}
	return row.searched;
}

/** `code:550 "user unknown"` → `code:550`, `user unknown` */
function termsOf(text: string): readonly string[] {
	const terms: string[] = [];
	let [term, isQuoted] = ['', false];
	for (const character of `${text}${text.split('"').length % 2 === 0 ? '"' : ''} `) {
		if (character === '"') {
			isQuoted = !isQuoted;
		} else if (isQuoted || character.trim() !== '') {
			term += character;
		} else if (term !== '') {
			terms.push(term);
			term = '';
		}
	}
	return terms;
}

function toCondition(term: string): Condition {
	if (term.length > 1 && term.startsWith('-')) {
		const fits = toCondition(term.slice(1));
		return (row) => !fits(row);
	}
	const colon = term.indexOf(':');
	const name = term.slice(0, Math.max(0, colon));
	const value = term.slice(colon + 1);
	const field = value !== '' && Object.hasOwn(fields, name) ? fields[name] : undefined;
	return field?.(value) ?? ((row) => hasWord(row, term));
}

function hasWord(row: FilteredRow, word: string): boolean {
	return row.id === word || searchedText(row).includes(word);
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** `30s`, `1.5min`, `200ms`; a number alone is of seconds. In milliseconds. */
function readDuration(value: string): number | undefined {
	//   1.5min
	const [, count, unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|h)?$/.exec(value) ?? [];
	const length = units[unit];
	return count === undefined || length === undefined ? undefined : Number(count) * length;
}
