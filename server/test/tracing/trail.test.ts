import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import type { NamedLog } from '../../src/tracing/logs';
import { linesOf, trailOf, type Followed } from '../../src/tracing/trail';
import { done } from '../../src/core/work';
import { log, refusedLog, swaksLog } from '../features/logs';
import { mx1Log, mx2Log, on } from './hosts';

function named(uri: string, text: string): NamedLog {
	return { uri, log: MailLog.of(text) };
}

/** The lines that are followed, group by group: `mx1:0 mx2:3`. */
function followed(logs: readonly NamedLog[], what: string | Followed, related = true): string[] {
	const asked = typeof what === 'string' ? { text: what } : what;
	return done(trailOf(logs, asked, related)).groups.map((group) =>
		linesOf([group])
			.lines.map(({ of, line }) => `${of.uri}:${line}`)
			.join(' '),
	);
}

function range(uri: string, first: number, last: number): string {
	return Array.from({ length: last - first + 1 }, (_, at) => `${uri}:${first + at}`).join(' ');
}

test('a mail is followed from host to host, with its bounce, in the order in which all was written', () => {
	const logs = [named('mx1', mx1Log), named('mx2', mx2Log)];
	const all = [range('mx1', 0, 4), range('mx2', 2, 8), range('mx1', 5, 12)].join(' ');
	const found = followed(logs, '4jYB5r214Jz6x');
	assert.equal(found.length, 1);
	// mx2 takes the mail before mx1 writes that it did; what mx2 does afterwards stands between as its clock tells.
	assert.deepEqual(followed([...logs].reverse(), '4jYB5r214Jz6x'), found);
	const lines = (found[0] ?? '').split(' ');
	assert.deepEqual([...lines].sort(), all.split(' ').sort());
	assert.ok(lines.indexOf('mx2:3') < lines.indexOf('mx1:5'));
	assert.ok(lines.indexOf('mx1:3') < lines.indexOf('mx2:3'));
	for (const asked of [
		'4jYB5s0bBcz7y',
		'4jYB5t3bZdz8w',
		'm1@example.org',
		'<m1@example.org>',
		'b@example.com',
		'b@EXAMPLE.com',
	]) {
		assert.deepEqual(followed(logs, asked), found, asked);
	}
	assert.deepEqual(followed(logs, 'B@example.com'), []);
	assert.deepEqual(followed(logs, { text: 'B@example.com', ignoreCase: true }), found);
});

test('a clock that differs is set right by the hand-over', () => {
	const logs = [named('mx1', mx1Log), named('mx2', mx2Log)];
	const { groups } = done(trailOf(logs, { text: 'm1@example.org' }, true));
	const { clocks } = linesOf(groups);
	assert.deepEqual(
		clocks.map(({ of, by, correction }) => [of.uri, by, correction]),
		[
			['mx1', 'clock', 0],
			['mx2', 'handOver', 40_000],
		],
	);
	const right = [named('mx1', mx1Log), named('mx2', mx2Log.replaceAll('10:29:2', '10:30:0'))];
	assert.deepEqual(
		linesOf(done(trailOf(right, { text: 'm1@example.org' }, true)).groups).clocks.map(({ by }) => by),
		['clock', 'clock'],
	);
});

test('without related mails each stands alone', () => {
	const logs = [named('mx1', mx1Log), named('mx2', mx2Log)];
	assert.deepEqual(followed(logs, '4jYB5t3bZdz8w', false), ['mx1:7 mx1:8 mx1:9 mx1:11 mx1:12']);
	assert.equal(followed(logs, 'm1@example.org', false).length, 2);
});

test('a refusal is of no mail and comes with its session', () => {
	assert.deepEqual(
		followed(
			[named('a', refusedLog + refusedLog.replaceAll('nobody', 'somebody').replaceAll('2214', '2215'))],
			'nobody@example.com',
		),
		[range('a', 0, 3)],
	);
	assert.deepEqual(followed([named('a', refusedLog)], 'body@example.com'), []);
	assert.deepEqual(followed([named('a', '')], 'body@example.com'), []);
	assert.deepEqual(followed([], 'x'), []);
});

test('the client’s own transcript is told with the mail that it handed over', () => {
	const server = log(
		on('mx1', '10:30:00', 'smtpd[11]', 'connect from client.example.org[192.0.2.9]'),
		on('mx1', '10:30:00', 'smtpd[11]', '4jYB4w0dbLz5c: client=client.example.org[192.0.2.9]'),
	);
	const logs = [named('mx1', server), named('swaks', swaksLog)];
	const { groups } = done(trailOf(logs, { text: '4jYB4w0dbLz5c' }, true));
	const { lines, clocks } = linesOf(groups);
	assert.deepEqual(
		['mx1', 'swaks'].map((uri) => lines.filter(({ of }) => of.uri === uri).length),
		[2, swaksLog.trimEnd().split('\n').length],
	);
	assert.deepEqual(
		clocks.map(({ by }) => by),
		['clock', 'none'],
	);
});

test('mails with the same Message-ID are told together, also where nothing else joins them', () => {
	const text = log(
		on('mx1', '10:30:00', 'pickup[1]', '4jYB5r214Jz6x: uid=1000 from=<a@example.org>'),
		on('mx1', '10:30:00', 'cleanup[12]', '4jYB5r214Jz6x: message-id=<m1@example.org>'),
		on(
			'mx1',
			'10:30:00',
			'pipe[12]',
			'4jYB5r214Jz6x: to=<b@example.com>, relay=filter, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered via filter service)',
		),
		on('mx1', '10:30:01', 'pickup[1]', '4jYB5s0bBcz7y: uid=65534 from=<a@example.org>'),
		on('mx1', '10:30:01', 'cleanup[12]', '4jYB5s0bBcz7y: message-id=<m1@example.org>'),
		on('mx1', '10:30:01', 'cleanup[12]', '4jYB5t3bZdz8w: message-id=<M1@example.org>'),
	);
	const logs = [named('a', text)];
	assert.deepEqual(followed(logs, '4jYB5r214Jz6x'), [range('a', 0, 4)]);
	const { groups } = done(trailOf(logs, { text: '4jYB5s0bBcz7y' }, true));
	assert.deepEqual(
		groups[0]?.hops.map(({ way, fromLine, toLine }) => [way, fromLine, toLine]),
		[['again', 1, 4]],
	);
});

test('the next server may be Exim, sendmail or OpenSMTPD', () => {
	const rows = [
		[
			'250 OK id=1xVX0C-00002q-2D',
			'2026-11-23 10:30:02 1xVX0C-00002q-2D <= a@example.org H=mx1.example.com [192.0.2.1] P=esmtp S=500 id=m1@example.org',
		],
		[
			'250 2.0.0 6ANGekPZ000559 Message accepted for delivery',
			'Nov 23 10:30:02 mx2 sm-mta[559]: 6ANGekPZ000559: from=<a@example.org>, size=205, class=0, nrcpts=1, msgid=<m1@example.org>, proto=ESMTP, daemon=MTA-v4, relay=mx1.example.com [192.0.2.1]',
		],
	] as const;
	for (const [answer, arrival] of rows) {
		const logs = [
			named('mx1', mx1Log.replace('250 2.0.0 Ok: queued as 4jYB5s0bBcz7y', answer)),
			named('mx2', log(arrival)),
		];
		const { groups } = done(trailOf(logs, { text: '4jYB5r214Jz6x' }, true));
		const hops = groups.flatMap((group) => group.hops);
		assert.deepEqual(
			hops
				.filter(({ to }) => to.of.uri === 'mx2')
				.map(({ way, fromLine, toLine }) => [way, fromLine, toLine]),
			[['handedOver', 5, 0]],
			answer,
		);
	}
});

test('an id that another host gave to another mail is no hand-over', () => {
	const other = mx2Log.replaceAll('m1@example.org', 'x9@example.org');
	const logs = [named('mx1', mx1Log), named('mx2', other)];
	const [lines = ''] = followed(logs, '4jYB5r214Jz6x');
	assert.ok(!lines.includes('mx2:'), lines);
});

test('a Message-ID that is a common word joins nothing', () => {
	const text = log(
		on(
			'mx1',
			'10:30:00',
			'smtpd[1]',
			'NOQUEUE: reject: RCPT from a[192.0.2.9]: 550 5.1.1 <a b>: x; from=<a> to=<a b> proto=ESMTP helo=<a>',
		),
		on('mx1', '10:30:00', 'cleanup[12]', '4jYB5r214Jz6x: message-id=<a>'),
		on('mx1', '10:30:00', 'cleanup[12]', '4jYB5s0bBcz7y: message-id=<a>'),
	);
	assert.deepEqual(followed([named('a', text)], '4jYB5r214Jz6x'), ['a:1']);
});

test('a line of no mail that names one belongs to it', () => {
	const text = log(
		'2026-11-23 16:34:48.600 [179] 1xVX0C-00002q-2D <= a@example.org H=x.example.org [192.0.2.9] P=esmtp S=500',
		'2026-11-23 16:34:48.694 [180] cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVX0C-00002q-2D',
		'2026-11-23 16:34:48.700 [181] cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVX0C-00002q-2E',
	);
	assert.deepEqual(followed([named('a', text)], '1xVX0C-00002q-2D', false), ['a:0 a:1']);
});

test('hostile logs are followed, too', () => {
	const circle = log(
		on('mx1', '10:30:00', 'bounce[15]', '4jYB5r214Jz6x: sender non-delivery notification: 4jYB5t3bZdz8w'),
		on('mx1', '10:30:00', 'bounce[15]', '4jYB5t3bZdz8w: sender non-delivery notification: 4jYB5r214Jz6x'),
		`${on('mx1', '10:30:00', 'cleanup[12]', '4jYB5r214Jz6x: message-id=<')}${'<'.repeat(5000)}@>`,
		on('mx1', '10:30:00', 'cleanup[12]', '4jYB5t3bZdz8w: message-id=<\u202ex@\u0000\ud800>'),
	);
	assert.equal(followed([named('a', circle), named('b', circle)], '4jYB5r214Jz6x').length, 1);
	for (const asked of ['<>', '@', ' ', '<@>', '\u0000', '.', '::', 'x'.repeat(9999)]) {
		followed([named('a', circle)], asked);
	}
});
