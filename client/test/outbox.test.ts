import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox } from '../src/views/outbox';

function outbox() {
	const heard: string[] = [];
	return { heard, box: new Outbox<string>((message) => heard.push(message)) };
}

test('a page hears what was said before it listened, in order, and once', () => {
	const { heard, box } = outbox();
	box.post('log');
	box.post('rows');
	box.open();
	box.open();
	box.post('select');
	assert.deepEqual(heard, ['log', 'rows', 'select']);
});

test('who has something forgotten learns that the page never heard it, and has to say all again', () => {
	const { heard, box } = outbox();
	box.post('rows');
	assert.equal(box.forget(), true);
	box.open();
	assert.deepEqual(heard, []);
	box.post('rows');
	assert.equal(box.forget(), false, 'the page has heard all');
});

test('another page has heard nothing', () => {
	const { heard, box } = outbox();
	box.open();
	box.close();
	assert.equal(box.isOpen, false);
	box.post('log');
	assert.deepEqual(heard, []);
});
