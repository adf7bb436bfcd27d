import { valueOf, type Kind } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { countersOf } from '../core/sessions/counters';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { remembered } from './remembered';
import { Causes, type SameCause } from './sameCause';
import { sessionId } from './words';

export const replyUnlogged: Check = {
	id: 'reply.unlogged',
	severity: 'warning',
	doc: `Postfix refused a command and wrote no line about it: only the counters of the session's last line show it. \`starttls=0/1\`
without a handshake that failed is \`454 4.7.0 TLS not available due to local problem\`: certificate or key cannot be used. One finding for
a log. \`mail=0/1\` after EHLO, without STARTTLS and without any other line, is most likely \`530 5.7.0 Must issue a STARTTLS command first\`
(\`smtpd_tls_security_level = encrypt\`). One finding for each client. Commands out of their order, of which counters tell, too, are
\`protocol.order\` and \`protocol.noRecipient\`.`,
	example: `Nov 23 10:30:00 mx1 postfix/submission/smtpd[2214]: connect from client.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/submission/smtpd[2214]: disconnect from client.example.org[192.0.2.9] ehlo=1 mail=0/1 quit=1 commands=2/3`,
	start(log) {
		const causes = new Causes<Unlogged, Place>();
		return {
			session(session) {
				const { peer, index } = session;
				for (const what of unloggedIn(session, log)) {
					const { kind, line } = what;
					const who = kind === 'mail' ? (peer?.address ?? `session ${index}`) : '';
					causes.add([kind, who].join('\n'), what, { line, session: index }, peer);
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

/** A refusal that only counters show. */
interface Unlogged {
	readonly kind: 'starttls' | 'mail';
	/** The line of the counters, from 0. */
	readonly line: number;
}

interface Place {
	readonly line: number;
	readonly session: number;
}

const unloggedIn = remembered((session: Session, log: MailLog): readonly Unlogged[] => {
	const line = session.lines.at(-1);
	if (session.role !== 'server' || session.software !== 'postfix' || line === undefined) {
		return [];
	}
	const event = log.event(line);
	if (event.kind !== 'disconnect' || valueOf(event, 'counters') === undefined || session.beginningMissing) {
		return [];
	}
	const counters = countersOf([{ line, event }]);
	const count = (verb: string) => counters.get(verb) ?? { ok: 0, all: 0 };
	const hasOnly = (kinds: ReadonlySet<Kind | undefined>) =>
		session.lines.every((each) => kinds.has(log.kindAt(each)));
	const hasHello = ['ehlo', 'helo', 'lhlo'].some((verb) => count(verb).ok > 0);
	if (count('starttls').ok < count('starttls').all && hasOnly(withoutTls)) {
		return [{ kind: 'starttls', line }];
	}
	return hasHello &&
		count('starttls').all === 0 &&
		count('mail').all > 0 &&
		count('mail').ok === 0 &&
		hasOnly(nothingTold)
		? [{ kind: 'mail', line }]
		: [];
});

/** Lines of these kinds tell of no refusal, and of no TLS. */
const nothingTold: ReadonlySet<Kind | undefined> = new Set(['connect', 'disconnect', 'info']);
/** Nor of a connection that broke off amid a handshake. */
const withoutTls: ReadonlySet<Kind | undefined> = new Set([
	...nothingTold,
	'client',
	'message-id',
	'reject',
	'milter',
	'sasl-failed',
]);

function toFinding(cause: SameCause<Unlogged, Place>, log: MailLog): Finding {
	const { kind, line } = cause.first;
	const clients = sayCount('client', cause.peerCount, { client: cause.peer ?? say('auth.aClient') });
	return {
		rule: replyUnlogged.id,
		severity: 'warning',
		line,
		span: spanOf(log, line),
		title: say(`unlogged.${kind}.title`),
		message: say(`unlogged.${kind}`, {
			clients,
			times: cause.count > cause.peerCount ? say('rejected.times', { count: cause.count }) : undefined,
		}),
		fix: say(`unlogged.${kind}.fix`),
		...(cause.places[0] && { session: cause.places[0].session }),
		...cause.related(log, ({ session }) => say('tlsFailed.place', { session: sessionId(session) })),
	};
}
