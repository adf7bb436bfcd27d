import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFindings } from '../../src/checks/all';
import type { Finding } from '../../src/checks/finding';
import { MailLog } from '../../src/core/mailLog';
import { log, postfix, swaksLog, wrongPasswordLog } from '../features/logs';
import { hasRowsElsewhere } from './rows';

/** What is found in a log, as `line severity rule`, lines from 0; or the findings themselves. */
function find(...lines: readonly string[]): {
	readonly rows: string[];
	readonly findings: readonly Finding[];
} {
	const findings = allFindings(MailLog.of(lines.length === 1 ? (lines[0] ?? '') : log(...lines))).filter(
		({ rule }) => !hasRowsElsewhere.has(rule),
	);
	return { findings, rows: findings.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`) };
}

function checkFindings(lines: readonly string[], expected: readonly string[], message?: RegExp): void {
	const { findings, rows } = find(...lines);
	assert.deepEqual(rows, expected, findings.map((finding) => finding.message()).join('\n'));
	if (message) {
		assert.match(findings[0]?.message() ?? '', message);
	}
}

/** A session of smtpd: `mx.example.org[192.0.2.9]` unless another client is named. */
function server(
	pid: number,
	texts: readonly string[],
	client = 'mx.example.org[192.0.2.9]',
	minute = '30',
): string[] {
	return texts.map((text, at) =>
		postfix(
			`10:${minute}:${String(at).padStart(2, '0')}`,
			`smtpd[${pid}]`,
			text.replaceAll('CLIENT', client),
		),
	);
}

const refuse = (reply: string, to: string, from = 'a@example.org') =>
	`NOQUEUE: reject: RCPT from CLIENT: ${reply} <${to}>: Recipient address rejected: User unknown; from=<${from}> to=<${to}> proto=ESMTP helo=<x>`;

const greylist = (to: string, from = 'a@example.org') =>
	`NOQUEUE: reject: RCPT from CLIENT: 450 4.2.0 <${to}>: Recipient address rejected: Greylisted; from=<${from}> to=<${to}> proto=ESMTP helo=<x>`;

/** A message that smtpd takes and local delivers. */
function delivered(
	pid: number,
	to: string,
	from = 'a@example.org',
	client = 'mx.example.org[192.0.2.9]',
): string[] {
	const id = '4jYB4w0dbLz5c';
	return [
		postfix('10:50:00', `smtpd[${pid}]`, `connect from ${client}`),
		postfix('10:50:00', `smtpd[${pid}]`, `${id}: client=${client}`),
		postfix('10:50:00', 'cleanup[7]', `${id}: message-id=<m1@example.org>`),
		postfix('10:50:00', 'qmgr[9]', `${id}: from=<${from}>, size=1203, nrcpt=1 (queue active)`),
		postfix(
			'10:50:01',
			'local[8]',
			`${id}: to=<${to}>, relay=local, delay=0.4, delays=0.4/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)`,
		),
		postfix('10:50:01', 'qmgr[9]', `${id}: removed`),
		postfix(
			'10:50:01',
			`smtpd[${pid}]`,
			`disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`,
		),
	];
}

/** One attempt of smtp(8) for a message that came from a local user. */
function outbound(...attempts: readonly string[]): string[] {
	const id = '4jYB5r214Jz6x';
	return [
		postfix('10:20:00', 'pickup[901]', `${id}: uid=1000 from=<alice@example.com>`),
		postfix('10:20:00', 'cleanup[902]', `${id}: message-id=<m2@example.com>`),
		postfix('10:20:00', 'qmgr[900]', `${id}: from=<alice@example.com>, size=900, nrcpt=1 (queue active)`),
		...attempts.map((text, at) => postfix(`1${at + 1}:20:01`, `smtp[${2320 + at}]`, `${id}: ${text}`)),
	];
}

const remote = 'relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2';
const deferred = `to=<b@example.net>, ${remote}, dsn=4.2.2, status=deferred (host mx.example.net[198.51.100.7] said: 452 4.2.2 Mailbox full (in reply to RCPT TO command))`;
const sent = `to=<b@example.net>, ${remote}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F22A3CF912)`;
const bounced = `to=<b@example.net>, ${remote}, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 <b@example.net>: User unknown (in reply to RCPT TO command))`;

test('healthy traffic yields nothing', () => {
	checkFindings([swaksLog], []);
	checkFindings(delivered(1, 'b@example.com'), []);
	checkFindings(outbound(sent), []);
	checkFindings(server(2, ['connect from CLIENT', 'disconnect from CLIENT ehlo=1 quit=1 commands=2']), []);
});

test('a server that refuses has done its work: a warning that names recipient, client, code and cause', () => {
	checkFindings(
		server(2, [
			'connect from CLIENT',
			refuse('550 5.1.1', 'nobody@example.com'),
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
		]),
		['1 warning reply.rejected'],
		/nobody@example\.com was refused to mx\.example\.org \[192\.0\.2\.9\] at RCPT: 550 5\.1\.1 No such mailbox/,
	);
});

test('refused in a transcript, 5yz is an error and 4yz a warning', () => {
	const transcript = (reply: string) => [
		'=== Trying mx.example.com:25...',
		'=== Connected to mx.example.com.',
		'<-  220 mx.example.com ESMTP',
		' -> EHLO client.example.org',
		'<-  250 mx.example.com',
		' -> MAIL FROM:<a@example.org>',
		'<-  250 2.1.0 Ok',
		' -> RCPT TO:<nobody@example.com>',
		`<** ${reply}`,
		' -> QUIT',
		'<-  221 2.0.0 Bye',
	];
	checkFindings(
		transcript('550 5.1.1 User unknown'),
		['8 error reply.rejected'],
		/mx\.example\.com refused the recipient nobody@example\.com at RCPT: 550 5\.1\.1/,
	);
	checkFindings(transcript('452 4.2.2 Mailbox full'), ['8 warning reply.rejected'], /for now/);
});

test('one finding for one cause, which counts and relates to the others', () => {
	const { findings, rows } = find(
		...server(2, [
			'connect from CLIENT',
			refuse('550 5.1.1', 'x@example.com'),
			refuse('550 5.1.1', 'y@example.com'),
			refuse('550 5.1.1', 'z@example.com'),
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=0/3 quit=1 commands=3/6',
		]),
		...server(
			3,
			[
				'connect from CLIENT',
				refuse('550 5.1.1', 'x@example.com'),
				'disconnect from CLIENT ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
			],
			undefined,
			'40',
		),
	);
	assert.deepEqual(rows, ['1 warning reply.rejected']);
	assert.match(
		findings[0]?.message() ?? '',
		/recipients x@example\.com and 2 others were refused .* 4 times/,
	);
	assert.deepEqual(
		findings[0]?.related?.map(({ line }) => line),
		[2, 3, 6],
	);
});

test('another recipient, client or cause is another finding', () => {
	const session = (pid: number, reply: string, to: string, client?: string) =>
		server(
			pid,
			[
				'connect from CLIENT',
				refuse(reply, to),
				'disconnect from CLIENT ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
			],
			client,
		);
	for (const other of [
		session(3, '550 5.1.1', 'y@example.com'),
		session(3, '550 5.1.1', 'x@example.com', 'mx.example.net[198.51.100.7]'),
		session(3, '550 5.7.1', 'x@example.com'),
	]) {
		checkFindings(
			[...session(2, '550 5.1.1', 'x@example.com'), ...other],
			['1 warning reply.rejected', '4 warning reply.rejected'],
		);
	}
});

test('greylisting that passed later is information; of which nobody came back, a warning', () => {
	const session = server(2, [
		'connect from CLIENT',
		greylist('b@example.com'),
		'disconnect from CLIENT ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	]);
	checkFindings(session, ['1 warning reply.rejected'], /Greylisted/);
	checkFindings(
		[...session, ...delivered(3, 'b@example.com')],
		['1 information reply.rejected'],
		/got through later, at line 5/,
	);
	const pool = delivered(3, 'b@example.com', 'a@example.org', 'mx2.example.org[192.0.2.10]');
	checkFindings([...session, ...pool], ['1 information reply.rejected']);
	const others = [
		delivered(3, 'c@example.com'),
		delivered(3, 'b@example.com', 'z@example.net', 'mx.example.net[198.51.100.7]'),
	];
	for (const other of others) {
		checkFindings([...session, ...other], ['1 warning reply.rejected']);
	}
	checkFindings([...delivered(3, 'b@example.com'), ...session], ['8 warning reply.rejected']);
});

test('what only follows from a refusal is no finding of its own', () => {
	const { findings, rows } = find(
		'=== Trying mx.example.com:25...',
		'=== Connected to mx.example.com.',
		'<-  220 mx.example.com ESMTP',
		' -> EHLO client.example.org',
		'<-  250 mx.example.com',
		' -> MAIL FROM:<a@example.org>',
		'<-  250 2.1.0 Ok',
		' -> RCPT TO:<nobody@example.com>',
		'<** 550 5.1.1 User unknown',
		' -> DATA',
		'<** 554 5.5.1 Error: no valid recipients',
		' -> QUIT',
		'<-  221 2.0.0 Bye',
	);
	assert.deepEqual(rows, ['8 error reply.rejected']);
	assert.deepEqual(
		findings[0]?.related?.map(({ line }) => line),
		[10],
	);
});

test('HELO after a refused EHLO is how it should be', () => {
	const { findings } = find(
		'=== Trying mx.example.com:25...',
		'=== Connected to mx.example.com.',
		'<-  220 mx.example.com SMTP',
		' -> EHLO client.example.org',
		'<** 502 Not implemented',
		' -> HELO client.example.org',
		'<-  250 mx.example.com',
		' -> QUIT',
		'<-  221 Bye',
	);
	assert.deepEqual(
		findings.map(({ severity, rule }) => [severity, rule]),
		[['information', 'reply.rejected']],
	);
});

test('Exim shows no code: the words tell', () => {
	checkFindings(
		[
			'2026-11-23 10:00:00 H=(mx.example.org) [203.0.113.40]:4411 I=[192.0.2.25]:25 F=<a@example.org> rejected RCPT <b@example.com>: relay not permitted',
		],
		['0 warning reply.rejected'],
		/b@example\.com was refused to \[203\.0\.113\.40\] at RCPT: Exim does not relay for you\. “relay not permitted”/,
	);
});

test('AUTH without 235: an error for a client, with its mechanism and the reply', () => {
	checkFindings(
		[wrongPasswordLog],
		['11 error auth.notAuthenticated'],
		/with LOGIN: no 235 came\. 535 5\.7\.8/,
	);
	checkFindings(
		[wrongPasswordLog.slice(0, wrongPasswordLog.indexOf(' -> c2VjcmV0'))],
		['9 error auth.notAuthenticated'],
		/with LOGIN: no 235 came\.$/,
	);
});

test('a stranger who guesses passwords is one warning, however often he tries', () => {
	const attempt = (pid: number) =>
		server(
			pid,
			[
				'connect from CLIENT',
				'warning: CLIENT: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
				'disconnect from CLIENT ehlo=1 auth=0/1 quit=1 commands=2/3',
			],
			'unknown[198.51.100.66]',
		);
	checkFindings(
		[...attempt(1), ...attempt(2), ...attempt(3)],
		['1 warning auth.notAuthenticated'],
		/\[198\.51\.100\.66\] did not log in with LOGIN, 3 tries/,
	);
	checkFindings(
		server(1, ['connect from CLIENT', 'disconnect from CLIENT ehlo=1 auth=0/2 quit=1 commands=2/4']),
		['1 warning auth.notAuthenticated'],
	);
});

test('the command that Exim quotes does not decide why it was refused', () => {
	checkFindings(
		[
			'2026-11-23 10:00:00 [686] SMTP syntax error in "MAIL FROM user" H=host21.isp.example [203.0.113.21]:41167 I=[192.0.2.25]:25 unrecognized command',
		],
		['0 warning reply.rejected'],
		/at MAIL: Syntax or command not accepted\. “"MAIL FROM user" unrecognized command”/,
	);
});

test('why Postfix refused a login is read from its warning', () => {
	const titleOf = (reason: string) =>
		allFindings(
			MailLog.of(
				log(
					...server(1, [
						'connect from CLIENT',
						`warning: CLIENT: SASL PLAIN authentication failed: ${reason}, sasl_username=alice`,
						'disconnect from CLIENT ehlo=1 auth=0/1 quit=1 commands=2/3',
					]),
				),
			),
		)[0]?.title();
	assert.equal(titleOf('authentication failure'), 'Login failed');
	assert.equal(titleOf('(reason unavailable)'), 'Login failed');
	assert.equal(titleOf('UGFzc3dvcmQ6'), 'Login failed');
	assert.equal(titleOf('Connection lost to authentication server'), 'The login service does not answer');
});

test('a login that works at the second try is information, and one that works at once is nothing', () => {
	const again = wrongPasswordLog.replace(
		' -> QUIT',
		' -> AUTH PLAIN AGFsaWNlAHNlY3JldA==\n<-  235 2.7.0 Authentication successful\n -> QUIT',
	);
	checkFindings([again], ['11 information auth.notAuthenticated'], /worked, but not at the first try/);
	checkFindings([swaksLog], []);
});

test('a deferred delivery counts its attempts and tells the last cause', () => {
	checkFindings(outbound(deferred), ['3 warning delivery.deferred'], /after 1 attempt/);
	checkFindings(
		outbound(deferred, deferred),
		['4 warning delivery.deferred'],
		/4jYB5r214Jz6x from alice@example\.com to b@example\.net is deferred after 2 attempts: .*mx\.example\.net \[198\.51\.100\.7\] said 452 4\.2\.2 at RCPT: “Mailbox full”/,
	);
	checkFindings(outbound(deferred, sent), ['3 information delivery.deferred'], /was delivered at line 5/);
});

test('a bounce is an error, and the deferral before it is not told again', () => {
	checkFindings(outbound(bounced), ['3 error delivery.bounced'], /bounced: No such mailbox/);
	checkFindings(outbound(deferred, bounced), ['4 error delivery.bounced'], /bounced at attempt 2/);
});

test('a queue that only waits, or gives up, tells what it waited for', () => {
	const id = '1xVX0Y-00008E-0N';
	const lines = [
		`2026-11-23 10:00:00 ${id} <= alice@example.com U=alice P=local S=400`,
		`2026-11-23 10:00:01 ${id} == b@example.net R=dnslookup T=remote_smtp defer (-44) H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<b@example.net>: 452 4.2.2 Mailbox full`,
		`2026-11-23 10:30:00 ${id} == b@example.net R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host`,
	];
	checkFindings(lines, ['2 warning delivery.deferred'], /after 2 attempts: .*said 452 4\.2\.2/);
	const failed = `2026-11-27 10:30:00 ${id} ** b@example.net R=dnslookup T=remote_smtp: retry timeout exceeded`;
	checkFindings(
		[...lines, failed],
		['3 error delivery.bounced'],
		/was given up after 3 attempts: .*said 452 4\.2\.2/,
	);
});

test('what one user behind an alias has, another still waits for', () => {
	const local = (second: number, id: string, user: string, result: string) =>
		`Nov 23 16:39:0${String(second)} mx1 smtpd[126]: 856a14f5ffa1cfd5 mda delivery evpid=14741fa6${id} from=<a@example.org> to=<team@example.com> rcpt=<team@example.com> user=${user} delay=0s ${result}`;
	checkFindings(
		[
			local(1, '32b92464', 'bob', 'result=TempFail stat=Error (mail.maildir: cannot write)'),
			local(2, 'd147d534', 'alice', 'result=Ok stat=Delivered'),
		],
		['0 warning delivery.deferred'],
		/after 1 attempt/,
	);
});

test('a notification that cannot be delivered is information', () => {
	const lines = outbound(bounced).map((line) => line.replace('from=<alice@example.com>', 'from=<>'));
	checkFindings(lines, ['3 information delivery.bounced'], /^The bounce 4jYB5r214Jz6x from <>/);
});

test('a connection lost with mail on its way is a warning', () => {
	const client = `4jYB4w0dbLz5c: client=mx.example.org[192.0.2.9]`;
	checkFindings(
		server(2, [
			'connect from CLIENT',
			client,
			'lost connection after DATA (5120 bytes) from CLIENT',
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4',
		]),
		['2 warning session.lost'],
		/after DATA/,
	);
	checkFindings(
		server(2, [
			'connect from CLIENT',
			client,
			'timeout after DATA (5120 bytes) from CLIENT',
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4',
		]),
		['2 warning session.lost'],
		/Nothing came from/,
	);
});

test('a connection lost before or after mail is next to nothing', () => {
	const rows: readonly (readonly [texts: readonly string[], expected: readonly string[]])[] = [
		[['lost connection after CONNECT from CLIENT', 'disconnect from CLIENT commands=0/0'], []],
		[
			['lost connection after EHLO from CLIENT', 'disconnect from CLIENT ehlo=1 commands=1'],
			['1 hint session.lost'],
		],
		[['lost connection after QUIT from CLIENT', 'disconnect from CLIENT ehlo=1 quit=1 commands=2'], []],
	];
	for (const [texts, expected] of rows) {
		checkFindings(server(2, ['connect from CLIENT', ...texts]), expected);
	}
	const afterMail = delivered(2, 'b@example.com');
	afterMail.splice(
		-1,
		1,
		postfix('10:50:02', 'smtpd[2]', 'lost connection after END-OF-MESSAGE from mx.example.org[192.0.2.9]'),
		postfix(
			'10:50:02',
			'smtpd[2]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 commands=4',
		),
	);
	checkFindings(afterMail, []);
});

test('in a transcript every loss is a warning', () => {
	const begin = ['=== Trying mx.example.com:25...', '=== Connected to mx.example.com.'];
	checkFindings(
		[
			'=== Trying mx.example.com:25...',
			'*** Error connecting to mx.example.com:25:',
			'*** \tIO::Socket::INET6: connect: Connection refused',
		],
		['0 warning session.lost'],
		/No connection with mx\.example\.com/,
	);
	checkFindings(
		[
			...begin,
			'<-  220 mx.example.com ESMTP',
			' -> EHLO client.example.org',
			'<-  250 mx.example.com',
			' -> MAIL FROM:<a@example.org>',
			'*** Remote host closed connection unexpectedly.',
		],
		['6 warning session.lost'],
		/lost after MAIL/,
	);
});

test('a client that leaves after a refusal has told its reason', () => {
	checkFindings(
		server(2, [
			'connect from CLIENT',
			refuse('550 5.1.1', 'x@example.com'),
			'lost connection after RCPT from CLIENT',
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=0/1 commands=2/3',
		]),
		['1 warning reply.rejected'],
	);
});

test('findings follow a log that grows and is edited', () => {
	const mailLog = MailLog.of(log(...outbound(deferred)));
	assert.equal(allFindings(mailLog)[0]?.severity, 'warning');
	mailLog.append(new TextEncoder().encode(`${outbound(deferred, sent)[4] ?? ''}\n`));
	assert.equal(allFindings(mailLog)[0]?.severity, 'information');
	mailLog.replace({ line: 0, character: 0 }, { line: 0, character: 0 }, 'a line before\n');
	assert.deepEqual(
		allFindings(mailLog).map(({ line }) => line),
		[4],
	);
});
