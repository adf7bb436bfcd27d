import type { Span } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Hit } from '../core/search';
import { Needles } from '../core/text/needles';
import { bytesOf, textOf } from '../core/text/utf8';
import { names } from './spelling';
import { pidSpan, type Thing } from './thing';
import type { Work } from '../core/work';

/** A place in a log that names a thing. Lines from 0, UTF-16 columns. */
export interface Occurrence {
	readonly line: number;
	readonly span: Span;
}

/** The places in one log, in its order. */
export interface Occurrences {
	readonly places: readonly Occurrence[];
	/** How many there are; more than `places` where not all are kept. */
	readonly total: number;
}

/** No list of more places is of use to anybody. */
export const placesKept = 10_000;

/** So many things are remembered for a log. */
const thingsKept = 32;

/** What was found in a log's last revision, by the thing. */
const known = new WeakMap<MailLog, { readonly revision: number; readonly found: Map<string, Occurrences> }>();

/**
 * Where a log names a thing. What was found is remembered until the log changes.
 * @param isHome The thing was pointed at in this log: numbers of messages and sessions are its own.
 */
export function* occurrences(log: MailLog, thing: Thing, isHome: boolean): Work<Occurrences> {
	if (!isHome && (thing.kind === 'session' || thing.kind === 'process')) {
		return { places: [], total: 0 };
	}
	const key = JSON.stringify([isHome, thing]);
	const last = known.get(log);
	const remembered = last?.revision === log.revision ? last : { revision: log.revision, found: new Map() };
	known.set(log, remembered);
	const before = remembered.found.get(key);
	if (before) {
		return before;
	}
	const found = thing.kind === 'session' ? linesOfProcess(log, thing) : yield* placesOf(log, thing, isHome);
	if (remembered.found.size >= thingsKept) {
		const [oldest = ''] = remembered.found.keys();
		remembered.found.delete(oldest);
	}
	remembered.found.set(key, found);
	return found;
}

/** The lines of one session, each at the number of the process. Asked of the index. */
function linesOfProcess(log: MailLog, { session }: Thing & { kind: 'session' }): Occurrences {
	const places = log.linesOfSession(session).flatMap((line) => {
		const span = pidSpan(log.text(line), log.event(line));
		return span ? [{ line, span }] : [];
	});
	return { places: places.slice(0, placesKept), total: places.length };
}

function* placesOf(log: MailLog, thing: Thing, isHome: boolean): Work<Occurrences> {
	const places: Occurrence[] = [];
	let total = 0;
	const isOther = thing.kind === 'mail' && isHome ? otherMails(log, thing) : undefined;
	const shift = thing.kind === 'process' ? thing.text.lastIndexOf(thing.pid) : 0;
	yield* log.search(new Needles([bytesOf(thing.text)]), (hit) => {
		if (names(thing, hit) && !isOther?.(hit.line)) {
			total++;
			if (places.length < placesKept) {
				const { start, end } = spanOf(hit);
				places.push({
					line: hit.line,
					span:
						shift > 0
							? {
									start: start + shift,
									end: start + shift + (thing.kind === 'process' ? thing.pid.length : 0),
								}
							: { start, end },
				});
			}
		}
	});
	return { places, total };
}

/** Whether a line names another mail of the same queue id: short ids are used again. */
function otherMails(
	log: MailLog,
	{ text, message }: Thing & { kind: 'mail' },
): ((line: number) => boolean) | undefined {
	const all = log.messageIndicesById(text);
	if (message === undefined || all.length < 2) {
		return undefined;
	}
	const begins = all.map((each) => log.endsOfMessage(each).first);
	const own = all.indexOf(message);
	return (line) => {
		const owner = log.messageIndexAt(line);
		if (owner !== undefined && all.includes(owner)) {
			return owner !== message;
		}
		// A line of another mail that names this one: of those with the id it is the last that had begun, or the first.
		const last = begins.findLastIndex((begin) => begin <= line);
		return Math.max(0, last) !== own;
	};
}

/** A place in UTF-16 columns of its line. */
export function spanOf({ bytes, lineStart, start, end }: Hit): Span {
	const from = columns(bytes, lineStart, start);
	return { start: from, end: from + columns(bytes, start, end) };
}

function columns(bytes: Uint8Array, from: number, to: number): number {
	for (let at = from; at < to; at++) {
		if ((bytes[at] ?? 0) >= 0x80) {
			return textOf(bytes, from, to).length;
		}
	}
	return to - from;
}
