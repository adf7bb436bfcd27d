import { Literal } from '../../text/literal';
import type { Octets } from '../../text/octets';
import { briefField, type Brief, type BriefReader } from '../brief';
import { briefAddress, briefPeer, findOctet } from '../briefOctets';

const comma = 44;
const blank = 32;
const lessThan = 60;
const openBracket = 91;
const closeParenthesis = 41;
const letters = { d: 100, o: 111, r: 114 } as const;

const relay = Literal.ofText('relay=');
const delay = Literal.ofText('delay=');
const delays = Literal.ofText('delays=');
const status = Literal.ofText('status=');
const original = Literal.ofText('orig_to=');
const size = Literal.ofText(', size=');
const user = Literal.ofText(', sasl_username=');
const parentId = Literal.ofText(', orig_queue_id=');
const from = Literal.ofText(' from ');
const to = Literal.ofText(' to=<');
const proto = Literal.ofText(' proto=');
const attributes = Literal.ofText('; from=<');
const endOfPeer = Literal.ofText(']: ');
const withCipher = Literal.ofText(' with cipher ');
const saslOf = Literal.ofText(']: SASL ');

/** `<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=3, delays=0.1/0/2/0.9, dsn=4.2.0, status=deferred (…)` */
export const deliveryBrief: BriefReader = {
	after: ': to=',
	tells: ['to', 'original', 'relay', 'relayHost', 'relayAddress', 'delay', 'delays', 'status'],
	read(brief, octets, start, end) {
		const { bytes } = octets;
		let at = briefAddress(brief, briefField.to, start, end);
		while (at >= 0 && at + 2 < end && bytes[at] === comma && bytes[at + 1] === blank) {
			at += 2;
			if (status.standsAt(octets, at, end)) {
				return takeStatus(brief, at + status.length, end);
			}
			at = takeAttribute(brief, octets, at, end);
		}
		return false;
	},
};

/** Takes an attribute; gives the place of the comma behind it, or -1. */
function takeAttribute(brief: Brief, octets: Octets, at: number, end: number): number {
	const { bytes } = octets;
	switch (bytes[at]) {
		case letters.o:
			if (original.standsAt(octets, at, end)) {
				return briefAddress(brief, briefField.original, at + original.length, end);
			}
			break;
		case letters.r:
			if (relay.standsAt(octets, at, end)) {
				return takeRelay(brief, at + relay.length, end);
			}
			break;
		case letters.d:
			if (delays.standsAt(octets, at, end)) {
				return takeValue(brief, briefField.delays, at + delays.length, end);
			}
			if (delay.standsAt(octets, at, end)) {
				return takeValue(brief, briefField.delay, at + delay.length, end);
			}
	}
	return findOctet(bytes, comma, at, end);
}

function takeValue(brief: Brief, field: number, at: number, end: number): number {
	const stop = findOctet(brief.bytes, comma, at, end);
	brief.note(field, at, stop);
	return stop === at ? -1 : stop;
}

/** `mx.example.net[198.51.100.7]:25`, `local`, `none` */
function takeRelay(brief: Brief, at: number, end: number): number {
	const { bytes } = brief;
	const stop = findOctet(bytes, comma, at, end);
	brief.note(briefField.relay, at, stop);
	const open = findOctet(bytes, openBracket, at, stop);
	if (
		stop === at ||
		(open < stop && briefPeer(brief, briefField.relayHost, briefField.relayAddress, at, stop) < 0)
	) {
		return -1;
	}
	return stop;
}

function takeStatus(brief: Brief, at: number, end: number): boolean {
	const { bytes } = brief;
	let stop = at;
	while (stop < end && isOfStatus(bytes[stop] ?? 0)) {
		stop++;
	}
	brief.note(briefField.status, at, stop);
	const words = Math.min(stop + 2, end);
	brief.noteWords(words, Math.max(words, bytes[end - 1] === closeParenthesis ? end - 1 : end));
	return stop > at && (stop === end || bytes[stop] === blank);
}

/** `sent`, `SOFTBOUNCE`, `undeliverable-but-not-cached` */
function isOfStatus(octet: number): boolean {
	const small = octet | 32;
	return (small >= 97 && small <= 122) || octet === 45;
}

/** `<a@example.org>, size=412, nrcpt=1 (queue active)` */
export const queueActiveBrief: BriefReader = {
	after: ': from=',
	tells: ['from', 'size'],
	read(brief, octets, start, end) {
		const at = briefAddress(brief, briefField.from, start, end);
		if (at < 0 || !size.standsAt(octets, at, end)) {
			return false;
		}
		return takeValue(brief, briefField.size, at + size.length, end) > 0;
	},
};

/** `host11.isp.example[203.0.113.11], sasl_method=PLAIN, sasl_username=alice@example.com` */
export const clientBrief: BriefReader = {
	after: ': client=',
	tells: ['host', 'address', 'saslUser', 'otherQueueId'],
	read(brief, octets, start, end) {
		const at = briefPeer(brief, briefField.host, briefField.address, start, end);
		if (at === end) {
			return true;
		}
		if (at < 0 || parentId.indexIn(octets, at, end) >= 0) {
			return false;
		}
		const name = user.indexIn(octets, at, end);
		const last = findOctet(octets.bytes, comma, name + user.length, end);
		if (
			name < 0 ||
			octets.bytes[name + user.length] === lessThan ||
			last < end ||
			findOctet(octets.bytes, blank, name + user.length, end) < end
		) {
			return false;
		}
		brief.note(briefField.saslUser, name + user.length, end);
		return true;
	},
};

/** `TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) …`, behind `from host[address]: ` or `to host[address]:25: `. */
export const tlsBrief: BriefReader = {
	after: 'TLS connection ',
	tells: ['tlsVersion', 'tlsCipher'],
	read(brief, octets, start, end) {
		const { bytes } = octets;
		const middle = withCipher.indexIn(octets, start, end);
		const version = middle < 0 ? -1 : endOfBlankBefore(bytes, start, middle);
		if (version < start || bytes[version - 2] !== 58) {
			return false;
		}
		const cipher = middle + withCipher.length;
		brief.note(briefField.tlsVersion, version, middle);
		brief.note(briefField.tlsCipher, cipher, findOctet(bytes, blank, cipher, end));
		return true;
	},
};

/** Where the word that ends at `end` begins. */
function endOfBlankBefore(bytes: Uint8Array, start: number, end: number): number {
	let at = end;
	while (at > start && bytes[at - 1] !== blank) {
		at--;
	}
	return at;
}

/** `RCPT from mx.example.org[192.0.2.9]: 550 5.1.1 <nobody@example.com>: …; from=<a@example.org> to=<…> proto=ESMTP helo=<…>` */
export const rejectBrief: BriefReader = {
	after: ': reject: ',
	tells: ['phase', 'action', 'host', 'address', 'from', 'to'],
	read(brief, octets, start, end) {
		const blankAt = findOctet(octets.bytes, blank, start, end);
		if (!from.standsAt(octets, blankAt, end)) {
			return false;
		}
		const peer = blankAt + from.length;
		const behind = briefPeer(brief, briefField.host, briefField.address, peer, end);
		if (behind < 0 || !endOfPeer.standsAt(octets, behind - 1, end)) {
			return false;
		}
		brief.note(briefField.phase, start, blankAt);
		const first = attributes.indexIn(octets, behind, end);
		if (first < 0 || attributes.lastIndexIn(octets, behind, end) !== first) {
			return false;
		}
		brief.noteWords(behind + 2, first);
		const at = briefAddress(brief, briefField.from, first + attributes.length - 1, end);
		return at >= 0 && takeRecipient(brief, octets, at, end);
	},
};

/** ` to=<b@example.com> proto=…`, or, of postscreen, with a comma in front; before RCPT there is none. */
function takeRecipient(brief: Brief, octets: Octets, at: number, end: number): boolean {
	const next = octets.bytes[at] === comma ? at + 1 : at;
	if (to.standsAt(octets, next, end)) {
		const behind = briefAddress(brief, briefField.to, next + to.length - 1, end);
		return (
			behind >= 0 &&
			(behind === end || proto.standsAt(octets, octets.bytes[behind] === comma ? behind + 1 : behind, end))
		);
	}
	return proto.standsAt(octets, next, end);
}

/** `warning: host11.isp.example[203.0.113.11]: SASL PLAIN authentication failed: …` */
export const saslFailedBrief: BriefReader = {
	after: ': warning: ',
	tells: ['host', 'address'],
	read(brief, octets, start, end) {
		const at = briefPeer(brief, briefField.host, briefField.address, start, end);
		return at >= 0 && saslOf.standsAt(octets, at - 1, end);
	},
};
