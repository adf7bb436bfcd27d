import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkReport } from './contract';
import { runCommand } from './runCommand';

const samples = readdirSync('samples', { withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => join('samples', entry.name));

interface Report {
	readonly lineCount: number;
	readonly sessions: readonly { id: string; lines: number[]; steps: { line: number }[] }[];
	readonly messages: readonly { lines: number[]; arrival?: { session?: string }; deliveries: Delivery[] }[];
	readonly findings: readonly { line: number; column: number; endColumn: number; session?: string }[];
	readonly lines: readonly { n: number; session?: string }[];
}

interface Delivery {
	readonly line: number;
	readonly session?: string;
}

async function reportOf(...args: string[]): Promise<unknown> {
	const { status, output, errors } = await runCommand(['analyze', ...args]);
	assert.deepEqual([status, errors], [0, '']);
	return JSON.parse(output);
}

test('there are samples', () => assert.ok(samples.length >= 3));

for (const sample of samples) {
	test(`${sample}: every key of the report is as promised`, async () => {
		checkReport.full(await reportOf(sample), 'report');
		checkReport.lines(await reportOf('--lines', sample), 'report');
		checkReport.summary(await reportOf('--summary', sample), 'report');
	});

	test(`${sample}: what the report refers to is there`, async () => {
		const report = (await reportOf('--lines', sample)) as Report;
		const { sessions, messages, findings, lines } = report;
		const ids = new Set(sessions.map(({ id }) => id));
		const references = [
			...messages.map(({ arrival }) => arrival?.session),
			...messages.flatMap(({ deliveries }) => deliveries.map(({ session }) => session)),
			...findings.map(({ session }) => session),
			...lines.map(({ session }) => session),
		];
		assert.equal(ids.size, sessions.length);
		assert.deepEqual(
			references.filter((id) => id !== undefined && !ids.has(id)),
			[],
		);
		const places = [
			...sessions.flatMap(({ lines: own, steps }) => [...own, ...steps.map(({ line }) => line)]),
			...messages.flatMap(({ lines: own, deliveries }) => [...own, ...deliveries.map(({ line }) => line)]),
			...findings.map(({ line }) => line),
		];
		assert.deepEqual(
			places.filter((line) => line > report.lineCount),
			[],
		);
		assert.deepEqual(
			lines.map(({ n }) => n),
			Array.from({ length: report.lineCount }, (_, at) => at + 1),
		);
		assert.deepEqual(
			findings.filter(({ column, endColumn }) => endColumn < column),
			[],
		);
	});

	test(`${sample}: a line names the session that lists it`, async () => {
		const { sessions, lines } = (await reportOf('--lines', sample)) as Report;
		const owner = new Map(sessions.flatMap(({ id, lines: own }) => own.map((line) => [line, id] as const)));
		assert.deepEqual(
			lines.filter(({ n, session }) => session !== owner.get(n)),
			[],
		);
	});
}
