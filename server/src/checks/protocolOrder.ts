import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, type Said } from '../knowledge/say';
import { uncounted } from './counted';
import { answered, faultCheck, type Fault } from './faults';
import { notedWords } from './noted';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { situationsOf, type Situation } from './situations';

/** `SMTP protocol error in "RCPT TO:<b@example.com>" … sender not yet given`: what Exim says, and what it means. */
const eximWords: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
	[/sender not yet given/, 'withoutMail'],
	[/sender already given/, 'nestedMail'],
	[/already authenticated/, 'authAgain'],
	[/not permitted in mail transaction/, 'authInMail'],
	[/HELO or EHLO (?:required|first)|no HELO\/EHLO/i, 'withoutHello'],
];

type Kind =
	| 'withoutHello'
	| 'withoutMail'
	| 'forgotten'
	| 'nestedMail'
	| 'authAgain'
	| 'authInMail'
	| 'tlsAgain'
	| 'tlsInMail';

export const orderFaults = remembered((session: Session, log: MailLog): readonly Fault[] => [
	...situationsOf(session, log).flatMap((situation) => spoken(session, situation)),
	...session.lines.flatMap((line) => noted(session, line, log)),
	...uncounted(session, log).flatMap(({ verb, needs, line }) =>
		needs === 'RCPT'
			? []
			: [
					{
						session: headOf(session),
						severity: 'warning' as const,
						line,
						...wordsOf(needs === 'EHLO' ? 'withoutHello' : 'withoutMail', verb),
					},
				],
	),
]);

export const protocolOrder = faultCheck(
	{
		id: 'protocol.order',
		severity: 'error',
		doc: `A command came where it must not: MAIL or AUTH before EHLO or HELO, RCPT or DATA before MAIL, MAIL while another mail is
open, RCPT after RSET or a second EHLO (both forget the sender), AUTH after MAIL or after a 235, STARTTLS over TLS or after MAIL
(RFC 5321 §4.1.4, RFC 3207 §4.2, RFC 4954 §4). An error in a transcript where it was refused, a warning in a server's log,
information where the server took it all the same or the client did better later. It needs to see the commands: a transcript, Postfix
with \`-v\`, Exim's \`SMTP protocol error\`; of Postfix's counters it reads those that prove it, such as \`mail=0/1\` without
\`ehlo=1\`, and not those of sessions in which nothing failed. DATA without RCPT is \`protocol.noRecipient\`, and what follows from
a refused command, as it does when a client pipelines, is told with that.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> RCPT TO:<b@example.com>
<** 503 5.5.1 Error: need MAIL command
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	orderFaults,
);

function spoken(session: Session, situation: Situation): Fault[] {
	const { step, verb, isOvercome } = situation;
	const kind = kindOf(situation);
	return kind
		? [
				{
					...answered(session, step.reply, isOvercome),
					line: step.line,
					...wordsOf(kind, verb, situation.before.forgotBy),
				},
			]
		: [];
}

function kindOf({ verb, before }: Situation): Kind | undefined {
	const { isWhole, isMailKnown, hello, hasTriedHello, isFreshTls, mail, forgotBy } = before;
	const isUngreeted = isWhole && hello === undefined && !hasTriedHello && !isFreshTls;
	switch (verb) {
		case 'MAIL':
			return isUngreeted ? 'withoutHello' : mail?.isAccepted ? 'nestedMail' : undefined;
		case 'RCPT':
		case 'DATA':
		case 'BDAT':
			return mail
				? undefined
				: forgotBy !== undefined
					? 'forgotten'
					: isMailKnown
						? 'withoutMail'
						: undefined;
		case 'AUTH':
			return before.isAuthenticated
				? 'authAgain'
				: mail?.isAccepted
					? 'authInMail'
					: isUngreeted
						? 'withoutHello'
						: undefined;
		case 'STARTTLS':
			return before.isSecure ? 'tlsAgain' : mail?.isAccepted ? 'tlsInMail' : undefined;
		default:
			return undefined;
	}
}

/** What Exim notes of a session. */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	const kind = log.kindAt(line);
	if (session.software !== 'exim' || (kind !== 'protocol-error' && kind !== 'reject')) {
		return [];
	}
	const event = log.event(line);
	const text = notedWords(event);
	const meant = eximWords.find(([pattern]) => pattern.test(text))?.[1];
	// "RCPT TO:<b@example.com>"
	//  ----
	const verb = /^"([A-Za-z]{1,8})\b/.exec(text)?.[1] ?? valueOf(event, 'phase') ?? 'MAIL';
	return meant
		? [
				{
					session: headOf(session),
					severity: 'warning',
					line,
					explains: [line],
					...wordsOf(meant, verb.toUpperCase()),
				},
			]
		: [];
}

function wordsOf(kind: Kind, verb: string, by?: string): { key: string; title: Said; told: Said; fix: Said } {
	return {
		key: [kind, verb].join(' '),
		title: say(`order.${kind}.title`, { verb }),
		told: say(`order.${kind}`, { verb, by }),
		fix: say(`order.${kind}.fix`, { verb, by }),
	};
}
