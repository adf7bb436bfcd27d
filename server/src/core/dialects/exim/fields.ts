import type { FieldName } from '../../event';
import type { Cursor } from '../cursor';
import { acceptedId, bracketed, quoteEnd, reply } from '../fields';

/**
 * The `K=value` fields of an arrival, delivery or rejection line, in whatever order the log_selector put them, up to a colon
 * that ends them or the end (Exim specification ch. 52 "Log files").
 *
 *     H=host11.isp.example (laptop.isp.example) [203.0.113.11]:38503 I=[192.0.2.25]:587 P=esmtpsa X=TLS1.3:… S=510 id=a@b for x@d.example
 */
export function eximFields(cursor: Cursor, isArrival: boolean): void {
	while (cursor.at < cursor.end) {
		if (cursor.skip(' ')) {
			continue;
		}
		if (cursor.sees(': ') || cursor.sees(':\t')) {
			return;
		}
		const equals = equalsAt(cursor);
		const key = equals < 0 ? '' : cursor.text.slice(cursor.at, equals);
		if (isArrival && (cursor.sees('from <') || cursor.sees('for '))) {
			recipients(cursor);
		} else if (/^[A-Za-z0-9*]{1,5}$/.test(key) && equals < cursor.end) {
			cursor.at = equals + 1;
			eximField(cursor, key, isArrival);
		} else if (!skipMark(cursor)) {
			return;
		}
	}
}

/** Where the `=` behind a key of five characters at most stands, or -1. */
function equalsAt(cursor: Cursor): number {
	const at = cursor.text.slice(cursor.at, Math.min(cursor.at + 6, cursor.end)).indexOf('=');
	return at < 0 ? -1 : cursor.at + at;
}

/** A field without a value: `L` and `K` (pipelining, chunking), `PRDR`, `TFO`, a check that was passed. */
function skipMark(cursor: Cursor): boolean {
	const mark = /^(?:L[-.*]{0,3}|K|DS|ARC|SPF|DMARC|TFO\*{0,2}|PRDR)(?= |$)/.exec(
		cursor.text.slice(cursor.at, cursor.at + 8),
	)?.[0];
	cursor.at += mark?.length ?? 0;
	return mark !== undefined;
}

function eximField(cursor: Cursor, key: string, isArrival: boolean): void {
	switch (key) {
		case 'H':
			host(cursor);
			break;
		case 'C':
			quotedReply(cursor);
			break;
		case 'F':
			// Exim 3 and local_scan() write no brackets.
			if (!bracketed(cursor, 'from')) {
				word(cursor, 'from');
			}
			break;
		case 'P':
			if (cursor.sees('<')) {
				returnPath(cursor);
			} else {
				word(cursor, 'protocol');
			}
			break;
		case 'T':
			if (cursor.sees('"')) {
				quoted(cursor);
			} else {
				word(cursor, isArrival ? undefined : 'transport');
			}
			break;
		case 'A':
			authenticator(cursor);
			break;
		case 'X':
			cipher(cursor);
			break;
		case 'id':
		case 'id*':
			messageId(cursor);
			break;
		case 'ST':
			word(cursor, undefined);
			// Why the shadow transport did not work.
			if (cursor.sees(' (')) {
				cursor.skipTo(')');
			}
			break;
		case 'DN':
			if (cursor.sees('"')) {
				quoted(cursor);
			} else {
				word(cursor, undefined);
			}
			break;
		default:
			word(cursor, names[key]);
	}
}

/** The fields whose value is one word. R= is a router on a delivery, the bounced message on an arrival. */
const names: Readonly<Record<string, FieldName>> = {
	I: 'localAddress',
	U: 'user',
	S: 'size',
	R: 'router',
	DT: 'delay',
};

function word(cursor: Cursor, name: FieldName | undefined): void {
	const start = cursor.at;
	while (cursor.at < cursor.end) {
		const character = cursor.text.charAt(cursor.at);
		if (character === ' ' || (character === ':' && cursor.text.charAt(cursor.at + 1) === ' ')) {
			break;
		}
		cursor.at++;
	}
	if (name) {
		cursor.note(name, start, cursor.at);
	}
}

/** `"text with \"quotes\""` */
function quoted(cursor: Cursor): { start: number; end: number } {
	cursor.at++;
	const start = cursor.at;
	while (cursor.at < cursor.end && cursor.text.charAt(cursor.at) !== '"') {
		cursor.at += cursor.text.charAt(cursor.at) === '\\' ? 2 : 1;
	}
	const end = Math.min(cursor.at, cursor.end);
	cursor.at = Math.min(cursor.at + 1, cursor.end);
	return { start, end };
}

/** `C="250 2.0.0 Ok: queued as F22A3CF912"`: the next server's answer to the message. */
function quotedReply(cursor: Cursor): void {
	if (!cursor.sees('"')) {
		// `C=EHLO,AUTH,QUIT`: the commands of a connection that had no mail.
		word(cursor, 'text');
		return;
	}
	const { start, end } = quoted(cursor);
	const after = cursor.at;
	cursor.at = start;
	if (!reply(cursor, end)) {
		cursor.note('text', start, end);
	}
	const id = acceptedId(cursor.text, start, end);
	if (id) {
		cursor.note('acceptedAs', id.start, id.end);
	}
	cursor.at = after;
}

function returnPath(cursor: Cursor): void {
	const { length } = cursor.fields;
	bracketed(cursor, 'from');
	cursor.fields.length = length;
}

/** `A=plain_server:alice`, and with +smtp_mailauth what the client said in AUTH= behind a second colon. */
function authenticator(cursor: Cursor): void {
	const start = cursor.at;
	word(cursor, undefined);
	const colon = cursor.text.slice(start, cursor.at).indexOf(':');
	if (colon < 0) {
		cursor.note('saslMethod', start, cursor.at);
		return;
	}
	const user = start + colon + 1;
	const second = cursor.text.slice(user, cursor.at).indexOf(':');
	cursor.note('saslMethod', start, user - 1);
	cursor.note('saslUser', user, second < 0 ? cursor.at : user + second);
}

/** `X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256` */
function cipher(cursor: Cursor): void {
	const start = cursor.at;
	word(cursor, undefined);
	const colon = cursor.text.indexOf(':', start);
	if (colon < 0 || colon >= cursor.at) {
		cursor.note('tlsCipher', start, cursor.at);
	} else {
		cursor.note('tlsVersion', start, colon);
		cursor.note('tlsCipher', colon + 1, cursor.at);
	}
}

/**
 * `host11.isp.example (laptop.isp.example) [203.0.113.11]:38503`, each part but the address optional. `DS` before the address: DNSSEC
 * vouches for it · `*` behind it: the connection of the mail before was used again.
 */
export function host(cursor: Cursor): void {
	if (!cursor.sees('(') && !cursor.sees('[')) {
		word(cursor, 'host');
		cursor.skip(' ');
		cursor.skip('DS ');
	}
	if (cursor.skip('(')) {
		cursor.take('helo', ')');
		cursor.skip(' ');
	}
	if (cursor.skip('[')) {
		cursor.take('address', ']');
		if (cursor.sees(':') && /[0-9]/.test(cursor.text.charAt(cursor.at + 1))) {
			cursor.at++;
			cursor.takeWhile('port', (character) => character >= '0' && character <= '9');
		}
		cursor.skip('*');
	}
}

/** `a.1@example.org`; what stands before the @ may be quoted, and hold blanks (RFC 5322 §4.5.4, as old programs wrote it). */
function messageId(cursor: Cursor): void {
	const start = cursor.at;
	cursor.at = cursor.sees('"') ? quoteEnd(cursor, start) : start;
	word(cursor, undefined);
	cursor.note('messageId', start, cursor.at);
}

/** `from <alice@example.com> for x@d10.example y@d10.example` */
function recipients(cursor: Cursor): void {
	if (cursor.skip('from ')) {
		const { length } = cursor.fields;
		bracketed(cursor, 'from');
		cursor.fields.length = length;
		return;
	}
	cursor.skip('for ');
	while (cursor.at < cursor.end) {
		// A quoted local part may hold blanks.
		const start = cursor.at;
		cursor.at = cursor.sees('"') ? quoteEnd(cursor, start) : start;
		word(cursor, undefined);
		cursor.note('recipient', start, cursor.at);
		cursor.skip(' ');
		if (cursor.sees(':')) {
			return;
		}
	}
}
