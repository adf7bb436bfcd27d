import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dialects } from '../../src/core/dialects/all';
import { LineScanner } from '../../src/core/index/lineScanner';
import { MailLog } from '../../src/core/mailLog';
import { bytesOf } from '../../src/core/text/utf8';
import { linesOf } from './dialects/sampleLines';

const read = (folder: string) => (name: string) => readFileSync(`${folder}/${name}`);
const samples = ['postfix.log', 'exim-mainlog', 'swaks.txt', 'session.smtp'].map(read('samples'));
const envelopes = readdirSync('server/test/core/text/envelopes').map(read('server/test/core/text/envelopes'));

/** A line of every kind that any dialect knows. */
const rowLines = dialects.flatMap((dialect) =>
	dialect.rows.flatMap((row) =>
		row.samples.slice(0, 1).flatMap((sample) => linesOf(dialect, row, sample).slice(0, 1)),
	),
);

/** Numbers from 0 to below 1, the same in every run (mulberry32). */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Reads everything that a log can be asked for, and says where a column lies outside of its line. */
function readAll(log: MailLog): string | undefined {
	[...log.sessions()].forEach(({ lines }) => assert.ok(lines.length > 0));
	[...log.messages()].forEach(({ lines }) => assert.ok(lines.length > 0));
	log.clockEvidence();
	for (let line = 0; line < log.lineCount; line++) {
		const { length } = log.text(line);
		const { start, fields } = log.event(line);
		if (start > length || fields.some(({ span }) => span.start > span.end || span.end > length)) {
			return log.text(line);
		}
	}
	return undefined;
}

const megabyte = 1 << 20;

/** A megabyte made of pieces of real logs, cut anywhere. */
function pieces(random: () => number): Uint8Array {
	const sources = [...samples, ...envelopes, bytesOf(rowLines.join('\n'))];
	const made = new Uint8Array(megabyte);
	for (let at = 0; at < megabyte;) {
		const source = sources[Math.floor(random() * sources.length)] ?? made;
		const from = Math.floor(random() * source.length);
		const piece = source.subarray(from, Math.min(from + Math.floor(random() * 200), from + megabyte - at));
		made.set(piece, at);
		at += piece.length;
	}
	return made;
}

const noise: Readonly<Record<string, (random: () => number) => Uint8Array>> = {
	'any octets': (random) => Uint8Array.from({ length: megabyte }, () => Math.floor(random() * 256)),
	ASCII: (random) =>
		Uint8Array.from({ length: megabyte }, () => (random() < 0.01 ? 10 : 32 + Math.floor(random() * 95))),
	'what logs are made of': (random) => {
		const alphabet = bytesOf(' :[]<>{}"=,.\\#/@-0123456789\n\0TZ');
		return Uint8Array.from({ length: megabyte }, () => alphabet[Math.floor(random() * alphabet.length)] ?? 0);
	},
	'pieces of real logs': pieces,
};

for (const [name, make] of Object.entries(noise)) {
	test(`a megabyte of ${name} is a log`, () => {
		assert.equal(readAll(MailLog.of(make(chance(1)))), undefined);
	});
}

test('lines of real logs in any order are a log', () => {
	const lines = [...samples, ...envelopes].flatMap((sample) => sample.toString('latin1').split('\n'));
	for (let seed = 0; seed < 2; seed++) {
		const random = chance(seed);
		const shuffled = lines
			.map((line) => ({ line, key: random() }))
			.sort((one, other) => one.key - other.key)
			.map(({ line }) => line);
		assert.equal(readAll(MailLog.of(Buffer.from(shuffled.join('\n'), 'latin1'))), undefined);
	}
});

test('a line of every kind, cut off at every octet, is a line', () => {
	const enveloped = envelopes.flatMap((sample) => sample.toString('latin1').split('\n').slice(0, 20));
	const lines = [...rowLines.map((text) => Buffer.from(text).toString('latin1')), ...enveloped];
	const cuts = lines.map((line) =>
		Array.from({ length: line.length }, (_, end) => line.slice(0, end)).join('\n'),
	);
	for (let at = 0; at < cuts.length; at += 8) {
		assert.equal(readAll(MailLog.of(Buffer.from(cuts.slice(at, at + 8).join('\n'), 'latin1'))), undefined);
	}
});

/** Octets that count how often they are read. */
function counting(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly reads: () => number } {
	let reads = 0;
	const proxy = new Proxy(bytes, {
		get(target, key) {
			if (typeof key === 'string' && /^\d+$/.test(key)) {
				reads++;
				return target[Number(key)];
			}
			if (key === 'indexOf') {
				return (value: number, from = 0) => {
					const found = target.indexOf(value, from);
					reads += (found < 0 ? target.length : found) - from;
					return found;
				};
			}
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
	return { bytes: proxy, reads: () => reads };
}

const heads = [
	'',
	'Jan  5 10:00:00 mx1 postfix/smtpd[1]: ',
	'Jan  5 10:00:00 mx1 postfix/smtp[1]: 4dl6Jl1jBRz5c: to=<a@example.com>, relay=',
	'Jan  5 10:00:00 mx1 exim[1]: ',
	'Jan  5 10:00:00 mx1 sm-mta[1]: 6ANGf41Z001169: to=',
	'Jan  5 10:00:00 mx1 dovecot: imap(',
	'Jan  5 10:00:00 ',
	'2026-01-05T10:00:00Z ',
	'2026-01-05 10:00:00 1vckm2-0000000001K-2Hb2 <= ',
	'2026-01-05 10:00:00 ',
	'<22>1 2026-01-05T10:00:00Z mx1 postfix 1 - ',
	'{"SYSLOG_IDENTIFIER":"postfix/smtpd","MESSAGE":"',
	'{"MESSAGE":',
	'MESSAGE=',
];

const repeated = [
	'[',
	'a',
	' ',
	':',
	'(',
	'<',
	'"',
	'\\',
	'\\n',
	'\\u00',
	'{"a":',
	'{"a":[',
	'"a":"b",',
	'1,',
	'0',
	'#012',
	'\0',
	'é',
	'message repeated 2 times: [ ',
	'2026-01-05T10:00:00Z ',
	'Jan  5 10:00:00 ',
	'<mail.info> ',
	'550-5.7.1 ',
	'status=sent (',
	'[ID 1 mail.info] ',
];

/** How many octets are read of a line that begins and goes on like this, of a length. */
function work(head: string, piece: string, length: number): number {
	const { bytes, reads } = counting(bytesOf(head + piece.repeat(length / piece.length)));
	const source = {
		lineCount: 1,
		bytesAt: (_: number, into: { bytes: Uint8Array; start: number; end: number }) =>
			Object.assign(into, { bytes, start: 0, end: bytes.length }),
	};
	new LineScanner(source).scan(bytes, 0, bytes.length, 0);
	return reads();
}

test('the pass reads a line in proportion to its length, whatever it repeats', () => {
	for (const head of heads) {
		for (const piece of repeated) {
			const once = work(head, piece, 500);
			const more = work(head, piece, 4000);
			assert.ok(more < 12 * once + 4000, `«${head}» and «${piece}»: ${once} octets read, then ${more}`);
		}
	}
});

test('a line of a megabyte is read in full in no time', { timeout: 300_000 }, () => {
	for (const head of heads) {
		for (const piece of ['[', '{"a":[', 'message repeated 2 times: [ ', '550-5.7.1 ', 'é', ', a=<']) {
			const log = MailLog.of(head + piece.repeat(megabyte / 8 / piece.length));
			assert.equal(readAll(log), undefined);
		}
	}
});

test('records without an end cost what their lines cost', { timeout: 300_000 }, () => {
	for (const line of [
		'MESSAGE=a',
		'MESSAGE',
		'_PID=1\nMESSAGE=a',
		'\t"MESSAGE" : "a"',
		'{',
		'\0\0\0\0\0\0\0\0a',
	]) {
		assert.equal(readAll(MailLog.of(`${line}\n`.repeat(20_000))), undefined);
	}
});
