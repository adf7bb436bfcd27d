import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import type { Message, Session } from '../../src/core/model';

/** A session in one line: who, TLS, login, the stages that a line shows (`!` where one failed), queue ids, its end. */
function toText({ role, peer, tls, auth, steps, queueIds, accepted, outcome, lines }: Session): string {
	const stages = steps
		.filter(({ evidence }) => evidence === 'seen')
		.map(({ stage, reply, failed }) => `${stage}${reply ? ` ${reply.code}` : ''}${failed ? '!' : ''}`);
	return [
		role,
		peer?.address ?? peer?.name ?? '?',
		tls ? 'tls' : '',
		auth ? `auth=${String(auth.ok)}` : '',
		stages.join(' '),
		queueIds.join(','),
		accepted === undefined ? '' : `accepted=${String(accepted)}`,
		outcome,
		`lines=${lines.map((line) => line + 1).join(',')}`,
	]
		.filter((part) => part !== '')
		.join(' | ');
}

function mailToText({ queueId, sender, recipients, end, parent, lines, filterLines }: Message): string {
	return [
		queueId,
		sender === undefined ? '' : `from=${sender}`,
		recipients.map(({ address, outcome }) => `${address} ${outcome}`).join(' '),
		end,
		parent ? `parent=${parent}` : '',
		`lines=${lines.map((line) => line + 1).join(',')}`,
		filterLines.length > 0 ? `filters=${filterLines.map((line) => line + 1).join(',')}` : '',
	]
		.filter((part) => part !== '')
		.join(' | ');
}

function checkLog(lines: readonly string[], sessions: readonly string[], messages: readonly string[]): void {
	const log = MailLog.of(lines.join('\n'));
	assert.equal(log.unrecognized, 0);
	assert.deepEqual([...log.sessions()].map(toText), sessions);
	assert.deepEqual([...log.messages()].map(mailToText), messages);
}

/** Lines of sendmail, each behind `PID: `. */
const sendmail = (lines: readonly (readonly [number, string])[]) =>
	lines.map(([pid, message]) => `Nov 23 16:40:46 mail sm-mta[${String(pid)}]: ${message}`);

const smtpd = (lines: readonly string[]) =>
	lines.map((message) => `Nov 23 16:39:33 mail smtpd[126]: ${message}`);

test('sendmail: a mail to several servers, of which one refuses, and the bounce', () => {
	checkLog(
		sendmail([
			[
				559,
				'STARTTLS=server, relay=mx.example.org [203.0.113.9], version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
			],
			[
				559,
				'6ANGekPZ000559: from=<user@sender.example>, size=205, class=0, nrcpts=4, msgid=<a.1@sender.example>, proto=ESMTPS, daemon=MTA-v4, relay=mx.example.org [203.0.113.9]',
			],
			[
				567,
				'STARTTLS=client, relay=mx10.remote.example., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
			],
			[
				567,
				'6ANGekPZ000559: to=<r550@d10.example>, delay=00:00:00, mailer=esmtp, relay=mx10.remote.example. [198.51.100.10], dsn=5.1.1, reply=550 5.1.1 User unknown, stat=User unknown',
			],
			[
				567,
				'6ANGekPZ000559: to=<ok1@d10.example>,<ok2@d10.example>, delay=00:00:00, mailer=esmtp, relay=mx10.remote.example. [198.51.100.10], dsn=2.0.0, stat=Sent (Ok: queued as 34590A3686)',
			],
			[
				567,
				'6ANGekPZ000559: to=<a@deadmx.example>, delay=00:00:00, mailer=esmtp, relay=mx-dead.remote.example. [198.51.100.9], dsn=4.4.1, stat=Deferred: Connection refused by mx-dead.remote.example.',
			],
			[567, '6ANGekPZ000559: 6ANGekPZ000567: DSN: User unknown'],
			[
				567,
				'6ANGekPZ000567: to=<user@sender.example>, delay=00:00:00, mailer=esmtp, relay=mx.sender.example. [198.51.100.11], dsn=2.0.0, stat=Sent (Ok: queued as F50AFC8063)',
			],
		]),
		[
			'server | 203.0.113.9 | tls | tls content | 6ANGekPZ000559 | accepted=true | open | lines=1,2',
			'client | 198.51.100.10 | tls | tls other 550! content | 6ANGekPZ000559 | accepted=true | completed | lines=3,4,5',
			'client | 198.51.100.9 | connect! | 6ANGekPZ000559 | aborted | lines=6',
			'client | 198.51.100.11 | content | 6ANGekPZ000567 | accepted=true | completed | lines=8',
		],
		[
			'6ANGekPZ000559 | from=user@sender.example | r550@d10.example bounced ok1@d10.example sent ok2@d10.example sent a@deadmx.example deferred | deferred | lines=1,2,3,4,5,6,7',
			'6ANGekPZ000567 | user@sender.example sent | delivered | parent=6ANGekPZ000559 | lines=7,8',
		],
	);
});

test('sendmail: processes that serve clients at the same time, refusals and losses', () => {
	checkLog(
		sendmail([
			[334, '6ANGeK3P000334: <nosuch@example.com>... User unknown'],
			[
				401,
				'STARTTLS=server, error: accept failed=-1, reason=wrong version number, SSL_error=1, errno=0, retry=-1, relay=host35.isp.example [203.0.113.35]',
			],
			[
				334,
				'6ANGeK3P000334: ruleset=check_rcpt, arg1=<x@elsewhere.example>, relay=host10.isp.example [203.0.113.10], reject=550 5.7.1 <x@elsewhere.example>... Relaying denied.',
			],
			[
				401,
				'6ANGeScQ000401: host35.isp.example [203.0.113.35] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA-v4',
			],
			[378, '6ANGeRsC000378: lost input channel from host72.isp.example [203.0.113.72] to MTA-v4 after rcpt'],
			[
				334,
				'6ANGeK3P000334: from=<user@sender.example>, size=0, class=0, nrcpts=0, proto=ESMTP, daemon=MTA-v4, relay=host10.isp.example [203.0.113.10]',
			],
			[
				378,
				'6ANGeRsC000378: from=<user@sender.example>, size=0, class=0, nrcpts=1, proto=ESMTP, daemon=MTA-v4, relay=host72.isp.example [203.0.113.72]',
			],
		]),
		[
			'server | 203.0.113.10 | rcpt! rcpt 550! | open | lines=1,3,6',
			'server | 203.0.113.35 | tls! disconnect! | lost | lines=2,4',
			'server | 203.0.113.72 | disconnect! | lost | lines=5,7',
		],
		[
			'6ANGeK3P000334 | from=user@sender.example | rejected | lines=1,3,6',
			'6ANGeRsC000378 | from=user@sender.example | discarded | lines=5,7',
		],
	);
});

test('sendmail: with LogLevel 14 the conversation is there', () => {
	checkLog(
		sendmail([
			[21, 'NOQUEUE: connect from mx.example.org [203.0.113.9]'],
			[21, '6ANGekPZ000021: --- 220 mail.example.com ESMTP'],
			[21, '6ANGekPZ000021: <-- EHLO mx.example.org'],
			[21, '6ANGekPZ000021: --- 250-mail.example.com Hello'],
			[21, '6ANGekPZ000021: --- 250 HELP'],
			[21, '6ANGekPZ000021: <-- MAIL FROM:<a@example.org>'],
			[21, '6ANGekPZ000021: --- 553 5.1.8 Domain does not exist'],
			[21, '6ANGekPZ000021: <-- QUIT'],
			[21, '6ANGekPZ000021: --- 221 2.0.0 closing connection'],
		]),
		[
			'server | 203.0.113.9 | connect greeting 220 hello 250 mail 553! quit 221 | completed | lines=1,2,3,4,5,6,7,8,9',
		],
		[],
	);
});

test('opensmtpd: sessions by their id, messages by the first half of their envelopes', () => {
	checkLog(
		smtpd([
			'856a14a5a11acf7b smtp connected address=203.0.113.20 host=host20.isp.example',
			'856a14f4f04535db smtp connected address=203.0.113.21 host=<unknown>',
			'856a14f4f04535db smtp message msgid=14741fa6 size=369 nrcpt=1 proto=ESMTP',
			'856a14a5a11acf7b smtp failed-command command="RCPT TO:<victim@elsewhere.example>" result="550 Invalid recipient"',
			'856a14f4f04535db smtp envelope evpid=14741fa6a0b4e979 from=<user@sender.example> to=<team@example.com>',
			'856a14a5a11acf7b smtp disconnected reason=timeout',
			'856a14f4f04535db smtp disconnected reason=quit',
			'856a14f26eafdb16 mta connecting address=smtp://198.51.100.10:25 host=mx10.remote.example',
			'856a14f26eafdb16 mta connected',
			'856a14f26eafdb16 mta delivery evpid=14741fa6a0b4e979 from=<user@sender.example> to=<ext@d10.example> rcpt=<team@example.com> source="192.0.2.25" relay="198.51.100.10 (mx10.remote.example)" delay=1s result="TempFail" stat="450 4.2.0 Mailbox busy"',
			'0000000000000000 mta delivery evpid=14741fa6a0b4e97a from=<user@sender.example> to=<a@deadmx.example> rcpt=<-> source="-" relay="deadmx.example" delay=11s result="PermFail" stat="Network error on destination MXs"',
			'856a14f26eafdb16 mta delivery evpid=14741fa6a0b4e979 from=<user@sender.example> to=<ext@d10.example> rcpt=<team@example.com> source="192.0.2.25" relay="198.51.100.10 (mx10.remote.example)" delay=4s result="Ok" stat="250 2.0.0 Ok: queued as 9ABA7F863A"',
			'856a14f26eafdb16 mta disconnected reason=quit messages=1',
		]),
		[
			'server | 203.0.113.20 | connect rcpt 550! disconnect! | timeout | lines=1,4,6',
			'server | 203.0.113.21 | connect content disconnect | 14741fa6 | accepted=true | completed | lines=2,3,5,7',
			'client | 198.51.100.10 | connect other 450! content 250 disconnect | 14741fa6 | accepted=true | completed | lines=8,9,10,12,13',
		],
		[
			'14741fa6 | from=user@sender.example | ext@d10.example sent a@deadmx.example bounced | mixed | lines=2,3,5,7,8,9,10,11,12,13',
		],
	);
});

test('dovecot: an LMTP session by its process', () => {
	checkLog(
		[
			'lmtp(28700): Connect from local',
			'lmtp(28701): Connect from 192.0.2.25',
			"lmtp(alice@example.com)<28700><6SQCDm4XFGIZ9/xL>: sieve: msgid=<a.1@sender.example>: stored mail into mailbox 'INBOX'",
			'lmtp(28700): Disconnect from local: Client has quit the connection (state=READY)',
			'lmtp(28701): Disconnect from 192.0.2.25: Connection closed',
		].map((message) => `Nov 23 16:40:46 mail dovecot: ${message}`),
		[
			'server | ? | connect content disconnect | accepted=true | completed | lines=1,3,4',
			'server | 192.0.2.25 | connect disconnect! | lost | lines=2,5',
		],
		[],
	);
});

test('what filters and policy servers say of a mail is told with it, and makes no mail', () => {
	checkLog(
		[
			'opendkim[235]: 4AA091855DA0: no signature data',
			'postfix/smtpd[97]: 4AA091855DA0: client=mx.example.org[203.0.113.20]',
			'postgrey[82]: 4AA091855DA0: action=pass, reason=client AWL, client_name=mx.example.org, client_address=203.0.113.20, sender=b@example.org, recipient=c@example.com',
			'opendkim[235]: 4AA091855DA0: DKIM verification successful',
			'postfix/qmgr[98]: 4AA091855DA0: from=<a@example.org>, size=412, nrcpt=1 (queue active)',
			'rspamd[275]: <8ae27d>; proxy; rspamd_task_write_log: id: <a.1@sender.example>, qid: <4AA091855DA0>, ip: 203.0.113.20, from: <a@example.org>, (default: F (no action): [-0.64/20.00] [X(0.00){}]), len: 412',
			'postfix/smtpd[99]: A48191855DA0: client=localhost[127.0.0.1]',
			'amavis[22]: (02279-04) Passed CLEAN {RelayedInbound}, [203.0.113.20]:6101 [203.0.113.20] <a@example.org> -> <c@example.com>, Queue-ID: 4AA091855DA0, mail_id: 6aLEkMwQa8H2, Hits: -, size: 412, queued_as: A48191855DA0, 78 ms',
			'postfix/qmgr[98]: 4AA091855DA0: removed',
			'opendkim[235]: 5E8863011B47: no signature data',
		].map((message) => `Nov 23 16:40:46 mail ${message}`),
		[
			'server | 203.0.113.20 | 4AA091855DA0 | accepted=true | open | lines=2',
			'server | 127.0.0.1 | A48191855DA0 | open | lines=7',
		],
		[
			'4AA091855DA0 | from=a@example.org | removed | lines=2,5,9 | filters=3,4,6,8',
			'A48191855DA0 | queued | parent=4AA091855DA0 | lines=7',
		],
	);
});
