import type { MailLog } from '../core/mailLog';

/** One of several logs that are looked at together. */
export interface NamedLog {
	/** Its address in an editor, its path in the shell. */
	readonly uri: string;
	readonly log: MailLog;
}

/** A log, and a line of it from 0. */
export interface LogLine {
	readonly of: NamedLog;
	readonly line: number;
}

/** The items of each key, in the order in which they and their keys come. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
	const groups = new Map<Key, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) {
			group.push(item);
		} else {
			groups.set(key, [item]);
		}
	}
	return groups;
}
