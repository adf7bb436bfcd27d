import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readState } from '../../src/panel/state';
import { noFilter } from '../../src/panel/waterfall/filter';
import { orderOfLog } from '../../src/panel/waterfall/order';

const fresh = {
	...{ filter: noFilter, order: orderOfLog, mode: 'log', selected: undefined },
	...{ uri: undefined, tab: undefined, share: 55 },
};

for (const kept of [
	undefined,
	null,
	'state',
	[],
	{ filter: 'x', order: 7, mode: 'other', selected: 3, uri: {}, tab: '__proto__', share: '40' },
	{ share: 0 },
	{ share: 100 },
	{ share: Number.NaN },
]) {
	test(`what makes no sense is as if nothing were kept: ${JSON.stringify(kept)}`, () =>
		assert.deepEqual(readState(kept), fresh));
}

test('what makes sense is kept, whatever stands beside it', () => {
	const kept = { uri: 'file:///mail.log', mode: 'session', selected: 's12', tab: 'message', share: 30 };
	assert.deepEqual(readState({ ...kept, filter: { text: 'a', code: 5 }, more: [] }), {
		...fresh,
		...kept,
		filter: { ...noFilter, text: 'a' },
	});
});
