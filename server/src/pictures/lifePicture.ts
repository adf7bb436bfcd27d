import type { LifeHop, LifeItem, LifeMail, MessageLife } from '../protocol';
import { lifeRows, type FoldRow, type ItemRow, type LifeRow } from './lifeRows';
import { isFailing, sign } from './signs';
import { silence } from './silence';
import { clipped, wrapped } from './textBlock';
import { gapHeight, momentWords, shortestSilence } from './timeScale';
import { box, line, node, words, type Picture, type PictureItem, type SvgNode } from './svgNode';
import type { PictureOptions } from './sessionPicture';

const lineHeight = 16;
/** Narrower than that, there is no place for times and the host's name. */
const wide = 560;
/** Between the rails of two mails. */
const railGap = 18;
/** So many mails have rails of their own; the rest share the last. */
const mostRails = 6;
/** CSS pixels of a letter in our own words, and in the log's. */
const proseColumn = 6.6;
const usualColumn = 7.25;
/** A wait has room for its words. */
const leastWait = 24;

/** Where things are. */
interface Frame {
	readonly times: number;
	/** The first rail. */
	readonly rail: number;
	/** Where words begin. */
	readonly text: number;
	readonly right: number;
	readonly column: number;
}

/**
 * A mail's life from top to bottom: a rail for each queue id, a heading for each daemon, waits as high as they were long. What was
 * tried very often is folded.
 */
export function lifePicture(
	{ mails, hops }: MessageLife,
	{ width, opened = new Set(), column = usualColumn }: PictureOptions,
): Picture {
	const times = width >= wide ? 78 : 0;
	const rails = Math.min(mails.length, mostRails);
	const rail = times + 14;
	const frame = { times, rail, text: rail + rails * railGap + 2, right: width - 6, column };
	const drawing = new Drawing(mails, frame);
	const rows = lifeRows(hops, opened);
	for (const [at, row] of rows.entries()) {
		if (row.kind === 'hop') {
			drawing.hop(row.hop, firstItem(rows[at + 1]));
		} else {
			drawing.row(row);
		}
	}
	return drawing.picture(width);
}

function firstItem(row: LifeRow | undefined): LifeItem | undefined {
	return row?.kind === 'item' ? row.item : row?.kind === 'fold' ? row.items[0] : undefined;
}

/** Where a mail's rail runs, and where it waited. */
interface Track {
	first: number | undefined;
	last: number;
	readonly waits: [from: number, to: number][];
}

type Identity = Pick<PictureItem, 'id' | 'line' | 'firstLine' | 'lastLine' | 'lines' | 'folds'>;

/** What is drawn, from top to bottom, as far as it has come. */
class Drawing {
	readonly #mails: readonly LifeMail[];
	readonly #frame: Frame;
	readonly #tracks: readonly Track[];
	readonly #items: PictureItem[] = [];
	readonly #back: SvgNode[] = [];
	#y = 4;
	/** How many things are drawn of each line. */
	readonly #told = new Map<number, number>();
	/** When the last thing happened. */
	#last: number | undefined;
	#shownTime = '';
	/** The wait before the next thing stands above its daemon's heading. */
	#isWaitDrawn = false;

	constructor(mails: readonly LifeMail[], frame: Frame) {
		this.#mails = mails;
		this.#frame = frame;
		this.#tracks = mails.map(() => ({ first: undefined, last: 0, waits: [] }));
	}

	/** Another daemon goes on. @param next what it did first */
	hop(hop: LifeHop, next: LifeItem | undefined): void {
		if (next) {
			this.#wait(next);
			this.#isWaitDrawn = true;
		}
		this.#y = hopHead(this.#back, hop, this.#frame, this.#y + (this.#items.length === 0 ? 0 : 6));
	}

	/** One thing that happened, or several that are one here. */
	row(row: ItemRow | FoldRow): void {
		const item = row.kind === 'item' ? row.item : foldItem(row);
		if (!this.#isWaitDrawn) {
			this.#wait(item);
		}
		this.#isWaitDrawn = false;
		const { times } = this.#frame;
		const time = item.at === undefined ? '' : momentWords(item.at);
		const isFirst = this.#tracks[item.mail]?.first === undefined;
		const drawn = itemRow(item, this.#mails, this.#frame, { top: this.#y, isFirst });
		const timed =
			times > 0 && time !== this.#shownTime ? [words('time', times - 6, drawn.dot + 4, time, 'end')] : [];
		this.#shownTime = time || this.#shownTime;
		this.#items.push({
			...(row.kind === 'item' ? this.#identity(row.item) : foldIdentity(row)),
			description: [item.wait && `${item.wait}.`, item.description].filter(Boolean).join(' '),
			top: this.#y,
			height: drawn.bottom - this.#y,
			...(row.isInner && { isInner: true }),
			nodes: [...timed, ...drawn.nodes],
		});
		const own = row.kind === 'item' ? [row.item] : row.items;
		for (const mail of new Set(own.map((each) => each.mail))) {
			const track = this.#tracks[mail];
			if (track) {
				track.first ??= drawn.dot;
				track.last = drawn.dot;
			}
		}
		// Behind an opened fold come its items.
		const until = row.kind === 'fold' && !row.isOpen ? row.items.at(-1)?.at : item.at;
		this.#last = until ?? this.#last;
		this.#y = drawn.bottom;
	}

	/** A line may tell of several things. */
	#identity({ line: at }: LifeItem): Identity {
		const before = this.#told.get(at) ?? 0;
		this.#told.set(at, before + 1);
		return { id: `l${at}-${before}`, line: at, firstLine: at, lastLine: at };
	}

	picture(width: number): Picture {
		return {
			width,
			height: Math.ceil(this.#y + 8),
			back: [
				...this.#mails.flatMap((mail, at) => railNodes(mail, at, this.#tracks, this.#frame)),
				...this.#back,
			],
			items: this.#items,
		};
	}

	#wait(item: LifeItem): void {
		const wait = waitBefore(item, this.#last, this.#frame, this.#y);
		if (wait) {
			this.#back.push(...wait.nodes);
			this.#tracks[item.mail]?.waits.push([this.#y, wait.bottom]);
			this.#y = wait.bottom;
		}
	}
}

/** What a fold says, as if it were one thing. */
function foldItem({ items, words: said, isOpen }: FoldRow): LifeItem {
	const [first] = items;
	const worst = items.find(({ state }) => isFailing(state)) ?? first;
	const isOneCause = items.every(({ failure }) => failure?.title === worst?.failure?.title);
	const [from, to] = [first?.at, items.at(-1)?.at];
	const time = from === undefined || to === undefined ? '' : `${momentWords(from)} – ${momentWords(to)}`;
	return {
		mail: first?.mail ?? 0,
		line: first?.line ?? 0,
		state: worst?.state ?? 'ok',
		label: said,
		title: `${isOpen ? '▾' : '▸'} ${said}`,
		...(time !== '' && from !== to && { text: time }),
		...(from !== undefined && { at: from }),
		...(first?.wait !== undefined && { wait: first.wait }),
		...(isOneCause && worst?.failure && { failure: worst.failure }),
		description: [said, time].filter(Boolean).join(', '),
	};
}

function foldIdentity({ id, items, isOpen }: FoldRow): Identity {
	const lines = items.map(({ line: each }) => each);
	return {
		id,
		line: lines[0] ?? 0,
		firstLine: Math.min(...lines),
		lastLine: Math.max(...lines),
		lines: new Set(lines),
		folds: isOpen ? 'open' : 'closed',
	};
}

function railX(mail: number, { rail }: Frame): number {
	return rail + Math.min(mail, mostRails - 1) * railGap;
}

/** A mail's rail, which leaves that of the mail that it was made from; dotted while it waited. */
function railNodes({ parent }: LifeMail, at: number, tracks: readonly Track[], frame: Frame): SvgNode[] {
	const track = tracks[at];
	if (track?.first === undefined) {
		return [];
	}
	const x = railX(at, frame);
	const nodes: SvgNode[] = [];
	let from = track.first;
	for (const [start, end] of track.waits.filter(([start]) => start > from)) {
		nodes.push(line('rail', x, from, x, start), line('rail waiting', x, start, x, end));
		from = end;
	}
	nodes.push(line('rail', x, from, x, Math.max(from, track.last)));
	const origin = parent === undefined ? undefined : tracks[parent];
	if (parent !== undefined && origin?.first !== undefined) {
		const left = railX(parent, frame);
		const top = Math.max(origin.first, track.first - 34);
		nodes.push(
			...(top > origin.last ? [line('rail', left, origin.last, left, top)] : []),
			node('path', {
				class: 'rail',
				d: `M${left} ${top}C${left} ${track.first - 8} ${x} ${top + 8} ${x} ${track.first}`,
			}),
		);
	}
	return nodes;
}

function waitBefore(
	item: LifeItem,
	last: number | undefined,
	frame: Frame,
	top: number,
): { readonly nodes: readonly SvgNode[]; readonly bottom: number } | undefined {
	const gap = item.at !== undefined && last !== undefined ? item.at - last : 0;
	if (gap < shortestSilence || item.wait === undefined) {
		return undefined;
	}
	const height = Math.max(leastWait, gapHeight(gap));
	return {
		nodes: silence({
			left: frame.text,
			right: frame.right,
			top: top + 6,
			height,
			gap,
			text: item.wait,
			lines: [railX(item.mail, frame)],
			column: proseColumn,
		}),
		bottom: top + 6 + height,
	};
}

/** The name of a daemon, its host, and what it is for. */
function hopHead(back: SvgNode[], { daemon, host, meaning }: LifeHop, frame: Frame, y: number): number {
	const { text, right, column } = frame;
	const name = clipped(daemon, (right - text - 20) / column);
	const after = text + 10 + name.length * column + 12;
	const room = right - after - 10;
	const more = [host, meaning].filter(Boolean).join(' · ');
	back.push(
		box('hop', text, y + 4, right - text, 22, 4),
		words('hop-name', text + 10, y + 19, name),
		...(room > 60 ? [words('hop-host prose', after, y + 19, clipped(more, room / proseColumn))] : []),
	);
	return y + 28;
}

/** What happened, with its sign on the mail's rail. */
function itemRow(
	item: LifeItem,
	mails: readonly LifeMail[],
	frame: Frame,
	{ top, isFirst }: { readonly top: number; readonly isFirst: boolean },
): { readonly nodes: readonly SvgNode[]; readonly dot: number; readonly bottom: number } {
	const { text, right, column } = frame;
	const x = text + 10;
	const failed = isFailing(item.state);
	const made = item.makes === undefined ? undefined : mails[item.makes]?.queueId;
	const prose = Math.floor((right - x - 10) / proseColumn);
	const title = made === undefined || item.title.includes(made) ? item.title : `${item.title} → ${made}`;
	const look = `title ${item.state}${failed ? ' failed' : ''}`;
	const rows: [look: string, row: string][] = [
		...(isFirst && mails.length > 1
			? [['rail-name', clipped(mails[item.mail]?.queueId ?? '', 60)] as [string, string]]
			: []),
		...wrapped(title, prose, 3).map((row): [string, string] => [look, row]),
		...wrapped(item.text ?? '', Math.floor((right - x - 10) / column), 3).map((row): [string, string] => [
			'quote',
			row,
		]),
		...wrapped(item.failure?.title ?? '', prose, 2).map((row): [string, string] => [
			`prose why ${item.state}`,
			row,
		]),
		...wrapped(item.failure?.fix ?? '', prose, 4).map((row): [string, string] => ['prose fix', row]),
	];
	const bottom = top + rows.length * lineHeight + 8;
	const dot = top + 12;
	return {
		nodes: [
			...(failed ? [box(`tint ${item.state}`, text, top + 1, right - text, bottom - top - 2, 3)] : []),
			sign(item.state, railX(item.mail, frame), dot),
			...rows.map(([each, row], at) => words(each, x, top + 16 + at * lineHeight, row)),
		],
		dot,
		bottom,
	};
}
