import type { TreeRow } from './treeRow';

/** A question to ask of every row. */
type Condition = (row: TreeRow) => boolean;

/** What stands before a colon in the filter, and how a row answers to what stands behind it. Both are in lower case. */
const fields: Readonly<Record<string, (row: TreeRow, value: string) => boolean>> = {
	/** `code:550`, `code:5.1.1`; the beginning is enough: `code:4` */
	code: ({ codes }, value) => codes.some((code) => code.startsWith(value)),
	/** `outcome:lost`, or the word that the user reads */
	outcome: ({ outcome, outcomeWords }, value) => outcome === value || has(outcomeWords, value),
	/** `stage:auth` */
	stage: ({ stages }, value) => stages.includes(value),
};

/**
 * The filter that is typed: words, each of which a session has somewhere; `code:`, `outcome:` and `stage:` ask for just that, and
 * what has a `-` before it must not be there.
 *
 * @returns `undefined` where nothing is asked for
 */
export function parseFilter(text: string): Condition | undefined {
	const conditions = text.toLowerCase().split(/\s+/).filter(Boolean).map(toCondition);
	return conditions.length === 0 ? undefined : (row) => conditions.every((fits) => fits(row));
}

function toCondition(word: string): Condition {
	if (word.length > 1 && word.startsWith('-')) {
		const fits = toCondition(word.slice(1));
		return (row) => !fits(row);
	}
	const colon = word.indexOf(':');
	const name = word.slice(0, Math.max(0, colon));
	const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
	const value = word.slice(colon + 1);
	return field && value ? (row) => field(row, value) : (row) => hasWord(row, word);
}

function hasWord(row: TreeRow, word: string): boolean {
	return (
		row.id === word ||
		has(row.peer, word) ||
		has(row.failure, word) ||
		has(row.outcomeWords, word) ||
		has(row.writer, word) ||
		has(row.strip, word) ||
		row.codes.includes(word) ||
		row.messages.some((message) => has(message, word))
	);
}

function has(text: string | undefined, word: string): boolean {
	return text?.toLowerCase().includes(word) === true;
}
