import { Literal } from '../../text/literal';
import type { Octets } from '../../text/octets';
import { briefField, type Brief, type BriefReader } from '../brief';
import { findOctet } from '../briefOctets';

const blank = 32;
const quote = 34;
const openParenthesis = 40;
const closeParenthesis = 41;
const asterisk = 42;
const colon = 58;
const lessThan = 60;
const equals = 61;
const greaterThan = 62;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;

const deferWord = Literal.ofText('defer (');
/** Behind these an arrival has nothing of what is told. */
const lastKeys = ['id=', 'T=', 'for ', 'from <'].map((key) => Literal.ofText(key));
const bounce = Literal.ofText('<> ');
const keys = { A: 65, C: 67, D: 68, H: 72, N: 78, P: 80, R: 82, S: 83, T: 84, X: 88 } as const;
const longestKey = 5;

const arrivalFields = [
	'from',
	'host',
	'address',
	'size',
	'saslUser',
	'tlsVersion',
	'tlsCipher',
	'otherQueueId',
] as const;
const deliveryFields = [
	'to',
	'original',
	'transport',
	'host',
	'address',
	'tlsVersion',
	'tlsCipher',
	'delay',
] as const;
const failureFields = deliveryFields.filter((name) => name !== 'delay');

/** `alice@example.com H=host (helo) [203.0.113.11]:38503 P=esmtpsa X=TLS1.3:…:256 A=plain_server:alice S=510 id=a.1@sender.example …` */
export const arrivalBrief: BriefReader = {
	after: ' <= ',
	tells: arrivalFields,
	read(brief, octets, start, end) {
		let at = start;
		if (bounce.standsAt(octets, start, end)) {
			brief.note(briefField.from, start, start);
			at = start + 2;
		} else {
			at = takeAddress(brief, briefField.from, start, end);
		}
		while (at >= 0 && at < end) {
			const next = at + 1;
			if (lastKeys.some((key) => key.standsAt(octets, next, end))) {
				return true;
			}
			at = takeField(brief, octets, next, end, true);
		}
		return at === end;
	},
};

/** `ok1@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10] X=TLS1.3:…:256 CV=no C="250 2.0.0 Ok: queued as BCDBFD0CCA"` */
function deliveryBrief(after: string): BriefReader {
	return {
		after,
		tells: deliveryFields,
		read(brief, octets, start, end) {
			let at = takeOriginal(brief, takeAddress(brief, briefField.to, start, end), end);
			while (at >= 0 && at < end) {
				at = takeField(brief, octets, at + 1, end, false);
			}
			return at === end;
		},
	};
}

/** `r450-x@d10.example R=dnslookup T=remote_smtp defer (-44) H=mx10.remote.example [198.51.100.10]: SMTP error …: 450 4.2.0 Mailbox busy` */
function failureBrief(after: string): BriefReader {
	return {
		after,
		tells: failureFields,
		read(brief, octets, start, end) {
			const { bytes } = octets;
			let at = takeOriginal(brief, takeAddress(brief, briefField.to, start, end), end);
			while (at >= 0 && at < end) {
				if (bytes[at] === colon) {
					brief.noteWords(at + 2, end);
					return at + 2 < end;
				}
				at = deferWord.standsAt(octets, at + 1, end)
					? findOctet(bytes, closeParenthesis, at, end) + 1
					: takeField(brief, octets, at + 1, end, false);
			}
			return false;
		},
	};
}

export const eximBriefs: Readonly<Record<string, BriefReader>> = {
	'<=': arrivalBrief,
	'=>': deliveryBrief(' => '),
	'->': deliveryBrief(' -> '),
	'==': failureBrief(' == '),
	'**': failureBrief(' ** '),
};

/** An address without quotes and blanks, behind which a field or `<` comes: the place behind it, or -1. */
function takeAddress(brief: Brief, field: number, at: number, end: number): number {
	const { bytes } = brief;
	let stop = at;
	for (; stop < end && bytes[stop] !== blank; stop++) {
		const octet = bytes[stop];
		if (octet === quote || octet === backslash || octet === openParenthesis) {
			return -1;
		}
		if (octet === colon) {
			if (stop === at || bytes[stop + 1] !== blank) {
				return -1;
			}
			break;
		}
	}
	const first = bytes[at] ?? 0;
	const isPlain = stop > at && first !== lessThan && first !== 124 && first !== 47;
	const isFollowed =
		stop === end ||
		bytes[stop] === colon ||
		bytes[stop + 1] === lessThan ||
		keyLength(bytes, stop + 1, end) > 0;
	if (!isPlain || !isFollowed) {
		return -1;
	}
	brief.note(field, at, stop);
	return stop;
}

/** ` <ok2@example.com>`, if it stands there: the place behind it, or -1. */
function takeOriginal(brief: Brief, at: number, end: number): number {
	const { bytes } = brief;
	if (at < 0 || bytes[at] !== blank || bytes[at + 1] !== lessThan) {
		return at;
	}
	for (let stop = at + 2; stop < end; stop++) {
		if (bytes[stop] === greaterThan) {
			if (stop > at + 2) {
				brief.note(briefField.original, at + 2, stop);
			}
			return stop + 1 === end || bytes[stop + 1] === blank || bytes[stop + 1] === colon ? stop + 1 : -1;
		}
		if (bytes[stop] === quote || bytes[stop] === backslash) {
			return -1;
		}
	}
	return -1;
}

/** Takes `K=value`: the place behind it, or -1 where it is not as most are. */
function takeField(brief: Brief, octets: Octets, at: number, end: number, isArrival: boolean): number {
	const { bytes } = octets;
	const length = keyLength(bytes, at, end);
	if (length === 0) {
		return -1;
	}
	const value = at + length + 1;
	if (length === 2 && bytes[at] === keys.D && bytes[at + 1] === keys.T) {
		return takeWord(brief, briefField.delay, value, end);
	}
	if (length === 2 && bytes[at] === keys.D && bytes[at + 1] === keys.N && bytes[value] === quote) {
		return behindQuoted(bytes, value, end);
	}
	if (length > 1) {
		return takeWord(brief, -1, value, end);
	}
	switch (bytes[at]) {
		case keys.H:
			return takeHost(brief, value, end);
		case keys.X:
			return takeCipher(brief, value, end);
		case keys.A:
			return takeUser(brief, value, end);
		case keys.S:
			return takeWord(brief, briefField.size, value, end);
		case keys.R:
			return takeWord(brief, isArrival ? briefField.otherQueueId : -1, value, end);
		case keys.T:
			return takeWord(brief, briefField.transport, value, end);
		case keys.C:
			return bytes[value] === quote ? behindQuoted(bytes, value, end) : takeWord(brief, -1, value, end);
		case keys.P:
			return bytes[value] === lessThan ? -1 : takeWord(brief, -1, value, end);
		default:
			return takeWord(brief, -1, value, end);
	}
}

/** The length of a key with an equals sign behind it, or 0. */
function keyLength(bytes: Uint8Array, at: number, end: number): number {
	for (let stop = at; stop < end && stop - at <= longestKey; stop++) {
		const octet = bytes[stop] ?? 0;
		if (octet === equals) {
			return stop - at;
		}
		const isLetter = (octet >= 65 && octet <= 90) || (octet >= 97 && octet <= 122);
		if (!isLetter && !(octet >= 48 && octet <= 57) && octet !== asterisk) {
			return 0;
		}
	}
	return 0;
}

/** Takes what stands before the next blank, or before a colon with a blank behind it. */
function takeWord(brief: Brief, field: number, at: number, end: number): number {
	const { bytes } = brief;
	let stop = at;
	for (; stop < end && bytes[stop] !== blank; stop++) {
		if (bytes[stop] === quote) {
			return -1;
		}
		if (bytes[stop] === colon && bytes[stop + 1] === blank) {
			break;
		}
	}
	if (field >= 0 && stop > at) {
		brief.note(field, at, stop);
	}
	return stop;
}

/** `"250 2.0.0 Ok: queued as \"x\""` */
function behindQuoted(bytes: Uint8Array, at: number, end: number): number {
	for (let stop = at + 1; stop < end; stop++) {
		if (bytes[stop] === backslash) {
			stop++;
		} else if (bytes[stop] === quote) {
			return stop + 1;
		}
	}
	return -1;
}

/** `TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256` */
function takeCipher(brief: Brief, at: number, end: number): number {
	const { bytes } = brief;
	const stop = takeWord(brief, -1, at, end);
	const middle = findOctet(bytes, colon, at, stop);
	if (stop < 0 || middle >= stop) {
		return -1;
	}
	brief.note(briefField.tlsVersion, at, middle);
	brief.note(briefField.tlsCipher, middle + 1, stop);
	return stop;
}

/** `plain_server:alice`, or `plain_server:alice:a@example.com` */
function takeUser(brief: Brief, at: number, end: number): number {
	const { bytes } = brief;
	const stop = takeWord(brief, -1, at, end);
	const first = findOctet(bytes, colon, at, stop);
	if (stop >= 0 && first + 1 < stop) {
		brief.note(briefField.saslUser, first + 1, findOctet(bytes, colon, first + 1, stop));
	}
	return stop;
}

/** `host11.isp.example (laptop.isp.example) [203.0.113.11]:38503`, each part but the address optional. */
function takeHost(brief: Brief, at: number, end: number): number {
	const { bytes } = brief;
	let next = at;
	if (bytes[next] !== openParenthesis && bytes[next] !== openBracket) {
		next = findOctet(bytes, blank, at, end);
		if (next === at) {
			return -1;
		}
		brief.note(briefField.host, at, next);
		next++;
	}
	if (bytes[next] === openParenthesis) {
		next = findOctet(bytes, closeParenthesis, next, end) + 2;
		if (bytes[next - 1] !== blank) {
			return -1;
		}
	}
	const close = findOctet(bytes, closeBracket, next, end);
	if (bytes[next] !== openBracket || close >= end || close === next + 1) {
		return -1;
	}
	brief.note(briefField.address, next + 1, close);
	for (next = close + 1; next < end && bytes[next] !== blank; next++) {
		if (bytes[next] === colon && bytes[next + 1] === blank) {
			break;
		}
	}
	return next;
}
