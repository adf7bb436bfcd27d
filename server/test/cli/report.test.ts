import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { inOrderOfRotation } from '../../src/files/rotation';
import { readPeriod } from '../../src/cli/period';
import { runCommand, temporaryFolder } from './runCommand';

const folder = temporaryFolder();

/** A mail that comes in one file and is delivered in the next. */
const before = `\
2026-01-05T23:59:58+01:00 mx1 postfix/smtpd[101]: 4F2A1B0C9D: client=mx.example.net[192.0.2.1]
2026-01-05T23:59:58+01:00 mx1 postfix/qmgr[100]: 4F2A1B0C9D: from=<a@example.net>, size=1523, nrcpt=1 (queue active)`;
const after = `\
2026-01-06T00:00:01+01:00 mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=3, delays=0.1/0.01/0.09/2.8, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5A5A5A5A5A)
2026-01-06T00:00:01+01:00 mx1 postfix/qmgr[100]: 4F2A1B0C9D: removed
`;

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const rotated = [file('mail.log', after), file('mail.log.1.gz', gzipSync(before))] as const;

interface Json {
	readonly schema: number;
	readonly files: readonly string[];
	readonly errors?: readonly { readonly file: string; readonly error: string }[];
	readonly sections: Readonly<
		Record<string, { readonly rows: readonly Readonly<Record<string, unknown>>[] }>
	>;
}

async function report(...args: string[]): Promise<Json> {
	const { status, output, errors } = await runCommand(['report', '--format', 'json', ...args]);
	assert.equal(status, 0, errors);
	return JSON.parse(output) as Json;
}

function totals({ sections }: Json): Record<string, unknown> {
	const rows = (sections['totals']?.rows ?? []).filter(({ value }) => value !== 0);
	return Object.fromEntries(rows.map(({ name, value }) => [String(name), value]));
}

test('the parts of a rotated log are one log, in whatever order they are given', async () => {
	const json = await report(...rotated);
	assert.deepEqual(json.files, [rotated[1], rotated[0]]);
	const { received, delivered, deliveredOctets } = totals(json);
	assert.deepEqual(
		{ received, delivered, deliveredOctets },
		{ received: 1, delivered: 1, deliveredOctets: 1523 },
	);
	assert.deepEqual(
		json.sections['days']?.rows.map(({ name }) => name),
		['2026-01-05', '2026-01-06'],
	);
});

test('rotated logs are told by their names', () => {
	const given = ['m.log', 'm.log.1', 'm.log.10.gz', 'm.log.2.gz', 'b', 'x-20260102.gz', 'x-20260101', 'x'];
	assert.deepEqual(inOrderOfRotation(given), [
		'm.log.10.gz',
		'm.log.2.gz',
		'm.log.1',
		'm.log',
		'b',
		'x-20260101',
		'x-20260102.gz',
		'x',
	]);
});

test('standard input is read, too', async () => {
	const { status, output } = await runCommand(['report', '--format', 'csv', '-'], {
		input: [before, '\n', after],
	});
	assert.equal(status, 0);
	assert.match(output, /^totals,received,value,count,1\r$/m);
});

test('a period', async () => {
	assert.deepEqual(Object.keys(totals(await report('--since', '2026-01-06', ...rotated))).slice(0, 2), [
		'delivered',
		'deliveredOctets',
	]);
	const { received, delivered } = totals(await report('--until', '2026-01-05T23:00:00Z', ...rotated));
	assert.deepEqual([received, delivered], [1, undefined]);
});

test('what --since and --until take', () => {
	const now = Date.parse('2026-01-06T12:00:00Z');
	const local = (text: string) => Date.parse(`${text}Z`) / 1000;
	const since = (text: string) => readPeriod(text, undefined, now, 60).since;
	assert.deepEqual(since('2026-01-05'), { local: local('2026-01-05T00:00') });
	assert.deepEqual(since('2026-01-05T10:30'), { local: local('2026-01-05T10:30') });
	assert.deepEqual(since('2026-01-05T10:30:00+02:00'), {
		local: local('2026-01-05T10:30'),
		utc: local('2026-01-05T08:30'),
	});
	assert.deepEqual(since('today'), { local: local('2026-01-06T00:00') });
	assert.deepEqual(since('yesterday'), { local: local('2026-01-05T00:00') });
	assert.deepEqual(since('10:00'), { local: local('2026-01-06T10:00') });
	assert.deepEqual(since('2h'), { local: local('2026-01-06T11:00'), utc: local('2026-01-06T10:00') });
});

test('the lines of a figure, with the file and the number of each', async () => {
	const { output } = await runCommand([
		'report',
		'--lines-of',
		'recipients/b@example.com/delivered',
		...rotated,
	]);
	assert.equal(output, `${rotated[0]}:1: ${after.split('\n')[0] ?? ''}\n`);
	const { status, errors } = await runCommand(['report', '--lines-of', 'recipients/x/delivered', ...rotated]);
	assert.equal(status, 2);
	assert.match(errors, /no figure “recipients\/x\/delivered”/);
});

test('HTML leads from each figure to its lines', async () => {
	const { output } = await runCommand(['report', '--format', 'html', ...rotated]);
	assert.match(output, /<code>[^<]*mail\.log:1<\/code> <samp>2026-01-06T00:00:01/);
});

test('a file that cannot be read is told of, and the others are reported', async () => {
	const { status, output, errors } = await runCommand(['report', ...rotated, join(folder, 'none.log')]);
	assert.equal(status, 2);
	assert.match(errors, /none\.log: no such file/);
	assert.match(output, /Not complete: .*none\.log: no such file/s);
	assert.match(output, /1 {2}Mails received/);
	const alone = await runCommand(['report', join(folder, 'none.log')]);
	assert.deepEqual([alone.status, alone.output], [2, '']);
});

test('--redact leaves no name, --lang speaks Indonesian, --top leaves rows out', async () => {
	const redacted = await runCommand(['report', '--redact', '--format', 'csv', ...rotated]);
	assert.equal(redacted.status, 0, redacted.errors);
	assert.doesNotMatch(redacted.output, /example\.(?:net|com)\b/);
	assert.match((await runCommand(['report', '--lang', 'id', ...rotated])).output, /Surat diterima/);
	const many = [1, 2, 3].map((number) => after.replace('b@example', `b${number}@example`)).join('');
	const path = file('many.log', before + '\n' + many);
	const { output } = await runCommand(['report', '--top', '1', path]);
	assert.match(output, /and 2 more/);
});
