import type { MarkState } from '../protocol';
import { node, type SvgNode } from './svgNode';

/** The states of what did not succeed. */
export function isFailing(state: MarkState): boolean {
	return state === 'temporary' || state === 'permanent' || state === 'lost';
}

/** The sign of a state, 16 by 16 pixels around a place: the shapes of the editor's gutter. */
export function sign(state: MarkState, x: number, y: number): SvgNode {
	return node(
		'g',
		{ class: `sign ${state}`, transform: `translate(${x - 8} ${y - 8})` },
		...shapes[state].map(([name, attributes]) => node(name, attributes)),
	);
}

type Shape = readonly [name: string, attributes: SvgNode['attributes']];

const disc: Shape = ['circle', { class: 'sign-paper', cx: 8, cy: 8, r: 8 }];

const shapes: Readonly<Record<MarkState, readonly Shape[]>> = {
	ok: [['circle', { class: 'sign-fill', cx: 8, cy: 8, r: 4.5 }]],
	progress: [['path', { class: 'sign-fill', d: 'M5 3.5 12 8 5 12.5z' }]],
	missing: [['circle', { class: 'sign-hollow', cx: 8, cy: 8, r: 4 }]],
	temporary: [
		disc,
		['path', { class: 'sign-fill', d: 'M8 1 15.5 14.5h-15z' }],
		['path', { class: 'sign-inner', d: 'M8 6v4M8 11.3v1.4' }],
	],
	permanent: [disc, ['path', { class: 'sign-stroke', d: 'm3.5 3.5 9 9m0-9-9 9' }]],
	lost: [
		disc,
		['circle', { class: 'sign-ring', cx: 8, cy: 8, r: 5.5 }],
		['path', { class: 'sign-ring', d: 'm4.2 11.8 7.6-7.6' }],
	],
};

/** A lock, closed, whose upper left corner is at a place; 12 by 14 pixels. */
export function lock(x: number, y: number): SvgNode {
	return node(
		'g',
		{ class: 'lock', transform: `translate(${x} ${y})` },
		node('rect', { class: 'lock-body', x: 0, y: 6, width: 12, height: 8, rx: 1.5 }),
		node('path', { class: 'lock-bow', d: 'M2.5 6V4a3.5 3.5 0 0 1 7 0v2' }),
	);
}

/** A clock around a place, 12 pixels wide. */
export function clock(x: number, y: number): SvgNode {
	return node(
		'g',
		{ class: 'clock', transform: `translate(${x} ${y})` },
		node('circle', { class: 'clock-face', r: 5.5 }),
		node('path', { class: 'clock-hands', d: 'M0-3.4V0l2.4 1.6' }),
	);
}
