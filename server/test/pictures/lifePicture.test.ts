import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { messageLife } from '../../src/features/messageLife';
import { lifePicture } from '../../src/pictures/lifePicture';
import type { SvgNode } from '../../src/pictures/svgNode';
import type { MessageLife } from '../../src/protocol';
import { filteredLog, sentLog } from '../features/logs';

function life(text: string, message = 0): MessageLife {
	return messageLife(MailLog.of(text), { message }, 'en') ?? assert.fail('there is no such message');
}

/** How many elements have all of these classes. */
function count(nodes: readonly SvgNode[], ...classes: readonly string[]): number {
	return nodes
		.map(({ attributes, children }) => {
			const own = String(attributes['class'] ?? '').split(' ');
			const inner = count(
				children.filter((child) => typeof child !== 'string'),
				...classes,
			);
			return inner + (classes.every((name) => own.includes(name)) ? 1 : 0);
		})
		.reduce((sum, each) => sum + each, 0);
}

test('every daemon has a heading, every thing that happened a sign and its line', () => {
	const { hops } = life(filteredLog);
	const { back, items } = lifePicture(life(filteredLog), { width: 800 });
	assert.equal(count(back, 'hop'), hops.length);
	assert.deepEqual(
		items.map(({ line }) => line),
		hops.flatMap(({ items: all }) => all.map(({ line }) => line)),
	);
	const nodes = items.flatMap((item) => item.nodes);
	assert.equal(count(nodes, 'sign'), items.length);
	assert.equal(count(nodes, 'sign', 'temporary'), 1);
	assert.equal(count(nodes, 'tint', 'temporary'), 1);
});

test('a mail that was made of another has a rail that leaves the other’s', () => {
	const rails = (text: string) =>
		lifePicture(life(text), { width: 800 }).back.filter(({ name }) => name === 'path');
	assert.equal(count(rails(filteredLog), 'rail'), 1);
	assert.equal(count(rails(sentLog), 'rail'), 0);
});

test('a wait in the queue is a long dotted rail, broken where it was cut', () => {
	const { back } = lifePicture(life(filteredLog), { width: 800 });
	assert.ok(count(back, 'rail', 'waiting') > 0);
	assert.equal(count(back, 'silence', 'long'), 1);
	assert.equal(count(back, 'break'), 1);
});

test('in a narrow place nothing leaves the picture, and nothing lies over another', () => {
	for (const width of [240, 400, 900]) {
		const { back, items } = lifePicture(life(filteredLog), { width });
		let bottom = 0;
		for (const { top, height, nodes } of items) {
			assert.ok(top >= bottom);
			bottom = top + height;
			for (const { attributes } of nodes) {
				assert.ok(Number(attributes['x'] ?? 0) <= width);
			}
		}
		for (const { attributes } of back) {
			assert.ok(Number(attributes['x'] ?? 0) + Number(attributes['width'] ?? 0) <= width);
		}
	}
});
