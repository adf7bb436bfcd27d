import { isAsLong, parseFilter, type Condition } from '../sessionFilter';

/** Which sessions are wanted; an empty string is no wish. */
export interface Filter {
	/** What was typed, see `parseFilter`. */
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

/** A question to ask of every row: what was typed, and what was chosen from the lists beside it. */
export function toCondition({ text, outcome, code, stage, duration }: Filter): Condition {
	const fits = parseFilter(text);
	const least = Number(duration);
	return (row) =>
		(outcome === '' || row.outcome === outcome) &&
		(code === '' || row.codes.includes(code)) &&
		(stage === '' || row.stages.includes(stage)) &&
		(duration === '' || isAsLong(row, least)) &&
		(fits === undefined || fits(row));
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
