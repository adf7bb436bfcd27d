import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { detailOf } from '../../src/features/detailOf';
import { mermaidOf } from '../../src/pictures/mermaid';
import { momentsOf } from '../../src/pictures/moments';
import { sessionPicture } from '../../src/pictures/sessionPicture';
import { svgFile } from '../../src/pictures/svgFile';
import type { SvgNode } from '../../src/pictures/svgNode';
import { gapHeight, momentWords } from '../../src/pictures/timeScale';
import { log, postfix, refusedLog, swaksLog } from '../features/logs';

function detail(text: string) {
	return detailOf(MailLog.of(text), 0, 'en');
}

function picture(text: string, width = 800, opened: readonly string[] = []) {
	return sessionPicture(detail(text), { width, opened: new Set(opened) });
}

/** All elements of a picture with one of these classes. */
function withClass(nodes: readonly SvgNode[], name: string): SvgNode[] {
	return nodes.flatMap((each) => [
		...(String(each.attributes['class'] ?? '')
			.split(' ')
			.includes(name)
			? [each]
			: []),
		...withClass(
			each.children.filter((child) => typeof child !== 'string'),
			name,
		),
	]);
}

function allNodes(text: string, width?: number, opened?: readonly string[]): SvgNode[] {
	const { back, items } = picture(text, width, opened);
	return [...back, ...items.flatMap(({ nodes }) => nodes)];
}

/** A transcript in which the client asks for so many recipients. */
function manyRecipients(count: number): string {
	return log(
		'S: 220 mx.example.com ESMTP',
		'C: EHLO pc.example.org',
		'S: 250 mx.example.com',
		'C: MAIL FROM:<a@example.org>',
		'S: 250 2.1.0 Ok',
		...Array.from({ length: count }, (_, at) => [
			`C: RCPT TO:<r${at}@example.com>`,
			'S: 250 2.1.5 Ok',
		]).flat(),
		'C: QUIT',
		'S: 221 2.0.0 Bye',
	);
}

test('commands and replies are arrows in the order of the conversation', () => {
	const moments = momentsOf(detail(swaksLog), new Set());
	assert.deepEqual(
		moments.slice(0, 5).map(({ toward, code, words }) => [toward, [code, words].filter(Boolean).join(' ')]),
		[
			['server', 'connect'],
			['client', '220 mx.example.com ESMTP Postfix'],
			['server', 'EHLO client.example.org'],
			['client', '250 mx.example.com · PIPELINING · STARTTLS'],
			['server', 'STARTTLS'],
		],
	);
});

test('commands that did not wait for the answers stand before them', () => {
	const moments = momentsOf(
		detail(
			log(
				'S: 220 mx.example.com ESMTP',
				'C: EHLO pc.example.org',
				'S: 250-mx.example.com',
				'S: 250 PIPELINING',
				'C: MAIL FROM:<a@example.org>',
				'C: RCPT TO:<b@example.com>',
				'S: 250 2.1.0 Ok',
				'S: 250 2.1.5 Ok',
				'C: QUIT',
				'S: 221 2.0.0 Bye',
			),
		),
		new Set(),
	);
	assert.deepEqual(moments.map(({ id }) => id).slice(3, 9), ['c2', 'c3', 'r2', 'r3', 'c4', 'r4']);
});

test('what no line shows is hollow, in parentheses, and no reply is made up for it', () => {
	const hollow = momentsOf(detail(refusedLog), new Set()).filter(({ isHollow }) => isHollow);
	assert.deepEqual(
		hollow.map(({ words, code }) => [words, code]),
		[
			['greeting', undefined],
			['EHLO', undefined],
			['STARTTLS', undefined],
			['EHLO', undefined],
			['MAIL', undefined],
			['QUIT', undefined],
		],
	);
	const drawn = withClass(allNodes(refusedLog), 'words').flatMap(({ children }) => children);
	assert.ok(drawn.includes('(STARTTLS)'));
});

test('a failing stage differs by shape, sign, weight and words, not by colour alone', () => {
	const nodes = allNodes(refusedLog);
	assert.equal(withClass(nodes, 'sign').length, 1);
	assert.equal(withClass(nodes, 'tint').length, 1);
	assert.match(
		withClass(nodes, 'why')
			.flatMap(({ children }) => children)
			.join(),
		/mailbox/,
	);
});

test('what was said behind the handshake lies in a zone with a lock', () => {
	assert.equal(withClass(allNodes(refusedLog), 'tls-zone').length, 1);
	assert.equal(withClass(allNodes(refusedLog), 'lock').length, 1);
	assert.equal(withClass(allNodes(manyRecipients(1)), 'tls-zone').length, 0);
});

test('many of a kind are one arrow, until it is opened', () => {
	const closed = picture(manyRecipients(412));
	const fold = closed.items.find(({ folds }) => folds) ?? assert.fail('nothing is folded');
	assert.match(fold.description, /^RCPT × 412 250$/);
	assert.ok(closed.items.length < 12);
	const open = picture(manyRecipients(412), 800, [fold.id]);
	assert.equal(open.items.filter(({ isInner }) => isInner).length, 824);
	assert.equal(picture(manyRecipients(5)).items.filter(({ folds }) => folds).length, 0);
});

test('a folded refusal keeps its reason', () => {
	const text = manyRecipients(30).replaceAll('S: 250 2.1.5 Ok', 'S: 550 5.1.1 User unknown');
	const fold = momentsOf(detail(text), new Set()).find(({ folds }) => folds);
	assert.equal(fold?.state, 'permanent');
	assert.ok(fold?.failure);
});

test('silence is drawn to scale, and broken where it is cut', () => {
	assert.deepEqual([0, 1000, 4000, 60_000, 3_600_000].map(gapHeight), [0, 20, 40, 155, 155]);
	const waiting = (end: string) =>
		log(
			postfix('10:00:00', 'smtpd[1]', 'connect from pc.example.org[192.0.2.9]'),
			postfix(end, 'smtpd[1]', 'lost connection after CONNECT from pc.example.org[192.0.2.9]'),
			postfix(end, 'smtpd[1]', 'disconnect from pc.example.org[192.0.2.9] commands=0/0'),
		);
	const heights = ['10:00:01', '10:00:30', '10:05:00'].map((end) => picture(waiting(end)).height);
	assert.ok(heights[0]! < heights[1]! && heights[1]! < heights[2]!);
	assert.equal(withClass(allNodes(waiting('10:00:01')), 'long').length, 0);
	assert.notEqual(withClass(allNodes(waiting('10:00:30')), 'long').length, 0);
	assert.equal(withClass(allNodes(waiting('10:00:30')), 'break').length, 0);
	assert.equal(withClass(allNodes(waiting('10:05:00')), 'break').length, 2);
});

test('moments are told as clocks tell them', () => {
	assert.deepEqual([0, 12, 4200, 65_000, 7_205_000].map(momentWords), [
		'0 s',
		'12 ms',
		'4.2 s',
		'1:05 min',
		'2:00:05 h',
	]);
});

test('in a narrow place everything stays inside, and items stand one below the other', () => {
	for (const width of [240, 320, 500, 900]) {
		const { items } = picture(swaksLog, width);
		let bottom = 0;
		for (const { top, height } of items) {
			assert.ok(top >= bottom, `${width}: ${top} is below ${bottom}`);
			bottom = top + height;
		}
		for (const { attributes } of allNodes(swaksLog, width)) {
			for (const x of [attributes['x'], attributes['x1'], attributes['x2']]) {
				assert.ok(x === undefined || (Number(x) >= 0 && Number(x) <= width));
			}
		}
	}
});

/** What a client may say to break out of whatever its words are put into. */
const hostile = [
	'"><script>alert(1)</script>',
	']]></style><script>',
	'%%{init: {"theme":"dark"}}%%',
	'x; end',
	'#35; & &lt;',
	'\u202egnp.exe',
];

test('nothing that a client says becomes a part of the file', () => {
	for (const words of hostile) {
		const text = log(
			'S: 220 mx.example.com ESMTP',
			`C: EHLO ${words}`,
			`S: 501 5.5.4 ${words}`,
			'C: QUIT',
			'S: 221 Bye',
		);
		const svg = svgFile(picture(text), `Session of ${words}`);
		assert.doesNotMatch(svg, /<script|\u202e|<\/style><script/);
		assert.equal(svg.match(/<style>/g)?.length, 1);
		assert.doesNotMatch(svg, /https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
		const mermaid = mermaidOf(detail(text));
		assert.doesNotMatch(mermaid, /%%|\{|\}|<script/);
		assert.ok(
			mermaid
				.trimEnd()
				.split('\n')
				.every((line) =>
					/^(?:sequenceDiagram|title:|participant |Note |end$|rect |[CS](?:<<-?->>|-?->>|-x)[CS]: )/.test(
						line,
					),
				),
			mermaid,
		);
	}
});

test('Mermaid gets arrows, notes for silence and reasons, and a frame for TLS', () => {
	const text = mermaidOf(detail(refusedLog));
	assert.match(text, /^sequenceDiagram\ntitle: Session s1/);
	assert.match(text, /participant C as Client mx\.example\.org 192\.0\.2\.9/);
	assert.match(text, /C<<->>S: 🔒 TLSv1\.3 TLS_AES_256_GCM_SHA384\nrect rgba\(/);
	assert.match(text, /C-->>S: #40;STARTTLS#41;|C-->>S: \(STARTTLS\)/);
	assert.match(text, /Note over C,S: ⏱ 3 s passed/);
	assert.match(text, /S-xC: ✗ 550 5\.1\.1 /);
	assert.match(text, /\nend\n$/);
});

test('a file is the same picture in light and dark colours', () => {
	const svg = svgFile(picture(refusedLog), 'Session s1');
	assert.match(
		svg,
		/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
	);
	assert.match(svg, /prefers-color-scheme: dark/);
	assert.match(svg, /<title>Session s1<\/title>/);
	assert.match(svg, /RCPT TO:&lt;nobody@example\.com&gt;/);
});
