import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { Output } from '../../src/cli/output';

/** A stream that takes its time, and fails after so many octets. */
class Slow extends Writable {
	text = '';

	constructor(private readonly most = Infinity) {
		super({ highWaterMark: 16 });
	}

	override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
		setImmediate(() => {
			this.text += chunk.toString();
			done(
				this.text.length > this.most ? Object.assign(new Error('no space'), { code: 'ENOSPC' }) : undefined,
			);
		});
	}
}

const piece = `${'x'.repeat(40_000)}\n`;

test('however much is written, the stream has one listener for its failure, and all comes in order', async () => {
	const stream = new Slow();
	const output = new Output(stream);
	for (let time = 0; time < 4; time++) {
		await output.write(Array.from({ length: 12 }, (_, number) => `${time} ${number} ${piece}`));
		assert.equal(stream.listenerCount('error'), 1);
	}
	const numbers = Array.from({ length: 48 }, (_, number) => `${Math.floor(number / 12)} ${number % 12}`);
	assert.deepEqual(
		stream.text
			.trim()
			.split('\n')
			.map((line) => line.replace(/ x+$/, '')),
		numbers,
	);
});

test('once nothing can be written any more, no more is asked for', async () => {
	const output = new Output(new Slow(100_000));
	let asked = 0;
	await output.write(
		(function* () {
			for (; asked < 1000; asked++) {
				yield piece;
			}
		})(),
	);
	assert.ok(asked < 10, `${asked} pieces`);
	assert.equal(output.isOpen, false);
	assert.equal(output.failure, 'no space');
});
