import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, type Said } from '../knowledge/say';
import type { Check, Search } from './check';
import { relatedLimit, type Finding } from './finding';
import { isInTheClear, isLoopback, offersBefore } from './offers';
import { relatedPlaces, spanOf } from './places';
import { remembered } from './remembered';
import { firstOf, isServer, peerWords, plainText, sessionId } from './words';

export const authInTheClear: Check = {
	id: 'auth.inTheClear',
	severity: 'warning',
	doc: `A password crossed the network in the clear: AUTH PLAIN or LOGIN, which base64 does not hide, or a token of OAuth, before
TLS began (RFC 4954 §4, RFC 8314 §3). A transcript gives one finding for its session, a server's log one for all of its sessions, and
only for logins that worked. Connections of a machine with itself are left alone, and so are those of which the log does not tell
whether they were TLS from the beginning (port 465). A server that offers such a login before TLS, which nobody used, is information.`,
	example: `Nov 23 10:30:00 mx1 postfix/submission/smtpd[2214]: connect from laptop.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/submission/smtpd[2214]: 4jYB5r214Jz6x: client=laptop.example.org[192.0.2.9], sasl_method=PLAIN, sasl_username=alice
Nov 23 10:30:02 mx1 postfix/submission/smtpd[2214]: disconnect from laptop.example.org[192.0.2.9] ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6`,
	start(log) {
		const found = new Map<string, Clear[]>();
		return {
			session(session) {
				if (session.role === 'observer') {
					const finding = findingInTranscript(session, log);
					return finding ? [finding] : [];
				}
				const clear = clearLogin(session, log);
				if (clear) {
					const known = found.get(clear.service) ?? [];
					found.set(clear.service, known);
					known.push(clear);
				}
				return [];
			},
			rest: () => Array.from(found.values()).flatMap((all) => toFinding(all, log) ?? []),
		} satisfies Search;
	},
};

/** Mechanisms that show a password, or a token that is as good (RFC 4616, RFC 7628). */
const showing = /^(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|PLAIN-CLIENTTOKEN)$/;

/** A login that worked without TLS, as a server's log shows it. */
interface Clear {
	readonly session: number;
	readonly line: number;
	readonly service: string;
	readonly peer?: Said | string;
	readonly user?: string;
	readonly mechanism: string;
	/** The log tells of TLS, where there is any, only by lines that it may not have. */
	readonly isUnsure: boolean;
}

const clearLogin = remembered((session: Session, log: MailLog): Clear | undefined => {
	const { auth, tls, steps, lines, peer } = session;
	const step = steps.find(({ stage, failed }) => stage === 'auth' && !failed);
	const mechanism = mechanismOf(auth?.mechanism);
	if (!isServer(session) || !auth?.ok || !step || mechanism === undefined || tls || isLoopback(session)) {
		return undefined;
	}
	if (steps.some(({ stage }) => stage === 'starttls' || stage === 'tls')) {
		return undefined;
	}
	const { service = '', format } = log.event(lines[0] ?? step.line);
	// Where TLS comes first: `-o syslog_name=postfix/submissions` in Postfix's master.cf, once postfix/smtps.
	if (/smtps|submissions/.test(service)) {
		return undefined;
	}
	const words = peerWords(peer);
	return {
		session: session.index,
		line: step.line,
		service: `${format} ${service}`,
		...(words !== undefined && { peer: words }),
		...(auth.user !== undefined && { user: auth.user }),
		mechanism,
		isUnsure: format === 'postfix' && !service.includes('submission'),
	};
});

/** Exim has names of its own for what it offers: `plain_login`, `dovecot_plain`. */
function mechanismOf(name = ''): string | undefined {
	const upper = name.toUpperCase();
	if (showing.test(upper)) {
		return upper;
	}
	return /CRAM|DIGEST|SCRAM|GSSAPI|NTLM|EXTERNAL/.test(upper) ? undefined : /PLAIN|LOGIN/.exec(upper)?.[0];
}

function toFinding(all: readonly Clear[], log: MailLog): Finding | undefined {
	const sure = all.some(({ isUnsure }) => isUnsure) && !log.hasLineOf('tls-established', 'smtpd') ? [] : all;
	const [first] = sure;
	if (!first) {
		return undefined;
	}
	const { line, mechanism, session, peer } = first;
	const users = [...new Set(sure.flatMap(({ user }) => user ?? []))];
	const [user] = users;
	return {
		rule: authInTheClear.id,
		severity: 'warning',
		line,
		span: spanOf(log, line),
		title: say('clear.title'),
		message: say('clear.server', {
			who: user === undefined ? (peer ?? say('auth.aClient')) : firstOf(plainText(user, 100), users.length),
			mechanism,
			times: sure.length > 1 ? say('rejected.times', { count: sure.length }) : undefined,
		}),
		fix: say('clear.fix.server'),
		session,
		...relatedPlaces(
			log,
			sure.slice(0, relatedLimit + 1).map((each) => ({
				line: each.line,
				message: say('auth.inSession', { mechanism: each.mechanism, session: sessionId(each.session) }),
			})),
			line,
		),
	};
}

/** The finding of a conversation that somebody recorded. */
export const findingInTranscript = remembered((session: Session, log: MailLog): Finding | undefined => {
	const { steps } = session;
	if (isLoopback(session)) {
		return undefined;
	}
	const peer = peerWords(session.peer) ?? say('auth.theServer');
	for (const [at, { stage, command, line }] of steps.entries()) {
		// AUTH PLAIN ****
		//      -----
		const mechanism = /^\s{0,4}AUTH\s{1,4}([\w-]{1,30})/i.exec(command ?? '')?.[1]?.toUpperCase() ?? '';
		if (stage === 'auth' && showing.test(mechanism) && isInTheClear(session, at)) {
			return {
				rule: authInTheClear.id,
				severity: 'warning',
				line,
				span: spanOf(log, line),
				title: say('clear.title'),
				message: say('clear.client', { peer, mechanism }),
				fix: say('clear.fix.client'),
				session: session.index,
			};
		}
	}
	return offered(session, log, peer);
});

/** A server that asks for a password in the clear, and gets none. */
function offered(session: Session, log: MailLog, peer: Said | string): Finding | undefined {
	const { steps, index } = session;
	if (steps.some(({ stage }) => stage === 'auth')) {
		return undefined;
	}
	const at = steps.findIndex(({ stage }) => stage === 'hello');
	const hello = steps[at];
	const mechanisms = offersBefore(steps, at + 1)?.auth?.filter((each) => showing.test(each));
	if (!hello?.reply || !mechanisms?.length || !isInTheClear(session, at + 1)) {
		return undefined;
	}
	const { line, lines } = hello.reply;
	const place = Array.from({ length: lines }, (_, each) => line + each).find((each) =>
		/AUTH[ =]/i.test(log.text(each)),
	);
	return {
		rule: authInTheClear.id,
		severity: 'information',
		line: place ?? line,
		span: spanOf(log, place ?? line),
		title: say('clear.offered.title'),
		message: say('clear.offered', { peer, mechanisms: mechanisms.join(', ') }),
		fix: say('clear.fix.server'),
		session: index,
	};
}
