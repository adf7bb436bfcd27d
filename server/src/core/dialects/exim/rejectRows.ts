import type { Cursor } from '../cursor';
import { bracketed } from '../fields';
import type { Row } from '../row';
import { eximAddress } from './address';
import { eximFields } from './fields';
import { identity } from './peer';
import { refusedCommandRows } from './refusedCommandRows';
import { stage, why } from './stage';

/** The refusals that fill a log: `H=… F=<a> rejected RCPT <b>: reason`. */
export function refusedRecipientRow(): Row {
	return refusalRow('H=', ' rejected RCPT ', [
		'H=(mx.example.org) [203.0.113.40]:4411 I=[192.0.2.25]:25 F=<a@example.org> rejected RCPT <b@example.com>: relay not permitted',
		'H=mta110.sender.example [203.0.113.110] F=<user@sender.example> temporarily rejected RCPT <alice@example.com>: greylisted',
		'H=mx.example.org [203.0.113.40]:4411 Ci=7326 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no SNI=mail.example.com F=<a@example.org> rejected RCPT <b@example.com>: Sender verify failed',
	]);
}

/** Refusals by an ACL at any stage, by local_scan(), and what comes near them. */
export function rejectRows(): Row[] {
	return [
		...verifyRows('H=', 'H=(test) [203.0.113.40]'),
		...verifyRows('U=', 'U=root'),
		...warningRows(),
		refusalRow('H=', 'rejected ', [
			'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<a@example.org> rejected after DATA: spam',
			'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<a@example.org> temporarily rejected after DATA PRDR: later',
			'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<a@example.org> rejected during MIME ACL checks: no programs',
			'H=[203.0.113.40] rejected connection in "connect" ACL: blocked by local policy',
			'H=mx.example.org [203.0.113.40] rejected EHLO or HELO x: need a real name',
			'H=mx.example.org [203.0.113.40] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no rejected AUTH PLAIN: not here',
			'H=mx.example.org [203.0.113.40] F=<a@example.org> rejected VRFY root: no',
			'H=mx.example.org [203.0.113.40] F=<a@example.org> SPF=fail DMARC=reject rejected DATA: no',
			'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<a@example.org>: rejected by DCC',
		]),
		refusalRow('U=', 'rejected ', [
			'1xVX0Y-00008E-0N U=root F=<a@example.org> rejected after DATA: spam',
			'U=root F=<a@example.org> rejected RCPT <b@example.com>: no',
		]),
		refusalRow('F=', 'rejected ', [
			'1xVX0Y-00008E-0N F=<a@example.org> rejected by non-SMTP ACL: no',
			'1xVX0Y-00008E-0N F=a@example.org H=mx.example.org [203.0.113.40] P=esmtp temporarily rejected by local_scan(): later',
		]),
		// With +dnssec Exim writes no blank behind this mark.
		refusalRow(' DSH=', 'rejected ', [
			' DSH=mx.example.org [203.0.113.40] F=<a@example.org> rejected RCPT <b@example.com>: no',
		]),
		...refusedCommandRows(),
		discardedRow('H=', 'H=mx.example.org [203.0.113.40] F=<a@example.org>'),
		discardedRow('U=', 'U=root F=<a@example.org>'),
		cutthroughRow('H=', 'H=mx.example.org [203.0.113.40]'),
		cutthroughRow('U=', 'U=root'),
	];
}

function refusalRow(starts: string, has: string, samples: string[]): Row {
	return {
		kind: 'reject',
		starts,
		has,
		session: 'join',
		message: 'join',
		peerAfter: 'H=',
		samples,
		read(cursor) {
			cursor.at -= starts.length;
			refusal(cursor);
		},
	};
}

function verifyRows(starts: string, who: string): Row[] {
	return ['fail', 'defer'].map((result) => ({
		kind: 'sender-verify-failed',
		starts,
		has: ` sender verify ${result} for `,
		session: 'join',
		peerAfter: 'H=',
		samples: [
			`${who} sender verify ${result} for <a@example.org>: Unrouteable address`,
			`${who} sender verify ${result} for <a@example.org>: response to "RCPT TO:<a@example.org>" was: 550 rejected here`,
			`${who} sender verify ${result} for <a@example.org>`,
		],
		read(cursor: Cursor) {
			cursor.at -= starts.length;
			identity(cursor);
			if (cursor.skipTo('sender verify ') && cursor.skipTo('for ')) {
				bracketed(cursor, 'from');
			}
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	}));
}

/** What an ACL only wants to have noticed: `warn log_message = …`. */
function warningRows(): Row[] {
	const row = (starts: string, samples: string[]): Row => ({
		kind: 'warning',
		starts,
		has: ' Warning: ',
		hasNot: ': Warning: ',
		session: 'attach',
		message: 'join',
		peerAfter: 'H=',
		samples,
		read(cursor) {
			cursor.at -= starts.length;
			identity(cursor);
			cursor.skip('Warning: ');
			cursor.takeRest('text');
		},
	});
	return [
		row('H=', [
			'H=(mx.example.org) [203.0.113.40] I=[192.0.2.25]:25 Warning: 203.0.113.40 is in dnsbl.example',
			'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] Warning: spam score 3.1, not rejected',
			"H=mx.example.org [203.0.113.40] Warning: ACL 'warn' statement skipped (in check_rcpt at line 42 of /etc/exim4/exim4.conf): condition test deferred",
		]),
		row('U=', ['U=root Warning: watched sender', '1xVX0Y-00008E-0N U=alice Warning: no action']),
	];
}

function discardedRow(starts: string, who: string): Row {
	return {
		kind: 'info',
		starts,
		has: ': discarded by ',
		session: 'join',
		message: 'join',
		peerAfter: 'H=',
		samples: [
			`${who} RCPT <b@example.com>: discarded by RCPT ACL`,
			`${who} RCPT <b@example.com>: discarded by MAIL ACL: bulk`,
		],
		read(cursor) {
			cursor.at -= starts.length;
			identity(cursor);
			stage(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	};
}

/** The next server took the recipient and, for now, not the content: `H=… b@example.net F=<a> tmp-reject from cutthrough after DATA: …` */
function cutthroughRow(starts: string, who: string): Row {
	return {
		kind: 'info',
		queueId: 'required',
		starts,
		has: ' tmp-reject from cutthrough after DATA: ',
		session: 'join',
		message: 'join',
		peerAfter: 'H=',
		samples: [
			`1xVX0Y-00008E-0N ${who} b@example.net F=<a@example.org> P=<a@example.org> tmp-reject from cutthrough after DATA: R=all T=smtp H=mx.example.net [198.51.100.7] C="450 later"`,
		],
		read(cursor) {
			cursor.at -= starts.length;
			identity(cursor);
			cutthroughRecipient(cursor);
			cursor.takeRest('text');
		},
	};
}

/** `b@example.net F=<a@example.org>`, where the mail was passed on while it came in. */
function cutthroughRecipient(cursor: Cursor): void {
	if (/^[^ ]{1,320} F=</.test(cursor.text.slice(cursor.at, Math.min(cursor.at + 326, cursor.end)))) {
		eximAddress(cursor, 'to');
		eximFields(cursor, false);
		cursor.skip(' ');
	}
}

/** The marks before the stage of a refusal. */
const rejections = ['temporarily rejected ', 'rejected '];

/** `H=… F=<a> temporarily rejected RCPT <b>: reason` */
function refusal(cursor: Cursor): void {
	identity(cursor);
	cutthroughRecipient(cursor);
	cursor.skip(': ');
	if (rejections.some((words) => cursor.skip(words)) || skipToStage(cursor)) {
		stage(cursor);
	}
	why(cursor);
}

/** Passes fields that are not known. */
function skipToStage(cursor: Cursor): boolean {
	const at = cursor.find('rejected ');
	cursor.at = at < 0 ? cursor.at : at + 'rejected '.length;
	return at >= 0;
}
