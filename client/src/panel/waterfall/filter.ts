import type { SessionRow } from '../../../../server/src/protocol';

/** Which sessions are wanted; an empty string is no wish. */
export interface Filter {
	/** Words, each of which the row has somewhere. */
	readonly text: string;
	/** `rejected` */
	readonly outcome: string;
	/** `550`, `5.1.1` */
	readonly code: string;
	/** `auth` */
	readonly stage: string;
	/** At least so many milliseconds. */
	readonly duration: string;
}

export const noFilter: Filter = { text: '', outcome: '', code: '', stage: '', duration: '' };

export function isFiltering(filter: Filter): boolean {
	return Object.values(filter).some((wish: string) => wish.trim() !== '');
}

/** A question to ask of every row. */
export function toCondition({ text, outcome, code, stage, duration }: Filter): (row: SessionRow) => boolean {
	const words = text
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '');
	const least = Number(duration);
	return (row) =>
		(outcome === '' || row.outcome === outcome) &&
		(code === '' || row.codes.includes(code)) &&
		(stage === '' || row.stages.includes(stage)) &&
		(duration === '' || (row.duration ?? -1) >= least) &&
		words.every((word) => hasWord(row, word));
}

function hasWord(row: SessionRow, word: string): boolean {
	return (
		row.id === word ||
		has(row.peer, word) ||
		has(row.failure, word) ||
		has(row.outcomeWords, word) ||
		has(row.writer, word) ||
		row.codes.includes(word) ||
		row.messages.some((message) => has(message, word)) ||
		has(row.strip, word)
	);
}

function has(text: string | undefined, word: string): boolean {
	return text?.toLowerCase().includes(word) === true;
}

/** The filter in something kept by an older page, or by nobody. */
export function readFilter(value: unknown): Filter {
	const kept: Partial<Record<keyof Filter, unknown>> =
		typeof value === 'object' && value !== null ? value : {};
	const wish = (key: keyof Filter) => (typeof kept[key] === 'string' ? kept[key] : '');
	return {
		text: wish('text'),
		outcome: wish('outcome'),
		code: wish('code'),
		stage: wish('stage'),
		duration: wish('duration'),
	};
}
