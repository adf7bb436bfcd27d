import type { MailLog } from '../core/mailLog';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { fallBackOf, type FallBack } from './tlsFailures';
import { fixOf } from './tlsFailed';

export const tlsFellBack: Check = {
	id: 'tls.fellBack',
	severity: 'warning',
	doc: `A TLS handshake failed, and then the same mail was delivered to the same host in the clear: that is what opportunistic TLS
does (RFC 7435 §3, Postfix \`smtp_tls_security_level = may\`, Exim without \`hosts_require_tls\`), and it is what somebody in between who
wants to read along would bring about. One finding for each host and reason. Where the mail was not delivered, \`tls.failed\` and
\`delivery.deferred\` say so.`,
	example: `2026-11-23 10:00:00 1xVX0Y-00008E-0N <= alice@example.com U=alice P=local S=420
2026-11-23 10:00:01 1xVX0Y-00008E-0N TLS session: (gnutls_handshake): An unexpected TLS packet was received.: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)
2026-11-23 10:00:01 1xVX0Y-00008E-0N => b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 2.0.0 Ok: queued as 57AC4267EC"
2026-11-23 10:00:01 1xVX0Y-00008E-0N Completed`,
	start(log) {
		const causes = new Causes<Place, Place>();
		return {
			message(message) {
				const fallBack = fallBackOf(message, log);
				if (fallBack) {
					const place = { ...fallBack, queueId: message.queueId };
					causes.add(`${fallBack.host}\n${fallBack.reason}`, place, place);
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

type Place = FallBack & { readonly queueId: string };

function toFinding(cause: SameCause<Place, Place>, log: MailLog): Finding {
	const { line, reason, host, text, queueId } = cause.first;
	return {
		rule: tlsFellBack.id,
		severity: 'warning',
		line,
		span: spanOf(log, line),
		title: say('fellBack.title'),
		message: sayCount('fellBack', cause.count, {
			id: queueId,
			host,
			why: say(`tlsReason.${reason}`),
			quote: text ? ` “${text}”` : '',
		}),
		fix: fixOf(reason, false),
		messageId: queueId,
		...relatedPlaces(
			log,
			cause.places.flatMap(({ line: at, delivered }) => [
				{ line: at, message: say('fellBack.failed') },
				{ line: delivered, message: say('fellBack.delivered') },
			]),
			line,
		),
	};
}
