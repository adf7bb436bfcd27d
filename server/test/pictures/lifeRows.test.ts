import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lifeRows } from '../../src/pictures/lifeRows';
import type { LifeHop, LifeItem } from '../../src/protocol';

let line = 0;

function item(label: string, told: Partial<LifeItem> = {}): LifeItem {
	line++;
	return { mail: 0, line, state: 'ok', label, title: `${label} ${line}`, description: label, ...told };
}

function many(count: number, make: (at: number) => LifeItem): LifeItem[] {
	return Array.from({ length: count }, (_, at) => make(at));
}

const deferred = () => item('deferred', { state: 'temporary' });

/** A retry: the queue manager takes the mail up, and the client has no luck. */
const retries = (count: number): LifeHop[] =>
	many(2 * count, (at) => (at % 2 === 0 ? item('taken up again') : deferred())).map((each) => ({
		daemon: each.state === 'ok' ? 'postfix/qmgr' : 'postfix/smtp',
		items: [each],
	}));

/** `# postfix/smtp`, `deferred`, `▸ sent × 4`, `▾ …`; what is inside a fold is indented. */
function shown(hops: readonly LifeHop[], opened: readonly string[] = []): string[] {
	return lifeRows(hops, new Set(opened)).map((row) => {
		if (row.kind === 'hop') {
			return `# ${row.hop.daemon}`;
		}
		const words = row.kind === 'item' ? row.item.label : `${row.isOpen ? '▾' : '▸'} ${row.words}`;
		return `${row.isInner ? '  ' : ''}${words}`;
	});
}

test('what was done a few times is shown thing by thing', () => {
	const hops = [{ daemon: 'postfix/smtp', items: many(12, deferred) }];
	assert.equal(shown(hops).length, 13);
});

test('of many recipients, those of whom the same became are one, and the others stand out', () => {
	const sent = many(1199, () => item('sent'));
	const items = [...sent.slice(0, 700), item('bounced', { state: 'permanent' }), ...sent.slice(700)];
	const hops = [{ daemon: 'postfix/smtp', items }];
	const folds = [
		'▸ sent × 200',
		'▸ sent × 200',
		'▸ sent × 200',
		'▸ sent × 200',
		'▸ sent × 200',
		'▸ sent × 199',
	];
	assert.deepEqual(shown(hops), ['# postfix/smtp', ...folds, 'bounced']);
	const opened = shown(hops, ['a0-1-0']);
	assert.deepEqual(opened.slice(0, 3), ['# postfix/smtp', '▾ sent × 200', '  sent']);
	assert.equal(opened.length, 8 + 200);
});

test('failures with another cause are told apart', () => {
	const cause = (title: string) => () => item('deferred', { state: 'temporary', failure: { title } });
	const items = [...many(7, cause('Greylisted')), ...many(7, cause('Mailbox full'))];
	assert.deepEqual(shown([{ daemon: 'postfix/smtp', items }]), [
		'# postfix/smtp',
		'▸ deferred × 7',
		'▸ deferred × 7',
	]);
});

test('of a thousand retries the first and the last are seen, and what was between is told', () => {
	const rows = shown(retries(1000));
	assert.equal(rows[0], '# postfix/qmgr');
	assert.equal(rows.at(-1), 'deferred');
	const folds = rows.filter((row) => row.startsWith('▸'));
	assert.deepEqual(
		new Set(folds),
		new Set(['▸ taken up again × 100 · deferred × 100', '▸ taken up again × 90 · deferred × 90']),
	);
	assert.equal(rows.length, 2 * 20 + folds.length);
});

test('one of these is opened to its daemons and what they did', () => {
	const rows = shown(retries(60), ['m0']);
	assert.deepEqual(rows.slice(20, 24), [
		'▾ taken up again × 50 · deferred × 50',
		'# postfix/qmgr',
		'  taken up again',
		'# postfix/smtp',
	]);
	assert.equal(rows.length, 2 * 120 + 1);
});

test('a hundred thousand attempts are few rows, quickly', () => {
	assert.ok(shown(retries(50_000)).length < 600);
	assert.ok(shown([{ daemon: 'postfix/smtp', items: many(100_000, () => item('sent')) }]).length < 600);
});
