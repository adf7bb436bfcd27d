import type { LifeHop, LifeItem } from '../protocol';

/** What the picture of a mail's life shows, from top to bottom. */
export type LifeRow = HopRow | ItemRow | FoldRow;

/** Another daemon goes on. */
export interface HopRow {
	readonly kind: 'hop';
	readonly hop: LifeHop;
}

/** One thing that happened. */
export interface ItemRow {
	readonly kind: 'item';
	readonly item: LifeItem;
	/** Inside one that stands for several. */
	readonly isInner: boolean;
}

/** Several things, which come behind it, or do not. */
export interface FoldRow {
	readonly kind: 'fold';
	/** The same as long as the log is the same. */
	readonly id: string;
	/** At least one. */
	readonly items: readonly LifeItem[];
	/** `sent × 1199`, `deferred × 96 · put into the queue again × 96` */
	readonly words: string;
	readonly isOpen: boolean;
	readonly isInner: boolean;
}

/** So many things of a daemon are shown one by one; of more, those that are alike are folded. */
const mostItems = 12;
/** So many that are alike are not folded. */
const mostAlike = 3;
/** So many changes from daemon to daemon are shown; of more, these at the beginning and at the end. */
const mostHops = 40;
const shownHops = 10;
/** So many things are behind one fold. */
const mostFolded = 200;

/** The rows for a mail's life. What was tried a thousand times is shown as a few, unless it is among the opened ones. */
export function lifeRows(hops: readonly LifeHop[], opened: ReadonlySet<string>): LifeRow[] {
	if (hops.length <= mostHops) {
		return hops.flatMap((hop, at) => hopRows(hop, `${at}`, opened, false));
	}
	const end = hops.length - shownHops;
	return [
		...hops.slice(0, shownHops).flatMap((hop, at) => hopRows(hop, `${at}`, opened, false)),
		...between(hops.slice(shownHops, end), opened),
		...hops.slice(end).flatMap((hop, at) => hopRows(hop, `e${at}`, opened, false)),
	];
}

/** What stands between the beginning and the end of a long life. */
function between(hops: readonly LifeHop[], opened: ReadonlySet<string>): LifeRow[] {
	const pieces: LifeHop[][] = [];
	let count = Infinity;
	for (const hop of hops) {
		if (count >= mostFolded) {
			pieces.push([]);
			count = 0;
		}
		pieces.at(-1)?.push(hop);
		count += hop.items.length;
	}
	return pieces.flatMap((piece, at) => {
		const id = `m${at}`;
		const fold = foldOf(
			id,
			piece.flatMap(({ items }) => items),
			opened,
			false,
		);
		return fold.isOpen
			? [fold, ...piece.flatMap((hop, number) => hopRows(hop, `${id}-${number}`, opened, true))]
			: [fold];
	});
}

/** A daemon, and what it did one thing after the other. */
function hopRows(hop: LifeHop, id: string, opened: ReadonlySet<string>, isInner: boolean): LifeRow[] {
	const rows: LifeRow[] = [{ kind: 'hop', hop }];
	const alike = hop.items.length > mostItems ? alikeOf(hop.items) : new Map<string, LifeItem[]>();
	const folded = new Set<string>();
	for (const item of hop.items) {
		const key = keyOf(item);
		const same = alike.get(key) ?? [];
		if (same.length <= mostAlike) {
			rows.push({ kind: 'item', item, isInner });
		} else if (!folded.has(key)) {
			folded.add(key);
			rows.push(...foldedRows(same, `${id}-${folded.size}`, opened, isInner));
		}
	}
	return rows;
}

/** By what they have in common. */
function alikeOf(items: readonly LifeItem[]): ReadonlyMap<string, readonly LifeItem[]> {
	const alike = new Map<string, LifeItem[]>();
	for (const item of items) {
		const key = keyOf(item);
		const same = alike.get(key);
		if (same) {
			same.push(item);
		} else {
			alike.set(key, [item]);
		}
	}
	return alike;
}

function foldedRows(
	items: readonly LifeItem[],
	id: string,
	opened: ReadonlySet<string>,
	isInner: boolean,
): LifeRow[] {
	const rows: LifeRow[] = [];
	for (let from = 0; from < items.length; from += mostFolded) {
		const fold = foldOf(`a${id}-${from}`, items.slice(from, from + mostFolded), opened, isInner);
		rows.push(
			fold,
			...(fold.isOpen ? fold.items.map((item): ItemRow => ({ kind: 'item', item, isInner: true })) : []),
		);
	}
	return rows;
}

function foldOf(
	id: string,
	items: readonly LifeItem[],
	opened: ReadonlySet<string>,
	isInner: boolean,
): FoldRow {
	const counts = new Map<string, number>();
	items.forEach(({ label }) => counts.set(label, (counts.get(label) ?? 0) + 1));
	const words = Array.from(counts, ([label, count]) => `${label} × ${count}`);
	return { kind: 'fold', id, items, words: words.join(' · '), isOpen: opened.has(id), isInner };
}

/** What is the same in what is alike. */
function keyOf({ mail, state, label, failure, makes }: LifeItem): string {
	return [mail, state, label, failure?.title, makes === undefined].join('\n');
}
