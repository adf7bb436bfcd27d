import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { WorkspaceLogs } from '../src/workspaceLogs';
import { refusedLog, sentLog } from './features/logs';

const unpackable = gzipSync(sentLog);

/** A folder with these files, and the logs that are found in it: their names, and those that had to be read. */
function workspaceOf(
	context: TestContext,
	files: Readonly<Record<string, string | Uint8Array>>,
	limits: ConstructorParameters<typeof WorkspaceLogs>[0] = {},
) {
	const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-'));
	const logs = new WorkspaceLogs(limits);
	context.after(() => {
		logs.close();
		rmSync(folder, { recursive: true, force: true });
	});
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(join(folder, name, '..'), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
	const address = pathToFileURL(folder).href;
	logs.setFolders([address], true);
	return {
		logs,
		folder,
		address,
		async find({ except = [], goesOn = () => true }: { except?: string[]; goesOn?: () => boolean } = {}) {
			const found: string[] = [];
			const read: string[] = [];
			for await (const { uri, log } of logs.logs(except, goesOn, (path) =>
				read.push(path.slice(folder.length)),
			)) {
				found.push(`${decodeURIComponent(uri).replace(folder, '')} ${log.lineCount}`);
			}
			return { found: found.sort(), read: read.sort() };
		},
	};
}

test('a log is found by what is in it, compressed or not', async (context) => {
	const { find } = workspaceOf(context, {
		'old/mail.log.1': refusedLog,
		'old/mail.log.2.gz': unpackable,
		'old/mail.log.3': gzipSync(refusedLog),
		'notes.txt.gz': gzipSync('nothing of mail\n'.repeat(9)),
		'picture.gz': gzipSync(`${sentLog}\0`),
		'cut.log.gz': unpackable.subarray(0, unpackable.length - 20),
		'no.gz': 'no gzip at all',
	});
	const { found } = await find();
	assert.deepEqual(found, [
		'file:///old/mail.log.1 4',
		'mail-log-unpacked:/old/mail.log.2?mail.log.2.gz 5',
		'mail-log-unpacked:/old/mail.log.3?mail.log.3 4',
	]);
});

test('for an editor that does not show it unpacked, a compressed log has the address of its file', async (context) => {
	const { logs, address, find } = workspaceOf(context, { 'mail.log.2.gz': unpackable });
	logs.setFolders([address], false);
	assert.deepEqual((await find()).found, ['file:///mail.log.2.gz 5']);
});

test('what was read is not read again until it changes', async (context) => {
	const { find, folder } = workspaceOf(context, {
		'mail.log.1': refusedLog,
		'mail.log.2.gz': unpackable,
		'notes.gz': gzipSync('nothing of mail\n'),
	});
	assert.deepEqual((await find()).read, ['/mail.log.1', '/mail.log.2.gz']);
	assert.deepEqual((await find()).read, []);
	appendFileSync(join(folder, 'mail.log.1'), sentLog);
	appendFileSync(join(folder, 'mail.log.2.gz'), unpackable);
	assert.deepEqual(await find(), {
		found: ['file:///mail.log.1 9', 'mail-log-unpacked:/mail.log.2?mail.log.2.gz 10'],
		read: ['/mail.log.1', '/mail.log.2.gz'],
	});
});

test('who asks no more ends the search, but not the file that has been begun: it is there for who asks next', async (context) => {
	const { find } = workspaceOf(context, { 'a/mail.log': refusedLog, 'b/mail.log': refusedLog });
	let asked = 0;
	assert.equal((await find({ goesOn: () => asked++ < 1 })).found.length, 1);
	const [one, other] = await Promise.all([find(), find()]);
	assert.deepEqual([one.found.length, other.found.length], [2, 2]);
	assert.equal(one.read.length + other.read.length, 1);
});

test('there are limits', async (context) => {
	const files = { 'mail.log.1': refusedLog, 'mail.log.2.gz': unpackable, 'mail.log.3.gz': unpackable };
	const count = async (limits: ConstructorParameters<typeof WorkspaceLogs>[0]) =>
		(await workspaceOf(context, files, limits).find()).found.length;
	assert.equal(await count({}), 3);
	assert.equal(await count({ logs: 2 }), 2);
	assert.equal(await count({ unpackedFile: sentLog.length - 1 }), 1);
	assert.equal(await count({ unpacked: sentLog.length + 9 }), 2);
	assert.equal(await count({ file: refusedLog.length - 1 }), 2);
	assert.equal(await count({ patience: -1 }), 0);
});

test('one that is open is left out, also where its compressed file is shown', async (context) => {
	const { find, address } = workspaceOf(context, { 'mail.log.1': refusedLog, 'mail.log.2.gz': unpackable });
	const unpacked = `${address.replace('file://', 'mail-log-unpacked:')}/mail.log.2?mail.log.2.gz`;
	assert.deepEqual((await find({ except: [`${address}/mail.log.1`, unpacked] })).found, []);
	assert.equal(
		(await find({ except: [`${address}/mail.log.2.gz`, 'untitled:x', 'nonsense'] })).found.length,
		1,
	);
});

test('a compressed log is shown, if it lies in a folder of the workspace and is not too long', async (context) => {
	const { logs, address } = workspaceOf(context, {
		'in/mail.log.2.gz': unpackable,
		'out/mail.log.2.gz': unpackable,
		'in/cut.gz': unpackable.subarray(0, 40),
	});
	logs.setFolders([`${address}/in`]);
	const path = address.replace('file://', 'mail-log-unpacked:');
	assert.equal(await logs.unpacked(`${path}/in/mail.log.2?mail.log.2.gz`), sentLog);
	for (const other of [
		`${path}/in/mail.log.2?gone.gz`,
		`${path}/in/cut?cut.gz`,
		`${path}/out/mail.log.2?mail.log.2.gz`,
		`${path}/in/mail.log.2?..%2Fout%2Fmail.log.2.gz`,
		`${path}/in/mail.log.2?..`,
		'mail-log-unpacked:',
		'nonsense',
	]) {
		assert.equal(await logs.unpacked(other), undefined, other);
	}
	const { logs: others, address: of } = workspaceOf(context, { 'a.gz': unpackable }, { unpackedFile: 100 });
	assert.equal(await others.unpacked(`${of.replace('file://', 'mail-log-unpacked:')}/a?a.gz`), undefined);
});
