import type { LifeHop, LifeItem, LifeMail, MessageLife } from '../protocol';
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

/** A mail's life from top to bottom: a rail for each queue id, a heading for each daemon, waits as high as they were long. */
export function lifePicture(
	{ mails, hops }: MessageLife,
	{ width, column = usualColumn }: PictureOptions,
): Picture {
	const times = width >= wide ? 78 : 0;
	const rails = Math.min(mails.length, mostRails);
	const rail = times + 14;
	const frame = { times, rail, text: rail + rails * railGap + 2, right: width - 6, column };
	const items: PictureItem[] = [];
	const back: SvgNode[] = [];
	const tracks = mails.map((): Track => ({ first: undefined, last: 0, waits: [] }));
	let y = 4;
	let last: number | undefined;
	let shownTime = '';
	for (const [at, hop] of hops.entries()) {
		// A wait stands before the daemon that went on.
		const [next] = hop.items;
		const before = next && waitBefore(next, last, frame, y);
		if (before && next) {
			back.push(...before.nodes);
			tracks[next.mail]?.waits.push([y, before.bottom]);
			y = before.bottom;
		}
		y = hopHead(back, hop, frame, y + (at === 0 ? 0 : 6));
		for (const [number, item] of hop.items.entries()) {
			const inner = number === 0 ? undefined : waitBefore(item, last, frame, y);
			if (inner) {
				back.push(...inner.nodes);
				tracks[item.mail]?.waits.push([y, inner.bottom]);
				y = inner.bottom;
			}
			const time = item.at === undefined ? '' : momentWords(item.at);
			const row = itemRow(item, mails, frame, { top: y, isFirst: tracks[item.mail]?.first === undefined });
			const timed =
				times > 0 && time !== shownTime ? [words('time', times - 6, row.dot + 4, time, 'end')] : [];
			shownTime = time || shownTime;
			items.push({
				id: `l${item.line}-${items.length}`,
				line: item.line,
				firstLine: item.line,
				lastLine: item.line,
				description: [item.wait && `${item.wait}.`, item.description].filter(Boolean).join(' '),
				top: y,
				height: row.bottom - y,
				nodes: [...timed, ...row.nodes],
			});
			const track = tracks[item.mail];
			if (track) {
				track.first ??= row.dot;
				track.last = row.dot;
			}
			last = item.at ?? last;
			y = row.bottom;
		}
	}
	return {
		width,
		height: Math.ceil(y + 8),
		back: [...mails.flatMap((mail, at) => railNodes(mail, at, tracks, frame)), ...back],
		items,
	};
}

/** Where a mail's rail runs, and where it waited. */
interface Track {
	first: number | undefined;
	last: number;
	readonly waits: [from: number, to: number][];
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
