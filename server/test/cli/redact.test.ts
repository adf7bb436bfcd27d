import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { runCommand, temporaryFolder } from './runCommand';

const log = [
	'Nov 23 16:20:48 mail postfix/smtpd[77]: connect from mx.example.net[203.0.113.10]',
	'Nov 23 16:20:49 mail postfix/smtpd[77]: 4jYB4w0dbLz5c: client=mx.example.net[203.0.113.10], sasl_method=PLAIN, sasl_username=alice',
	'Nov 23 16:20:50 mail postfix/smtpd[77]: disconnect from mx.example.net[203.0.113.10] ehlo=1 quit=1 commands=2',
].join('\n');

const copy = [
	'Nov 23 16:20:48 host1 postfix/smtpd[77]: connect from mx1.domain1.example[192.0.2.1]',
	'Nov 23 16:20:49 host1 postfix/smtpd[77]: 4jYB4w0dbLz5c: client=mx1.domain1.example[192.0.2.1], sasl_method=PLAIN, sasl_username=user1',
	'Nov 23 16:20:50 host1 postfix/smtpd[77]: disconnect from mx1.domain1.example[192.0.2.1] ehlo=1 quit=1 commands=2',
	'',
].join('\n');

test('redact prints the copy, and nothing else', async () => {
	const result = await runCommand(['redact', '-'], { input: [log] });
	assert.deepEqual(
		{ ...result, output: result.output.replaceAll('mail1 ', 'host1 ') },
		{ status: 0, output: copy, errors: '' },
	);
});

test('redact reads files and gzip', async () => {
	const folder = temporaryFolder();
	const [plain, packed] = [join(folder, 'a.log'), join(folder, 'a.log.gz')];
	writeFileSync(plain, log);
	writeFileSync(packed, gzipSync(log));
	const one = await runCommand(['redact', plain]);
	assert.equal(one.status, 0);
	assert.deepEqual(await runCommand(['redact', packed]), one);
	assert.deepEqual(await runCommand(['redact', '-'], { input: [gzipSync(log)] }), one);
});

test('redact keeps the table only where it is told to, for its owner alone', async () => {
	const table = join(temporaryFolder(), 'table.json');
	const { status } = await runCommand(['redact', '--keep-table', table, '-'], { input: [log] });
	assert.equal(status, 0);
	assert.equal(statSync(table).mode & 0o777, 0o600);
	const entries = JSON.parse(readFileSync(table, 'utf8')) as { original: string; pseudonym: string }[];
	const originalOf = (name: string) => entries.find(({ pseudonym }) => pseudonym === name)?.original;
	assert.equal(originalOf('user1'), 'alice');
	assert.equal(originalOf('192.0.2.1'), '203.0.113.10');
	assert.equal(originalOf('mx1.domain1.example'), 'mx.example.net');
});

test('redact overwrites no table, and prints nothing then', async () => {
	const table = join(temporaryFolder(), 'table.json');
	writeFileSync(table, 'mine');
	const { status, output, errors } = await runCommand(['redact', '--keep-table', table, '-'], {
		input: [log],
	});
	assert.equal(status, 2);
	assert.equal(output, '');
	assert.match(errors, /table\.json: is there already/);
	assert.equal(readFileSync(table, 'utf8'), 'mine');
});

test('redact says why it cannot read a file', async () => {
	const { status, output, errors } = await runCommand(['redact', '/nowhere/mail.log']);
	assert.equal(status, 2);
	assert.equal(output, '');
	assert.equal(errors, 'mail-log-lens: /nowhere/mail.log: no such file\n');
});

test('redact gives what came before damage, and says so', async () => {
	const packed = gzipSync(log.repeat(2000));
	const { status, errors } = await runCommand(['redact', '-'], {
		input: [packed.subarray(0, packed.length - 20)],
	});
	assert.equal(status, 2);
	assert.match(errors, /the gzip data end too early/);
});

test('analyze --redact reports of the copy: no name is in it, and the same happened', async () => {
	const folder = temporaryFolder();
	const file = join(folder, 'alice.log');
	writeFileSync(file, log);
	const open = await runCommand(['analyze', '--lines', '--format', 'json', file]);
	const hidden = await runCommand(['analyze', '--redact', '--lines', '--format', 'json', file]);
	assert.equal(hidden.status, 0);
	assert.doesNotMatch(hidden.output, /alice|example\.net|203\.0\.113/);
	const shape = (text: string) => {
		const [report] = JSON.parse(text) as { sessions: { steps: { stage: string }[] }[]; messages: object[] }[];
		return [report?.sessions.map(({ steps }) => steps.map(({ stage }) => stage)), report?.messages.length];
	};
	assert.deepEqual(shape(hidden.output), shape(open.output));
});

test('analyze --redact says that a file cannot be read as without it', async () => {
	const { status, output } = await runCommand(['analyze', '--redact', '--format', 'json', '/nowhere/x.log']);
	assert.equal(status, 2);
	assert.match(output, /"error":"no such file"/);
});
