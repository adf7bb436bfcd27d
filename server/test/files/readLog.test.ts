import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readLog } from '../../src/files/readLog';

const folder = mkdtempSync(join(tmpdir(), 'read-log-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const line = 'Jan  5 10:00:00 mx1 postfix/smtpd[1]: connect from mx.example.net[192.0.2.1]';

const rows: readonly (readonly [what: string, text: string])[] = [
	['an empty file', ''],
	['one line', `${line}\n`],
	['a last line without a line feed', `${line}\n${line}`],
	['one line without a line feed that is longer than what is read at once', 'x'.repeat(2_500_000)],
	['a long line between two', `${line}\n${'x'.repeat(1_500_000)}\n${line}\n`],
	['lines over several pieces', `${line}\r\n`.repeat(40_000)],
];

for (const [what, text] of rows) {
	test(`${what}: the same from a file, compressed, and from standard input`, async () => {
		const expected = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
		const [plain, packed] = [join(folder, 'plain'), join(folder, 'packed')];
		writeFileSync(plain, text);
		writeFileSync(packed, gzipSync(text));
		for (const path of [plain, packed, '-']) {
			const { log, octets, error, close } = await readLog(path, Readable.from([Buffer.from(text)]), {});
			const lines = Array.from({ length: log.lineCount }, (_, at) => log.text(at));
			close();
			assert.deepEqual({ lines, octets, error }, { lines: expected, octets: text.length, error: undefined });
		}
	});
}

test('a pipe is opened once, and read to its end', async (context) => {
	if (process.platform === 'win32') {
		context.diagnostic('no named pipes in the file system here');
		return;
	}
	const pipe = join(folder, 'pipe');
	execFileSync('mkfifo', [pipe]);
	const writing = writeFile(pipe, `${line}\n`.repeat(3));
	const { log, error, close } = await readLog(pipe, Readable.from([]), {});
	await writing;
	close();
	assert.deepEqual([log.lineCount, error], [3, undefined]);
});

test('a file that is not there is an error, and so is a folder', async () => {
	const read = async (path: string) => (await readLog(path, Readable.from([]), {})).error;
	assert.equal(await read(join(folder, 'nothing')), 'no such file');
	assert.equal(await read(folder), 'is a directory, not a file');
});
