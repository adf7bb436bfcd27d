import type { Party, SessionDetail } from '../protocol';
import { momentsOf, type Moment } from './moments';
import { isFailing, lock, sign } from './signs';
import { silence } from './silence';
import { clipped, wrapped } from './textBlock';
import { gapHeight, momentWords, shortestSilence } from './timeScale';
import { box, line, node, words, type Picture, type PictureItem, type SvgNode } from './svgNode';

/** How a picture is to be drawn. */
export interface PictureOptions {
	/** CSS pixels. */
	readonly width: number;
	/** The items whose inner ones are shown. */
	readonly opened?: ReadonlySet<string>;
	/** The width of a column of text in CSS pixels, at 12 pixels of height and in a font whose letters are all as wide. */
	readonly column?: number;
}

/** CSS pixels of a letter in the usual fonts. */
const usualColumn = 7.25;
const lineHeight = 16;
const headHeight = 62;
/** Between arrows without a silence. */
const rowGap = 9;
/** At least so high, so that the words of a silence have room. */
const leastSilence = 24;
/** Narrower than that, the times stand in the rows. */
const widthWithTimes = 560;
/** UTF-16 code units of our own words in 100 pixels, roughly: their letters differ. */
const proseColumn = 6.4;

/** Where things are. */
interface Frame {
	readonly client: number;
	readonly server: number;
	readonly right: number;
	readonly column: number;
	/** Where the times stand; 0 where they have no place of their own. */
	readonly times: number;
}

/** What one moment became. */
interface Row {
	readonly nodes: readonly SvgNode[];
	/** Where the arrow is. */
	readonly arrow: number;
	readonly bottom: number;
}

/** A session as a sequence diagram: client on the left, server on the right, time running down. */
export function sessionPicture(
	detail: SessionDetail,
	{ width, opened = new Set(), column = usualColumn }: PictureOptions,
): Picture {
	const times = width >= widthWithTimes ? 78 : 0;
	const frame: Frame = { client: times + 16, server: width - 18, right: width, column, times };
	const items: PictureItem[] = [];
	const back: SvgNode[] = [];
	let y = headHeight + 6;
	let last: number | undefined;
	let shownTime = '';
	let tlsFrom: number | undefined;
	if (detail.cut.start !== undefined) {
		y = cutNote(back, frame, y, detail.cut.start);
	}
	for (const moment of momentsOf(detail, opened)) {
		const gap = moment.at !== undefined && last !== undefined ? Math.max(0, moment.at - last) : 0;
		const space = Math.max(gapHeight(gap), moment.silence === undefined ? 0 : leastSilence);
		const top = y + (gap >= shortestSilence ? 4 : 0);
		const nodes: SvgNode[] = [];
		if (gap >= shortestSilence && moment.silence !== undefined) {
			const lines = [frame.client, frame.server];
			const place = { left: frame.client, right: frame.server, top, height: space, lines };
			nodes.push(...silence({ ...place, gap, text: moment.silence, column: proseColumn }));
			y = top + space;
		} else {
			y += Math.min(space, leastSilence);
		}
		const time = moment.at === undefined ? '' : momentWords(Math.max(moment.at, last ?? 0));
		const row = rowOf(
			moment,
			frame,
			y + rowGap,
			frame.times > 0 || time === shownTime || moment.at === 0 ? '' : time,
		);
		nodes.push(...row.nodes);
		if (frame.times > 0 && time !== shownTime) {
			nodes.push(words('time', frame.times - 6, row.arrow + 4, time, 'end'));
		}
		shownTime = time || shownTime;
		if (moment.stage === 'tls' && !moment.isInner && !isFailing(moment.state)) {
			tlsFrom ??= row.arrow;
		}
		items.push(itemOf(moment, nodes, y, row.bottom));
		last = moment.at === undefined ? last : Math.max(moment.at, last ?? 0);
		y = row.bottom;
	}
	const end = y + 10;
	const bottom = detail.cut.end === undefined ? end + 8 : cutNote(back, frame, end, detail.cut.end) + 4;
	return {
		width,
		height: Math.ceil(bottom),
		back: [
			...heads(detail, frame),
			...(tlsFrom === undefined ? [] : tlsZone(frame, tlsFrom, end)),
			...lifelines(frame, end, detail.cut),
			...back,
		],
		items,
	};
}

function itemOf(moment: Moment, nodes: readonly SvgNode[], top: number, bottom: number): PictureItem {
	const { id, line: at, firstLine, lastLine, description, isInner, folds } = moment;
	return {
		id,
		line: at,
		firstLine,
		lastLine,
		description,
		top,
		height: bottom - top,
		...(isInner && { isInner }),
		...(folds && { folds }),
		nodes,
	};
}

/** The two who talk, each at the head of its line. */
function heads({ client, server }: SessionDetail, { client: left, server: right, column }: Frame): SvgNode[] {
	const width = Math.min(300, (right - left) / 2 - 6);
	const columns = Math.floor((width - 20) / column);
	const head = (party: Party, x: number) => [
		box('head', x, 1, width, headHeight - 6, 6),
		words('head-title', x + 10, 17, party.title),
		words('head-name', x + 10, 33, clipped(party.name ?? party.address ?? '', columns)),
		words('head-address', x + 10, 48, party.name === undefined ? '' : clipped(party.address ?? '', columns)),
	];
	return [...head(client, left - 12), ...head(server, right + 12 - width)];
}

function lifelines({ client, server }: Frame, end: number, cut: SessionDetail['cut']): SvgNode[] {
	return [client, server].flatMap((x) => [
		line('lifeline', x, headHeight - 5, x, end),
		...(cut.end === undefined
			? [line('lifeline-end', x - 7, end, x + 7, end)]
			: [line('lifeline hollow', x, end, x, end + 22)]),
	]);
}

/** Beginning or end is not in the log. */
function cutNote(back: SvgNode[], { client, server }: Frame, y: number, text: string): number {
	back.push(
		words(
			'cut',
			(client + server) / 2,
			y + 15,
			clipped(text, (server - client - 20) / proseColumn),
			'middle',
		),
	);
	return y + 22;
}

/** What was said behind the handshake lies in a zone of its own, with a lock at its beginning. */
function tlsZone({ client, server }: Frame, from: number, to: number): SvgNode[] {
	const left = client + 4;
	const right = server - 4;
	return [
		box('tls-zone', left, from, right - left, to - from),
		line('tls-edge', left, from, left, to),
		line('tls-edge', right, from, right, to),
	];
}

function rowOf(moment: Moment, frame: Frame, top: number, time: string): Row {
	const { client, server, column } = frame;
	const inner = server - client - 28;
	const columns = Math.floor(inner / column);
	const lines = linesOf(moment, columns, time);
	const arrow = top + lines.length * lineHeight + 2;
	const note = failureNote(moment, frame, arrow + 8);
	const failed = isFailing(moment.state);
	const bottom = note?.bottom ?? arrow + 3;
	return {
		nodes: [
			...(failed ? [box(`tint ${moment.state}`, client, top - 4, server - client, bottom - top + 6)] : []),
			...text(moment, frame, lines, top),
			...arrowOf(moment, frame, arrow),
			...(note?.nodes ?? []),
		],
		arrow,
		bottom,
	};
}

/** The words of an arrow, line by line; what no line of the log shows stands in parentheses. `time`: when it was, if that stands here. */
function linesOf(
	{ code, words: said, isHollow, toward, folds }: Moment,
	columns: number,
	time: string,
): string[] {
	const all = [code, said].filter(Boolean).join(' ');
	const shown = isHollow ? `(${all})` : all;
	const mark = folds === undefined ? '' : folds === 'open' ? '▾ ' : '▸ ';
	const most = columns < 40 ? 8 : toward === 'client' ? 4 : 2;
	return wrapped([`${mark}${shown}`, time].filter(Boolean).join(' · '), columns, most);
}

/** A command begins at the client, a reply ends at the server, what both do stands between them. */
function text(
	moment: Moment,
	{ client, server, column }: Frame,
	lines: readonly string[],
	top: number,
): SvgNode[] {
	const longest = Math.max(...lines.map(({ length }) => length)) * column;
	const lockWidth = moment.stage === 'tls' && !isFailing(moment.state) ? 18 : 0;
	const x =
		moment.toward === 'client'
			? Math.max(client + 14, server - 14 - longest)
			: moment.toward === 'both'
				? (client + server - longest + lockWidth) / 2
				: client + 14 + (moment.isInner ? 14 : 0);
	const look = [
		'words',
		moment.toward === 'client' ? 'reply' : 'command',
		moment.state,
		moment.isHollow ? 'hollow' : '',
	]
		.filter(Boolean)
		.join(' ');
	const { code } = moment;
	return [
		...(lockWidth > 0 ? [lock(x - lockWidth, top - 2)] : []),
		...lines.map((content, at) => {
			const y = top + 11 + at * lineHeight;
			const rest =
				code !== undefined && at === 0 && content.startsWith(code) ? content.slice(code.length) : undefined;
			return rest === undefined
				? words(look, x, y, content)
				: node('text', { class: look, x, y }, node('tspan', { class: 'code' }, code ?? ''), rest);
		}),
	];
}

function arrowOf(moment: Moment, { client, server }: Frame, y: number): SvgNode[] {
	const { toward, state, isHollow, stage } = moment;
	const look = [
		'arrow',
		state,
		isHollow ? 'hollow' : '',
		stage === 'content' && toward === 'server' ? 'content' : '',
	]
		.filter(Boolean)
		.join(' ');
	const failed = isFailing(state);
	const isToServer = toward !== 'client';
	const isToClient = toward !== 'server';
	const left = client + (isToClient ? 8 : 0);
	const right = server - (isToServer ? 8 : 0);
	// Whoever said no has the sign; a connection that broke off has it in the middle.
	const at =
		toward === 'client'
			? server
			: toward === 'server' && stage !== 'disconnect'
				? client
				: (client + server) / 2;
	return [
		line(look, left, y, right, y),
		...(isToServer ? [head(look, server, y, -1)] : []),
		...(isToClient ? [head(look, client, y, 1)] : []),
		...(failed ? [sign(state, at, y)] : []),
	];
}

/** @param side −1 for a head that points to the right, 1 for one that points to the left */
function head(look: string, x: number, y: number, side: 1 | -1): SvgNode {
	return node('path', { class: `${look} tip`, d: `M${x + side} ${y}l${side * 9} -4.5v9z` });
}

/** Why it failed, and what to do. */
function failureNote(
	{ failure, state }: Moment,
	{ client, server }: Frame,
	top: number,
): { readonly nodes: readonly SvgNode[]; readonly bottom: number } | undefined {
	if (!failure) {
		return undefined;
	}
	const columns = Math.floor((server - client - 40) / proseColumn);
	const title = wrapped(failure.title, columns, 2);
	const fix = wrapped(failure.fix ?? '', columns, 5);
	const rows = [...title.map((each) => ['why', each] as const), ...fix.map((each) => ['fix', each] as const)];
	return {
		nodes: rows.map(([look, each], at) =>
			words(`prose ${look} ${state}`, client + 18, top + 13 + at * lineHeight, each),
		),
		bottom: top + rows.length * lineHeight + 6,
	};
}
