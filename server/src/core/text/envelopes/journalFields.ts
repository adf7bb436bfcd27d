import { asciiBytes } from '../ascii';
import { numberOf, readNumber } from '../names';
import { trimMessage, type Prefix } from '../prefix';
import { readTime } from '../times';
import type { Value } from './json';

/**
 * The fields of a journal entry that stand before a message elsewhere, and the message itself (systemd.journal-fields(7)). Their
 * places in this list are their numbers.
 */
export const journalNames = [
	'MESSAGE',
	'SYSLOG_IDENTIFIER',
	'_COMM',
	'SYSLOG_PID',
	'_PID',
	'_HOSTNAME',
	'__REALTIME_TIMESTAMP',
	'SYSLOG_TIMESTAMP',
].map(asciiBytes);

export const journal = {
	message: 0,
	identifier: 1,
	command: 2,
	syslogPid: 3,
	pid: 4,
	host: 5,
	realtime: 6,
	syslogTime: 7,
} as const;

/** Notes the process id that these octets write. */
export function notePid({ bytes, start, end }: Value, prefix: Prefix): void {
	if (end > start && readNumber(bytes, start, end) === end) {
		prefix.pid = numberOf(bytes, start, end);
	}
}

/** Notes a time in microseconds since 1970: `1767603601120468`. */
export function noteRealtime({ bytes, start, end }: Value, prefix: Prefix): boolean {
	if (end - start < 7 || end - start > 17) {
		return false;
	}
	let microseconds = 0;
	for (let at = start; at < end; at++) {
		const digit = (bytes[at] ?? 0) - 48;
		if (digit < 0 || digit > 9) {
			return false;
		}
		microseconds = microseconds * 10 + digit;
	}
	prefix.timeForm = 'rfc3339';
	prefix.seconds = Math.floor(microseconds / 1_000_000);
	prefix.milliseconds = Math.floor((microseconds % 1_000_000) / 1000);
	prefix.offset = 0;
	return true;
}

/** Notes the time that the program gave to syslog: `Jan  5 10:00:00 `. */
export function noteSyslogTime({ bytes, start, end }: Value, prefix: Prefix): void {
	readTime(bytes, start, end, prefix);
}

/** Notes where the message stands, without what syslog put around it. */
export function noteMessage(bytes: Uint8Array, start: number, end: number, prefix: Prefix): void {
	prefix.messageStart = start;
	prefix.messageEnd = end;
	trimMessage(bytes, prefix);
}
