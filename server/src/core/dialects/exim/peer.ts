import type { Cursor } from '../cursor';
import { eximFields, host } from './fields';

/**
 * `from host11.isp.example (laptop) [203.0.113.11]:38503 I=… what happened`; the words before the host were passed or come here.
 * A program on this host has a user's name only: `from root`, `U=root`.
 */
export function eventFromPeer(cursor: Cursor): void {
	const start = cursor.at;
	const named = cursor.find(' H=');
	const open = cursor.find('[');
	if (named >= 0) {
		cursor.note('text', start, named);
		cursor.at = named + ' H='.length;
	} else if (!cursor.sees('[') && !cursor.sees('(')) {
		const from = cursor.find('from ');
		cursor.at = from >= 0 && (open < 0 || from < open) ? from + 'from '.length : start;
	}
	cursor.skip('H=');
	if (open >= 0) {
		host(cursor);
	}
	eximFields(cursor, true);
	cursor.skip(':');
	cursor.skip(' ');
	cursor.takeRest('text');
}

/** `H=host (helo) [ip]:port I=… U=…` or `U=root`: host_and_ident(), then the fields of TLS and the sender. */
export function identity(cursor: Cursor): void {
	cursor.skip(' DS');
	if (cursor.skip('H=')) {
		host(cursor);
	}
	eximFields(cursor, false);
	cursor.skip(' ');
}

/** `mx.example.org (helo) [203.0.113.40]:4411 I=[192.0.2.25]:25 U=x`: the same without its key; a program of this host has one word. */
export function bareIdentity(cursor: Cursor): void {
	cursor.skip('H=');
	if (
		/^(?:[^\s[(]{1,255} )?(?:\(|\[)/.test(cursor.text.slice(cursor.at, Math.min(cursor.at + 300, cursor.end)))
	) {
		host(cursor);
	}
	eximFields(cursor, false);
	cursor.skip(' ');
}
