import { refusalsOf, saidNo } from '../checks/refusals';
import { codeWords, peerWords, plainText, sessionId, stageWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { SessionRow, SessionsParams } from '../protocol';
import { endingOf } from './outcome';
import { deliveryPhases, type SessionTimes } from './deliveryPhases';
import { phasesOf } from './phases';
import { failingSteps, isOvercomeLogin, sessionState } from './stepState';
import { strip } from './strip';

/** Longest words of a log in a row, in UTF-16 code units. */
const longestFailure = 160;

/** Some of a log's sessions, one after the other, so that whoever asks may pause between them: `undefined` for one that is not wanted. */
export function* sessionRows(
	log: MailLog,
	{ from, count }: Pick<SessionsParams, 'from' | 'count'>,
	{ language, isWanted = () => true }: { language?: Language; isWanted?: (session: Session) => boolean } = {},
): Generator<SessionRow | undefined> {
	const end = Math.min(from + count, log.sessionCount);
	for (let index = Math.max(0, from); index < end; index++) {
		const session = log.session(index);
		yield isWanted(session) ? sessionRow(session, log, language) : undefined;
	}
}

function sessionRow(session: Session, log: MailLog, language?: Language): SessionRow {
	const { queueIds } = session;
	const outcome = endingOf(session, log);
	const { start, duration, phases } = timesOf(session, log);
	const offset = session.start?.offset;
	const peer = peerWords(session.peer);
	const failure = failureWords(session, log, language);
	return {
		id: sessionId(session.index),
		line: session.lines[0] ?? 0,
		lineCount: session.lines.length,
		...(start !== undefined && { start }),
		...(offset !== undefined && { offset }),
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
		phases,
	};
}

/** When a session began and how long it took, as far as the log tells. */
function timesOf(
	session: Session,
	log: MailLog,
): Partial<SessionTimes> & Pick<SessionRow, 'duration' | 'phases'> {
	const told = deliveryPhases(session, log);
	if (told) {
		return { ...told, duration: told.phases.reduce((sum, { duration }) => sum + duration, 0) };
	}
	const { start, end } = session;
	if (!start || !end) {
		return { phases: phasesOf(session, log, undefined) };
	}
	const duration = Math.max(0, end.epoch - start.epoch);
	return { start: start.epoch, duration, phases: phasesOf(session, log, duration) };
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
