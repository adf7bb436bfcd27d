import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding, type Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { isServer, peerWords, plainText, sessionId } from './words';

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
		const groups = new Map<string, Group>();
		return {
			session(session) {
				const what = weaknessOf(session, log);
				if (what) {
					add(groups, session, what);
				}
				return [];
			},
			rest: () => Array.from(groups.values(), (group) => toFinding(group, log)),
		};
	},
};

interface Weakness {
	readonly line: number;
	readonly kind: 'version' | 'cipher' | 'key';
	/** `TLSv1.1`, `RC4-SHA`, `1024` bits. */
	readonly name: string;
}

interface Group {
	readonly first: Weakness;
	readonly isServers: boolean;
	readonly peers: Set<string>;
	readonly places: { line: number; session: number }[];
	severity: Severity;
	count: number;
}

function add(groups: Map<string, Group>, session: Session, what: Weakness): void {
	const isServers = isServer(session);
	const key = [session.role, what.kind, what.name].join('\n');
	const group: Group = groups.get(key) ?? {
		first: what,
		isServers,
		peers: new Set(),
		places: [],
		severity: 'information',
		count: 0,
	};
	groups.set(key, group);
	group.count++;
	if (!isServers || session.auth?.ok) {
		group.severity = 'warning';
	}
	if (group.peers.size < 1000) {
		group.peers.add(peerWords(session.peer) ?? '');
	}
	if (group.places.length <= relatedLimit) {
		group.places.push({ line: what.line, session: session.index });
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

function toFinding({ first, isServers, peers, places, severity, count }: Group, log: MailLog): Finding {
	const { line, kind, name } = first;
	const [peer = ''] = peers;
	return {
		rule: tlsWeak.id,
		severity,
		line,
		span: spanOf(log, line),
		title: say(`weak.${kind}.title`),
		message: say(`weak.${kind}`, {
			name: plainText(name, 60),
			who: sayCount(isServers ? 'client' : 'server', peers.size, {
				client: peer || say('auth.aClient'),
				server: peer || say('auth.theServer'),
			}),
			times: count > peers.size ? say('rejected.times', { count }) : undefined,
		}),
		fix: say(isServers ? 'weak.fix.server' : 'weak.fix.client'),
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
