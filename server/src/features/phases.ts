import type { MailLog } from '../core/mailLog';
import type { Session, Stage, Step } from '../core/model';
import type { Phase, PhaseSpan } from '../protocol';
import { gravest, lineOf, stateOf } from './stepState';

/**
 * What a session was busy with, stretch after stretch; together they are `duration` (milliseconds). The time between two lines goes
 * to what the second tells of. Without times every step counts one.
 */
export function phasesOf(session: Session, log: MailLog, duration: number | undefined): readonly PhaseSpan[] {
	const spans: PhaseSpan[] = [];
	let now = session.start?.epoch ?? 0;
	let left = duration ?? Infinity;
	for (const { time, steps } of byMoment(session.steps, log)) {
		const state = gravest(steps.map((step) => stateOf(session, step, log)));
		const passed = duration === undefined ? steps.length : Math.min(left, Math.max(0, (time ?? now) - now));
		now = Math.max(now, time ?? now);
		left -= passed;
		add(spans, { phase: phaseOf(steps), duration: passed, ...(state && { state }) });
	}
	if (duration !== undefined && left > 0) {
		add(spans, { phase: 'waiting', duration: left });
	}
	// What took no time shows only where it failed, unless nothing took any.
	const shown = spans.filter(({ duration: time, state }) => time > 0 || state);
	return shown.length > 0 ? shown : spans.slice(-1);
}

/** Steps that one line shows or proves, or a line of the same moment behind it. */
interface Moment {
	/** Milliseconds since 1970. */
	readonly time: number | undefined;
	readonly line: number;
	readonly steps: Step[];
}

function byMoment(steps: readonly Step[], log: MailLog): readonly Moment[] {
	const moments: Moment[] = [];
	/** No step of the last moment is shown by a line of its own. */
	let isProved = false;
	for (const step of steps) {
		const line = lineOf(step);
		const last = moments.at(-1);
		const time = last?.line === line ? last.time : log.event(line).time?.epoch;
		if (last && (last.line === line || (time !== undefined && last.time === time && isProved))) {
			last.steps.push(step);
		} else {
			moments.push({ time, line, steps: [step] });
			isProved = true;
		}
		isProved &&= step.evidence !== 'seen';
	}
	return moments;
}

/**
 * What the time before a line was spent on. A goodbye tells nothing of it, but what was counted before may. Before a connection
 * breaks off there is silence, unless content was on its way.
 */
function phaseOf(steps: readonly Step[]): Phase {
	const told = steps.findLast(({ stage }) => phases[stage] !== 'waiting');
	const phase = told ? phases[told.stage] : 'waiting';
	const isBrokenOff = steps.some(({ stage, failed }) => stage === 'disconnect' && failed);
	return isBrokenOff && phase !== 'data' ? 'waiting' : phase;
}

function add(spans: PhaseSpan[], span: PhaseSpan): void {
	const last = spans.at(-1);
	if (last?.phase === span.phase && last.state === span.state) {
		spans[spans.length - 1] = { ...last, duration: last.duration + span.duration };
	} else {
		spans.push(span);
	}
}

const phases: Readonly<Record<Stage, Phase>> = {
	connect: 'connect',
	greeting: 'greeting',
	xclient: 'hello',
	hello: 'hello',
	starttls: 'tls',
	tls: 'tls',
	auth: 'auth',
	mail: 'envelope',
	rcpt: 'envelope',
	verify: 'envelope',
	etrn: 'envelope',
	help: 'envelope',
	other: 'envelope',
	data: 'data',
	content: 'data',
	reset: 'waiting',
	noop: 'waiting',
	quit: 'waiting',
	disconnect: 'waiting',
};
