import type { Kind } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { NamedLog } from './logs';
import { occurrences, type Occurrence } from './occurrences';
import { thingAt, type Thing } from './thing';
import type { Work } from '../core/work';

/** A place in one of several logs. */
export interface PlaceInLog extends Occurrence {
	readonly of: NamedLog;
}

/**
 * Where a thing begins: the line with which a mail arrives, a session is opened, a Message-ID is first told of, a name stands first.
 * It is looked for in the log where it was pointed at, and in the others if it begins in none of its lines.
 * @param home One of the logs.
 */
export function* beginnings(logs: readonly NamedLog[], home: NamedLog, thing: Thing): Work<PlaceInLog[]> {
	const others = logs.filter((each) => each !== home);
	for (const group of [[home], others]) {
		const found: PlaceInLog[] = [];
		for (const of of group) {
			const place = yield* beginningIn(of.log, thing, of === home);
			if (place) {
				found.push({ of, ...place });
			}
		}
		if (found.length > 0) {
			return found;
		}
	}
	return [];
}

function* beginningIn(log: MailLog, thing: Thing, isHome: boolean): Work<Occurrence | undefined> {
	if (thing.kind === 'session') {
		const { places } = yield* occurrences(log, thing, isHome);
		return places[0];
	}
	if (thing.kind === 'mail') {
		return mailBeginning(log, thing, isHome);
	}
	const { places } = yield* occurrences(log, thing, isHome);
	if (thing.kind === 'messageId') {
		return places.find(({ line }) => tellsMessageId.has(log.kindAt(line) ?? 'foreign')) ?? places[0];
	}
	if (thing.kind === 'sessionId') {
		return firstOfSession(log, thing, places) ?? places[0];
	}
	return places[0];
}

const tellsMessageId: ReadonlySet<Kind> = new Set<Kind>(['message-id', 'arrival', 'fake-reject']);

/** The arrival of a mail, or the first line that the log has of it; nothing where it only names it. */
function mailBeginning(
	log: MailLog,
	{ text, message }: Thing & { kind: 'mail' },
	isHome: boolean,
): Occurrence | undefined {
	const index = isHome && message !== undefined ? message : log.messageIndicesById(text).at(-1);
	if (index === undefined) {
		return undefined;
	}
	const line = log.arrivalLine(index) ?? log.endsOfMessage(index).first;
	return placeIn(log, line, text);
}

/** The first of the lines that a session has whose id stands in several. */
function firstOfSession(
	log: MailLog,
	{ text }: Thing,
	places: readonly Occurrence[],
): Occurrence | undefined {
	const session = places[0] && log.sessionIndexAt(places[0].line);
	return session === undefined ? undefined : placeIn(log, log.endsOfSession(session).first, text);
}

/** Where a text stands in a line; its beginning where it does not. */
export function placeIn(log: MailLog, line: number, text: string): Occurrence {
	const words = log.text(line);
	for (let start = words.indexOf(text); start >= 0; start = words.indexOf(text, start + 1)) {
		if (thingAt(log, line, start)?.span.start === start) {
			return { line, span: { start, end: start + text.length } };
		}
	}
	const start = Math.max(0, words.indexOf(text));
	return { line, span: { start, end: start + text.length } };
}
