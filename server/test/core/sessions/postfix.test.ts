import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../../src/core/mailLog';
import type { Session } from '../../../src/core/model';

/** A session in one line: its peer, the stages that a line shows (`!` where one failed), queue ids, its end, its lines. */
function toText({ peer, steps, queueIds, accepted, outcome, lines }: Session): string {
	const stages = steps
		.filter(({ evidence }) => evidence === 'seen')
		.map(({ stage, reply, failed }) => `${stage}${reply ? ` ${reply.code}` : ''}${failed ? '!' : ''}`);
	return [
		`${peer?.name ?? ''}[${peer?.address ?? ''}]`,
		stages.join(' '),
		...(queueIds.length > 0 ? [queueIds.join(',')] : []),
		...(accepted === undefined ? [] : [`accepted=${String(accepted)}`]),
		outcome,
		`lines=${lines.map((line) => line + 1).join(',')}`,
	].join(' | ');
}

/** Lines behind `PROGRAM[291]: `, and what the sessions are. */
function checkSessions(title: string, lines: readonly string[], sessions: readonly string[]): void {
	test(title, () => {
		const log = MailLog.of(lines.map((line) => `Nov 23 16:20:48 mx1 postfix/${line}`).join('\n'));
		assert.equal(log.unrecognized, 0);
		assert.deepEqual([...log.sessions()].map(toText), sessions);
	});
}

checkSessions(
	'a smtpd that dies takes the connection with it',
	[
		'smtpd[718]: connect from host11.isp.example[203.0.113.11]',
		"smtpd[718]: warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory",
		'smtpd[718]: fatal: no SASL authentication mechanisms',
		'master[285]: warning: process /usr/lib/postfix/sbin/smtpd pid 718 exit status 1',
	],
	['host11.isp.example[203.0.113.11] | connect disconnect! | lost | lines=1,2,3'],
);

checkSessions(
	'the peer is who connected, not whom its address claims to be',
	[
		'smtpd[291]: warning: hostname mx.example.org does not resolve to address 203.0.113.9: Name or service not known',
		'smtpd[291]: connect from unknown[203.0.113.9]',
		'smtpd[291]: disconnect from unknown[203.0.113.9] ehlo=1 quit=1 commands=2',
	],
	['unknown[203.0.113.9] | connect disconnect | completed | lines=1,2,3'],
);

checkSessions(
	'a filter in front: what it refuses is refused, and what it queued has the id that it names',
	[
		'smtpd[291]: connect from host10.isp.example[203.0.113.10]',
		'smtpd[291]: NOQUEUE: client=host10.isp.example[203.0.113.10]',
		'smtpd[291]: warning: proxy 127.0.0.1:10025 rejected "RCPT TO:<nobody@example.com>": "550 5.1.1 User unknown"',
		'smtpd[291]: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as 4jYB7Y6RMrz8k; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		'smtpd[291]: disconnect from host10.isp.example[203.0.113.10] ehlo=1 mail=1 rcpt=1/2 data=1 quit=1 commands=5/6',
	],
	[
		'host10.isp.example[203.0.113.10] | connect rcpt 550! content 250 disconnect | 4jYB7Y6RMrz8k | accepted=true | completed | lines=1,2,3,4,5',
	],
);

checkSessions(
	'an address that is none is refused, although the line has no code',
	[
		'smtpd[291]: connect from unknown[203.0.113.9]',
		'smtpd[291]: warning: Illegal address syntax from unknown[203.0.113.9] in RCPT command: <b@@example.com>',
		'smtpd[291]: disconnect from unknown[203.0.113.9] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	],
	['unknown[203.0.113.9] | connect rcpt! disconnect | completed | lines=1,2,3'],
);

checkSessions(
	'a client over the limit of connections is turned away at once',
	[
		'smtpd[291]: connect from unknown[203.0.113.9]',
		'smtpd[291]: warning: Connection rate limit exceeded: 31 from unknown[203.0.113.9] for service smtp',
		'smtpd[291]: disconnect from unknown[203.0.113.9] commands=0/0',
	],
	['unknown[203.0.113.9] | connect greeting! disconnect | rejected | lines=1,2,3'],
);

checkSessions(
	'ETRN belongs to no mail',
	[
		'smtpd[291]: connect from unknown[203.0.113.9]',
		'smtpd[291]: NOQUEUE: reject: ETRN from unknown[203.0.113.9]: 554 5.7.1 <example.com>: Etrn command rejected: Access denied; proto=ESMTP helo=<x>',
		'smtpd[291]: disconnect from unknown[203.0.113.9] ehlo=1 etrn=0/1 quit=1 commands=2/3',
	],
	['unknown[203.0.113.9] | connect etrn 554! disconnect | completed | lines=1,2,3'],
);

checkSessions(
	'a client of postscreen that is refused and hangs up is lost',
	[
		'postscreen[700]: CONNECT from [203.0.113.9]:40533 to [192.0.2.25]:25',
		'postscreen[700]: COMMAND PIPELINING from [203.0.113.9]:40533 after HELO: MAIL FROM:<a@example.org>\\r\\n',
		'postscreen[700]: NOQUEUE: reject: RCPT from [203.0.113.9]:40533: 550 5.5.1 Protocol error; from=<a@example.org>, to=<b@example.com>, proto=SMTP, helo=<x>',
		'postscreen[700]: HANGUP after 0.04 from [203.0.113.9]:40533 in tests after SMTP handshake',
		'postscreen[700]: DISCONNECT [203.0.113.9]:40533',
	],
	['[203.0.113.9] | connect other rcpt 550! disconnect! disconnect | lost | lines=1,2,3,4,5'],
);

checkSessions(
	'a refusal to start TLS is an answer to STARTTLS',
	[
		'smtp[331]: 4jYB5r214Jz6x: TLS is required, but host mx1.example.net[198.51.100.7] refused to start TLS: 454 4.7.0 TLS not available',
		'smtp[331]: 4jYB5r214Jz6x: to=<b@example.net>, relay=mx2.example.net[198.51.100.8]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F22A3CF912)',
	],
	[
		'mx1.example.net[198.51.100.7] | starttls 454! | open | lines=1',
		'mx2.example.net[198.51.100.8] | content 250 | 4jYB5r214Jz6x | accepted=true | completed | lines=2',
	],
);
