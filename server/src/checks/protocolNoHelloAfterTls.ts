import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { countersOf } from '../core/sessions/counters';
import { say } from '../knowledge/say';
import { answered, faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { situationsOf } from './situations';

/** What may come first over TLS: EHLO, and QUIT of a client that does not like the certificate. */
const mayComeFirst: ReadonlySet<string> = new Set(['EHLO', 'HELO', 'LHLO', 'QUIT', 'NOOP', 'RSET']);

export const tlsHelloFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const [first, ...others] = situationsOf(session, log).filter(
		({ before, verb }) => before.isFreshTls && !mayComeFirst.has(verb),
	);
	if (!first) {
		return countedFaults(session, log);
	}
	const { step, verb, isOvercome } = first;
	const outOfOrder = others.flatMap(({ step: { reply } }) => (reply?.code === '503' ? reply.line : []));
	const base = answered(session, step.reply, isOvercome, /^5(?:0\d|3[08]|5[04])$/);
	return [
		{
			...base,
			line: step.line,
			...wordsOf(verb),
			...(base.explains && { explains: [...base.explains, ...outOfOrder] }),
		},
	];
});

export const protocolNoHelloAfterTls = faultCheck(
	{
		id: 'protocol.noHelloAfterTls',
		severity: 'error',
		doc: `After STARTTLS and the handshake no EHLO came: what was said before TLS counts no more, on either side, so the client has
to say EHLO again and read what is offered now (RFC 3207 §4.2). An error in a transcript where the next command was refused for it, a
warning in a server's log, information where the server took it all the same. QUIT right after the handshake is how a client leaves
that does not trust the certificate. Of Postfix's counters it reads \`ehlo=1 starttls=1 mail=0/1\`, and nothing of sessions in which
nothing failed.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 STARTTLS
 -> STARTTLS
<-  220 2.0.0 Ready to start TLS
=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256
 ~> MAIL FROM:<a@example.org>
<** 503 5.5.1 Error: send HELO/EHLO first
 ~> QUIT
<~  221 2.0.0 Bye`,
	},
	tlsHelloFaults,
);

/** `ehlo=1 starttls=1 mail=0/1`: Postfix logs no 503, and no line tells why MAIL failed. */
function countedFaults(session: Session, log: MailLog): readonly Fault[] {
	const line = session.lines.at(-1);
	if (session.role !== 'server' || session.software !== 'postfix' || line === undefined) {
		return [];
	}
	const event = log.event(line);
	if (event.kind !== 'disconnect' || valueOf(event, 'counters') === undefined) {
		return [];
	}
	const counters = countersOf([{ line, event }]);
	const count = (verb: string) => counters.get(verb)?.all ?? 0;
	const failed = (['mail', 'auth'] as const).find((verb) => count(verb) > 0 && counters.get(verb)?.ok === 0);
	const isTold = session.steps.some(
		({ stage, evidence, failed: isFailed }) => stage === failed && evidence === 'seen' && isFailed,
	);
	return failed && !isTold && counters.get('starttls')?.ok === 1 && count('ehlo') + count('helo') === 1
		? [{ session: headOf(session), severity: 'warning', line, ...wordsOf(failed.toUpperCase()) }]
		: [];
}

function wordsOf(verb: string): Pick<Fault, 'key' | 'title' | 'told' | 'fix'> {
	return {
		key: 'hello',
		title: say('tlsHello.title'),
		told: say('tlsHello', { verb }),
		fix: say('tlsHello.fix'),
	};
}
