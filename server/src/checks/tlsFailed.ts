import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding, Severity } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { fallBackOf, tlsFailureOf, type TlsFailure } from './tlsFailures';
import { isServersOwn, type TlsReason } from './tlsReasons';
import { isServer, peerWords, plainText, sessionId } from './words';

export const tlsFailed: Check = {
	id: 'tls.failed',
	severity: 'error',
	doc: `A TLS handshake failed (RFC 3207 §4.1): why, in plain words for what OpenSSL and GnuTLS write, and who has to act. A
transcript gives an error. A server's log gives one finding for each reason, with how many clients had it: a warning where clients
refuse the server's certificate, information where most are scanners and old clients. For mail of the queue it is information, as
\`delivery.deferred\`, \`delivery.bounced\` and \`tls.fellBack\` say what became of it. A connection that broke off after TLS was up is left
to \`session.lost\`.`,
	example: `=== Trying mx.example.com:25...
=== Connected to mx.example.com.
<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 STARTTLS
 -> STARTTLS
<-  220 2.0.0 Ready to start TLS
*** TLS startup failed (connect(): error:0A000086:SSL routines::certificate verify failed)
*** STARTTLS attempted but failed`,
	start(log) {
		const causes = new Causes<Failed, Place>();
		return {
			session(session) {
				const failure = tlsFailureOf(session, log);
				if (failure && !isToldElsewhere(failure, log)) {
					add(causes, session, failure);
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

/** The first of the handshakes that failed for one reason: in a server's log of all clients, else with one host. */
interface Failed extends TlsFailure {
	readonly severity: Severity;
	readonly isServers: boolean;
}

interface Place {
	readonly line: number;
	readonly session: number;
}

function add(causes: Causes<Failed, Place>, session: Session, failure: TlsFailure): void {
	const isServers = isServer(session);
	const severity = severityOf(session, failure);
	const who = isServers ? '' : (peerWords(session.peer) ?? session.index);
	causes.add(
		[severity, session.role, failure.reason, who].join('\n'),
		{ ...failure, severity, isServers },
		{ line: failure.line, session: session.index },
		session.peer,
	);
}

function severityOf({ role }: Pick<Session, 'role'>, { reason, message }: TlsFailure): Severity {
	if (role === 'server') {
		return isServersOwn(reason) ? 'warning' : 'information';
	}
	return message === undefined ? 'error' : 'information';
}

/** What a mail in the queue says itself: that it went on without TLS, or that TLS failed and nothing more is known. */
function isToldElsewhere({ reason, message }: TlsFailure, log: MailLog): boolean {
	return message !== undefined && (reason === 'other' || fallBackOf(log.message(message), log) !== undefined);
}

function toFinding(cause: SameCause<Failed, Place>, log: MailLog): Finding {
	const { line, reason, text, severity, isServers } = cause.first;
	const { count, peer, peerCount } = cause;
	const why = say(`tlsReason.${reason}`);
	const quote = text ? ` “${plainText(text, 120)}”` : '';
	return {
		rule: tlsFailed.id,
		severity,
		line,
		span: spanOf(log, line),
		title: say(`tlsReason.${reason}.title`),
		message: isServers
			? say('tlsFailed.server', {
					clients: sayCount('client', peerCount, { client: peer ?? say('auth.aClient') }),
					times: count > peerCount ? say('rejected.times', { count }) : undefined,
					why,
					quote,
				})
			: say('tlsFailed.client', {
					peer: peer ?? say('lost.otherSide'),
					times: count > 1 ? say('rejected.times', { count }) : undefined,
					why,
					quote,
				}),
		fix: fixOf(reason, isServers),
		...(cause.places[0] && { session: cause.places[0].session }),
		...cause.related(log, ({ session }) => say('tlsFailed.place', { session: sessionId(session) })),
	};
}

/** What the side does about it whose log it is. */
export function fixOf(reason: TlsReason, isServers: boolean) {
	return say(isServers ? `tlsReason.${reason}.server` : `tlsReason.${reason}.client`);
}
