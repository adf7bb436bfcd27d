import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { PlainFile } from '../../src/files/plainFile';
import { readLogs } from '../../src/files/readLogs';
import { largeLog, ReaderThread } from '../../src/files/readerThread';
import { countWholeLog } from '../../src/report/report';
import { bundledProgram, runCommand, runProgram, temporaryFolder } from '../cli/runCommand';
import { logs } from '../redaction/corpus';

const folder = temporaryFolder();
const program = bundledProgram();
const [postfix = ''] = logs.filter(({ name }) => name === 'postfix.log').map(({ text }) => text);

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

/** A thread that has come up. */
async function threadOf(file: string | Promise<string>): Promise<ReaderThread> {
	const thread = ReaderThread.begin(await file, largeLog);
	assert.ok(thread && (await thread.started));
	return thread;
}

const files = [
	file('mail.log.2.gz', gzipSync(postfix)),
	file('mail.log.1', postfix.repeat(20)),
	file('mail.log', `${postfix}${'x'.repeat(300_000)}\n${postfix.repeat(9)}the end`),
];
const clock = { year: 2026, offset: 0 };
const read = (thread?: ReaderThread) => readLogs(files, Readable.from([]), clock, () => undefined, thread);

test('what a thread has scanned is the log that is read here, of files and of what is no file', async () => {
	const read = (thread?: ReaderThread) => readLogs(files, Readable.from([]), clock, () => undefined, thread);
	const thread = await threadOf(program);
	const there = await read(thread);
	const here = await read();
	assert.equal(there.octets, here.octets);
	assert.deepEqual(there.starts, here.starts);
	assert.equal(there.log.lineCount, here.log.lineCount);
	assert.deepEqual(countWholeLog(there.log).report(), countWholeLog(here.log).report());
	for (const line of [0, 1, 777, here.log.lineCount - 2, here.log.lineCount - 1]) {
		assert.deepEqual(there.log.event(line), here.log.event(line));
	}
	await thread.close();
	there.close();
	here.close();
});

test('a file is scanned to its last whole line, and as far as lines fit into a piece', async () => {
	const thread = await threadOf(program);
	const scanned = (content: string, from = 0) => {
		const text = PlainFile.open(file('scanned.log', content)) ?? assert.fail();
		const pieces = [...thread.scan(text.descriptor, from)].map(({ count, octets }) => [count, octets]);
		text.close();
		return pieces;
	};
	const line = `${postfix.split('\n')[0] ?? ''}\n`;
	assert.deepEqual(scanned(`${line}${line}the rest`), [[2, line.length * 2]]);
	assert.deepEqual(scanned(`${line}${line}${line}`, line.length), [[2, line.length * 2]]);
	assert.deepEqual(scanned(`${line}${'x'.repeat(70_000)}\n${line}`), [[1, line.length]]);
	assert.deepEqual(scanned(''), []);
	const short = scanned('a\n'.repeat(3000));
	assert.deepEqual(short, [
		[1024, 2048],
		[1024, 2048],
		[952, 1904],
	]);
	await thread.close();
});

test('who stops taking what was scanned can begin anew', async () => {
	const thread = await threadOf(program);
	const text = PlainFile.open(file('again.log', postfix.repeat(50))) ?? assert.fail();
	for (let turn = 0; turn < 3; turn++) {
		const [first] = thread.scan(text.descriptor, 0);
		assert.ok(first && first.count > 0);
	}
	text.close();
	await thread.close();
});

test('what a thread has read in brief counts as what is read here', async () => {
	const { log, text, close } = await readLogs(files, Readable.from([]), clock);
	const thread = await threadOf(program);
	const here = countWholeLog(log);
	const there = countWholeLog(log, { helper: thread.goTo(text) });
	assert.deepEqual(there.report(), here.report());
	// Once more, as whoever asks for the lines of a figure does.
	assert.deepEqual(there.linesOf(['totals/delivered/value']), here.linesOf(['totals/delivered/value']));
	await thread.close();
	close();
});

/** It comes up, and fails at the first piece: places are those of the memory that both threads share. */
const failing = `
const { parentPort, workerData } = require('node:worker_threads');
const [mainBell, isThere, firstState] = [1, 2, 8];
const [begun, failed] = [1, 3];
const all = new Int32Array(workerData);
Atomics.store(all, isThere, 1);
parentPort.postMessage('there');
while (Atomics.load(all, firstState) !== begun) {}
Atomics.store(all, firstState, failed);
Atomics.add(all, mainBell, 1);
Atomics.notify(all, mainBell);
`;

test('where the thread fails, the log is read on without it', async () => {
	const thread = await threadOf(file('failing.js', failing));
	const there = await read(thread);
	const here = await read();
	assert.equal(thread.isThere, false);
	assert.deepEqual(countWholeLog(there.log).report(), countWholeLog(here.log).report());
	await thread.close();
	there.close();
	here.close();
});

test('a program that cannot run has no thread', async () => {
	for (const path of [join(folder, 'absent.js'), file('broken.js', 'throw new Error("broken")')]) {
		const thread = ReaderThread.begin(path, largeLog);
		assert.equal(await thread?.started, false);
		assert.equal(thread?.isThere, false);
	}
});

const removed = 'Nov 23 16:59:59 mx1 postfix/qmgr[2]: 4ABCDEF123: removed\n';
const large = file('large.log', postfix.repeat(Math.ceil(largeLog / postfix.length)) + removed);

for (const args of [
	['report', '--format', 'json', '--year', '2026', '--zone', '+00:00', large],
	['trace', '--format', 'json', '--year', '2026', '4ABCDEF123', large],
]) {
	test(`\`${args[0] ?? ''}\` of a large log, with its thread, is that without`, async () => {
		const [there, here] = await Promise.all([runProgram(await program, args), runCommand(args)]);
		assert.equal(there.status, 0, there.errors);
		assert.equal(there.output, here.output);
	});
}
