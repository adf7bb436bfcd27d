import { saidNo } from '../checks/refusals';
import { remembered } from '../checks/remembered';
import type { MailLog } from '../core/mailLog';
import type { Session, Stage, Step } from '../core/model';
import { durationWords } from './duration';
import { isUnanswered } from './stepState';

/** So many stages are told; of a longer session the middle is left out, but not what failed there. */
const longest = 24;

/** One stage of the strip. */
interface Part {
	readonly text: string;
	readonly isFailed: boolean;
	/** No line shows it. */
	readonly isHollow: boolean;
	readonly count: number;
}

/**
 * A session in one line: `220 · EHLO · TLS · 235 · MAIL · RCPT×3 · 354 · 250 · 221 — 182 ms`. What failed is marked, what no
 * line shows stands in parentheses, and what was said and not answered has a question mark: `(220 · EHLO) · MAIL · ✗ RCPT 550 · QUIT?`.
 */
export const strip = remembered((session: Session, log: MailLog): string => {
	const { start, end } = session;
	const steps = session.steps.filter((step) => !isPlainEnd(step));
	const parts = merged(
		steps.flatMap((step, at) => partOf(session, step, { before: steps[at - 1], next: steps[at + 1], log })),
	);
	const elapsed = start && end ? end.epoch - start.epoch : 0;
	const words = shortened(parts).join(' · ');
	return elapsed > 0 ? `${words} — ${durationWords(elapsed)}` : words;
});

/** What a step adds; nothing where another stage tells the same, as the 220 to STARTTLS does before TLS. */
function partOf(
	session: Session,
	step: Step,
	{ before, next, log }: { before: Step | undefined; next: Step | undefined; log: MailLog },
): Part[] {
	const { stage, reply, failed, evidence } = step;
	const said = saidNo(session, step, log);
	const isHollow = evidence !== 'seen';
	if (stage === 'tls' && failed && before?.stage === 'starttls' && saidNo(session, before, log)) {
		// A client's word for a STARTTLS that was refused.
		return [];
	}
	if (said || failed) {
		// Some programs write the enhanced code alone.
		const code = said?.code || said?.enhanced;
		const words = `✗ ${lostWord(step) ?? stageLabel(step)}${code ? ` ${code}` : ''}`;
		return [{ text: words, isFailed: true, isHollow, count: 1 }];
	}
	const isTold =
		stage === 'connect'
			? session.steps.some((each) => each.stage === 'greeting')
			: stage === 'starttls'
				? next?.stage === 'tls'
				: stage === 'auth'
					? reply?.code === '334' && next?.stage === 'auth'
					: false;
	return isTold ? [] : [{ text: goodWords(session, step), isFailed: false, isHollow, count: 1 }];
}

/** A connection that ended, as every one does. */
function isPlainEnd({ stage, failed, reply }: Step): boolean {
	return stage === 'disconnect' && !failed && !reply;
}

/**
 * Stages that have a code of their own are told by it: it is what people look for. A counter (`data=1`) counts what went well, so
 * the code is as sure as the stage; of AUTH the session knows.
 */
function goodWords(session: Session, step: Step): string {
	const { stage, reply, evidence } = step;
	const expected = codes[stage];
	if (reply) {
		return expected ? reply.code : stageLabel(step);
	}
	const isSure = evidence !== 'seen' && (stage !== 'auth' || session.auth?.ok === true);
	return isSure && expected ? expected : `${stageLabel(step)}${isUnanswered(session, step) ? '?' : ''}`;
}

/** What each of these stages is answered with when it goes well (RFC 5321 §4.3.2, RFC 4954 §6). */
const codes: Partial<Readonly<Record<Stage, string>>> = {
	greeting: '220',
	auth: '235',
	data: '354',
	content: '250',
	quit: '221',
};

/** A connection that ended otherwise than by QUIT. */
export function lostWord({ stage, failed }: Step): string | undefined {
	return stage === 'disconnect' && failed ? 'LOST' : undefined;
}

/** The word for a stage: the client's own verb where the log shows it. */
export function stageLabel({ stage, command }: Step): string {
	if (
		stage === 'hello' ||
		stage === 'other' ||
		stage === 'verify' ||
		stage === 'etrn' ||
		stage === 'xclient'
	) {
		//   EHLO mail.example.org
		//   ^^^^
		const verb = /^[A-Za-z]{1,12}(?=\s|$)/.exec(command ?? '')?.[0];
		return verb?.toUpperCase() ?? labels[stage];
	}
	return labels[stage];
}

const labels: Readonly<Record<Stage, string>> = {
	connect: 'CONNECT',
	greeting: 'GREETING',
	hello: 'EHLO',
	starttls: 'STARTTLS',
	tls: 'TLS',
	auth: 'AUTH',
	mail: 'MAIL',
	rcpt: 'RCPT',
	data: 'DATA',
	content: 'CONTENT',
	reset: 'RSET',
	verify: 'VRFY',
	noop: 'NOOP',
	help: 'HELP',
	etrn: 'ETRN',
	xclient: 'XCLIENT',
	quit: 'QUIT',
	disconnect: 'DISCONNECT',
	other: 'COMMAND',
};

/** Neighbours that say the same become one: `RCPT×3`. */
function merged(parts: readonly Part[]): Part[] {
	const result: Part[] = [];
	for (const part of parts) {
		const last = result.at(-1);
		if (last && last.text === part.text && last.isHollow === part.isHollow) {
			result[result.length - 1] = { ...last, count: last.count + 1 };
		} else {
			result.push(part);
		}
	}
	return result;
}

function shortened(parts: readonly Part[]): string[] {
	if (parts.length <= longest) {
		return partWords(parts);
	}
	const half = longest / 2;
	const failed = parts.slice(half, -half).filter(({ isFailed }) => isFailed);
	return [
		...partWords(parts.slice(0, half)),
		'…',
		...failed.slice(0, half).flatMap((part) => [...partWords([part]), '…']),
		...partWords(parts.slice(-half)),
	];
}

/** The words of each part; one pair of parentheses around neighbours that no line shows. */
function partWords(parts: readonly Part[]): string[] {
	return parts.map(({ text, isHollow, count }, at) => {
		const opens = isHollow && !parts[at - 1]?.isHollow;
		const closes = isHollow && !parts[at + 1]?.isHollow;
		return `${opens ? '(' : ''}${text}${count > 1 ? `×${count}` : ''}${closes ? ')' : ''}`;
	});
}
