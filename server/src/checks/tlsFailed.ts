import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding, type Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
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
		const groups = new Map<string, Group>();
		return {
			session(session) {
				const failure = tlsFailureOf(session, log);
				if (failure && !isToldElsewhere(failure, log)) {
					add(groups, session, failure);
				}
				return [];
			},
			rest: () => Array.from(groups.values(), (group) => toFinding(group, log)),
		};
	},
};

/** Handshakes that failed for one reason: in a server's log of all clients, else with one host. */
interface Group {
	readonly failure: TlsFailure;
	readonly severity: Severity;
	readonly peer?: string;
	readonly isServers: boolean;
	readonly peers: Set<string>;
	readonly places: { line: number; session: number }[];
	count: number;
}

function add(groups: Map<string, Group>, session: Session, failure: TlsFailure): void {
	const peer = peerWords(session.peer);
	const isServers = isServer(session);
	const severity = severityOf(session, failure);
	const key = [severity, session.role, failure.reason, isServers ? '' : (peer ?? session.index)].join('\n');
	const group: Group = groups.get(key) ?? {
		failure,
		severity,
		...(peer !== undefined && { peer }),
		isServers,
		peers: new Set(),
		places: [],
		count: 0,
	};
	groups.set(key, group);
	group.count++;
	if (peer !== undefined && group.peers.size < 1000) {
		group.peers.add(peer);
	}
	if (group.places.length <= relatedLimit) {
		group.places.push({ line: failure.line, session: session.index });
	}
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

function toFinding(
	{ failure, severity, peer, isServers, peers, places, count }: Group,
	log: MailLog,
): Finding {
	const { line, reason, text } = failure;
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
					clients: sayCount('client', Math.max(1, peers.size), { client: peer ?? say('auth.aClient') }),
					times: count > Math.max(1, peers.size) ? say('rejected.times', { count }) : undefined,
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
		...(places[0] && { session: places[0].session }),
		...relatedPlaces(
			log,
			places.map(({ line: at, session }) => ({
				line: at,
				message: say('tlsFailed.place', { session: sessionId(session) }),
			})),
			line,
		),
	};
}

/** What the side does about it whose log it is. */
export function fixOf(reason: TlsReason, isServers: boolean) {
	return say(isServers ? `tlsReason.${reason}.server` : `tlsReason.${reason}.client`);
}
