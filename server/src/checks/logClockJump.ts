import type { MailLog } from '../core/mailLog';
import { say, sayCount, type Said } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { spanWords } from './spanWords';

export const logClockJump: Check = {
	id: 'log.clockJump',
	severity: 'information',
	doc: `The clock of the host was set while it wrote the log: time goes back by more than a minute, or two hours and more are missing
in the middle of a session (a machine that slept, a clock that was set). What lasted over that moment has wrong durations. One finding
for a log. Left alone are the turn of the year and of daylight saving time, a log of several hosts, files that were put one after the
other, whichever came first, and lines that came late and after which time is as it was.`,
	example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 quit=1 commands=2
Nov 23 10:42:00 mx1 postfix/smtpd[2215]: connect from mx.example.org[192.0.2.9]
Nov 23 10:35:01 mx1 postfix/smtpd[2215]: disconnect from mx.example.org[192.0.2.9] ehlo=1 quit=1 commands=2
Nov 23 10:35:10 mx1 postfix/smtpd[2215]: connect from mx.example.org[192.0.2.9]
Nov 23 10:35:11 mx1 postfix/smtpd[2215]: disconnect from mx.example.org[192.0.2.9] ehlo=1 quit=1 commands=2`,
	start: (log) => ({ rest: () => found(log) }),
};

/** A step of the clock. */
interface Jump {
	/** The first line behind it, from 0. */
	readonly line: number;
	/** Seconds; less than 0: back. */
	readonly step: number;
}

/** Seconds. */
const backward = 60;
const forward = 2 * 3600;
const halfYear = 183 * 86_400;
/** So many lines behind a step are looked at: whether time goes on from there, whether a session does. */
const ahead = 30;

function* found(log: MailLog): Iterable<Finding> {
	const jumps = jumpsOf(log);
	const [first] = jumps;
	if (first) {
		const isBack = first.step < 0;
		yield {
			rule: logClockJump.id,
			severity: 'information',
			line: first.line,
			span: spanOf(log, first.line),
			title: say('clockJump.title'),
			message: sayCount('clockJump', jumps.length, { what: wordsOf(first) }),
			fix: say(isBack ? 'clockJump.back.fix' : 'clockJump.forward.fix'),
			...relatedPlaces(
				log,
				jumps.slice(0, relatedLimit).map((jump) => ({ line: jump.line, message: wordsOf(jump) })),
				first.line,
			),
		};
	}
}

function wordsOf({ step }: Jump): Said {
	return say(step < 0 ? 'clockJump.back' : 'clockJump.forward', { span: spanWords(Math.abs(step) * 1000) });
}

function jumpsOf(log: MailLog): Jump[] {
	const jumps: Jump[] = [];
	/** Where the file began, as far as nothing else was put behind it. */
	let beginning = 0;
	let before = 0;
	let beforeLine = 0;
	for (let line = 0; line < log.lineCount; line++) {
		const seconds = log.writtenSecondsAt(line);
		if (seconds === 0) {
			continue;
		}
		const step = before === 0 ? 0 : seconds - before;
		beginning ||= seconds;
		if (step < -backward || step >= forward) {
			if (step < 0 && isLate(log, line, before)) {
				continue;
			}
			const isSet =
				step < 0
					? seconds > beginning || goesOn(log, line, beforeLine)
					: step < halfYear && goesOn(log, line, beforeLine);
			if (isSet && isOneClock(log, line, beforeLine, step)) {
				jumps.push({ line, step });
			} else if (step < 0) {
				beginning = seconds;
			}
		}
		before = seconds;
		beforeLine = line;
	}
	return jumps;
}

/** Whether time is soon as it was before a step back: these lines came late, or the step is not over with them. */
function isLate(log: MailLog, line: number, before: number): boolean {
	let last = log.writtenSecondsAt(line);
	let behind = 0;
	for (let next = line + 1; next < log.lineCount && behind < ahead; next++) {
		const seconds = log.writtenSecondsAt(next);
		if (seconds === 0) {
			continue;
		}
		// Time that goes on by itself gets there, too, but not at once.
		if (seconds >= before - backward && (seconds - last > backward || before - seconds > 0)) {
			return true;
		}
		last = seconds;
		behind++;
	}
	return behind === 0;
}

/** Whether a session lasts over a step. */
function goesOn(log: MailLog, line: number, before: number): boolean {
	for (let next = line; next < log.lineCount && next < line + ahead; next++) {
		const previous = log.previousInSession(next);
		if (previous !== undefined && previous <= before && previous > before - 1000) {
			return true;
		}
	}
	return false;
}

/** Whether one host wrote both lines, and neither the turn of the year nor daylight saving makes the step. */
function isOneClock(log: MailLog, line: number, before: number, step: number): boolean {
	const [a, b] = [log.event(before), log.event(line)];
	if (a.logHost !== b.logHost || a.format !== b.format || step < -halfYear) {
		return false;
	}
	if (a.time?.offset !== undefined && b.time?.offset !== undefined && !a.time.yearUnknown) {
		const real = (b.time.epoch - a.time.epoch) / 1000;
		return step < 0 ? real < -backward && !isHour(step) : real >= forward;
	}
	return !isHour(step);
}

/** The hour that daylight saving puts back, less what passed between two lines. */
function isHour(step: number): boolean {
	return step >= -3660 && step < -2400;
}
