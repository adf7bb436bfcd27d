import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Log } from 'sarif';
import { gzipSync } from 'node:zlib';
import { checkReport } from './contract';
import { bundledProgram, runCommand, runProgram, temporaryFolder, type Result } from './runCommand';

const folder = temporaryFolder();

/** One rejected recipient, one delivered mail. */
const log = `\
2026-01-05T10:00:00.120000+01:00 mx1 postfix/smtpd[101]: connect from mx.example.net[192.0.2.1]
2026-01-05T10:00:00.220000+01:00 mx1 postfix/smtpd[101]: NOQUEUE: reject: RCPT from mx.example.net[192.0.2.1]: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in virtual mailbox table; from=<a@example.net> to=<nobody@example.com> proto=ESMTP helo=<mx.example.net>
2026-01-05T10:00:00.320000+01:00 mx1 postfix/smtpd[101]: 4F2A1B0C9D: client=mx.example.net[192.0.2.1]
2026-01-05T10:00:00.330000+01:00 mx1 postfix/cleanup[102]: 4F2A1B0C9D: message-id=<x@example.net>
2026-01-05T10:00:00.340000+01:00 mx1 postfix/qmgr[100]: 4F2A1B0C9D: from=<a@example.net>, size=1523, nrcpt=1 (queue active)
2026-01-05T10:00:00.420000+01:00 mx1 postfix/smtpd[101]: disconnect from mx.example.net[192.0.2.1] ehlo=1 mail=1 rcpt=1/2 data=1 quit=1 commands=5/6
2026-01-05T10:00:00.620000+01:00 mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=0.3, delays=0.1/0.01/0.09/0.1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5A5A5A5A5A)
2026-01-05T10:00:00.630000+01:00 mx1 postfix/qmgr[100]: 4F2A1B0C9D: removed
`;

/** A PNG of one pixel. */
const png = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const plain = file('mail.log', log);

interface Report {
	readonly file: string;
	readonly error?: string;
	readonly format?: string;
	readonly lineCount?: number;
	readonly [key: string]: unknown;
}

function reports({ output }: Result): Report[] {
	return output
		.split('\n')
		.slice(0, -1)
		.map((line) => JSON.parse(line) as Report);
}

async function analyze(...args: string[]): Promise<Report[]> {
	const result = await runCommand(['analyze', ...args]);
	assert.equal(result.status, 0, result.errors);
	assert.equal(result.errors, '');
	return reports(result);
}

test('a log gives the sessions, messages and findings that are in it', async () => {
	const [report, ...more] = await analyze(plain);
	assert.deepEqual(more, []);
	checkReport.full(report, 'report');
	assert.deepEqual(
		{ ...report, findings: undefined },
		{
			schema: 1,
			file: plain,
			format: 'postfix',
			lineCount: 8,
			unrecognized: 0,
			foreign: 0,
			sessions: report?.['sessions'],
			messages: [
				{
					queueId: '4F2A1B0C9D',
					host: 'mx1',
					messageId: '<x@example.net>',
					sender: 'a@example.net',
					size: 1523,
					recipientCount: 1,
					arrival: { line: 3, session: 's1', time: '2026-01-05T10:00:00.320+01:00' },
					lines: [1, 2, 3, 4, 5, 6, 7, 8],
					deliveries: [
						{
							line: 7,
							recipient: 'b@example.com',
							relay: { name: 'mx.example.com', address: '198.51.100.7', port: 25 },
							status: 'sent',
							enhanced: '2.0.0',
							reply: { code: '250', enhanced: '2.0.0', text: 'Ok: queued as 5A5A5A5A5A' },
							inReplyTo: 'end-of-data',
							delay: 300,
							delays: { beforeQueue: 100, queue: 10, connect: 90, transmit: 100 },
							session: 's2',
						},
					],
					recipients: [{ address: 'b@example.com', outcome: 'sent' }],
					children: [],
					end: 'delivered',
				},
			],
			findings: undefined,
		},
	);
});

test('--lines says what each line says', async () => {
	const [report] = await analyze('--lines', plain);
	checkReport.lines(report, 'report');
	assert.deepEqual((report?.['lines'] as object[])[1], {
		n: 2,
		kind: 'reject',
		program: 'smtpd',
		host: 'mx.example.net',
		address: '192.0.2.1',
		code: '550',
		enhanced: '5.1.1',
		from: 'a@example.net',
		to: 'nobody@example.com',
		phase: 'RCPT',
		session: 's1',
		proof: { session: { lines: [1, 2], by: 'process', key: '101', host: 'mx1' } },
	});
});

test('a report holds no secret', async () => {
	const secrets = ['AGFsaWNlAG9wZW4gc2VzYW1l', 'YWxpY2U=', 'b3BlbiBzZXNhbWU='];
	const [plainLogin, user, password] = secrets;
	const transcript = [
		'220 mx.example.com ESMTP',
		'EHLO client.example.org',
		'250-mx.example.com',
		'250 AUTH PLAIN LOGIN',
		`AUTH PLAIN ${plainLogin}`,
		'535 5.7.8 Error: authentication failed',
		'AUTH LOGIN',
		'334 VXNlcm5hbWU6',
		user,
		'334 UGFzc3dvcmQ6',
		password,
		'235 2.7.0 Authentication successful',
		'QUIT',
		'221 2.0.0 Bye',
		'',
	].join('\r\n');
	const path = file('login.txt', transcript);
	const [report] = await analyze('--lines', path);
	checkReport.lines(report, 'report');
	const lines = report?.['lines'] as { text: string }[];
	assert.deepEqual([lines[4]?.text, lines[8]?.text, lines[10]?.text], ['AUTH PLAIN ****', '****', '****']);
	const { output } = await runCommand(['analyze', '--format', 'text', path]);
	for (const secret of secrets) {
		assert.ok(!JSON.stringify(report).includes(secret));
		assert.ok(!output.includes(secret));
	}
});

test('--summary counts', async () => {
	const [report] = await analyze('--summary', plain);
	checkReport.summary(report, 'report');
	assert.deepEqual(
		{ ...report, findingCount: undefined },
		{
			schema: 1,
			file: plain,
			format: 'postfix',
			lineCount: 8,
			unrecognized: 0,
			foreign: 0,
			sessionCount: 2,
			messageCount: 1,
			findingCount: undefined,
			deliveries: { sent: 1 },
		},
	);
});

test('the same log is read the same from standard input, gzip, members, and with CRLF', async () => {
	const [expected] = await analyze('--lines', plain);
	const content = Buffer.from(log);
	const [first, second] = [content.subarray(0, 700), content.subarray(700)];
	const crlf = log.replaceAll('\n', '\r\n');
	const ways: readonly (readonly [args: string[], input: Uint8Array[]])[] = [
		[['-'], [content]],
		[['-'], [...content].map((octet) => Buffer.of(octet))],
		[['-'], [gzipSync(content)]],
		[[file('mail.log.1.gz', gzipSync(content))], []],
		[[file('mail.log.2', Buffer.concat([gzipSync(first), gzipSync(second)]))], []],
		[[file('crlf.log', crlf)], []],
	];
	for (const [args, input] of ways) {
		const result = await runCommand(['analyze', '--lines', ...args], { input });
		assert.deepEqual([result.status, result.errors], [0, '']);
		assert.deepEqual(reports(result), [{ ...expected, file: args[0] }]);
	}
});

test('--format json prints an array', async () => {
	const result = await runCommand(['analyze', '--format', 'json', plain, plain]);
	const [first] = await analyze(plain);
	assert.deepEqual(JSON.parse(result.output), [first, first]);
});

test('what cannot be read is named, and the rest is analysed', async () => {
	const missing = join(folder, 'missing.log');
	const result = await runCommand(['analyze', missing, plain, folder]);
	assert.equal(result.status, 2);
	const [first, second, third] = reports(result);
	assert.deepEqual(first, { schema: 1, file: missing, error: 'no such file' });
	assert.equal(second?.lineCount, 8);
	assert.deepEqual(third, { schema: 1, file: folder, error: 'is a directory, not a file' });
	checkReport.unreadable(first, 'report');
	assert.equal(
		result.errors,
		`mail-log-lens: ${missing}: no such file\nmail-log-lens: ${folder}: is a directory, not a file\n`,
	);
});

test('a json array stays whole where a file cannot be read', async () => {
	const result = await runCommand(['analyze', '--format', 'json', join(folder, 'missing.log'), plain]);
	assert.equal(result.status, 2);
	assert.equal((JSON.parse(result.output) as unknown[]).length, 2);
});

test('a file without permission is named', async (context) => {
	const secret = file('secret.log', log);
	chmodSync(secret, 0);
	const result = await runCommand(['analyze', secret]);
	if (process.getuid?.() === 0 || process.platform === 'win32') {
		// Nothing is unreadable for root: then the file is simply read.
		assert.equal(result.status, 0);
		context.diagnostic('run as root: the file was readable');
		return;
	}
	assert.equal(result.status, 2);
	assert.deepEqual(reports(result), [{ schema: 1, file: secret, error: 'permission denied' }]);
});

test('a gzip file that ends too early is analysed as far as it goes', async () => {
	const broken = file('broken.gz', gzipSync(log).subarray(0, -8));
	const result = await runCommand(['analyze', broken]);
	assert.equal(result.status, 2);
	const [report] = reports(result);
	checkReport.full(report, 'report');
	assert.equal(report?.error, 'the gzip data end too early: the rest of the log is missing');
	assert.equal(report.lineCount, 8);
});

/** The same in every run: what fails can be seen again. */
function octetsByChance(length: number): Uint8Array {
	let state = 1;
	return Uint8Array.from(
		{ length },
		() => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) >>> 24,
	);
}

const strange: readonly (readonly [name: string, content: Uint8Array, lineCount: number | undefined])[] = [
	['an empty file', Buffer.alloc(0), 0],
	['a line feed', Buffer.from('\n'), 1],
	['a byte order mark', Buffer.from('\ufeff'), undefined],
	['a PNG', png, undefined],
	['a megabyte of random octets', octetsByChance(1 << 20), undefined],
	['a megabyte of NUL', Buffer.alloc(1 << 20), undefined],
	['a megabyte without line feed', Buffer.alloc(1 << 20, 'a'), 1],
	['words of somebody else', Buffer.from('Dear all,\nthe picnic is on Sunday.\n'), 2],
];

for (const [name, content, lineCount] of strange) {
	test(`${name} is a log too`, { timeout: 300_000 }, async () => {
		const path = file('strange', content);
		const [report] = await analyze('--lines', path);
		checkReport.lines(report, 'report');
		assert.equal(report?.format, 'other');
		assert.deepEqual([report['sessions'], report['messages']], [[], []]);
		if (lineCount !== undefined) {
			assert.equal(report.lineCount, lineCount);
		}
	});
}

const bounced = file(
	'bounced.log',
	log
		.replace(
			'status=sent (250 2.0.0 Ok: queued as 5A5A5A5A5A)',
			'status=bounced (host mx.example.com[198.51.100.7] said: 550 5.1.1 <b@example.com>: User unknown (in reply to RCPT TO command))',
		)
		.replace('dsn=2.0.0', 'dsn=5.1.1'),
);

const statuses: readonly (readonly [args: string[], status: number])[] = [
	[[plain], 0],
	[['--fail-on', 'error', plain], 0],
	[['--fail-on', 'warning', plain], 1],
	[[bounced], 0],
	[['--fail-on', 'error', bounced], 1],
	[['--fail-on', 'warning', bounced], 1],
	[['--fail-on', 'error', plain, bounced, plain], 1],
	[['--fail-on', 'error', file('quiet.log', log.split('\n').slice(2, 5).join('\n'))], 0],
	[['--fail-on', 'error', bounced, join(folder, 'missing.log')], 2],
	[['--fail-on', 'error', join(folder, 'missing.log'), bounced], 2],
];

for (const [args, status] of statuses) {
	test(`“analyze ${args.join(' ').replaceAll(folder, '')}” exits with ${status}`, async () => {
		assert.equal((await runCommand(['analyze', ...args])).status, status);
	});
}

test('--year and --zone complete times that do not tell', async () => {
	const path = file(
		'old.log',
		'Jan  5 10:00:00 mx1 postfix/smtpd[1]: connect from mx.example.net[192.0.2.1]\n',
	);
	const [without] = await analyze(path);
	const [withBoth] = await analyze('--year', '2025', '--zone', '-05:30', path);
	checkReport.full(withBoth, 'report');
	const [before] = without?.['sessions'] as { start?: string }[];
	const [after] = withBoth?.['sessions'] as { start?: string; inferred?: boolean }[];
	assert.equal(before?.start, undefined);
	assert.deepEqual([after?.start, after?.inferred], ['2025-01-05T10:00:00-05:30', true]);
});

test('a terminal gets a summary of 80 columns without control characters', async () => {
	const hostile = log.replace('User unknown', '\u001b[31mUser\u0007 \u202eunknown');
	const { output, status } = await runCommand(['analyze', file('hostile.log', hostile)], { columns: 80 });
	assert.equal(status, 0);
	assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
	assert.match(output, /^.*hostile\.log: Postfix, 8 lines$/m);
	assert.match(output, /^Sessions +2 /m);
	assert.match(output, /^Messages +1 +delivered 1$/m);
	assert.match(output, /line 2\b/);
	assert.match(output, /550 5\.1\.1/);
	assert.deepEqual(
		output.split('\n').filter((line) => line.length > 80 && !line.includes(folder)),
		[],
	);
});

test('a terminal is told of files that cannot be read, and of the others', async () => {
	const { output, status } = await runCommand(['analyze', join(folder, 'missing.log'), plain], {
		columns: 80,
	});
	assert.equal(status, 2);
	assert.match(output, /missing\.log: cannot be read: no such file$/m);
	assert.match(output, /mail\.log: Postfix, 8 lines$/m);
});

test('in a process of its own', async (context) => {
	const program = await bundledProgram();
	const many = file('many.log', Array.from({ length: 100 }, () => log).join(''));

	await context.test('the output is whole and the exit status is set', async () => {
		const { status, output, errors } = await runProgram(program, [
			'analyze',
			'--lines',
			plain,
			many,
			'missing.log',
		]);
		assert.deepEqual([status, errors], [2, 'mail-log-lens: missing.log: no such file\n']);
		const [, second] = output.split('\n').map((line) => (line ? (JSON.parse(line) as Report) : undefined));
		assert.equal((second?.['lines'] as unknown[]).length, 800);
	});

	await context.test('standard input is read', async () => {
		const { status, output } = await runProgram(program, ['analyze', '--summary', '-'], {
			input: gzipSync(log),
		});
		assert.equal(status, 0);
		assert.equal((JSON.parse(output) as Report).lineCount, 8);
	});

	await context.test('a reader that went away ends it quietly', async () => {
		const { status, signal, errors } = await runProgram(program, ['analyze', '--lines', many, many, many], {
			readAtMost: 1,
		});
		assert.deepEqual({ status, signal, errors }, { status: 0, signal: null, errors: '' });
	});

	await context.test('lsp --stdio is the language server', async () => {
		const { status, output, errors } = await runProgram(program, ['lsp', '--stdio'], {
			leaveOpen: true,
			input: Buffer.from(
				[
					{
						jsonrpc: '2.0',
						id: 1,
						method: 'initialize',
						params: { processId: null, rootUri: null, capabilities: {} },
					},
					{ jsonrpc: '2.0', method: 'initialized', params: {} },
					{ jsonrpc: '2.0', id: 2, method: 'shutdown' },
					{ jsonrpc: '2.0', method: 'exit' },
				]
					.map((message) => JSON.stringify(message))
					.map((message) => `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`)
					.join(''),
			),
		});
		assert.deepEqual([status, errors], [0, '']);
		assert.match(output, /^Content-Length: \d+\r\n\r\n\{"jsonrpc":"2\.0","id":1,"result":\{"capabilities":/);
	});
});

test('--format sarif has the findings of all files, and what could not be read', async () => {
	const { status, output } = await runCommand(
		['analyze', '--format', 'sarif', '--fail-on', 'error', 'samples/swaks.txt', 'samples/no-such-file'],
		{},
	);
	assert.equal(status, 2);
	const sarif = JSON.parse(output) as Log;
	const [run] = sarif.runs;
	assert.ok(run?.results && run.invocations);
	assert.deepEqual(
		run.results.map(({ ruleId, ruleIndex = -1 }) => run.tool.driver.rules?.[ruleIndex]?.id === ruleId),
		run.results.map(() => true),
	);
	const refused = run.results.find(({ message }) => message.text?.includes('rabbit@example.com'));
	assert.deepEqual(refused?.locations?.[0]?.physicalLocation, {
		artifactLocation: { uri: 'samples/swaks.txt' },
		region: { startLine: 121, startColumn: 5, endColumn: 8 },
	});
	assert.equal(refused?.level, 'error');
	assert.deepEqual(
		[run.invocations[0]?.executionSuccessful, run.invocations[0]?.toolExecutionNotifications?.length],
		[false, 1],
	);
	for (const option of ['--lines', '--summary']) {
		const wrong = await runCommand(['analyze', '--format', 'sarif', option, 'samples/swaks.txt'], {});
		assert.equal(wrong.status, 2);
	}
});
