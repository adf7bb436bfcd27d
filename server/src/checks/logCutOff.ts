import type { MailLog } from '../core/mailLog';
import type { Cut, Message } from '../core/model';
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
	start(log) {
		const messages = new Overhangs();
		return {
			message(message) {
				if (!isWhole(log, message.index)) {
					messages.add(message.index, cutOfMessage(message));
				}
				return [];
			},
			rest: () => found(log, messages),
		};
	},
};

/** So many of what lies over an end are named. */
const namedLimit = relatedLimit / 4;

/** What lies over one end of the log. */
interface Overhang {
	count: number;
	/** The first ones, ascending. */
	first: number[];
}

/** What lies over the ends of the log, of sessions or of messages. They come in any order. */
class Overhangs {
	readonly start: Overhang = { count: 0, first: [] };
	readonly end: Overhang = { count: 0, first: [] };
	/** Where none is there as a whole, somebody made an excerpt. */
	isAnyWhole = false;

	add(index: number, cut: Cut | 'none' | undefined): void {
		if (cut === 'start' || cut === 'both') {
			this.#note(this.start, index);
		}
		if (cut === 'end' || cut === 'both') {
			this.#note(this.end, index);
		}
		this.isAnyWhole ||= cut === 'none';
	}

	#note(overhang: Overhang, index: number): void {
		overhang.count++;
		const { first } = overhang;
		if (first.length < namedLimit || index < (first.at(-1) ?? 0)) {
			overhang.first = [...first, index].sort((one, other) => one - other).slice(0, namedLimit);
		}
	}
}

/** @param messages What lies over the ends of those that were shown; the others are looked at here. */
function* found(log: MailLog, messages: Overhangs): Iterable<Finding> {
	const sessions = new Overhangs();
	for (let index = 0; index < log.sessionCount; index++) {
		sessions.add(index, cutOfSession(log, index));
	}
	for (let index = 0; index < log.messageCount; index++) {
		if (isWhole(log, index)) {
			messages.add(index, 'none');
		} else if (log.isQuietMessage(index)) {
			messages.add(index, cutOfMessage(log.message(index)));
		}
	}
	const starts = [sessions, messages].map((each) => (each.isAnyWhole ? each.start : nothing));
	const ends = [sessions, messages].map((each) => (each.isAnyWhole ? each.end : nothing));
	const isStart = starts.some(({ count }) => count > 0);
	const isEnd = ends.some(({ count }) => count > 0);
	if (isStart || isEnd) {
		const line = isStart ? 0 : log.lineCount - 1;
		yield {
			rule: logCutOff.id,
			severity: 'hint',
			line,
			span: spanOf(log, line),
			title: say('cutOff.title'),
			message: sayAll(overhangWords('cutOff.start', starts), overhangWords('cutOff.end', ends)),
			fix: say('cutOff.fix'),
			...relatedPlaces(log, [...placesOf(log, starts, 'first'), ...placesOf(log, ends, 'last')], line),
		};
	}
}

const nothing: Overhang = { count: 0, first: [] };

function overhangWords(
	key: 'cutOff.start' | 'cutOff.end',
	[sessions = nothing, messages = nothing]: readonly Overhang[],
): Said | undefined {
	const first = sessions.count > 0 ? sayCount('cutOff.session', sessions.count) : undefined;
	const second = messages.count > 0 ? sayCount('cutOff.message', messages.count) : undefined;
	const what = first && second ? say('cutOff.both', { first, second }) : (first ?? second);
	return what && say(key, { what });
}

function placesOf(
	log: MailLog,
	[sessions = nothing, messages = nothing]: readonly Overhang[],
	end: 'first' | 'last',
): { line: number; message: Said }[] {
	return [
		...sessions.first.map((index) => ({
			line: log.endsOfSession(index)[end],
			message: () => sessionId(index),
		})),
		...messages.first.map((index) => ({
			line: log.endsOfMessage(index)[end],
			message: () => log.queueId(index),
		})),
	];
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

/** Whether the first and the last line of a message tell that it is all there. */
function isWhole(log: MailLog, index: number): boolean {
	const { first, last } = log.endsOfMessage(index);
	return births.has(log.kindAt(first) ?? '') && deaths.has(log.kindAt(last) ?? '');
}

const births: ReadonlySet<string> = new Set(['client', 'pickup', 'arrival']);
const deaths: ReadonlySet<string> = new Set(['removed', 'completed']);

/** Which end of a message is missing: one that waits for something is all there, and one that was refused never had more. */
function cutOfMessage({ cut, end, format }: Message): Cut | 'none' | undefined {
	if ((format !== 'postfix' && format !== 'exim') || end === 'rejected') {
		return undefined;
	}
	if (end === 'deferred' || end === 'frozen' || end === 'held') {
		return cut === 'start' || cut === 'both' ? 'start' : undefined;
	}
	return cut ?? 'none';
}
