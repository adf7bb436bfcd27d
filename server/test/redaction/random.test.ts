import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MailLog } from '../../src/core/mailLog';
import { Redaction } from '../../src/redaction/redaction';
import { logs, rows, transcripts } from './corpus';

const lines = [...logs, ...transcripts, ...rows]
	.flatMap(({ text }) => text.split('\n'))
	.filter((line) => line.length < 2000);

const letters = (least: number, most: number) =>
	fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: least, maxLength: most });

/** A name that is no word of a log and no part of one. */
const name = letters(5, 12).map((text) => `q${text}z`);
const domain = fc
	.tuple(name, fc.constantFrom('example', 'example.org', 'co.uk', 'com.au', 'de', 'local'))
	.map((parts) => parts.join('.'));
const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = fc
	.tuple(fc.constantFrom(10, 45, 91, 172, 185, 192, 203), octet, octet, octet)
	.map((octets) => octets.join('.'));
const group = fc.integer({ min: 0x1000, max: 0xffff }).map((value) => value.toString(16));
const ipv6 = fc.tuple(group, group, group).map((groups) => `2a01:${groups.join(':')}::1`);

const names = fc.record({
	users: fc.uniqueArray(name, { minLength: 4, maxLength: 4 }),
	domains: fc.uniqueArray(domain, { minLength: 4, maxLength: 4 }),
	ipv4s: fc.uniqueArray(ipv4, { minLength: 4, maxLength: 4 }),
	ipv6s: fc.uniqueArray(ipv6, { minLength: 2, maxLength: 2 }),
});
type Names = typeof names extends fc.Arbitrary<infer Value> ? Value : never;

/** The line with other names in it: the same one for the same, within one log. */
function renamed(line: string, { users, domains, ipv4s, ipv6s }: Names): string {
	const pick = (list: readonly string[], text: string) => list[text.length % list.length] ?? '';
	return line
		.replace(/(?:[\w-]+\.)?example\.(?:org|net|com)|[\w-]+\.example\b/g, (host) => {
			const code = /^[2-5]\d\d-/.exec(host)?.[0] ?? '';
			return code + pick(domains, host);
		})
		.replace(/\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\b/g, (address) => pick(ipv4s, address))
		.replace(/\b2001:db8:[0-9a-f:]*[0-9a-f]/g, (address) => pick(ipv6s, address))
		.replace(/\b(?:alice|bob|carol|dave)\b/g, (user) => pick(users, user));
}

const randomLog = fc
	.tuple(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 40 }), names)
	.map(([chosen, values]) => ({ text: chosen.map((line) => renamed(line, values)).join('\n'), values }));

/** Lines of servers, and whole dialogues: of a dialogue cut into lines nobody knows which line is whose. */
const wholeLog = fc
	.tuple(
		fc.array(fc.constantFrom(...lines.filter((line) => /^(?:Nov 23|2026-11-23) /.test(line))), {
			minLength: 1,
			maxLength: 30,
		}),
		fc.array(fc.constantFrom(...transcripts.map(({ text }) => text)), { maxLength: 2 }),
		names,
	)
	.map(([chosen, dialogues, values]) => ({
		text: [...chosen, ...dialogues]
			.flatMap((piece) => piece.split('\n'))
			.map((line) => renamed(line, values))
			.join('\n'),
	}));

function copyOf(text: string): string {
	const redaction = Redaction.of(MailLog.of(text));
	redaction.check();
	return [...redaction.lines()].join('\n');
}

/** The text without the numbers that tell one pseudonym from another. */
function shapeOf(text: string): string {
	return text.replace(/[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/g, '#').replace(/\d+/g, '#');
}

test('whatever the names are, none is in the copy', () => {
	fc.assert(
		fc.property(randomLog, ({ text, values: { users, domains, ipv4s, ipv6s } }) => {
			const copy = copyOf(text).toLowerCase();
			for (const each of [...users.filter((user) => isTold(text, user)), ...domains]) {
				assert.ok(!copy.includes(each), `${each}\n${text}\n\n${copy}`);
			}
			for (const address of [...ipv4s, ...ipv6s]) {
				assert.ok(!new RegExp(`(?<![\\d.])${address.replaceAll('.', '\\.')}(?![\\d.])`).test(copy), address);
			}
		}),
		{ numRuns: 150 },
	);
});

/** Whether the log tells by more than the words of a sentence that this is a user. */
function isTold(text: string, user: string): boolean {
	return new RegExp(`[<=(:]${user}[>,@)]|(?<![\\w.])${user}@|(?:login|plain):${user}`).test(text);
}

test('the same log gives the same copy', () => {
	fc.assert(
		fc.property(randomLog, ({ text }) => {
			assert.equal(copyOf(text), copyOf(text));
		}),
		{ numRuns: 50 },
	);
});

test('the copy of a copy looks the same', () => {
	fc.assert(
		fc.property(wholeLog, ({ text }) => {
			const copy = copyOf(text);
			const again = copyOf(copy).split('\n');
			for (const [at, line] of copy.split('\n').entries()) {
				assert.equal(shapeOf(again[at] ?? ''), shapeOf(line));
			}
		}),
		{ numRuns: 150 },
	);
});

test('two names are never one', () => {
	fc.assert(
		fc.property(randomLog, ({ text }) => {
			const redaction = Redaction.of(MailLog.of(text));
			redaction.check();
			const seen = new Map<string, string>();
			for (const { kind, original, pseudonym } of redaction.table()) {
				assert.equal(seen.get(`${kind} ${pseudonym}`) ?? original, original);
				seen.set(`${kind} ${pseudonym}`, original);
			}
		}),
		{ numRuns: 100 },
	);
});

test('any text has a copy with as many lines', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), (noise) => {
			const log = MailLog.of(noise.join('\n'));
			assert.equal([...Redaction.of(log).lines()].length, log.lineCount);
		}),
		{ numRuns: 150 },
	);
});

const signs = 'a1.@<>"\'/:=%&#\\-_+[](){}, \t|;é\u00fc';
test('lines of signs cost and break nothing', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: fc.constantFrom(...signs), maxLength: 80 })), (noise) => {
			const redaction = Redaction.of(MailLog.of(noise.join('\n')));
			redaction.check();
		}),
		{ numRuns: 300 },
	);
});

test('a hostile line of many characters is read in its length', () => {
	const pieces = [
		'a.',
		'a@',
		'<',
		'"',
		':',
		'=',
		'a=',
		'1.',
		'::',
		'a:',
		'%40',
		'\\n',
		'://a',
		'user=',
		'<a@',
		"'",
		'ab-',
		'/home/',
		'EHLO ',
		'Aa0+',
		'(',
		"= '",
		'" @',
		'a@[',
		'imap(',
		'T="',
		'password:',
	];
	for (const piece of pieces) {
		const begin = process.cpuUsage().user;
		const redaction = Redaction.of(MailLog.of(`x ${piece.repeat(200_000 / piece.length)}`));
		redaction.check();
		const seconds = (process.cpuUsage().user - begin) / 1e6;
		assert.ok(seconds < 4, `${piece}: ${seconds} s`);
	}
});
