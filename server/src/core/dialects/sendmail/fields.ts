import type { FieldName, Kind } from '../../event';
import type { Cursor } from '../cursor';
import { enhancedAt, reply } from '../fields';
import type { Row } from '../row';

/** A line of which the words are all there is to say. */
export function plain(kind: Kind, starts: string, samples: string[]): Row {
	return {
		kind,
		starts,
		message: 'attach',
		samples,
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
		},
	};
}

/** The peer of a line that notes it as the other side: `host10.isp.example [203.0.113.10] (may be forged)`. */
export function relayHost(cursor: Cursor): void {
	peer(cursor, 'host', 'address');
}

export function relay(cursor: Cursor): void {
	cursor.note('relay', cursor.at, cursor.end);
	peer(cursor, 'relayHost', 'relayAddress');
}

/** `mx10.remote.example. [198.51.100.10]`, `[192.0.2.50]`, `[IPv6:2001:db8::1]`, `[127.0.0.1] [127.0.0.1]`, `root@localhost`. */
function peer(cursor: Cursor, host: FieldName, addressName: FieldName): void {
	const { end } = cursor;
	const name = /^[^\s[,:]{1,255}/.exec(cursor.text.slice(cursor.at, end))?.[0] ?? '';
	const labels = name.endsWith('.') ? name.length - 1 : name.length;
	cursor.note(host, cursor.at, cursor.at + labels);
	cursor.at += name.length;
	const open = cursor.find('[');
	const close = open < 0 ? -1 : cursor.find(']', open);
	if (close >= 0 && cursor.text.slice(cursor.at, open).trim() === '') {
		const start = cursor.text.startsWith('IPv6:', open + 1) ? open + 6 : open + 1;
		cursor.note(addressName, start, close);
		cursor.at = close + 1;
	}
}

/** `550 5.7.1 Access denied`, or words without a code. */
export function replyOrText(cursor: Cursor): void {
	if (!reply(cursor, cursor.end)) {
		const enhanced = enhancedAt(cursor.text, cursor.at, cursor.end);
		cursor.note('enhanced', cursor.at, cursor.at + (enhanced?.length ?? 0));
		cursor.at += enhanced ? enhanced.length + 1 : 0;
		cursor.note('text', cursor.at, cursor.end);
	}
}
