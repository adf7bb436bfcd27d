import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaleUtc } from 'd3-scale';
import { durationWords } from '../../../server/src/features/duration';
import { fittingTicks, logAxis, sessionAxis, stepAxis } from '../../src/panel/waterfall/axis';
import { Clock } from '../../src/panel/waterfall/clock';
import { evening, row } from './rows';

const clock = new Clock('en');
const seconds = (count: number) => count * 1000;

test('in the time of the log a bar lies where its session was', () => {
	const [first, second] = [row('s1'), row('s2', { start: evening + seconds(6), duration: seconds(4) })];
	const axis = logAxis([first, second], clock);
	assert.deepEqual(axis.place(first), { left: 0, width: 20 });
	assert.deepEqual(axis.place(second), { left: 60, width: 40 });
	const { start: _, ...untimed } = row('s3');
	assert.equal(axis.place(untimed), undefined);
});

test('from the start all bars begin at the left', () => {
	const long = row('s2', { duration: seconds(10) });
	const axis = sessionAxis([row('s1'), long]);
	assert.deepEqual(axis.place(long), { left: 0, width: 100 });
	assert.deepEqual(axis.place(row('s1')), { left: 0, width: 20 });
});

test('without times every step is as long as another', () => {
	const two = row('s1', { phases: [{ phase: 'hello', duration: 1 }, { phase: 'tls', duration: 1 }] }); // prettier-ignore
	const four = row('s2', { phases: [{ phase: 'hello', duration: 4 }] });
	assert.deepEqual(stepAxis([two, four]).place(two), { left: 0, width: 50 });
});

test('a log of one moment, and none at all, have an axis', () => {
	const moment = row('s1', { duration: 0 });
	assert.deepEqual(logAxis([moment], clock).place(moment), { left: 0, width: 0 });
	assert.deepEqual(sessionAxis([moment]).place(moment), { left: 0, width: 0 });
	assert.doesNotThrow(() => logAxis([], clock));
});

// What the axis runs over, in milliseconds: a moment, seconds, minutes, a day, a year.
for (const span of [40, 4000, 95_000, 40 * 60_000, 26 * 3_600_000, 400 * 86_400_000]) {
	test(`labels over ${durationWords(span)} never overlap nor leave the axis, however narrow it is`, () => {
		for (const start of [0, evening, evening + 17_321]) {
			for (let width = 0; width <= 900; width += 7) {
				const scale = scaleUtc([start, start + span], [0, width]);
				const { labels, ticks } = fittingTicks(scale, width, (step) =>
					start === 0 ? durationWords : (at) => clock.tick(at, step),
				);
				assert.equal(labels.length, ticks.length);
				let end = 0;
				for (const { left, right } of labels) {
					assert.ok(left >= end && right <= width, `${width}: ${JSON.stringify(labels)}`);
					end = right + 8;
				}
				// Where there is room for some, there are some.
				assert.ok(width < 300 || labels.length > 1, `${width}: ${labels.length}`);
			}
		}
	});
}
