import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsAfterLine, type TimelineDetail } from '../src/timeline/looks';

type Mark = Parameters<typeof wordsAfterLine>[0];

/** The words with what is told in [brackets]. */
function words(
	mark: Partial<Mark> & Pick<Mark, 'text'>,
	detail: TimelineDetail = 'full',
	length = 40,
): string {
	const { before, told, behind } = wordsAfterLine({ shape: 'key', state: 'ok', ...mark }, detail, length);
	return `${before}[${told}]${behind}`;
}

test('a stage that went well has its words in full detail only', () => {
	const text = 'AUTH 235 · 12 ms';
	assert.equal(words({ text }), '[AUTH 235 · 12 ms]');
	assert.equal(words({ text }, 'minimal'), '[]');
	assert.equal(words({ text: '(AUTH)', state: 'missing' }, 'minimal'), '[]');
});

test('a stage that failed has its words in any detail', () => {
	for (const state of ['temporary', 'permanent', 'lost'] as const) {
		for (const detail of ['full', 'minimal'] as const) {
			assert.equal(words({ text: '✗ RCPT 550 · 3 s', state }, detail), '[✗ RCPT 550 · 3 s]');
		}
	}
});

test('what no line shows stays quiet', () => {
	assert.equal(words({ text: 'TLSv1.3 · 2 s (GREETING · EHLO)' }), '[TLSv1.3 · 2 s ](GREETING · EHLO)');
	assert.equal(words({ text: '(GREETING · EHLO)', state: 'missing' }), '[](GREETING · EHLO)');
	const refused = { text: '✗ RCPT 550 · 1 s (EHLO · MAIL)', state: 'permanent' } as const;
	assert.equal(words(refused), '[✗ RCPT 550 · 1 s ](EHLO · MAIL)');
});

test('in the least detail only what failed is written', () => {
	const strip = {
		shape: 'session',
		state: 'permanent',
		text: '220 · MAIL · ✗ RCPT 550 · 221 — 3 s',
	} as const;
	assert.equal(words(strip, 'minimal'), '[✗ RCPT 550]');
	assert.equal(words({ state: 'permanent', text: '✗ RCPT 550 (EHLO)' }, 'minimal'), '[✗ RCPT 550]');
	const several = { ...strip, text: '(220 · ✗ AUTH 535 · MAIL · ✗ DATA) · ✗ LOST — 6 s' };
	assert.equal(words(several, 'minimal'), '[✗ AUTH 535 · ✗ DATA · ✗ LOST]');
});

for (const [text, expected] of [
	['220 · MAIL · ✗ RCPT 550 · 221 — 3 s', '220 · MAIL · [✗ RCPT 550] · 221 — 3 s'],
	['220 · ✗ RCPT 550', '220 · [✗ RCPT 550]'],
	['✗ CONNECT — 30 s', '[✗ CONNECT] — 30 s'],
	['220 · ✗ MAIL 550 · ✗ RCPT 503 · 221', '220 · [✗ MAIL 550 · ✗ RCPT 503] · 221'],
	['220 · ✗ RCPT 550×2 · RCPT · … · ✗ RCPT 450 · …', '220 · [✗ RCPT 550×2 · RCPT · … · ✗ RCPT 450] · …'],
	['(220 · ✗ RCPT · 221) — 1 s', '(220 · [✗ RCPT] · 221) — 1 s'],
	['(220 · ✗ DATA) · ✗ LOST — 6 s', '(220 · [✗ DATA) · ✗ LOST] — 6 s'],
] as const) {
	test(`of a session what failed stands out: ${text}`, () => {
		assert.equal(words({ shape: 'session', state: 'permanent', text }), expected);
	});
}

test('of a line whose counters tell of a failure that stands out', () => {
	const text = 'DISCONNECT · 1 s (MAIL · ✗ RCPT · QUIT)';
	assert.equal(words({ text, state: 'permanent' }), 'DISCONNECT · 1 s (MAIL · [✗ RCPT] · QUIT)');
});

for (const [title, mark, expected] of [
	[
		'of a session',
		{ shape: 'session', text: '220 · EHLO · ✗ AUTH 535 · MAIL · ✗ RCPT 550 · (221) — 3 s' },
		'[✗ AUTH 535 · ✗ RCPT 550] │ 220 · EHLO · ✗ AUTH 535 · MAIL · ✗ RCPT 550 · (221) — 3 s',
	],
	[
		'that only a counter tells of',
		{ text: 'DISCONNECT · 1 s (MAIL · ✗ RCPT · QUIT)' },
		'[✗ RCPT] │ DISCONNECT · 1 s (MAIL · ✗ RCPT · QUIT)',
	],
	['that comes first anyway', { text: '✗ RCPT 550 · 3 s (EHLO)' }, '[✗ RCPT 550 · 3 s ](EHLO)'],
] as const) {
	test(`behind a long line the window may have no room: what failed comes first, ${title}`, () => {
		assert.equal(words({ ...mark, state: 'permanent' }, 'full', 90), expected);
	});
}

test('behind a long line, too, what went well has its order', () => {
	assert.equal(words({ text: '220 · EHLO · 221', shape: 'session' }, 'full', 300), '[220 · EHLO · 221]');
});

test('the strip of a session in which all went well is one piece', () => {
	assert.equal(words({ text: '(220 · EHLO) · TLS · 221', shape: 'session' }), '[(220 · EHLO) · TLS · 221]');
});

test('nothing is written when the timeline is off', () => {
	assert.equal(words({ text: '✗ RCPT 550', state: 'permanent' }, 'off'), '[]');
});

test('a text without end is cut', () => {
	assert.equal(words({ text: 'x'.repeat(10_000) }), `[${'x'.repeat(240)}…]`);
});
