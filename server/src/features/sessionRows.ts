import { refusalsOf, saidNo } from '../checks/refusals';
import { codeWords, peerWords, plainText, sessionId, stageWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { SessionRow, SessionsParams } from '../protocol';
import { phasesOf } from './phases';
import { failingSteps, isOvercomeLogin, sessionState } from './stepState';
import { strip } from './strip';

/** Longest words of a log in a row, in UTF-16 code units. */
const longestFailure = 160;

/** Some of a log's sessions, one after the other, so that whoever asks may pause between them. */
export function* sessionRows(
	log: MailLog,
	{ from, count }: Pick<SessionsParams, 'from' | 'count'>,
	language?: Language,
): Generator<SessionRow> {
	const end = Math.min(from + count, log.sessionCount);
	for (let index = Math.max(0, from); index < end; index++) {
		yield sessionRow(log.session(index), log, language);
	}
}

function sessionRow(session: Session, log: MailLog, language?: Language): SessionRow {
	const { start, end, outcome, queueIds } = session;
	const duration = start && end ? Math.max(0, end.epoch - start.epoch) : undefined;
	const peer = peerWords(session.peer);
	const failure = failureWords(session, log, language);
	return {
		id: sessionId(session.index),
		line: session.lines[0] ?? 0,
		lineCount: session.lines.length,
		...(start && { start: start.epoch }),
		...(start?.offset !== undefined && { offset: start.offset }),
		...(duration !== undefined && { duration }),
		...(peer && { peer }),
		writer: writerOf(session),
		outcome,
		outcomeWords: say(`outcome.${outcome}`)(language),
		state: sessionState(session, log),
		strip: strip(session, log),
		stages: [...new Set(session.steps.map(({ stage }) => stage))],
		codes: codesOf(session, log),
		...(failure && { failure }),
		messages: queueIds,
		phases: phasesOf(session, log, duration),
	};
}

/** `postfix/smtpd`, `exim`, `swaks` */
function writerOf({ software, program }: Session): string {
	return plainText(program && program !== software ? `${software}/${program}` : software, 60);
}

function codesOf(session: Session, log: MailLog): string[] {
	const codes = session.steps.flatMap((step) => {
		const said = saidNo(session, step, log) ?? step.reply;
		return [said?.code, said?.enhanced];
	});
	return [...new Set(codes.filter((code) => code !== undefined))];
}

/** The last word of what failed and was not made up for; `undefined` where nothing was. */
function failureWords(session: Session, log: MailLog, language?: Language): string | undefined {
	const refusal = refusalsOf(session, log).findLast(
		({ overcome, step }) => !overcome && !isOvercomeLogin(session, step),
	);
	if (refusal) {
		return plainText([codeWords(refusal), refusal.text].filter(Boolean).join(' '), longestFailure);
	}
	const failed = failingSteps(session, log).findLast(({ step }) => !isOvercomeLogin(session, step))?.step;
	if (!failed) {
		return undefined;
	}
	const before = session.steps[session.steps.indexOf(failed) - 1];
	return failed.stage === 'disconnect' && before
		? say('row.brokeOff', { stage: stageWords(before.stage, language) })(language)
		: say('row.failed', { stage: stageWords(failed.stage, language) })(language);
}
