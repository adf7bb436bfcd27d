import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { documentLinks } from '../../src/features/documentLinks';
import { followChoices, followMessage } from '../../src/features/followMessage';
import { workspaceSymbols } from '../../src/features/workspaceSymbols';
import { done } from '../../src/core/work';
import { mx1Log, mx2Log } from '../tracing/hosts';
import { log, postfix, refusedLog, sentLog, swaksLog } from './logs';
import { placeOf } from './place';

const mx1 = { uri: 'file:///logs/mx1.log', log: MailLog.of(mx1Log) };
const mx2 = { uri: 'file:///logs/mx2.log', log: MailLog.of(mx2Log) };

test('symbols are what has the text in its name: a part of an id is enough', () => {
	const found = (query: string) =>
		done(workspaceSymbols(mx1, query)).map(
			({ name, containerName, location }) =>
				`${name} | ${containerName ?? ''} | ${location.range.start.line}`,
		);
	assert.deepEqual(found('4jyb5r2'), ['4jYB5r214Jz6x | a@example.org → b@example.com, c@example.net | 1']);
	assert.deepEqual(found('4jYB5s0b'), ['4jYB5s0bBcz7y |  | 5']);
	assert.deepEqual(found('c@example'), ['c@example.net |  | 6']);
	assert.deepEqual(found('s1'), ['s1 · client.example.org [192.0.2.9] · completed |  | 0']);
	for (const query of ['', 'x', 's999', 'nothing there', '\u0000\ud800']) {
		assert.deepEqual(found(query), [], query);
	}
	assert.deepEqual(done(workspaceSymbols({ uri: 'x', log: MailLog.of('') }, 'abc')), []);
});

test('a message is followed over the logs, and each line has its place', () => {
	const {
		title,
		summary,
		lines = [],
		clocks,
	} = done(followMessage([mx1, mx2], { subject: 'm1@example.org' })) ?? {};
	assert.equal(title, 'Message m1@example.org');
	assert.equal(summary, '3 messages · 2 logs');
	assert.equal(lines.length, 20);
	for (const { uri, line, text } of lines) {
		assert.equal((uri === mx1.uri ? mx1 : mx2).log.text(line), text);
	}
	assert.deepEqual(clocks, [
		{
			uri: mx2.uri,
			words: 'its clock is 40 s behind: the hand-overs prove it, and the lines are in their order',
		},
	]);
	assert.equal(done(followMessage([mx1], { subject: 'nobody@example.org' })), null);
	assert.equal(done(followMessage([], { subject: 'm1@example.org' })), null);
});

test('of a queue id that was used again the mail of the line is followed', () => {
	const mail = (time: string) => [
		postfix(`${time}:00`, 'pickup[2214]', '4F2A1B0C9D: uid=0 from=<a@example.org>'),
		postfix(`${time}:01`, 'qmgr[900]', '4F2A1B0C9D: removed'),
	];
	const home = { uri: 'file:///a.log', log: MailLog.of(log(...mail('10:20'), ...mail('11:20'))) };
	const lines = (near?: { uri: string; line: number }) =>
		done(followMessage([home], { subject: '4F2A1B0C9D', ...(near && { near }) }))?.lines.map(
			({ line }) => line,
		);
	assert.deepEqual(lines(), [0, 1, 2, 3]);
	assert.deepEqual(lines({ uri: home.uri, line: 3 }), [2, 3]);
	assert.deepEqual(lines({ uri: home.uri, line: 99 }), [0, 1, 2, 3]);
	assert.deepEqual(lines({ uri: 'file:///gone', line: 3 }), [0, 1, 2, 3]);
});

test('what the line of the cursor names is offered, and what is typed is looked for', () => {
	const home = { uri: 'file:///a.log', log: MailLog.of(sentLog) };
	const offered = (position: { line: number; character: number }, typed = '') =>
		done(followChoices([home, mx1], { home, position, typed })).map(({ kind, label }) => `${kind} ${label}`);
	assert.deepEqual(offered(placeOf(sentLog, 'nobody@example.net>,')), [
		'address nobody@example.net',
		'mail 4jYB5r214Jz6x · deferred',
		'host mx.example.net',
		'ip 198.51.100.7',
	]);
	assert.deepEqual(offered({ line: 0, character: 0 }), [
		'mail 4jYB5r214Jz6x · deferred',
		'address alice@example.com',
	]);
	assert.deepEqual(
		done(followChoices([mx1], { typed: '4jYB5t3' })).map(({ label, description }) => [label, description]),
		[
			['4jYB5t3bZdz8w · delivered', '<> → a@example.org'],
			['20261123103002.4jYB5t3bZdz8w@mx1.example.com', 'Message-ID'],
		],
	);
	assert.deepEqual(done(followChoices([mx1], { typed: '' })), []);
});

/** `550 → https://…`: the words and the addresses of the links of a log. */
function links(text: string): string[] {
	const mailLog = MailLog.of(text);
	return done(documentLinks(mailLog)).map(({ range, target }) => {
		const words = mailLog.text(range.start.line).slice(range.start.character, range.end.character);
		return `${words} → ${target ?? ''}`;
	});
}

test('a failure leads to what there is to read, and what went well to nothing', () => {
	const refusal = links(refusedLog);
	assert.ok(
		refusal.some((link) => /^550 → https:\/\/www\.rfc-editor\.org\/rfc\/rfc5321/.test(link)),
		refusal.join('\n'),
	);
	assert.ok(refusal.some((link) => /^5\.1\.1 → https:\/\/www\.rfc-editor\.org\/rfc\/rfc3463/.test(link)));
	assert.deepEqual(links(swaksLog), []);
	assert.deepEqual(links(''), []);
	const listed = links(
		log(
			postfix(
				'10:30:03',
				'smtpd[2214]',
				'NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; see RFC 5321 section 3.6.2; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
			),
		),
	);
	assert.ok(
		listed.some((link) => /^zen\.spamhaus\.org → https:\/\/[\w.-]*spamhaus\.org\/.*192\.0\.2\.9/.test(link)),
		listed.join('\n'),
	);
	assert.ok(listed.includes('RFC 5321 section 3.6.2 → https://www.rfc-editor.org/rfc/rfc5321#section-3.6.2'));
});

test('the server that refused leads to what its provider says', () => {
	const refusal = links(
		log(
			postfix(
				'10:30:03',
				'smtp[2320]',
				'4jYB5r214Jz6x: to=<b@gmail.com>, relay=gmail-smtp-in.l.google.com[192.0.2.26]:25, delay=1, delays=0/0/1/0, dsn=5.7.26, status=bounced (host gmail-smtp-in.l.google.com[192.0.2.26] said: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. (in reply to end of DATA command))',
			),
		),
	);
	assert.ok(
		refusal.some((link) => /^gmail-smtp-in\.l\.google\.com → https:\/\/support\.google\.com\//.test(link)),
		refusal.join('\n'),
	);
});

test('nothing of a log becomes an address', () => {
	for (const evil of [
		'https://evil.example/',
		'javascript:alert(1)',
		'zen.spamhaus.org.evil.example',
		'192.0.2.9"><a href=x',
		'../../x',
		'RFC 99999999999',
		'%0d%0a',
	]) {
		const text = log(
			postfix(
				'10:30:03',
				'smtpd[2214]',
				`NOQUEUE: reject: RCPT from ${evil}[${evil}]: 554 5.7.1 ${evil} zen.spamhaus.org RFC 5321${evil}; from=<${evil}> to=<b@example.com> proto=ESMTP helo=<${evil}>`,
			),
			postfix(
				'10:30:04',
				'smtp[2]',
				`4jYB5r214Jz6x: to=<b@example.net>, relay=${evil}[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.7.1, status=bounced (host ${evil}[198.51.100.7] said: 550-5.7.26 ${evil})`,
			),
		);
		for (const link of links(text)) {
			assert.doesNotMatch(
				link.slice(link.indexOf(' → ')),
				/evil|javascript|alert|href|%0d|\.\.|99999/i,
				link,
			);
		}
	}
});
