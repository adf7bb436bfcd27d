import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { messageLife } from '../../src/features/messageLife';
import type { MessageLife } from '../../src/protocol';
import { filteredLog, log, postfix, sentLog } from './logs';

function lifeOf(text: string, message: number | { readonly line: number }, language = 'en'): MessageLife {
	return messageLife(MailLog.of(text), { message }, language) ?? assert.fail('there is no such message');
}

/** `0 postfix/smtp: deferred · bob@example.net` */
function happened({ hops }: MessageLife): string[] {
	return hops.flatMap(({ daemon, items }) => items.map(({ mail, title }) => `${mail} ${daemon}: ${title}`));
}

test('a mail that a filter handed back, was deferred and then delivered', () => {
	const life = lifeOf(filteredLog, 1);
	assert.equal(life.title, 'Message 4jYB5t3k2Xz70 · delivered');
	assert.deepEqual(
		life.mails.map(({ queueId, parent, isAsked, end }) => [queueId, parent, isAsked, end]),
		[
			['4jYB5r214Jz6x', undefined, false, 'delivered'],
			['4jYB5t3k2Xz70', 0, true, 'delivered'],
		],
	);
	assert.deepEqual(happened(life), [
		'0 postfix/smtpd: came from mx.example.org [192.0.2.9]',
		'0 postfix/cleanup: Message-ID <m2@example.org>',
		'0 postfix/qmgr: in the queue',
		'1 postfix/smtpd: came from localhost [127.0.0.1]',
		'1 postfix/cleanup: Message-ID <m2@example.org>',
		'1 postfix/qmgr: in the queue',
		'0 postfix/smtp: sent · bob@example.net · by 127.0.0.1 [127.0.0.1] · 2 s to transmit',
		'0 postfix/qmgr: left the queue',
		'1 postfix/smtp: deferred · bob@example.net · by mx.example.net [198.51.100.7]',
		'1 postfix/qmgr: taken up again',
		'1 postfix/smtp: sent · bob@example.net · by mx.example.net [198.51.100.7] · attempt 2 · 5 min 30 s before the queue manager had it',
		'1 postfix/qmgr: left the queue',
	]);
});

test('an attempt says what the other side said, why, what it became, and how long the mail had waited', () => {
	const items = lifeOf(filteredLog, 0).hops.flatMap(({ items: all }) => all);
	const handedBack = items.find(({ makes }) => makes !== undefined);
	assert.equal(handedBack?.makes, 1);
	const deferred = items.find(({ state }) => state === 'temporary');
	assert.match(deferred?.text ?? '', /^450 4\.2\.0 .*Greylisted/);
	assert.match(deferred?.failure?.title ?? '', /Greylisted/);
	assert.equal(deferred?.session, 's4');
	const again = items.find(({ title }) => title === 'taken up again');
	assert.deepEqual([again?.wait, again?.at, again?.line], ['waited 5 min 29 s', 332_000, 12]);
});

test('a mail of two recipients: what became of each', () => {
	const [mail] = lifeOf(sentLog, 0).mails;
	assert.deepEqual(mail?.recipients, [
		{ address: 'nobody@example.net', outcome: 'bounced', state: 'permanent' },
		{ address: 'c@example.edu', outcome: 'deferred', state: 'temporary' },
	]);
});

test('a bounce is a mail of its own, made where the sender is told', () => {
	const bounced =
		sentLog +
		log(
			postfix('10:20:02', 'cleanup[2301]', '4jYB5t3k2Xz70: message-id=<b1@mx1.example.com>'),
			postfix('10:20:02', 'bounce[2400]', '4jYB5r214Jz6x: sender non-delivery notification: 4jYB5t3k2Xz70'),
			postfix('10:20:02', 'qmgr[900]', '4jYB5t3k2Xz70: from=<>, size=2800, nrcpt=1 (queue active)'),
			postfix(
				'10:20:02',
				'local[2500]',
				'4jYB5t3k2Xz70: to=<alice@example.com>, relay=local, delay=0.01, delays=0/0/0/0.01, dsn=2.0.0, status=sent (delivered to mailbox)',
			),
			postfix('10:20:02', 'qmgr[900]', '4jYB5t3k2Xz70: removed'),
		);
	const life = lifeOf(bounced, 0);
	assert.equal(life.mails[1]?.parent, 0);
	const told = life.hops.flatMap(({ items }) => items).find(({ makes }) => makes === 1);
	assert.equal(told?.title, 'the sender is told of it by 4jYB5t3k2Xz70');
	assert.equal(life.mails[1]?.sender, '<>');
});

test('Exim tells the life of a mail with the same words', () => {
	const life = lifeOf(
		log(
			'2026-11-23 10:20:00 1vNAbc-000000001Zz-0abc <= alice@example.org H=mx.example.org [192.0.2.9] P=esmtp S=900 id=m3@example.org for bob@example.com',
			'2026-11-23 10:20:02 1vNAbc-000000001Zz-0abc == bob@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out',
			'2026-11-23 10:50:02 1vNAbc-000000001Zz-0abc => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.7] C="250 2.0.0 Ok: queued as 9F"',
			'2026-11-23 10:50:02 1vNAbc-000000001Zz-0abc Completed',
		),
		0,
		'id',
	);
	assert.deepEqual(
		life.hops.flatMap(({ items }) => items.map(({ title, wait }) => [wait, title])),
		[
			[undefined, 'datang dari mx.example.org [192.0.2.9]'],
			['menunggu 2 s', 'ditunda · bob@example.com'],
			['menunggu 30 min', 'terkirim · bob@example.com · oleh mx.example.com [198.51.100.7] · percobaan ke-2'],
			[undefined, 'keluar dari antrean'],
		],
	);
});

test('an administrator took the mail out of the queue', () => {
	const exim = log(
		'2026-11-23 10:00:00 1xVX2J-0000c6-0y <= a@example.com U=a P=local S=389',
		'2026-11-23 10:00:01 1xVX2J-0000c6-0y == x@example.net R=dnslookup T=remote_smtp defer (111): Connection refused',
		'2026-11-23 11:00:00 1xVX2J-0000c6-0y removed by root',
		'2026-11-23 11:00:00 1xVX2J-0000c6-0y Completed',
	);
	const life = lifeOf(exim, 0);
	assert.deepEqual(happened(life).slice(-2), [
		'0 exim: taken out of the queue by an administrator',
		'0 exim: left the queue',
	]);
	assert.deepEqual(life.mails[0]?.recipients, [
		{ address: 'x@example.net', outcome: 'removed', state: 'lost' },
	]);
	const postsuper = log(postfix('10:20:00', 'postsuper[9]', '4jYB5r214Jz6x: removed'));
	assert.deepEqual(happened(lifeOf(postsuper, 0, 'id')), [
		'0 postfix/postsuper: dikeluarkan dari antrean oleh administrator',
	]);
});

test('a line of a session leads to its mail; where there is none there is no life', () => {
	assert.equal(lifeOf(filteredLog, { line: 0 }).mails[0]?.isAsked, true);
	const nothing = MailLog.of('nothing\n');
	for (const message of [0, -1, 0.5, { line: 0 }]) {
		assert.equal(messageLife(nothing, { message }), null);
	}
});
