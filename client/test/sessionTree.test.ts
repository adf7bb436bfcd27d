import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRow } from '../../server/src/protocol';
import { groupRows, type Grouping } from '../src/tree/groups';
import { pageSize, shownWith } from '../src/tree/pages';
import { selectNode } from '../src/tree/reveal';
import { dateAndTime, timeOfDay } from '../src/tree/times';
import { TreeRows } from '../src/tree/treeRow';

const evening = Date.UTC(2026, 10, 23, 23, 54, 3);
const hour = 3_600_000;

const sessions: readonly SessionRow[] = [
	session('s1', { peer: 'relay.example.net [203.0.113.10]', messages: ['4jYN7n3GXkzWj'] }),
	session('s2', {
		peer: 'bulk.example [203.0.113.20]',
		start: evening + hour,
		outcome: 'rejected',
		outcomeWords: 'rejected',
		state: 'permanent',
		strip: '220 · EHLO · ✗ MAIL 554',
		codes: ['554', '5.7.1'],
		failure: '554 5.7.1 Relay access denied',
	}),
	session('s3', {
		peer: 'relay.example.net [203.0.113.10]',
		start: evening + hour,
		outcome: 'mixed',
		outcomeWords: 'with failures',
		state: 'temporary',
		codes: ['250', '450', '4.2.0'],
		stages: ['greeting', 'auth', 'rcpt'],
		messages: ['4jYN7n3DCDzWh', '4jYN7n3GXkzWj'],
		failure: '450 4.2.0 Greylisted',
	}),
	session('s4', { outcome: 'lost', outcomeWords: 'lost', state: 'lost', start: evening + 2 * hour }),
];

function session(id: string, row: Partial<SessionRow>): SessionRow {
	return {
		...{ id, line: Number(id.slice(1)) * 10, lineCount: 3, start: evening, writer: 'postfix/smtpd' },
		...{ outcome: 'completed', outcomeWords: 'completed', state: 'ok' },
		...{ strip: '220 · EHLO · 221', stages: ['greeting', 'quit'], codes: ['220', '221'], messages: [] },
		phases: [{ phase: 'hello', duration: 3 }],
		...row,
	};
}

const keeper = new TreeRows();
const rows = sessions.map((row) => keeper.toTreeRow(row));

/** Each group as `label: sessions (failing)`. */
function grouped(grouping: Grouping, from = rows): string[] {
	return groupRows(from, grouping).map(
		({ label, rows: own, failing }) => `${label ?? '-'}: ${own.map(({ id }) => id).join(' ')} (${failing})`,
	);
}

test('by outcome the worst are first, and what was completed with failures is told apart', () => {
	assert.deepEqual(grouped('outcome'), [
		'rejected: s2 (1)',
		'lost: s4 (1)',
		'with failures: s3 (1)',
		'completed: s1 (0)',
	]);
});

test('by host those with the most failures are first, and those without a name last', () => {
	assert.deepEqual(grouped('host'), [
		'relay.example.net [203.0.113.10]: s1 s3 (1)',
		'bulk.example [203.0.113.20]: s2 (1)',
		'-: s4 (1)',
	]);
});

test('by message a session is with each of its mails', () => {
	assert.deepEqual(grouped('message'), ['4jYN7n3GXkzWj: s1 s3 (1)', '4jYN7n3DCDzWh: s3 (1)', '-: s2 s4 (2)']);
});

test('by time there are hours, and days where the log is long', () => {
	assert.deepEqual(grouped('time'), [
		'2026-11-23 23:00: s1 (0)',
		'2026-11-24 00:00: s2 s3 (2)',
		'2026-11-24 01:00: s4 (1)',
	]);
	const later = { ...rows[0]!, id: 's5', start: evening + 80 * hour };
	assert.deepEqual(grouped('time', [...rows, later]), [
		'2026-11-23: s1 (0)',
		'2026-11-24: s2 s3 s4 (3)',
		'2026-11-27: s5 (0)',
	]);
});

test('a log without times has one group of them', () => {
	const { start: _, ...timeless } = rows[0]!;
	assert.deepEqual(grouped('time', [timeless]), ['-: s1 (0)']);
	assert.equal(timeOfDay(timeless), undefined);
});

test('times are those of the clock that wrote the log, without a year that nothing tells', () => {
	assert.equal(dateAndTime({ ...rows[0]!, offset: 60 }), '2026-11-24 00:54:03');
	assert.equal(timeOfDay({ ...rows[0]!, offset: -90 }), '22:24:03');
	assert.equal(dateAndTime({ ...rows[0]!, start: Date.UTC(2000, 0, 5, 10) }), '01-05 10:00:00');
});

test('the keys of groups stay when the log grows', () => {
	for (const grouping of ['outcome', 'host', 'time', 'message'] as const) {
		const before = groupRows(rows.slice(0, 3), grouping).map(({ key }) => key);
		const after = new Set(groupRows(rows, grouping).map(({ key }) => key));
		assert.deepEqual(
			before.filter((key) => !after.has(key)),
			[],
		);
	}
});

test('more is shown in pages, so many that an element is among them', () => {
	assert.equal(shownWith(3, pageSize), pageSize);
	assert.equal(shownWith(pageSize, pageSize), 2 * pageSize);
	assert.equal(shownWith(12_345, pageSize), 12_500);
});

test('what the tree does not show is not kept', () => {
	assert.ok(!('phases' in rows[0]!));
	assert.equal(rows[0]!.peer, rows[2]!.peer);
});

/** A view that is drawn after so many reveals, and selects nothing before; its nodes are their own keys. */
function viewDrawnAfter(reveals: number, selection: string[] = []) {
	const view = {
		visible: true,
		selection,
		asked: 0,
		reveal: (node: string) => {
			view.asked++;
			if (view.asked > reveals) {
				view.selection = [node];
			}
			return Promise.resolve();
		},
	};
	return view;
}

const itself = (node: string) => node;

test('a node is selected although VS Code is still drawing when it is asked for it', async () => {
	const view = viewDrawnAfter(2, ['s1']);
	await selectNode(view, () => 's2', itself, 1);
	assert.deepEqual([view.selection, view.asked], [['s2'], 3]);
	await selectNode(view, () => 's2', itself, 1);
	assert.equal(view.asked, 3);
});

test('what the user selects meanwhile stays selected', async () => {
	const view = viewDrawnAfter(99);
	await selectNode(
		view,
		() => {
			view.selection = view.asked === 2 ? ['s7'] : [];
			return 's2';
		},
		itself,
		1,
	);
	assert.deepEqual([view.selection, view.asked], [['s7'], 2]);
});

test('a node is not asked for any more when it is gone, the view is hidden, or VS Code never draws', async () => {
	const gone = viewDrawnAfter(99);
	await selectNode(gone, () => (gone.asked < 2 ? 's2' : undefined), itself, 1);
	assert.equal(gone.asked, 2);
	const hidden = { ...viewDrawnAfter(0), visible: false };
	await selectNode(hidden, () => 's2', itself, 1);
	assert.equal(hidden.asked, 0);
	const endless = viewDrawnAfter(Infinity);
	await selectNode(endless, () => 's2', itself, 0);
	assert.equal(endless.asked, 8);
});
