import type { LineTime } from '../../event';
import { daysOf } from '../../text/times';

// 2026-01-05T10:11:12.123Z  |  [2026-01-05 10:11:12]  |  2026/01/05 10:11:12.123456 +0100
const dated =
	/(\d{4})[-\/](\d\d)[-\/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d)\b)?/;

// [05-Jan-2026 10:11:12 +0100]
const named =
	/(\d\d)[-\/ ](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[-\/ ](\d{4})[: ](\d\d):(\d\d):(\d\d)(?: ([+-]\d{4})\b)?/;

// 14:25:41.123456  |  [10:11:12]
const dateless = /(?:^|[^\d:])(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?![\d:])/;

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/**
 * The time that a tool writes before the words of a line, if it does.
 * @param head what stands before the words
 * @param offset minutes east of UTC, where the line does not write its zone, as far as it is known from elsewhere
 */
export function readLineTime(head: string, offset: number | undefined): LineTime | undefined {
	const date = dated.exec(head);
	if (date) {
		const [, year, month, day, hours, minutes, seconds, fraction, zone] = date;
		return toTime(
			daysOf(Number(year), Number(month) - 1, Number(day)),
			clockOf(hours, minutes, seconds, fraction),
			zoneOf(zone),
			offset,
		);
	}
	const word = named.exec(head);
	if (word) {
		const [, day, month = '', year, hours, minutes, seconds, zone] = word;
		return toTime(
			daysOf(Number(year), months.indexOf(month) / 3, Number(day)),
			clockOf(hours, minutes, seconds, undefined),
			zoneOf(zone),
			offset,
		);
	}
	const clock = dateless.exec(head);
	return clock ? { epoch: clockOf(clock[1], clock[2], clock[3], clock[4]), yearUnknown: true } : undefined;
}

function toTime(days: number, clock: number, zone: number | undefined, offset: number | undefined): LineTime {
	const east = zone ?? offset;
	const epoch = days * 86_400_000 + clock - (east ?? 0) * 60_000;
	return {
		epoch,
		...(east === undefined ? {} : { offset: east }),
		...(zone === undefined && offset !== undefined ? { inferred: true } : {}),
	};
}

/** Milliseconds of the day. */
function clockOf(
	hours: string | undefined,
	minutes: string | undefined,
	seconds: string | undefined,
	fraction: string | undefined,
): number {
	const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
	return whole * 1000 + Math.floor(Number(`0.${fraction ?? '0'}`) * 1000);
}

/** Minutes east of UTC. */
function zoneOf(zone: string | undefined): number | undefined {
	if (zone === undefined || zone === 'Z') {
		return zone && 0;
	}
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
	return zone.startsWith('-') ? -minutes : minutes;
}
