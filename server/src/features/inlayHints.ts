import type { InlayHint, Range } from 'vscode-languageserver-types';
import { sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { TimelineMark } from '../protocol';
import { durationWords } from './duration';
import { momentWords } from './hovers/moment';

/** Editors that ask for a whole document get the hints of so many lines. */
const limit = 5000;

interface HintOptions {
	readonly range: Range;
	/** Also how long passed between the lines of a session. */
	readonly elapsed: boolean;
	/** The marks of these lines, for editors that do not draw them; their words stand behind the lines. */
	readonly marks?: readonly TimelineMark[];
	readonly language?: Language;
}

/** The lines that hints are given for: first and last, from 0. */
export function hintedLines(log: MailLog, { start, end }: Range): { first: number; last: number } {
	return { first: start.line, last: Math.min(end.line, log.lineCount - 1, start.line + limit - 1) };
}

/** What is written between the lines' own words: times that nobody can read, time that passed, and the stages' words. */
export function inlayHints(log: MailLog, { range, elapsed, marks = [], language }: HintOptions): InlayHint[] {
	const { first, last } = hintedLines(log, range);
	const hints: InlayHint[] = [];
	for (let line = first; line <= last; line++) {
		hints.push(...timeHints(log, line, language));
		if (elapsed) {
			hints.push(...elapsedHints(log, line, language));
		}
	}
	return [...hints, ...marks.map((mark) => markHint(log, mark))].sort(byPlace);
}

function byPlace({ position: one }: InlayHint, { position: other }: InlayHint): number {
	return one.line - other.line || one.character - other.character;
}

//   @400000004c91b044077a9e94 qmail-smtpd: …    1767603601.120468 mx1 postfix/smtpd[2211]: …
//   ^^^^^^^^^^^^^^^^^^^^^^^^^                   ^^^^^^^^^^^^^^^^^
const numericTime = /^(?:@4[0-9a-f]{23}|\d{10}(?:\.\d{1,9})?)(?=\s)/;

//   … "__REALTIME_TIMESTAMP" : "1767603601120468" …    __REALTIME_TIMESTAMP=1767603601120468
//                               ^^^^^^^^^^^^^^^^                             ^^^^^^^^^^^^^^^^
const journalTime = /__REALTIME_TIMESTAMP(?:=|" {0,2}: {0,2}")(\d{16})\b/;

/** The moment behind a time that is written as a number. */
function timeHints(log: MailLog, line: number, language: Language | undefined): InlayHint[] {
	const text = log.text(line);
	const numeric = numericTime.exec(text)?.[0];
	if (numeric !== undefined) {
		return [timeHint(line, numeric.length, epochOf(numeric), language)];
	}
	const journal = journalTime.exec(text);
	return journal?.[1] === undefined
		? []
		: [timeHint(line, journal.index + journal[0].length, Number(journal[1]) / 1000, language)];
}

/** Milliseconds since 1970. TAI64N counts from 2^62, and as multilog writes it 10 s ahead of UTC (cr.yp.to/libtai/tai64.html). */
function epochOf(numeric: string): number {
	return numeric.startsWith('@')
		? (parseInt(numeric.slice(9, 17), 16) - 10) * 1000 + parseInt(numeric.slice(17), 16) / 1e6
		: Number(numeric) * 1000;
}

function timeHint(line: number, character: number, epoch: number, language: Language | undefined): InlayHint {
	const moment = momentWords(epoch, undefined);
	return {
		position: { line, character },
		label: moment,
		tooltip: say('hint.time', { moment })(language),
		paddingLeft: true,
	};
}

/** How long passed since the line before of the same session, in front of what the line says. */
function elapsedHints(log: MailLog, line: number, language: Language | undefined): InlayHint[] {
	const previous = log.previousInSession(line);
	const session = log.sessionIndexAt(line);
	if (previous === undefined || session === undefined) {
		return [];
	}
	const { start, time } = log.event(line);
	const before = log.event(previous).time;
	const elapsed = time && before ? time.epoch - before.epoch : 0;
	if (elapsed <= 0) {
		return [];
	}
	const duration = durationWords(elapsed);
	return [
		{
			position: { line, character: start },
			label: `+${duration}`,
			tooltip: say('hint.elapsed', { duration, session: sessionId(session) })(language),
			paddingRight: true,
		},
	];
}

function markHint(log: MailLog, { line, text, description }: TimelineMark): InlayHint {
	return {
		position: { line, character: log.text(line).length },
		label: text,
		tooltip: description,
		paddingLeft: true,
	};
}
