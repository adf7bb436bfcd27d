/** What a queue id tells of itself. */
export interface DecodedId {
	/** When the mail arrived: milliseconds since 1970-01-01T00:00:00Z. */
	readonly epoch: number;
	/** Postfix long ids: the inode of the queue file. */
	readonly inode?: number;
	/** Exim: the process that received it. */
	readonly pid?: number;
}

/** Postfix's alphabet of long ids: digits and consonants (mail_queue.h, safe_ultostr with base 52 and 51). */
const postfixAlphabet = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';

/** Exim's base 62 (spec §3.4 "Message identification"). */
const eximAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The first second that a real id can have: 1995, before either server existed. */
const earliest = 788_918_400;

/** A Postfix long queue id or an Exim message id; `undefined` for short queue ids, which encode no date. */
export function decodeId(id: string): DecodedId | undefined {
	return decodePostfixId(id) ?? decodeEximId(id);
}

/**
 * `4jYB4w0dbLz5c`: six or more base-52 digits of seconds, four of microseconds, `z`, the inode in base 51 (Postfix mail_queue.h).
 */
export function decodePostfixId(id: string): DecodedId | undefined {
	const mark = id.lastIndexOf('z');
	if (mark < 10 || mark === id.length - 1) {
		return undefined;
	}
	const seconds = numberIn(id.slice(0, mark - 4), postfixAlphabet, 52);
	const microseconds = numberIn(id.slice(mark - 4, mark), postfixAlphabet, 52);
	const inode = numberIn(id.slice(mark + 1), postfixAlphabet, 51);
	if (seconds === undefined || microseconds === undefined || inode === undefined) {
		return undefined;
	}
	if (seconds < earliest || microseconds >= 1_000_000) {
		return undefined;
	}
	return { epoch: seconds * 1000 + Math.floor(microseconds / 1000), inode };
}

/** `1xVX0Y-00008E-0N` or `1tixMn-00000000C5j-1wRa`: seconds, process id, fraction, in base 62. */
export function decodeEximId(id: string): DecodedId | undefined {
	const match = /^([0-9A-Za-z]{6})-([0-9A-Za-z]{6}|[0-9A-Za-z]{11})-([0-9A-Za-z]{2}|[0-9A-Za-z]{4})$/.exec(
		id,
	);
	if (!match?.[1] || !match[2] || (match[2].length === 6) !== (match[3]?.length === 2)) {
		return undefined;
	}
	const seconds = numberIn(match[1], eximAlphabet, 62);
	const pid = numberIn(match[2], eximAlphabet, 62);
	return seconds === undefined || pid === undefined || seconds < earliest
		? undefined
		: { epoch: seconds * 1000, pid };
}

function numberIn(digits: string, alphabet: string, base: number): number | undefined {
	let value = 0;
	for (const digit of digits) {
		const worth = alphabet.indexOf(digit);
		if (worth < 0) {
			return undefined;
		}
		value = value * base + worth;
	}
	return value;
}
