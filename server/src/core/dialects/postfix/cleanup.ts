import type { Cursor } from '../cursor';
import { bracketed } from '../fields';
import type { Row } from '../row';
import { answer, attributesIn, attributesSpan, peer, words } from './fields';
import { rowsLike } from './likeRows';

/** What happens to a mail on its way into the queue: cleanup(8), and the checks of content that smtp(8) makes on its way out. */
const programs = ['cleanup'];
const sender = 'from mx.example.org[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>';

export const cleanupRows: readonly Row[] = [
	{
		kind: 'message-id',
		programs,
		starts: 'message-id=',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: message-id=<pf-004.1@sender.example>',
			'4jYB4w0dbLz5c: message-id=',
			'4jYB4w0dbLz5c: message-id=no-brackets@sender.example',
		],
		read: messageId,
	},
	{
		kind: 'message-id',
		programs,
		queueId: 'required',
		starts: 'resent-message-id=',
		message: 'join',
		samples: ['4jYB4w0dbLz5c: resent-message-id=<again@sender.example>'],
	},
	...[
		'reject',
		'discard',
		'hold',
		'filter',
		'redirect',
		'prepend',
		'replace',
		'strip',
		'ignore',
		'delay',
		'bcc',
		'info',
		'pass',
		'warn',
	].flatMap((action) => ['header', 'body'].map((part) => contentRow(action, part))),
	// `warning: ` was taken off as Postfix's own word of severity.
	...['header', 'body'].map((part) => contentRow(undefined, part)),
	{
		kind: 'header-action',
		programs,
		queueId: 'required',
		starts: 'reject: mime-error ',
		message: 'join',
		session: 'attach',
		samples: [
			`4jYB4w0dbLz5c: reject: mime-error improper use of 8-bit data in message header: Subject: \\303\\244 ${sender}`,
		],
		read(cursor) {
			const start = cursor.at - 'reject: mime-error '.length;
			cursor.note('action', start, start + 'reject'.length);
			const text = cursor.at;
			const end = origin(cursor);
			cursor.note('text', text, end);
		},
	},
	// What a milter added or changed goes through header_checks of its own (milter_header_checks).
	...['header', 'body'].map((part): Row => {
		const starts = `milter-${part}-`;
		return {
			kind: 'milter',
			programs,
			queueId: 'required',
			starts,
			message: 'join',
			session: 'attach',
			samples: [
				`4jYB4w0dbLz5c: ${starts}reject: ${part} X-Spam-Flag: YES ${sender}: 5.7.1 message content rejected`,
			],
			read(cursor) {
				cursor.take('action', ': ');
				content(cursor);
			},
		};
	}),
	// From 3.10 on: the SMTP session ended before the mail was whole, or a rule threw it away. It never was in the queue.
	...rowsLike({ kind: 'cancelled', programs: ['cleanup', 'smtpd'], queueId: 'required', message: 'close' }, [
		['canceled', '4jYB4w0dbLz5c: canceled'],
		['removed (', '4jYB4w0dbLz5c: removed (canceled)'],
	]),
	// smtpd answers the content with 554 5.4.0 or 5.4.6.
	{
		kind: 'header-action',
		programs,
		queueId: 'required',
		starts: 'message rejected: ',
		message: 'join',
		session: 'attach',
		samples: ['warning: 4jYB4w0dbLz5c: message rejected: hopcount exceeded'],
		read(cursor) {
			const start = cursor.at - 'rejected: '.length;
			cursor.note('action', start, start + 'reject'.length);
			words(cursor);
		},
	},
	...rowsLike(
		{ kind: 'warning', programs, queueId: 'required', message: 'join', session: 'attach', read: words },
		[
			['write queue file: ', 'warning: 4jYB4w0dbLz5c: write queue file: No space left on device'],
			['read timeout on ', 'warning: 4jYB4w0dbLz5c: read timeout on cleanup socket'],
			['bounce message failure', 'warning: 4jYB4w0dbLz5c: bounce message failure'],
		],
	),
	...[' map lookup problem', ' map nesting for ', ' map expansion size for ', ' result '].map((has): Row => ({
		kind: 'warning',
		programs,
		queueId: 'required',
		starts: '',
		has,
		hasNot: ' notification',
		message: 'join',
		session: 'attach',
		samples: [
			`warning: 4jYB4w0dbLz5c: unreasonable virtual_alias_maps${has}x@example.com -- message not accepted, try again later`,
		],
		read: words,
	})),
];

function messageId(cursor: Cursor): void {
	if (!bracketed(cursor, 'messageId')) {
		cursor.takeRest('messageId');
	}
}

/** `reject: header Subject: … from mx.example.org[192.0.2.9]; from=<…> to=<…> proto=… helo=<…>: 5.7.1 text`; smtp(8) names no origin. */
function contentRow(action: string | undefined, part: string): Row {
	const starts = `${action === undefined ? '' : `${action}: `}${part} `;
	const sample = `${action === undefined ? 'warning: ' : ''}${starts}X-Seen: yes`;
	return {
		kind: 'header-action',
		programs: ['cleanup', 'smtp', 'lmtp'],
		queueId: 'required',
		starts,
		message: 'join',
		session: 'attach',
		samples: [
			`4jYB4w0dbLz5c: ${sample} ${sender}: 5.7.1 message content rejected`,
			`4jYB4w0dbLz5c: ${sample} ${sender}`,
			`4jYB4w0dbLz5c: ${sample}: X-Seen: no`,
		],
		read(cursor) {
			if (action !== undefined) {
				const start = cursor.at - starts.length;
				cursor.note('action', start, start + action.length);
			}
			content(cursor);
		},
	};
}

/** Whose mail it is, and what the rule says of it. */
function content(cursor: Cursor): void {
	const { end } = cursor;
	origin(cursor);
	if (cursor.at < end && cursor.skip(': ')) {
		answer(cursor, end);
	}
}

/** `… from mx.example.org[192.0.2.9]; from=<…> to=<…> proto=ESMTP helo=<x>`: notes it, and says where it begins. */
function origin(cursor: Cursor): number {
	const span = attributesSpan(cursor);
	if (!span) {
		cursor.at = cursor.end;
		return cursor.end;
	}
	const from = cursor.text.lastIndexOf(' from ', span.start);
	const hasOrigin = from >= cursor.at;
	if (hasOrigin) {
		cursor.at = from + ' from '.length;
		peer(cursor);
	}
	attributesIn(cursor, span);
	return hasOrigin ? from : span.start - 2;
}
