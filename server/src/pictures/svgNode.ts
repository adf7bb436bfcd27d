/** A piece of a picture: an element of SVG, before it is one of a page or of a file. */
export interface SvgNode {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string | number>>;
	readonly children: readonly (SvgNode | string)[];
}

/** An element. Text among the children is text: it is escaped, or put in as text, by whoever makes the element. */
export function node(
	name: string,
	attributes: SvgNode['attributes'] = {},
	...children: SvgNode['children']
): SvgNode {
	return { name, attributes, children };
}

/** A straight line. */
export function line(className: string, x1: number, y1: number, x2: number, y2: number): SvgNode {
	return node('line', { class: className, x1, y1, x2, y2 });
}

/** A rectangle. */
export function box(
	className: string,
	x: number,
	y: number,
	width: number,
	height: number,
	radius = 0,
): SvgNode {
	return node('rect', { class: className, x, y, width, height, ...(radius > 0 && { rx: radius }) });
}

/** A line of words; `anchor` says which of its ends is at `x`. `y` is the base line. */
export function words(
	className: string,
	x: number,
	y: number,
	text: string,
	anchor: 'start' | 'middle' | 'end' = 'start',
): SvgNode {
	return node('text', { class: className, x, y, ...(anchor !== 'start' && { 'text-anchor': anchor }) }, text);
}

/** A picture that is drawn, and what can be pointed at in it. Sizes are CSS pixels. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	/** What lies behind the items and cannot be pointed at. */
	readonly back: readonly SvgNode[];
	readonly items: readonly PictureItem[];
}

/** A part of a picture that stands for a line of the log, or for several that are folded. */
export interface PictureItem {
	/** The same as long as the log is the same: `c3` and `r3` for a command and its reply, `f3` for several. */
	readonly id: string;
	/** Where a click leads, from 0. */
	readonly line: number;
	/** The cursor in one of these lines points at the item: inclusive, from 0. */
	readonly firstLine: number;
	readonly lastLine: number;
	/** Only these of them, where it stands for lines between which are others. */
	readonly lines?: ReadonlySet<number>;
	/** One sentence for screen readers and tool tips. */
	readonly description: string;
	readonly top: number;
	readonly height: number;
	/** Inside an item that stands for several. */
	readonly isInner?: true;
	/** It stands for several, which are shown below it, or are not. */
	readonly folds?: 'open' | 'closed';
	readonly nodes: readonly SvgNode[];
}
