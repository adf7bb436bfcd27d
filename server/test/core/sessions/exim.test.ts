import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../../src/core/mailLog';
import type { Session } from '../../../src/core/model';

/** Lines of one process behind a time, and the session that they make. */
function sessionOf(...lines: string[]): Session {
	const text = lines.map((line, at) => `2026-11-23 16:35:1${String(at)}.000 [511] ${line}\n`).join('');
	const [session, ...others] = [...MailLog.of(text).sessions()];
	assert.equal(others.length, 0, 'one session');
	assert.ok(session);
	return session;
}

function stages(session: Session): string[] {
	return session.steps.map(({ stage, evidence, failed }) => `${stage} ${evidence}${failed ? ' failed' : ''}`);
}

test('the commands of a connection without a mail are counted, those that a line tells of are not told twice', () => {
	const session = sessionOf(
		'login authenticator failed for (x) [203.0.113.40]:4411: 535 Incorrect authentication data (set_id=a)',
		'no MAIL in SMTP connection from (x) [203.0.113.40]:4411 D=1s X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no C=EHLO,STARTTLS,EHLO,AUTH,QUIT',
	);
	assert.deepEqual(stages(session), [
		'greeting implied',
		'hello counted',
		'starttls counted',
		'hello counted',
		'auth seen failed',
		'quit counted',
	]);
	assert.equal(session.tls?.version, 'TLS1.3');
	assert.equal(session.auth?.ok, false);
	assert.equal(session.outcome, 'completed');
});

test('what fails at one of several servers is a session of ours as a client', () => {
	const session = sessionOf(
		'1xVX0Y-00008E-0N TLS session: (gnutls_handshake): timed out: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)',
		'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after MAIL FROM:<a@example.org>: 451 4.3.0 later',
	);
	assert.equal(session.role, 'client');
	assert.deepEqual(session.peer, { name: 'mx.example.net', address: '198.51.100.7' });
	assert.deepEqual(stages(session), ['connect implied', 'tls seen failed', 'mail seen failed']);
	assert.equal(session.steps[2]?.reply?.code, '451');
	assert.deepEqual(session.queueIds, ['1xVX0Y-00008E-0N']);
});

test('a client that is not let in is refused at the greeting', () => {
	const session = sessionOf('refused connection from mx.example.org [203.0.113.40] (host_reject_connection)');
	assert.deepEqual(stages(session), ['greeting seen failed']);
	assert.equal(session.outcome, 'rejected');
});

test('an address without a domain is refused at MAIL, an oversized mail after its content', () => {
	const session = sessionOf(
		'unqualified sender rejected: <nobody> H=(x) [203.0.113.40]:4411',
		'1xVX0Y-00008E-0N rejected from <a@example.org> H=(x) [203.0.113.40]:4411: message too big: read=20501 max=20000',
	);
	assert.deepEqual(stages(session), ['greeting implied', 'mail seen failed', 'content seen failed']);
	assert.equal(session.accepted, false);
});

test('a warning of an ACL is a line of its session and no stage', () => {
	const session = sessionOf(
		'H=(x) [203.0.113.40]:4411 F=<a@example.org> rejected RCPT <b@example.com>: no',
		'H=(x) [203.0.113.40]:4411 Warning: rejected twice',
		'SMTP connection from (x) [203.0.113.40]:4411 closed by DROP in ACL',
	);
	assert.deepEqual(session.lines, [0, 1, 2]);
	assert.deepEqual(stages(session), ['greeting implied', 'rcpt seen failed', 'disconnect seen failed']);
	assert.equal(session.outcome, 'rejected');
});

test('what syslog got twice, for the main and for the reject log, happened once', () => {
	const refusal =
		'Nov 23 16:35:10 mx1 exim[511]: 2026-11-23 16:35:10 H=(x) [203.0.113.40] F=<a@example.org> rejected RCPT <b@example.com>: no';
	const refusals = (times: number) =>
		[...MailLog.of(`${refusal}\n`.repeat(times)).sessions()][0]?.steps.filter(({ stage }) => stage === 'rcpt')
			.length;
	assert.deepEqual([1, 2, 3, 4].map(refusals), [1, 1, 2, 2]);
	const inFile = `${refusal.slice(refusal.indexOf('2026'))}\n`.repeat(2);
	assert.deepEqual([...MailLog.of(inFile).sessions()][0]?.steps.length, 3, 'in a file it is two attempts');
});

test('a command that was wrong is a step of its own stage, an unknown one is another', () => {
	const session = sessionOf(
		'SMTP syntax error in "FOO" H=(x) [203.0.113.40]:4411 unrecognized command',
		'SMTP syntax error in "MAIL FROM:<a b@example.org>" H=(x) [203.0.113.40]:4411 "@" or "." expected after "a"',
		'SMTP protocol error in "rcpt to:<b@example.com>" H=(x) [203.0.113.40]:4411 sender not yet given',
		'SMTP protocol error in "DATA" H=(x) [203.0.113.40]:4411 valid RCPT command must precede DATA',
		'too many recipients: message rejected: sender=<a@example.org> H=(x) [203.0.113.40]:4411',
	);
	assert.deepEqual(stages(session), [
		'greeting implied',
		'other seen failed',
		'mail seen failed',
		'rcpt seen failed',
		'data seen failed',
		'rcpt seen failed',
	]);
});

test('who speaks before being asked is hung up on, even if no other line says so', () => {
	const session = sessionOf(
		'rejected MAIL from [203.0.113.40]:4411: no HELO/EHLO given',
		'SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "DATA" H=[203.0.113.40]:4411 next input="Subject: x"',
	);
	assert.equal(session.outcome, 'rejected');
});
