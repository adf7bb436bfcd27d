import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { refusedLog, sentLog } from '../features/logs';
import { mx1Log, mx2Log } from '../tracing/hosts';
import { runCommand, temporaryFolder } from './runCommand';

const folder = temporaryFolder();
const file = (name: string, content: string | Uint8Array) => {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
};
const mx1 = file('mx1.log', mx1Log);
const mx2 = file('mx2.log.gz', gzipSync(mx2Log));

interface Traced {
	readonly query: string;
	readonly groups: readonly {
		readonly messages: readonly {
			readonly queueId: string;
			readonly end: string;
			readonly sender?: string;
		}[];
		readonly hops: readonly {
			readonly way: string;
			readonly from: { readonly queueId: string };
			readonly to: { readonly queueId: string };
		}[];
		readonly clocks: readonly { readonly file: string; readonly by: string; readonly correction: number }[];
		readonly lines: readonly { readonly file: string; readonly line: number; readonly text: string }[];
	}[];
}

test('the lines of a mail are printed as they are, with those of the sessions on which it came and went', async () => {
	const { status, output, errors } = await runCommand([
		'trace',
		'4jYB5r214Jz6x',
		file('a.log', refusedLog + sentLog),
	]);
	assert.deepEqual([status, output, errors], [0, sentLog, '']);
	const piped = await runCommand(['trace', 'm2@example.com', '-'], { input: [refusedLog, sentLog] });
	assert.equal(piped.output, sentLog);
});

test('several files, compressed or not, are one story', async () => {
	const { output, errors, status } = await runCommand(['trace', '-n', 'b@example.com', mx2, mx1]);
	assert.equal(status, 0);
	assert.match(errors, /mx2\.log\.gz: its clock is 40 s behind: lines are in the order of the hand-overs/);
	const lines = output.trimEnd().split('\n');
	assert.equal(lines.length, 13 + 7);
	const at = (place: string) => lines.findIndex((line) => line.startsWith(`${join(folder, place)}:`));
	assert.ok(at('mx1.log:4') < at('mx2.log.gz:4') && at('mx2.log.gz:4') < at('mx1.log:6'));
});

test('mails that have nothing to do with each other stand apart', async () => {
	const path = file('b.log', sentLog + refusedLog);
	const { output } = await runCommand(['trace', 'mx.example.org', path]);
	assert.equal(output, refusedLog);
	const all = await runCommand(['trace', '--no-related', 'a@example.org', mx1]);
	assert.equal(all.output.split('\n\n').length, 2);
	const together = await runCommand(['trace', '--related', 'a@example.org', mx1]);
	assert.equal(together.output, mx1Log);
});

test('nothing found is exit status 1; a file that cannot be read is 2, whatever the others have', async () => {
	const errors = 'mail-log-lens: no line names “zz@example.com”\n';
	assert.deepEqual(await runCommand(['trace', 'zz@example.com', mx1]), { status: 1, output: '', errors });
	const missing = await runCommand(['trace', '4jYB5t3bZdz8w', join(folder, 'none.log'), mx1]);
	assert.deepEqual([missing.status, missing.output], [2, mx1Log]);
	assert.match(missing.errors, /none\.log: no such file/);
	for (const args of [
		[],
		['x'],
		['', mx1],
		['x', '-', '-'],
		['x', mx1, '--format', 'xml'],
		['x', mx1, '--related', '--no-related'],
	]) {
		assert.equal((await runCommand(['trace', ...args])).status, 2, args.join(' '));
	}
});

test('case matters in local parts and ids, unless it shall not', async () => {
	assert.equal((await runCommand(['trace', 'B@Example.com', mx1])).status, 1);
	assert.equal((await runCommand(['trace', 'b@Example.COM', mx1])).status, 0);
	assert.equal((await runCommand(['trace', '-i', 'B@Example.com', mx1])).status, 0);
	assert.equal((await runCommand(['trace', '4JYB5R214JZ6X', mx1])).status, 1);
	assert.equal((await runCommand(['trace', '-i', '4JYB5R214JZ6X', mx1])).output, mx1Log);
});

test('JSON has the mails, what joins them, and the lines with their numbers', async () => {
	const { output } = await runCommand(['trace', '--format', 'json', '<m1@example.org>', mx1, mx2]);
	const { query, groups } = JSON.parse(output) as Traced;
	assert.equal(query, '<m1@example.org>');
	assert.equal(groups.length, 1);
	const [group] = groups;
	assert.deepEqual(group?.messages.map(({ queueId, end }) => `${queueId} ${end}`).sort(), [
		'4jYB5r214Jz6x mixed',
		'4jYB5s0bBcz7y delivered',
		'4jYB5t3bZdz8w delivered',
	]);
	assert.deepEqual(group?.hops.map(({ way, from, to }) => `${from.queueId} ${way} ${to.queueId}`).sort(), [
		'4jYB5r214Jz6x bounce 4jYB5t3bZdz8w',
		'4jYB5r214Jz6x handedOver 4jYB5s0bBcz7y',
	]);
	assert.deepEqual(group?.clocks, [{ file: mx2, by: 'handOver', correction: 40 }]);
	assert.deepEqual(group?.lines[0], { file: mx1, line: 1, text: mx1Log.split('\n')[0] });
	const none = await runCommand(['trace', '--format', 'json', 'zz@example.com', mx1]);
	assert.deepEqual(JSON.parse(none.output), { query: 'zz@example.com', related: true, groups: [] });
});

test('a redacted trace names nobody, and its lines are as many', async () => {
	for (const format of ['text', 'json']) {
		const { output, status } = await runCommand([
			'trace',
			'--redact',
			'--format',
			format,
			'b@example.com',
			mx1,
		]);
		assert.equal(status, 0);
		assert.doesNotMatch(output, /example\.(?:com|org|net)|192\.0\.2\.9|[abc]@example/);
		assert.match(output, /4jYB5r214Jz6x: removed/);
	}
});
