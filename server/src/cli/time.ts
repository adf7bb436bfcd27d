import type { LineTime } from '../core/event';

const minute = 60_000;

/** A time as the contract writes it, and whether its year or zone was inferred. */
export interface WrittenTime {
	/** ISO 8601: `2026-01-05T10:00:00.120+01:00`; without fraction where it is a whole second. */
	readonly time: string;
	readonly inferred?: true;
}

/** The contract's form of a time; `undefined` where the year or the zone is not known, since it would be a guess then. */
export function isoTime(time: LineTime | undefined): WrittenTime | undefined {
	if (!time || time.yearUnknown || time.offset === undefined) {
		return undefined;
	}
	const local = localTime(time.epoch + time.offset * minute);
	return local === undefined
		? undefined
		: { time: local + zone(time.offset), ...(time.inferred && { inferred: true }) };
}

/** A time for people: `2026-01-05 10:00:00 +01:00`; without the zone or the year where nobody knows them: `Jan 5 10:00:00`. */
export function plainTime(time: LineTime | undefined): string | undefined {
	const local = time && localTime(time.epoch + (time.offset ?? 0) * minute)?.slice(0, 19);
	if (!local) {
		return undefined;
	}
	const clock = local.slice(11);
	return time.yearUnknown
		? `${months[Number(local.slice(5, 7)) - 1]} ${Number(local.slice(8, 10))} ${clock}`
		: `${local.slice(0, 10)} ${clock}${time.offset === undefined ? '' : ` ${zone(time.offset)}`}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-01-05T10:00:00.120`; `undefined` for what is no date of four-digit years. */
function localTime(epoch: number): string | undefined {
	const date = new Date(epoch);
	const iso = Number.isNaN(date.getTime()) ? '' : date.toISOString();
	return /^\d{4}-/.test(iso) ? iso.replace(/(?:\.000)?Z$/, '') : undefined;
}

/** Minutes east of UTC as `+01:00`. */
export function zone(offset: number): string {
	const minutes = Math.abs(offset);
	const twoDigits = (value: number) => String(Math.trunc(value)).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}

/** Minutes east of UTC of `+01:00`, `-0530` or `Z`; `undefined` where it is no zone. */
export function readZone(text: string): number | undefined {
	if (/^(?:z|utc)$/i.test(text)) {
		return 0;
	}
	// -05:30
	// ^^^ ^^
	const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
	if (!match) {
		return undefined;
	}
	const hours = Number(match[2]);
	const minutes = Number(match[3]);
	return hours > 14 || minutes > 59 ? undefined : (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
