import { daysOf } from './times';

/** Seconds of a day. */
export const day = 86_400;

/** The first second of the year that a time without a year is read as. */
export const startOf2000 = daysOf(2000, 0, 1) * day;

export function isLeap(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The first leap year after a year. */
export function nextLeap(year: number): number {
	let next = year + 1;
	while (!isLeap(next)) {
		next++;
	}
	return next;
}

/** The year of a moment, in UTC. */
export function yearOf(seconds: number): number {
	const days = Math.floor(seconds / day);
	const year = 1970 + Math.floor(days / 365.2425);
	return daysOf(year, 0, 1) > days ? year - 1 : daysOf(year + 1, 0, 1) <= days ? year + 1 : year;
}

/** The first day of each month of year 2000, from 0. */
const monthStarts = Array.from({ length: 13 }, (_, month) => daysOf(2000, month, 1) - daysOf(2000, 0, 1));

/** Seconds from a moment of year 2000 to the same month, day and clock time of another year. */
export function shiftTo(year: number, seconds: number): number {
	const days = Math.floor((seconds - startOf2000) / day);
	let month = 0;
	while (month < 11 && (monthStarts[month + 1] ?? 0) <= days) {
		month++;
	}
	return (daysOf(year, month, days - (monthStarts[month] ?? 0) + 1) - daysOf(2000, 0, 1) - days) * day;
}
