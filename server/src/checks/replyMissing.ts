import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { say, type Said } from '../knowledge/say';
import { hasDialogue } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { goAheadFaults } from './protocolDataWithoutGoAhead';
import { pipeliningFaults } from './protocolPipelining';
import { greetingFaults } from './sessionNoGreeting';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { plainText, stageWords } from './words';

const missingFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const { steps, outcome } = session;
	const last = steps.findLastIndex(({ reply }) => reply);
	if (!hasDialogue(session, log) || last < 0 || greetingFaults(session, log).length > 0) {
		return [];
	}
	const strays = new Set(goAheadFaults(session, log).flatMap(({ others = [] }) => others));
	const greeting = steps.find(({ stage }) => stage === 'greeting')?.reply?.line ?? 0;
	const missing = steps.filter(
		(step) =>
			isUnanswered(step) &&
			!strays.has(step.line) &&
			// What comes before the greeting and is no command is a proxy's header.
			(step.stage !== 'other' || step.line > greeting),
	);
	const behind = new Set(steps.slice(last + 1));
	const inBetween = missing.filter((step) => !behind.has(step));
	const atEnd = missing.find((step) => behind.has(step));
	const isTold =
		outcome === 'lost' ||
		outcome === 'timeout' ||
		outcome === 'rejected' ||
		hangsUp.test(steps[last]?.reply?.code ?? '') ||
		pipeliningFaults(session, log).length > 0;
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
	return command !== undefined || stage === 'content';
}

/** With these a server ends the session. */
const hangsUp = /^(?:421|554)$/;

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
					told: say(`missing.${key}`, { stage: nameOf(first) }),
					fix: say(`missing.${key}.fix`),
				},
			]
		: [];
}

/** A command that we do not know, as it was sent; of others their name. */
function nameOf({ stage, command }: Step): Said {
	return stage === 'other' && command
		? () => plainText(command, 40)
		: (language) => stageWords(stage, language);
}
