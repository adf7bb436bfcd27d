import type { MailLog } from '../core/mailLog';
import { Needles } from '../core/text/needles';
import { bytesOf } from '../core/text/utf8';
import { spanOf } from './occurrences';
import { thingAt, type Thing } from './thing';
import type { Work } from '../core/work';

/** A thing whose name has a text in it, and the first line that names it. */
export interface Like {
	readonly thing: Thing;
	/** 0-based. */
	readonly line: number;
}

/** So many places are looked at; behind them others may have the text, too. */
const placesRead = 3000;

/** The things of a log whose name has a text in it, in upper or lower case; each once, so many at most. */
export function* namesLike(log: MailLog, text: string, most: number): Work<Like[]> {
	const found = new Map<string, Like>();
	let read = 0;
	if (text.trim().length < 2) {
		return [];
	}
	for (const _step of log.search(new Needles([bytesOf(text)]), (hit) => {
		if (found.size >= most || read++ >= placesRead) {
			return;
		}
		const thing = thingAt(log, hit.line, spanOf(hit).start)?.thing;
		const isLike = thing?.text.toLowerCase().includes(text.toLowerCase());
		if (thing && isLike && thing.kind !== 'session' && thing.kind !== 'process') {
			const key = `${thing.kind} ${thing.kind === 'mail' ? String(thing.message) : ''} ${thing.text.toLowerCase()}`;
			found.set(key, found.get(key) ?? { thing, line: hit.line });
		}
	})) {
		if (found.size >= most || read >= placesRead) {
			break;
		}
		yield;
	}
	return withoutNamings([...found.values()]);
}

/** A mail that is known by a line of its own is not told again for a line that only names it. */
function withoutNamings(all: readonly Like[]): Like[] {
	const own = new Set(
		all.flatMap(({ thing }) => (thing.kind === 'mail' && thing.message !== undefined ? [thing.text] : [])),
	);
	return all.filter(
		({ thing }) => thing.kind !== 'mail' || thing.message !== undefined || !own.has(thing.text),
	);
}
