import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReportSection } from '../../server/src/protocol';
import { glance } from '../src/panel/report/glance';
import { fromInput, toInput } from '../src/panel/report/localTime';
import { readFromReport, readToReport } from '../src/panel/report/readMessages';
import { delayData, trafficData } from '../src/panel/report/series';

/** A section whose cells say what its values are. */
function section(
	id: string,
	columns: readonly (readonly [id: string, unit: 'count' | 'milliseconds'])[],
	rows: Readonly<Record<string, Readonly<Record<string, number>>>>,
): ReportSection {
	return {
		id,
		title: id,
		columns: columns.map(([column, unit]) => ({ id: column, unit, title: column })),
		rows: Object.entries(rows).map(([name, values]) => ({
			name,
			title: name,
			values,
			cells: columns.map(([column]) => ({ words: String(values[column] ?? '') })),
		})),
	};
}

const value = [['value', 'count']] as const;

test('at a glance: shares of all attempts, and refusals of all that was offered', () => {
	const totals = section('totals', value, {
		received: { value: 30 },
		delivered: { value: 80 },
		deferrals: { value: 10 },
		bounced: { value: 5 },
		expired: { value: 5 },
		rejected: { value: 10 },
	});
	assert.deepEqual(glance({ sections: [totals] }), [
		{ name: 'received' },
		{ name: 'delivered', of: 'attempts', share: 0.8 },
		{ name: 'deferrals', of: 'attempts', share: 0.1 },
		{ name: 'bounced', of: 'attempts', share: 0.05 },
		{ name: 'rejected', of: 'offered', share: 0.25 },
	]);
	assert.deepEqual(glance({ sections: [] })[1], { name: 'delivered' }, 'no share of nothing');
});

test('hours and days without mail are drawn, too', () => {
	const hours = trafficData(section('hours', [['received', 'count']], { '09': { received: 3 } }));
	assert.equal(hours.labels.length, 24);
	assert.deepEqual(hours.series[0]?.values.slice(8, 11), [0, 3, 0]);
	const days = (...names: string[]) =>
		trafficData(
			section(
				'days',
				[['received', 'count']],
				Object.fromEntries(names.map((name) => [name, { received: 1 }])),
			),
		).labels;
	assert.deepEqual(days('2026-02-27', '2026-03-01'), ['2026-02-27', '2026-02-28', '2026-03-01']);
	assert.deepEqual(days('12-31', '01-02'), ['12-31', '01-02'], 'nobody knows the year');
	assert.deepEqual(days('1999-01-01', '2026-01-01'), ['1999-01-01', '2026-01-01'], 'too many between them');
});

test('each leg of the delay is a series of percentiles', () => {
	const columns = [
		['count', 'count'],
		['p50', 'milliseconds'],
		['most', 'milliseconds'],
	] as const;
	assert.deepEqual(delayData(section('delays', columns, { queue: { count: 7, p50: 20, most: 900 } })), {
		labels: ['p50', 'most'],
		series: [{ id: 'queue', title: 'queue', values: [20, 900] }],
	});
});

test('a time of the log’s clock, as the input writes it', () => {
	assert.equal(fromInput('2026-01-05T10:00'), Date.UTC(2026, 0, 5, 10) / 1000);
	assert.equal(toInput(Date.UTC(2026, 0, 5, 10) / 1000), '2026-01-05T10:00:00');
	assert.equal(fromInput(''), undefined);
	assert.equal(fromInput('yesterday'), undefined);
	assert.equal(toInput(undefined), '');
});

test('what the page says is looked at closely', () => {
	const good = [
		{ type: 'stop' },
		{ type: 'count', wish: { scope: 'all', since: 5 } },
		{ type: 'lines', figure: 'totals/rejected/value' },
		{ type: 'export', form: 'csv', redact: true },
	];
	good.forEach((message) => assert.deepEqual(readFromReport(message), message));
	const bad = [
		undefined,
		'ready',
		{ type: 'run' },
		{ type: 'count' },
		{ type: 'count', wish: { scope: 'none' } },
		{ type: 'count', wish: { scope: 'one', since: '5' } },
		{ type: 'count', wish: { scope: 'one', until: 0.5 } },
		{ type: 'lines', figure: 5 },
		{ type: 'export', form: 'exe', redact: true },
		{ type: 'export', form: 'csv' },
	];
	bad.forEach((message) => assert.equal(readFromReport(message), undefined, JSON.stringify(message)));
	assert.deepEqual(readFromReport({ type: 'stop', more: 1 }), { type: 'stop' }, 'nothing else comes along');
});

test('what the extension says is looked at closely', () => {
	const report = {
		title: 'Mail report',
		heading: ['mail.log: 5 lines'],
		nothing: 'There is no mail in it.',
		sections: [section('totals', value, { received: { value: 1 } })],
	};
	const good = [
		{ type: 'counting', uri: 'file:///mail.log', wish: { scope: 'one' }, openLogs: 2 },
		{ type: 'report', report },
		{ type: 'changed' },
		{ type: 'closed' },
		{ type: 'problem', problem: 'stopped' },
	];
	good.forEach((message) => assert.deepEqual(readToReport(message), message));
	const withRow = (row: object) => ({
		type: 'report',
		report: { ...report, sections: [{ ...report.sections[0], rows: [row] }] },
	});
	const bad = [
		null,
		{ type: 'report' },
		{ type: 'report', report: { ...report, heading: 'mail.log' } },
		{ type: 'report', report: { ...report, sections: [{}] } },
		withRow({ name: 'received', title: 'Received', values: { value: {} }, cells: [] }),
		withRow({ name: 'received', title: 'Received', values: {}, cells: [{ words: 5 }] }),
		{ type: 'counting', uri: 'file:///mail.log', wish: { scope: 'one' }, openLogs: -1 },
		{ type: 'problem' },
	];
	bad.forEach((message) => assert.equal(readToReport(message), undefined, JSON.stringify(message)));
});
