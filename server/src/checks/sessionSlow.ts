import type { MailLog } from '../core/mailLog';
import type { Session, Stage, Step } from '../core/model';
import { say } from '../knowledge/say';
import { hasDialogue } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { stageWords } from './words';

/** How long a client should wait for the answer, in seconds (RFC 5321 §4.5.3.2); to any other command as to MAIL. */
const limits: Readonly<Partial<Record<Stage, number>>> = { data: 120, content: 600 };
const otherwise = 300;

/** How long a server should wait for the client (RFC 5321 §4.5.3.2.7). */
const serverLimit = 300;

/** What people notice, in seconds. */
const slow = 30;

/** A time in which nobody spoke. */
interface Gap {
	readonly step: Step;
	/** The line that ended it. */
	readonly line: number;
	readonly seconds: number;
	readonly limit: number;
}

const slowFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	if (!hasDialogue(session, log)) {
		return [];
	}
	const gaps = session.steps.flatMap((step, at) => serverGap(step, session.steps[at - 1], session, log));
	const waits = session.steps.flatMap((step, at) => clientGap(step, session.steps[at - 1], log));
	return [...toFaults(session, 'server', gaps), ...toFaults(session, 'client', waits)];
});

export const sessionSlow = faultCheck(
	{
		id: 'session.slow',
		severity: 'warning',
		doc: `An answer took long: information from 30 seconds on, a warning where it took longer than RFC 5321 §4.5.3.2 wants a client
to wait (5 minutes for the greeting, MAIL, RCPT and others, 2 for DATA, 10 for the final dot), as other clients would have left. A
client that said nothing for more than 5 minutes, after which a server may hang up, is a warning, too. One finding for each session,
at the longest gap. It needs the times of commands and answers: a transcript with times, \`swaks --show-time-lapse\`, Postfix with
\`-v\`. What took long in the queue is in the delays of a delivery.`,
		example: `09:00:00.000000 connect: to ('mx.example.com', 25) None
09:07:00.000000 reply: b'220 mx.example.com ESMTP\\r\\n'
09:07:00.100000 send: 'quit\\r\\n'
09:07:00.200000 reply: b'221 2.0.0 Bye\\r\\n'`,
	},
	slowFaults,
);

function serverGap(step: Step, last: Step | undefined, session: Session, log: MailLog): Gap[] {
	const { stage, reply, line, elapsed } = step;
	if (!reply) {
		return [];
	}
	const asked =
		stage === 'greeting'
			? last?.stage === 'connect'
				? last.line
				: undefined
			: lastAsked(step, last, session);
	const seconds =
		between(log, asked, reply.line) ?? (line === reply.line ? undefined : lapse(log, line, elapsed));
	return seconds !== undefined && seconds >= slow
		? [{ step, line: reply.line, seconds, limit: limits[stage] ?? otherwise }]
		: [];
}

/** Where the client had said all that this answers: content ends behind its first line. */
function lastAsked(
	{ stage, reply, line }: Step,
	last: Step | undefined,
	{ lines }: Session,
): number | undefined {
	if (!reply || line === reply.line) {
		return undefined;
	}
	if (stage === 'content') {
		const at = placeOf(lines, reply.line);
		return Math.max(line, lines[at - 1] ?? line);
	}
	// With pipelining it waits for the answer before.
	return Math.max(line, last?.reply?.line ?? line);
}

/** The index of a number in ascending ones. */
function placeOf(numbers: readonly number[], number: number): number {
	let low = 0;
	for (let high = numbers.length; low < high;) {
		const middle = (low + high) >> 1;
		if ((numbers[middle] ?? number) < number) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/** swaks says how long it waited, and its lines have no times. */
function lapse(log: MailLog, line: number, elapsed: number | undefined): number | undefined {
	return log.event(line).time || elapsed === undefined ? undefined : elapsed / 1000;
}

function clientGap(step: Step, last: Step | undefined, log: MailLog): Gap[] {
	const seconds = step.command === undefined ? undefined : between(log, last?.reply?.line, step.line);
	return seconds !== undefined && seconds > serverLimit
		? [{ step, line: step.line, seconds, limit: serverLimit }]
		: [];
}

/** The seconds between two lines; nothing where one has no time, or a clock was set back. */
function between(log: MailLog, from: number | undefined, to: number): number | undefined {
	const start = from === undefined ? undefined : log.event(from).time?.epoch;
	const end = log.event(to).time?.epoch;
	return start === undefined || end === undefined || end < start ? undefined : (end - start) / 1000;
}

function toFaults(session: Session, key: 'server' | 'client', gaps: readonly Gap[]): Fault[] {
	const [longest] = [...gaps].sort((a, b) => b.seconds - a.seconds);
	if (!longest) {
		return [];
	}
	const { step, line, seconds, limit } = longest;
	return [
		{
			session: headOf(session),
			key,
			severity: seconds > limit ? 'warning' : 'information',
			line,
			others: gaps.map((gap) => gap.line),
			title: say(`slow.${key}.title`),
			told: say(key === 'server' && seconds > limit ? 'slow.server.beyond' : `slow.${key}`, {
				seconds: Math.round(seconds),
				limit: limit / 60,
				stage: (language) => stageWords(step.stage, language),
			}),
			fix: say(key === 'server' ? fixOf(step.stage) : 'slow.client.fix'),
		},
	];
}

function fixOf(stage: Stage): 'slow.greeting.fix' | 'slow.content.fix' | 'slow.server.fix' {
	return stage === 'greeting' || stage === 'connect'
		? 'slow.greeting.fix'
		: stage === 'content'
			? 'slow.content.fix'
			: 'slow.server.fix';
}
