import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { say } from '../knowledge/say';
import { hasDialogue } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { goAheadFaults } from './protocolDataWithoutGoAhead';
import { greetingFaults } from './sessionNoGreeting';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { stageWords } from './words';

export const missingFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const { steps, outcome } = session;
	const last = steps.findLastIndex(({ reply }) => reply);
	if (!hasDialogue(session, log) || last < 0 || greetingFaults(session, log).length > 0) {
		return [];
	}
	const strays = new Set(goAheadFaults(session, log).flatMap(({ others = [] }) => others));
	const missing = steps.filter((step) => isUnanswered(step) && !strays.has(step.line));
	const inBetween = missing.filter((step) => steps.indexOf(step) < last);
	const atEnd = missing.find((step) => steps.indexOf(step) > last);
	const isTold = outcome === 'lost' || outcome === 'timeout' || outcome === 'rejected';
	const isEnded = outcome !== 'open' || steps.some(({ stage }) => stage === 'disconnect');
	return [
		...toFaults(session, 'between', inBetween, 'warning'),
		...(atEnd && !isTold ? toFaults(session, 'end', [atEnd], isEnded ? 'warning' : 'information') : []),
	];
});

export const replyMissing = faultCheck(
	{
		id: 'reply.missing',
		severity: 'warning',
		doc: `A command has no answer (RFC 5321 §4.1.1 gives each one). A warning where the session went on without it or was ended;
information where the transcript ends there: the server hangs, or the transcript was cut. It needs to see the dialogue: a transcript,
or Postfix with \`-v\`. A connection that was lost is \`session.lost\`, a login without an end \`auth.notAuthenticated\`, and for QUIT
many clients do not wait.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<a@example.org>
<-  250 2.1.0 Ok
 -> RCPT TO:<b@example.com>
 -> DATA
<-  354 End data with <CR><LF>.<CR><LF>
 -> Subject: test
 -> .
<-  250 2.0.0 Ok
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	missingFaults,
);

function isUnanswered({ stage, command, reply, failed }: Step): boolean {
	if (reply || failed || stage === 'auth' || stage === 'quit') {
		return false;
	}
	// The header of a proxy is no command.
	return command === undefined ? stage === 'content' : !command.startsWith('PROXY ');
}

function toFaults(
	session: Session,
	key: 'between' | 'end',
	steps: readonly Step[],
	severity: Fault['severity'],
): Fault[] {
	const [first] = steps;
	return first
		? [
				{
					session: headOf(session),
					key,
					severity,
					line: first.line,
					others: steps.map(({ line }) => line),
					title: say('missing.title'),
					told: say(`missing.${key}`, { stage: (language) => stageWords(first.stage, language) }),
					fix: say(`missing.${key}.fix`),
				},
			]
		: [];
}
