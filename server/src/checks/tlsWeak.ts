import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding, Severity } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { isServer, plainText, sessionId } from './words';

export const tlsWeak: Check = {
	id: 'tls.weak',
	severity: 'warning',
	doc: `A connection used a version of TLS that is given up (SSLv3, TLS 1.0, TLS 1.1: RFC 8996, RFC 9325 §3.1.1), a cipher that
hides little or nothing (RC4, 3DES, NULL, EXPORT, anonymous: RFC 9325 §4.1), or a key of less than 2048 bits (RFC 9325 §4.4). One finding
for each version and cipher, with how many hosts used it. In a server's log it is information as long as nobody logged in: without TLS
that mail would have come in the clear.`,
	example: `=== Trying mx.example.com:25...
=== Connected to mx.example.com.
<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 STARTTLS
 -> STARTTLS
<-  220 2.0.0 Ready to start TLS
=== TLS started with cipher TLSv1:ECDHE-RSA-AES256-SHA:256
 ~> QUIT
<~  221 2.0.0 Bye`,
	start(log) {
		const causes = new Causes<Weak, Place>();
		return {
			session(session) {
				const what = weaknessOf(session, log);
				if (what) {
					add(causes, session, what);
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

interface Weakness {
	readonly line: number;
	readonly kind: 'version' | 'cipher' | 'key';
	/** `TLSv1.1`, `RC4-SHA`, `1024` bits. */
	readonly name: string;
}

/** The first connection with a weakness, and how grave it is for all of them. */
interface Weak extends Weakness {
	readonly isServers: boolean;
	/** The gravest of all that have it. */
	severity: Severity;
}

interface Place {
	readonly line: number;
	readonly session: number;
}

function add(causes: Causes<Weak, Place>, session: Session, what: Weakness): void {
	const isServers = isServer(session);
	const severity = !isServers || session.auth?.ok ? 'warning' : 'information';
	const { first } = causes.add(
		[session.role, what.kind, what.name].join('\n'),
		{ ...what, isServers, severity },
		{ line: what.line, session: session.index },
		session.peer,
	);
	if (severity === 'warning') {
		first.severity = severity;
	}
}

// SSLv3  TLSv1  TLSv1.0  TLSv1.1, and Exim's TLS1.0
const oldVersion = /^(?:SSL(?:v?[23](?:\.0)?)?|TLSv?1(?:\.[01])?)$/i;
// RC4-SHA  DES-CBC3-SHA  NULL-SHA  EXP-RC4-MD5  ADH-AES256-SHA  AECDH-NULL-SHA  RSA_3DES_EDE_CBC_SHA1  ARCFOUR
const weakCipher =
	/RC4|ARCFOUR|3DES|DES-CBC|(?:^|[-_])(?:NULL|EXP|EXPORT|ANON|ADH|AECDH)(?:[-_\d]|$)|(?:^|[-_])MD5$/i;

function weaknessOf({ tls, lines, steps }: Session, log: MailLog): Weakness | undefined {
	if (!tls) {
		return undefined;
	}
	const { version = '', cipher = '' } = tls;
	const step = steps.find(({ stage, failed }) => stage === 'tls' && !failed);
	const line = step?.line ?? lines[0] ?? 0;
	if (oldVersion.test(version)) {
		return { line, kind: 'version', name: version };
	}
	if (weakCipher.test(cipher)) {
		return { line, kind: 'cipher', name: cipher };
	}
	// … key-exchange DHE (1024 bits) server-signature RSA-PSS (2048 bits)
	const bits = /(?:key-exchange (?:FF)?DHE|-signature RSA[\w-]{0,10}) \((512|768|1024) bits/.exec(
		log.text(line),
	)?.[1];
	return bits === undefined ? undefined : { line, kind: 'key', name: bits };
}

function toFinding(cause: SameCause<Weak, Place>, log: MailLog): Finding {
	const { line, kind, name, isServers, severity } = cause.first;
	const { count, peer, peerCount } = cause;
	return {
		rule: tlsWeak.id,
		severity,
		line,
		span: spanOf(log, line),
		title: say(`weak.${kind}.title`),
		message: say(`weak.${kind}`, {
			name: plainText(name, 60),
			who: sayCount(isServers ? 'client' : 'server', peerCount, {
				client: peer ?? say('auth.aClient'),
				server: peer ?? say('auth.theServer'),
			}),
			times: count > peerCount ? say('rejected.times', { count }) : undefined,
		}),
		fix: say(isServers ? 'weak.fix.server' : 'weak.fix.client'),
		...(cause.places[0] && { session: cause.places[0].session }),
		...cause.related(log, ({ session }) => say('tlsFailed.place', { session: sessionId(session) })),
	};
}
