import { causeOf } from '../checks/cause';
import { refusalsOf, saidNo, type Said } from '../checks/refusals';
import { causeOfRefusal } from '../checks/replyRejected';
import { speakerOf } from '../checks/speaker';
import { fixOf } from '../checks/tlsFailed';
import { tlsFailureOf } from '../checks/tlsFailures';
import { codeWords, plainText, stageWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { DetailReply, DetailStep, FailureWords } from '../protocol';
import { durationWords } from './duration';
import { decodeBase64 } from './hovers/decode/base64';
import { isFailing, stateOf } from './stepState';
import { lostWord, stageLabel } from './strip';

/** UTF-16 code units of a command, or of one reply with all its lines. */
const longestCommand = 600;
const longestReply = 2000;

/** Milliseconds: shorter silences are told by the time alone. */
const worthTelling = 1000;

/** What is asked of a session for each of its steps. */
interface Told {
	readonly session: Session;
	readonly log: MailLog;
	readonly language: Language | undefined;
}

/** A session's steps with their words. */
export function detailSteps(session: Session, log: MailLog, language?: Language): DetailStep[] {
	const told = { session, log, language };
	let previous: number | undefined;
	return session.steps.map((step) => {
		const detail = detailStep(told, step, previous);
		previous = detail.reply?.at ?? detail.at ?? previous;
		return detail;
	});
}

/** @param previous When the step before was over: milliseconds since the session's first line. */
function detailStep(told: Told, step: Step, previous: number | undefined): DetailStep {
	const { session, log, language } = told;
	const { stage, line, evidence, elapsed } = step;
	const state = stateOf(session, step, log);
	const at = evidence === 'seen' ? timeOf(told, line) : undefined;
	const reply = replyOf(told, step, at);
	const words = wordsOf(told, step);
	const failure = isFailing(state) ? failureOf(told, step) : undefined;
	const silence = silenceOf(told, {
		isDialogue: reply !== undefined && reply.line > line,
		previous,
		at,
		reply,
	});
	const isOfServer = stage === 'greeting' || stage === 'disconnect' || stage === 'tls' || stage === 'connect';
	const evidenceWords = evidence === 'seen' ? undefined : say(`detail.${evidence}`)(language);
	return {
		stage,
		state,
		label: lostWord(step) ?? stageLabel(step),
		evidence,
		...(evidenceWords && { evidenceWords }),
		line,
		words,
		...(at !== undefined && { at }),
		...(reply && { reply }),
		...(elapsed !== undefined && { elapsed }),
		...(silence && { silence }),
		...(failure && { failure }),
		description: sentenceOf(told, {
			who: isOfServer ? undefined : say('detail.client')(language),
			words: [isFailing(state) && !reply ? '✗' : '', words, evidenceWords && `(${evidenceWords})`]
				.filter(Boolean)
				.join(' '),
			after: reply ? undefined : elapsed,
			failure: reply ? undefined : failure,
		}),
	};
}

/** What the client said, or what happened. */
function wordsOf({ session, language }: Told, step: Step): string {
	const { stage, command, failed, evidence } = step;
	switch (stage) {
		case 'tls':
			return failed ? 'TLS' : tlsWords(session);
		case 'content':
			return say('detail.content')(language);
		case 'disconnect':
			return failed
				? say(session.outcome === 'timeout' ? 'lost.timeout.title' : 'lost.lost.title')(language)
				: stageWords(stage, language);
		default:
			return command === undefined || (evidence !== 'seen' && command === '')
				? stageWords(stage, language)
				: plainText(command.replaceAll('\n', ' ⏎ '), longestCommand);
	}
}

/** `TLSv1.3 TLS_AES_256_GCM_SHA384` */
function tlsWords({ tls }: Session): string {
	const { version = 'TLS', cipher = '' } = tls ?? {};
	return plainText(`${version} ${cipher}`, 120);
}

/** What the server answered, or that it refused where the log writes no reply. */
function replyOf(told: Told, step: Step, commandAt: number | undefined): DetailReply | undefined {
	const { session, log, language } = told;
	const { stage, reply } = step;
	const said = saidNo(session, step, log);
	if (!reply && !said) {
		return undefined;
	}
	const line = reply?.line ?? said?.line ?? step.line;
	const at = timeOf(told, line);
	const code = reply?.code ?? said?.code;
	const enhanced = reply?.enhanced ?? said?.enhanced;
	const text = reply ? replyWords(reply.text, stage) : plainText(said?.text ?? '', longestReply);
	const words = [said ? '✗' : '', codeWords({ code, enhanced }), text.replaceAll('\n', ' · ')];
	const refused = say('detail.refused')(language);
	return {
		...(code !== undefined && { code }),
		...(enhanced !== undefined && { enhanced }),
		text: text || (code === undefined ? refused : ''),
		line,
		lastLine: reply ? lastLineOf(session, reply.line, reply.lines) : line,
		...(at !== undefined && { at }),
		description: sentenceOf(told, {
			who: say('detail.server')(language),
			words: words.filter(Boolean).join(' '),
			after: at !== undefined && commandAt !== undefined && at > commandAt ? at - commandAt : step.elapsed,
			failure: said && failureOf(told, step),
		}),
	};
}

/** The words of a reply line by line; what a login is asked with is decoded beside it: `VXNlcm5hbWU6 (Username:)`. */
function replyWords(text: string, stage: string): string {
	const lines = text.slice(0, longestReply).split('\n');
	const words = lines.map((line) => plainText(line, longestReply)).join('\n');
	const decoded = stage === 'auth' && words !== '' ? decodeBase64(words) : undefined;
	return decoded !== undefined && /^[\x20-\x7e]{1,60}$/.test(decoded) ? `${words} (${decoded})` : words;
}

/** A reply of several lines goes on in the next lines of its session. */
function lastLineOf({ lines }: Session, line: number, count: number): number {
	return lines[lines.indexOf(line) + count - 1] ?? line + count - 1;
}

/** Milliseconds since the session's first line; absent where the log has no times. */
function timeOf({ session, log }: Told, line: number): number | undefined {
	const time = log.event(line).time;
	return time && session.start ? Math.max(0, time.epoch - session.start.epoch) : undefined;
}

function silenceOf(
	{ language }: Told,
	{
		isDialogue,
		previous,
		at,
		reply,
	}: {
		/** Command and reply are lines of their own, so that it is known who was silent. */
		readonly isDialogue: boolean;
		readonly previous: number | undefined;
		readonly at: number | undefined;
		readonly reply: DetailReply | undefined;
	},
): DetailStep['silence'] {
	const words = (
		key: 'detail.passed' | 'detail.clientSilent' | 'detail.serverSilent',
		from?: number,
		to?: number,
	) =>
		from !== undefined && to !== undefined && to - from >= worthTelling
			? say(key, { time: durationWords(to - from) })(language)
			: undefined;
	const beforeCommand = words(isDialogue ? 'detail.clientSilent' : 'detail.passed', previous, at);
	const beforeReply = words('detail.serverSilent', at, reply?.at);
	return beforeCommand || beforeReply
		? { ...(beforeCommand && { beforeCommand }), ...(beforeReply && { beforeReply }) }
		: undefined;
}

/** Why a step failed, and what to do about it. */
function failureOf(told: Told, step: Step): FailureWords | undefined {
	const { session, log, language } = told;
	const said = saidNo(session, step, log);
	if (said) {
		return refusalWords(told, step, said);
	}
	const tls = step.stage === 'tls' ? tlsFailureOf(session, log) : undefined;
	if (tls) {
		return {
			title: say(`tlsReason.${tls.reason}.title`)(language),
			fix: fixOf(tls.reason, session.role === 'server')(language),
		};
	}
	if (step.stage === 'connect') {
		return { title: say('lost.unconnected.title')(language), fix: say('lost.connectFix')(language) };
	}
	if (step.stage !== 'disconnect') {
		return undefined;
	}
	const how = session.outcome === 'timeout' ? 'timeout' : 'lost';
	const reached = session.steps.findLast(({ stage }) => stage !== 'disconnect')?.stage ?? 'connect';
	const after = say('detail.lostAfter', {
		what: say(`lost.${how}.title`),
		stage: (asked) => stageWords(reached, asked),
	});
	return { title: after(language), fix: say('lost.fix')(language) };
}

/** What only follows from another refusal is explained by its own words. */
function refusalWords({ session, log, language }: Told, step: Step, said: Said): FailureWords {
	const refusal = refusalsOf(session, log).find((each) => each.step === step);
	const side = session.role === 'server' ? 'server' : 'client';
	const { title, fix } = refusal
		? causeOfRefusal(refusal, log)
		: causeOf(said, step.stage, { side, ...speakerOf(session) });
	return { title: title(language), fix: fix(language) };
}

/** `Server: ✗ 550 5.1.1 User unknown, after 4 s. No such mailbox.` */
function sentenceOf(
	{ language }: Told,
	{
		who,
		words,
		after,
		failure,
	}: {
		readonly who: string | undefined;
		readonly words: string;
		/** Milliseconds. */
		readonly after: number | undefined;
		readonly failure: FailureWords | undefined;
	},
): string {
	const said = who === undefined ? words : `${who}: ${words}`;
	const timed = after ? say('detail.after', { said, time: durationWords(after) })(language) : said;
	return failure ? `${timed}. ${failure.title}.` : timed;
}
