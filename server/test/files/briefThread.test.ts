import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { BriefThread } from '../../src/files/briefThread';
import { readLogs } from '../../src/files/readLogs';
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

test('what a thread has read counts as what is read here, of files and of what is no file', async () => {
	const files = [
		file('mail.log.2.gz', gzipSync(postfix)),
		file('mail.log.1', postfix.repeat(20)),
		file('mail.log', `${postfix}${'x'.repeat(300_000)}\n${postfix.repeat(9)}`),
	];
	const { log, text, close } = await readLogs(files, Readable.from([]), { year: 2026, offset: 0 });
	const thread = await BriefThread.start(await program);
	assert.ok(thread);
	const here = countWholeLog(log);
	const there = countWholeLog(log, { helper: thread.goTo(text) });
	assert.deepEqual(there.report(), here.report());
	// Once more, as whoever asks for the lines of a figure does.
	assert.deepEqual(there.linesOf(['totals/delivered/value']), here.linesOf(['totals/delivered/value']));
	await thread.close();
	close();
});

test('a program that cannot run has no thread', async () => {
	assert.equal(await BriefThread.start(join(folder, 'absent.js')), undefined);
	assert.equal(await BriefThread.start(file('broken.js', 'throw new Error("broken")')), undefined);
});

test('`report` of a large log, with its thread, is that without', async () => {
	const path = file('large.log', postfix.repeat(Math.ceil((1 << 24) / postfix.length)));
	const args = ['report', '--format', 'json', '--year', '2026', '--zone', '+00:00', path];
	const [there, here] = await Promise.all([runProgram(await program, args), runCommand(args)]);
	assert.equal(there.status, 0, there.errors);
	assert.equal(there.output, here.output);
});
