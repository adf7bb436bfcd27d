import { saidNo } from '../checks/refusals';
import { peerWords, plainText, sessionId } from '../checks/words';
import type { Language } from '../knowledge/knowledge';
import { say, sayAll } from '../knowledge/say';
import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import type { TimelineMark } from '../protocol';
import { shapeOf } from './markShape';
import { endingWords } from './outcome';
import { isFailing, isUnanswered, lineOf, sessionState, stateOf } from './stepState';
import { stepWords } from './stepWords';
import { stageLabel, strip } from './strip';

/** The marks of a session in a range of lines (from 0, both included): of the session itself at its first line, and of its stages. */
export function sessionMarks(
	session: Session,
	log: MailLog,
	{ first, last, language }: { first: number; last: number; language: Language | undefined },
): TimelineMark[] {
	const stepsByLine = new Map<number, Step[]>();
	for (const step of session.steps) {
		const line = lineOf(step);
		if (line >= first && line <= last) {
			const steps = stepsByLine.get(line);
			if (steps) {
				steps.push(step);
			} else {
				stepsByLine.set(line, [step]);
			}
		}
	}
	const [head] = session.lines;
	const marks: TimelineMark[] = [];
	if (head !== undefined && head >= first && head <= last && session.steps.length > 0) {
		marks.push(sessionMark(session, head, log, language));
	}
	for (const [line, steps] of stepsByLine) {
		if (line !== head) {
			marks.push(stepMark(session, line, steps, { log, language }));
		}
	}
	return marks;
}

/** The mark of a session's first line: the whole session, as it ended. */
function sessionMark(session: Session, line: number, log: MailLog, language?: Language): TimelineMark {
	const id = sessionId(session.index);
	const peer = peerWords(session.peer);
	const text = strip(session, log);
	const words = say('session.mark', {
		who: peer ? say('session.with', { session: id, peer }) : say('session', { session: id }),
		outcome: endingWords(session, log),
		strip: text,
	});
	return {
		line,
		session: sessionId(session.index),
		shape: 'session',
		state: sessionState(session, log),
		text,
		description: sayAll(words, session.beginningMissing ? say('session.cut') : undefined)(language),
	};
}

/** The mark of one line: its last step, or the one that failed; with those that no line shows in parentheses behind it. */
function stepMark(
	session: Session,
	line: number,
	steps: readonly Step[],
	{ log, language }: { log: MailLog; language: Language | undefined },
): TimelineMark {
	const shown = steps.filter(({ evidence }) => evidence === 'seen');
	const failed = (step: Step): boolean => isFailing(stateOf(session, step, log));
	const told = shown.findLast(failed) ?? shown.at(-1);
	const step = told && failed(told) ? told : (steps.findLast(failed) ?? told ?? steps.at(-1));
	if (!step) {
		throw new RangeError('a mark needs a step');
	}
	const state = stateOf(session, step, log);
	const hollow = hollowWords(steps.filter(({ evidence }) => evidence !== 'seen'));
	const words = told ? stepWords(session, told, log) : '';
	const who = say('session', { session: sessionId(session.index) });
	const said = told ? saidNo(session, told, log)?.text || (told.reply?.text ?? '') : '';
	// What the server of a login says between codes is base64, which tells nobody anything.
	const sentence = !told ? 'step.unseen' : isUnanswered(session, told) ? 'step.unanswered' : 'step.mark';
	const quote = told?.stage === 'auth' && /^[A-Za-z0-9+/=]*$/.test(said) ? '' : plainText(said, 160);
	return {
		line,
		session: sessionId(session.index),
		shape: shapeOf[step.stage],
		state,
		...(step.evidence !== 'seen' && { isHollow: true }),
		// What was seen comes first: a long line leaves little room behind it.
		text: [words, hollow].filter(Boolean).join(' '),
		description: sayAll(say(sentence, { who, words: words || hollow }), quote && `“${quote}”`)(language),
	};
}

/** `(EHLO · MAIL · RCPT×2)` */
function hollowWords(steps: readonly Step[]): string {
	const counts = new Map<string, number>();
	for (const step of steps) {
		const label = step.failed ? `✗ ${stageLabel(step)}` : stageLabel(step);
		counts.set(label, (counts.get(label) ?? 0) + 1);
	}
	const words = Array.from(counts, ([label, count]) => (count > 1 ? `${label}×${count}` : label));
	return words.length > 0 ? `(${words.join(' · ')})` : '';
}
