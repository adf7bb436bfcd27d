import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { sessionDetail } from '../../src/features/sessionDetail';
import type { DetailStep, SessionDetail } from '../../src/protocol';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from './logs';

function detailOf(
	text: string,
	session: string | { readonly line: number } = 's1',
	language = 'en',
): SessionDetail {
	return sessionDetail(MailLog.of(text), { session }, language) ?? assert.fail('there is no such session');
}

/** `c RCPT TO:<…> | 550 5.1.1 …`: how we know of a step, the client's words, the answer. */
function told({ evidence, words, reply }: DetailStep): string {
	const answer = reply && [reply.code, reply.enhanced, reply.text.split('\n')[0]].filter(Boolean).join(' ');
	return [evidence.charAt(0), words, ...(answer === undefined ? [] : ['|', answer])].join(' ');
}

test('a session that a server logs: what no line shows is told as such, and nothing is invented', () => {
	const { steps, client, server, outcome, state } = detailOf(refusedLog);
	assert.deepEqual(steps.map(told), [
		's connect',
		'i greeting',
		'c EHLO',
		'c STARTTLS',
		's TLSv1.3 TLS_AES_256_GCM_SHA384',
		'c EHLO',
		'c MAIL',
		's RCPT TO:<nobody@example.com> | 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table',
		'c QUIT',
		's disconnect',
	]);
	assert.deepEqual(
		[client, server],
		[
			{ title: 'Client', name: 'mx.example.org', address: '192.0.2.9' },
			{ title: 'Server', name: 'mx1' },
		],
	);
	assert.deepEqual([outcome, state], ['mixed', 'permanent']);
});

test('a refusal says why, what to do, and how long it took', () => {
	const refused = detailOf(refusedLog).steps.find(({ stage }) => stage === 'rcpt');
	assert.equal(refused?.state, 'permanent');
	assert.match(refused?.failure?.title ?? '', /mailbox/);
	assert.ok(refused?.failure?.fix);
	assert.equal(refused?.silence?.beforeCommand, '3 s passed');
	assert.equal(refused?.reply?.line, 2);
	assert.match(refused?.reply?.description ?? '', /^Server: ✗ 550 5\.1\.1 .*, after 3 s\. No such mailbox/);
});

test('in a transcript both sides say their own words, and secrets are masked', () => {
	const { steps, facts, client } = detailOf(swaksLog);
	assert.ok(steps.map(told).includes('s RCPT TO:<carol@example.com> | 250 2.1.5 Ok for carol'));
	assert.ok(steps.map(told).includes('s message content | 250 2.0.0 Ok: queued as 4jYB4w0dbLz5c'));
	assert.equal(client.name, 'client.example.org');
	assert.match(facts.join(), /TLSv1\.3 TLS_AES_256_GCM_SHA384,logged in .*with PLAIN/);
	assert.doesNotMatch(JSON.stringify(detailOf(swaksLog)), /AGFsaWNl/);
	assert.doesNotMatch(JSON.stringify(detailOf(wrongPasswordLog)), /YWxpY2U=|c2VjcmV0/);
});

test('what a login is asked with is decoded beside it', () => {
	const prompts = detailOf(wrongPasswordLog).steps.map(({ reply }) => reply?.text);
	assert.ok(prompts.includes('VXNlcm5hbWU6 (Username:)'));
	assert.ok(prompts.includes('UGFzc3dvcmQ6 (Password:)'));
});

test('a reply of several lines ends where its last line is', () => {
	const hello = detailOf(swaksLog).steps.find(({ stage }) => stage === 'hello');
	assert.deepEqual([hello?.line, hello?.reply?.line, hello?.reply?.lastLine], [3, 4, 6]);
	assert.equal(hello?.reply?.text, 'mx.example.com\nPIPELINING\nSTARTTLS');
});

test('a session in which the log’s writer is the client has the peer as its server', () => {
	const { client, server, steps, messages } = detailOf(sentLog, { line: 3 });
	assert.equal(client.name, 'mx1');
	assert.deepEqual(server, { title: 'Server', name: 'mx.example.net', address: '198.51.100.7:25' });
	assert.ok(steps.map(told).some((step) => /^s RCPT.* \| 550 5\.1\.1 /.test(step)));
	assert.deepEqual(
		messages.map(({ queueId }) => queueId),
		['4jYB5r214Jz6x'],
	);
});

test('a transcript with times tells who was silent', () => {
	const { steps } = detailOf(
		log(
			'2026-11-23 10:00:00.000 [smtp] S: 220 mx.example.com ESMTP',
			'2026-11-23 10:00:30.000 [smtp] C: EHLO pc.example.org',
			'2026-11-23 10:00:42.500 [smtp] S: 250 mx.example.com',
		),
	);
	const hello = steps.find(({ stage }) => stage === 'hello');
	assert.deepEqual(hello?.silence, {
		beforeCommand: 'the client was silent for 30 s',
		beforeReply: 'the server took 12.5 s to answer',
	});
	assert.deepEqual([hello?.at, hello?.reply?.at], [30_000, 42_500]);
});

test('a connection that broke off says after what', () => {
	const { steps, outcome } = detailOf(
		log(
			postfix('10:00:00', 'smtpd[1]', 'connect from pc.example.org[192.0.2.9]'),
			postfix('10:00:40', 'smtpd[1]', 'lost connection after EHLO from pc.example.org[192.0.2.9]'),
			postfix('10:00:40', 'smtpd[1]', 'disconnect from pc.example.org[192.0.2.9] ehlo=1 commands=1'),
		),
	);
	assert.equal(outcome, 'lost');
	const lost = steps.find(({ state }) => state === 'lost');
	assert.deepEqual(
		[lost?.label, lost?.words, lost?.failure?.title],
		['LOST', 'Connection lost', 'Connection lost after EHLO'],
	);
});

test('a log that ends inside a session says so, in Indonesian, too', () => {
	const open = log(postfix('10:00:00', 'smtpd[1]', 'connect from pc.example.org[192.0.2.9]'));
	assert.equal(detailOf(open).cut.end, 'The log ends before the session does.');
	assert.equal(detailOf(open, 's1', 'id').client.title, 'Klien');
});

test('no session, no detail', () => {
	const nothing = MailLog.of('nothing\n');
	for (const session of ['s1', 's0', 'x', { line: 0 }, { line: 99 }]) {
		assert.equal(sessionDetail(nothing, { session }), null);
	}
});
