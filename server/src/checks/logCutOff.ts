import type { MailLog } from '../core/mailLog';
import type { Cut } from '../core/model';
import { say, sayAll, sayCount, type Said } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { sessionId } from './words';

export const logCutOff: Check = {
	id: 'log.cutOff',
	severity: 'hint',
	doc: `The log begins or ends in the middle of sessions or messages: how many, so that what is missing of them is not taken for what
went wrong. One finding for a log, at its first line, or at its last where only the end is missing. Only what always writes both ends
can tell: the servers of Postfix, Dovecot and OpenSMTPD, and the queues of Postfix and Exim. A message that waits in the queue, is held
or frozen is not cut off. Where no session is there as a whole, somebody made an excerpt, and nothing is said of sessions; the same with
messages.`,
	example: `Nov 23 10:30:00 mx1 postfix/smtpd[2213]: disconnect from mx.example.net[198.51.100.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
Nov 23 10:30:02 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:03 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 quit=1 commands=2`,
	start: (log) => ({ rest: () => found(log) }),
};

/** What lies over one end of the log. */
interface Overhang {
	count: number;
	readonly places: { line: number; message: Said }[];
}

/** What lies over the ends of the log, of sessions or of messages. */
interface Overhangs {
	readonly start: Overhang;
	readonly end: Overhang;
}

function* found(log: MailLog): Iterable<Finding> {
	const sessions = overhangs(
		log.sessionCount,
		(index) => cutOfSession(log, index),
		(index) => ({ ...log.endsOfSession(index), name: sessionId(index) }),
	);
	const messages = overhangs(
		log.messageCount,
		(index) => cutOfMessage(log, index),
		(index) => ({ ...log.endsOfMessage(index), name: log.queueId(index) }),
	);
	const isStart = sessions.start.count + messages.start.count > 0;
	const isEnd = sessions.end.count + messages.end.count > 0;
	if (isStart || isEnd) {
		const line = isStart ? 0 : log.lineCount - 1;
		yield {
			rule: logCutOff.id,
			severity: 'hint',
			line,
			span: spanOf(log, line),
			title: say('cutOff.title'),
			message: sayAll(
				overhangWords('cutOff.start', sessions.start, messages.start),
				overhangWords('cutOff.end', sessions.end, messages.end),
			),
			fix: say('cutOff.fix'),
			...relatedPlaces(
				log,
				[sessions.start, messages.start, sessions.end, messages.end].flatMap(({ places }) => places),
				line,
			),
		};
	}
}

function overhangWords(
	key: 'cutOff.start' | 'cutOff.end',
	sessions: Overhang,
	messages: Overhang,
): Said | undefined {
	const first = sessions.count > 0 ? sayCount('cutOff.session', sessions.count) : undefined;
	const second = messages.count > 0 ? sayCount('cutOff.message', messages.count) : undefined;
	const what = first && second ? say('cutOff.both', { first, second }) : (first ?? second);
	return what && say(key, { what });
}

function overhangs(
	count: number,
	cutOf: (index: number) => Cut | 'none' | undefined,
	placeOf: (index: number) => { first: number; last: number; name: string },
): Overhangs {
	const start: Overhang = { count: 0, places: [] };
	const end: Overhang = { count: 0, places: [] };
	let isAnyWhole = false;
	for (let index = 0; index < count; index++) {
		const cut = cutOf(index);
		if (cut === 'start' || cut === 'both') {
			add(start, index, 'first');
		}
		if (cut === 'end' || cut === 'both') {
			add(end, index, 'last');
		}
		isAnyWhole ||= cut === 'none';
	}
	const nothing = { count: 0, places: [] };
	return isAnyWhole ? { start, end } : { start: nothing, end: nothing };

	function add(overhang: Overhang, index: number, which: 'first' | 'last'): void {
		overhang.count++;
		if (overhang.places.length < relatedLimit / 4) {
			const { name, [which]: line } = placeOf(index);
			overhang.places.push({ line, message: () => name });
		}
	}
}

/** Which end is missing; nothing where nobody can tell. Most sessions are told by their first and last line alone. */
function cutOfSession(log: MailLog, index: number): Cut | 'none' | undefined {
	const { first, last } = log.endsOfSession(index);
	const program = log.programOfSession(index);
	if (program === undefined || program === 'smtp' || program === 'lmtp') {
		return undefined;
	}
	return log.kindAt(first) === 'connect' && log.kindAt(last) === 'disconnect'
		? 'none'
		: log.session(index).cut;
}

/** The same of a message: one that waits for something is all there, and one that was refused never had more. */
function cutOfMessage(log: MailLog, index: number): Cut | 'none' | undefined {
	const { first, last } = log.endsOfMessage(index);
	if (births.has(log.kindAt(first) ?? '') && deaths.has(log.kindAt(last) ?? '')) {
		return 'none';
	}
	const { cut, end, format } = log.message(index);
	if ((format !== 'postfix' && format !== 'exim') || end === 'rejected') {
		return undefined;
	}
	if (end === 'deferred' || end === 'frozen' || end === 'held') {
		return cut === 'start' || cut === 'both' ? 'start' : undefined;
	}
	return cut ?? 'none';
}

const births: ReadonlySet<string> = new Set(['client', 'pickup', 'arrival']);
const deaths: ReadonlySet<string> = new Set(['removed', 'completed']);
