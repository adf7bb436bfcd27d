import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { uncounted } from './counted';
import { answered, faultCheck, type Fault } from './faults';
import { notedWords } from './noted';
import { refusalsOf } from './refusals';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { situationsOf, type Situation } from './situations';

export const recipientFaults = remembered((session: Session, log: MailLog): readonly Fault[] => [
	...situationsOf(session, log).flatMap((situation) => spoken(session, situation)),
	...session.lines.flatMap((line) => noted(session, line, log)),
	...uncounted(session, log).flatMap(({ verb, needs, line }) =>
		needs === 'RCPT'
			? [{ session: headOf(session), severity: 'warning' as const, line, ...noneWords(verb) }]
			: [],
	),
]);

export const protocolNoRecipient = faultCheck(
	{
		id: 'protocol.noRecipient',
		severity: 'error',
		doc: `DATA or BDAT came although the mail had no recipient: no RCPT was sent (RFC 5321 §3.3 wants 503 or 554), or every RCPT was
refused and the server said 354 all the same, as it may to a client that pipelines (RFC 2920 §3.1): then a lone dot has to be sent, and
content goes nowhere. An error in a transcript where it was refused, a warning in a server's log (postscreen's
\`DATA without valid RCPT\`, Exim's \`valid RCPT command must precede DATA\`, Postfix's counters \`data=0/1\` without \`rcpt=\`),
information where the server said 354. A refused DATA after refused recipients is told with them by \`reply.rejected\`.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<a@example.org>
<-  250 2.1.0 Ok
 -> DATA
<** 503 5.5.1 Error: need RCPT command
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	recipientFaults,
);

function spoken(session: Session, { step, verb, before, isOvercome }: Situation): Fault[] {
	const { mail, recipients } = before;
	if ((verb !== 'DATA' && verb !== 'BDAT') || !mail?.isAccepted) {
		return [];
	}
	const base = { ...answered(session, step.reply, isOvercome), line: step.line };
	if (recipients.sent === 0) {
		return [{ ...base, ...noneWords(verb) }];
	}
	return recipients.accepted === 0 && step.reply?.code === '354'
		? [
				{
					...base,
					key: 'refused',
					title: say('recipient.refused.title'),
					told: say('recipient.refused', { verb }),
					fix: say('recipient.refused.fix'),
				},
			]
		: [];
}

/** What postscreen and Exim note of a session. */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	const kind = log.kindAt(line);
	if (kind !== 'postscreen-violation' && kind !== 'protocol-error') {
		return [];
	}
	const event = log.event(line);
	// DATA without valid RCPT
	const words = kind === 'protocol-error' ? notedWords(event) : (valueOf(event, 'action') ?? '');
	const verb = /^"?(DATA|BDAT)\b/i.exec(words)?.[1]?.toUpperCase();
	if (verb === undefined || !/valid RCPT/i.test(words)) {
		return [];
	}
	const hasReason = refusalsOf(session, log).some(({ stage }) => stage === 'rcpt');
	return hasReason
		? []
		: [{ session: headOf(session), severity: 'warning', line, explains: [line], ...noneWords(verb) }];
}

function noneWords(verb: string): Pick<Fault, 'key' | 'title' | 'told' | 'fix'> {
	return {
		key: 'none',
		title: say('recipient.none.title'),
		told: say('recipient.none', { verb }),
		fix: say('recipient.none.fix', { verb }),
	};
}
