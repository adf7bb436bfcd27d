import { saidNo } from '../checks/refusals';
import { codeWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { durationWords } from './duration';
import { isFailing, isUnanswered, stateOf } from './stepState';
import { lostWord, stageLabel } from './strip';

/** `RCPT 250 · 12 ms`, `✗ RCPT 550 5.1.1 · 3 ms`, `TLSv1.3`, `RCPT?` without an answer. */
export function stepWords(session: Session, step: Step, log: MailLog): string {
	const words = stepLabel(session, step, log);
	return step.elapsed ? `${words} · ${durationWords(step.elapsed)}` : words;
}

/** The same without its time. */
export function stepLabel(session: Session, step: Step, log: MailLog): string {
	const said = saidNo(session, step, log);
	const label =
		step.stage === 'tls' && !step.failed
			? (session.tls?.version ?? 'TLS')
			: (lostWord(step) ?? stageLabel(step));
	const sign = isUnanswered(session, step) ? '?' : '';
	const code = said ? codeWords(said) : (step.reply?.code ?? '');
	return [isFailing(stateOf(session, step, log)) ? '✗' : '', label + sign, code].filter(Boolean).join(' ');
}
