import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Delays } from '../../src/core/briefAmounts';
import { BriefServer, type BriefHelper, type BriefPiece } from '../../src/core/briefHelper';
import { briefFields, briefSize, hashesOf, type Brief } from '../../src/core/dialects/brief';
import { MailLog } from '../../src/core/mailLog';
import { ByteTable } from '../../src/core/text/byteTable';
import type { OctetSource } from '../../src/core/text/fileText';
import { bytesOf, textOf } from '../../src/core/text/utf8';
import { logs, rows } from '../redaction/corpus';

/** A text that lies in a file. */
class Text implements OctetSource {
	constructor(readonly octets: Uint8Array) {}

	read(offset: number, length: number): Uint8Array {
		return this.octets.slice(offset, offset + length);
	}
}

/** Reads pieces in this thread, when they are asked for: what it must not touch any more is overwritten. */
class Here implements BriefHelper {
	private readonly server = new BriefServer();
	private readonly pieces: BriefPiece[];
	private readonly begun: { offset: number; length: number; count: number }[] = [];
	private taken = 0;

	constructor(
		private readonly text: Text,
		{ pieces = 3, octets = 1 << 12, lines = 5 },
	) {
		this.pieces = Array.from({ length: pieces }, () => ({
			octets: new Uint8Array(octets),
			records: new Int32Array(lines * briefSize).fill(-1),
		}));
	}

	free(): BriefPiece | undefined {
		return this.begun.length - this.taken < this.pieces.length
			? this.pieces[this.begun.length % this.pieces.length]
			: undefined;
	}

	begin(offset: number, length: number, count: number): void {
		this.free()?.octets.fill(0);
		this.begun.push({ offset, length, count });
	}

	take(): BriefPiece {
		const { offset, length, count } = this.begun[this.taken] ?? assert.fail('no piece was begun');
		const piece = this.pieces[this.taken++ % this.pieces.length] ?? assert.fail();
		const octets = this.text.read(offset, length);
		piece.octets.set(octets);
		this.server.read(piece, octets.length, count);
		return piece;
	}
}

/** All that is told of every line. */
function told(log: MailLog, helper?: BriefHelper): string[] {
	const all: string[] = [];
	const delays = new Delays();
	const text = (brief: Brief, start: number, end: number) => textOf(brief.bytes, start, end);
	log
		.briefs(
			({ kind }) => (kind === 'disconnect' ? undefined : kind === 'connect' ? 'kind' : 'fields'),
			helper,
		)
		.visit(0, log.lineCount, (line, { kind }, brief) => {
			const fields = briefFields.flatMap((name, field) =>
				brief.isNoted(field) ? [`${name}=${text(brief, brief.start(field), brief.end(field))}`] : [],
			);
			const whole = textOf(brief.lineBytes, brief.lineStart, brief.lineEnd);
			const words = text(brief, brief.wordsStart, brief.wordsEnd);
			delays.take(brief);
			all.push([line, kind, brief.isQuick, ...fields, ...delays.values, words, whole].join('\n'));
		});
	return all;
}

function logOf(text: Text): MailLog {
	const log = new MailLog({}, text);
	log.append(text.octets);
	return log;
}

const everything = [...logs, ...rows].map(({ text }) => text);

test('what a helper has read before is what is read when it is visited', () => {
	for (const content of everything) {
		const text = new Text(bytesOf(content));
		const log = logOf(text);
		assert.deepEqual(told(log, new Here(text, {})), told(log));
	}
});

test('also with ends of lines as on Windows, with lines too long for a piece, and a last line without an end', () => {
	const [postfix = ''] = logs.filter(({ name }) => name === 'postfix.log').map(({ text }) => text);
	const lines = postfix.split('\n');
	const long = `${lines[3] ?? ''}${' x'.repeat(200)}`;
	const text = new Text(
		bytesOf([long, ...lines.slice(0, 60), long, long, ...lines.slice(60), long].join('\r\n')),
	);
	const log = logOf(text);
	const plain = told(log);
	for (const octets of [200, 300, 500, 1000]) {
		assert.deepEqual(told(log, new Here(text, { octets, pieces: 2, lines: 3 })), plain);
	}
});

test('the hashes of names are those of the tables that will be asked for them', () => {
	const line =
		'Jan  5 10:00:02 mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 Ok)\n';
	const text = new Text(bytesOf(line.repeat(4)));
	const table = new ByteTable();
	const hash = (name: string) => table.hashOf(bytesOf(name), 0, name.length);
	const seen: number[][] = [];
	logOf(text)
		.briefs(() => 'fields', new Here(text, { lines: 3 }))
		.visit(
			0,
			4,
			() => {},
			(records, count) => {
				const hashes = new Int32Array(count);
				const found = (['from', 'to', 'host', 'relay'] as const).map((name) => [
					...hashes.subarray(0, hashesOf(name, records, count, hashes)),
				]);
				seen.push(...found);
			},
		);
	const [to, relay] = [hash('b@example.com'), hash('mx.example.com')];
	assert.deepEqual(seen, [[], [to, to, to], [], [relay, relay, relay], [], [to], [], [relay]]);
});

test('words that are alike have one number, and others another one', () => {
	const reject = (sender: string, reply: string) =>
		`Jan  5 10:00:02 mx1 postfix/smtpd[103]: NOQUEUE: reject: RCPT from unknown[198.51.100.7]: ${reply}; from=<${sender}> to=<b@example.com> proto=ESMTP helo=<a>\n`;
	const full = '452 4.2.2 <b@example.com>: Recipient address rejected: Mailbox full';
	const unknown = '550 5.1.1 <b@example.com>: Recipient address rejected: User unknown';
	const text = new Text(
		bytesOf([reject('a@example.com', full), reject('c@example.com', unknown), reject('', full)].join('')),
	);
	const numbers: number[] = [];
	logOf(text)
		.briefs(() => 'fields', new Here(text, {}))
		.visit(0, 3, (_line, _kind, brief) => numbers.push(brief.wordsNumber));
	assert.deepEqual(numbers, [0, 1, 0]);
});
