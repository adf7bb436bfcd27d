import assert from 'node:assert/strict';
import { test } from 'node:test';
import { icon, iconName, inks, type IconLook } from '../src/timeline/icons';

const shapes = ['session', 'talk', 'lock', 'key', 'envelope', 'content', 'end', 'command'] as const;
const states = ['ok', 'progress', 'temporary', 'permanent', 'lost'] as const;
const looks: readonly IconLook[] = shapes.flatMap((shape) => [
	...states.map((state) => ({ shape, state, isHollow: false })),
	{ shape, state: 'missing', isHollow: true },
	...(['temporary', 'permanent', 'lost'] as const).map((state) => ({ shape, state, isHollow: true })),
]);

/** What is drawn, without its name and its colours. */
function lines(look: IconLook): string {
	return icon(look, 'dark')
		.replace(/ id="[^"]*"/, '')
		.replaceAll(/#[0-9a-f]{6}/g, 'ink');
}

test('every stage has a shape of its own, and what goes on, failed or is hollow another one: it needs no colours', () => {
	assert.equal(new Set(looks.map(lines)).size, looks.length);
});

test('an icon has a name and the colours of its background, and is plain ASCII', () => {
	for (const look of looks) {
		for (const background of ['dark', 'light'] as const) {
			const text = icon(look, background);
			assert.ok(text.includes(`id="${iconName(look)}"`), text);
			assert.ok(text.includes(inks[look.state][background]), text);
			assert.match(text, /^<svg [\x20-\x7e]+<\/svg>$/);
		}
	}
	assert.equal(new Set(looks.map(iconName)).size, looks.length);
});
