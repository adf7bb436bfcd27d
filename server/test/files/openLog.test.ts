import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openLog } from '../../src/files/openLog';
import { LogReadError } from '../../src/files/logReadError';

const folder = mkdtempSync(join(tmpdir(), 'open-log-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const line = 'Jan  5 10:00:00 mx1 postfix/smtpd[1]: connect from mx.example.net[192.0.2.1]\n';
const long = Buffer.from(Array.from({ length: 40_000 }, (_, at) => line.replace('[1]', `[${at}]`)).join(''));
const truncated = /^the gzip data end too early: the rest of the log is missing$/;

interface Outcome {
	readonly text: Buffer;
	readonly error?: string;
}

/** Reads to the end or to the error. */
async function read(chunks: AsyncIterable<Uint8Array>): Promise<Outcome> {
	const read: Uint8Array[] = [];
	try {
		for await (const chunk of chunks) {
			read.push(chunk);
		}
	} catch (error) {
		assert.ok(error instanceof LogReadError, `${error}`);
		return { text: Buffer.concat(read), error: error.message };
	}
	return { text: Buffer.concat(read) };
}

function readFile(content: Uint8Array): Promise<Outcome> {
	const path = join(folder, 'log');
	writeFileSync(path, content);
	return read(openLog(path, Readable.from([])));
}

function readInput(chunks: Uint8Array[]): Promise<Outcome> {
	return read(openLog('-', Readable.from(chunks)));
}

/** Cuts into pieces of so many octets. */
function cut(content: Uint8Array, size: number): Uint8Array[] {
	return Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
		content.subarray(at * size, (at + 1) * size),
	);
}

const complete: readonly (readonly [name: string, content: Buffer, text: Buffer])[] = [
	['an empty file', Buffer.alloc(0), Buffer.alloc(0)],
	['one octet', Buffer.from([0x1f]), Buffer.from([0x1f])],
	['a short log', Buffer.from(line), Buffer.from(line)],
	['a log longer than a chunk', long, long],
	['a log that begins as bzip2 does', Buffer.from('BZh is a name\n'), Buffer.from('BZh is a name\n')],
	['gzip', gzipSync(line), Buffer.from(line)],
	['gzip of nothing', gzipSync(''), Buffer.alloc(0)],
	['gzip longer than a chunk', gzipSync(long), long],
	['gzip that hardly compresses', gzipSync(long, { level: 0 }), long],
	[
		'two gzip members',
		Buffer.concat([gzipSync(line), gzipSync(long)]),
		Buffer.concat([Buffer.from(line), long]),
	],
	['gzip filled up with zeros', Buffer.concat([gzipSync(line), Buffer.alloc(512)]), Buffer.from(line)],
	['gzip of gzip is decompressed once', gzipSync(gzipSync(line)), gzipSync(line)],
];

for (const [name, content, text] of complete) {
	test(`${name}, from a file`, async () => {
		const outcome = await readFile(content);
		assert.equal(outcome.error, undefined);
		assert.ok(outcome.text.equals(text));
	});
	test(`${name}, from standard input in pieces`, async () => {
		for (const size of [content.length < 10_000 ? 1 : 1_000, 4_096, 1 << 20]) {
			const outcome = await readInput(cut(content, size));
			assert.equal(outcome.error, undefined);
			assert.ok(outcome.text.equals(text), `pieces of ${size}`);
		}
	});
}

test('a gzip file that ends too early gives what is there, and says so', async () => {
	const whole = gzipSync(long);
	for (const length of [11, 100, whole.length >> 1, whole.length - 9, whole.length - 1]) {
		const { text, error } = await readFile(whole.subarray(0, length));
		assert.match(error ?? '', truncated);
		assert.ok(text.equals(long.subarray(0, text.length)), `${length} octets`);
		assert.ok(
			text.length >= (long.length * (length - 2_000)) / whole.length,
			`${text.length} of ${length} octets`,
		);
	}
});

test('a short gzip file that ends too early gives what is there', async () => {
	const { text, error } = await readFile(gzipSync(line).subarray(0, -1));
	assert.match(error ?? '', truncated);
	assert.equal(text.toString(), line);
});

test('a second member that ends too early leaves the first', async () => {
	const { text, error } = await readFile(Buffer.concat([gzipSync(line), gzipSync(long).subarray(0, 12)]));
	assert.match(error ?? '', truncated);
	assert.equal(text.toString(), line);
});

test('damaged gzip data are named', async () => {
	const content = gzipSync(long);
	content.fill(0xff, content.length >> 1, (content.length >> 1) + 100);
	assert.match(
		(await readFile(content)).error ?? '',
		/^the gzip data are damaged \(.+\): the rest of the log is missing$/,
	);
});

test('a decompression bomb does not fill the memory', async () => {
	const bomb = gzipSync(Buffer.alloc(64 << 20));
	const chunk = Readable.from([bomb]);
	let octets = 0;
	let most = 0;
	for await (const text of openLog('-', chunk)) {
		octets += text.length;
		most = Math.max(most, text.length);
	}
	assert.equal(octets, 64 << 20);
	assert.ok(most <= 1 << 20, `${most}`);
});

for (const [compression, signature] of [
	['xz', 'fd377a585a000004'],
	['zstd', '28b52ffd24'],
	['bzip2', '425a6839314159265359'],
] as const) {
	test(`${compression} is named, not read as text`, async () => {
		const { text, error } = await readFile(Buffer.concat([Buffer.from(signature, 'hex'), Buffer.alloc(20)]));
		assert.equal(text.length, 0);
		assert.equal(error, `compressed with ${compression}, which is not read here: decompress it first`);
	});
}

const unreadable: readonly (readonly [name: string, path: string, error: RegExp])[] = [
	['a missing file', join(folder, 'missing'), /^no such file$/],
	['a missing folder', join(folder, 'missing/mail.log'), /^no such file$/],
	['a directory', folder, /^is a directory, not a file$/],
	[
		'a file as a folder',
		join(folder, 'plain/mail.log'),
		/^no such file: a part of its path is not a directory$/,
	],
	['a name with a NUL', 'mail\0log', /^the name is not valid$/],
	['a name without end', 'x'.repeat(5_000), /^the name is too long$/],
];

for (const [name, path, words] of unreadable) {
	test(`${name} is named in plain words`, async () => {
		writeFileSync(join(folder, 'plain'), '');
		const { text, error } = await read(openLog(path, Readable.from([])));
		assert.equal(text.length, 0);
		assert.match(error ?? '', words);
	});
}

test('a named pipe is read like a file', async (context) => {
	if (process.platform === 'win32') {
		context.diagnostic('no named pipes in the file system here');
		return;
	}
	mkdirSync(join(folder, 'pipes'), { recursive: true });
	const path = join(folder, 'pipes', 'log');
	execFileSync('mkfifo', [path]);
	const [outcome] = await Promise.all([
		read(openLog(path, Readable.from([]))),
		import('node:fs/promises').then(({ writeFile }) => writeFile(path, line)),
	]);
	assert.equal(outcome.text.toString(), line);
});

test('a reader that stops early closes the file and standard input', async () => {
	const input = Readable.from([Buffer.from(line), Buffer.from(line)]);
	for await (const chunk of openLog('-', input)) {
		assert.ok(chunk.length > 0);
		break;
	}
	assert.ok(input.destroyed);
});
