import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { say, sayAll, type Said } from '../knowledge/say';
import { causeOf, quoted } from './cause';
import type { Check } from './check';
import { failedLogin, type FailedLogin } from './failedLogin';
import { relatedLimit, type Finding, type Severity } from './finding';
import { Guesses, type Attackers } from './guesses';
import { relatedPlaces, spanOf } from './places';
import { rememberedWhile } from './remembered';
import { speakerOf } from './speaker';
import { codeWords, isServer, peerWords, plainText, sessionId } from './words';

export const authNotAuthenticated: Check = {
	id: 'auth.notAuthenticated',
	severity: 'error',
	doc: `AUTH was tried and no 235 came in that session. A client's log and a transcript give an error. A server's log gives a
warning, one for each client address: a few failures are a mistake as often as not, and the many of those who guess passwords are
\`auth.guessing\`. A login that worked after a first refusal is information (RFC 4954 §4). AUTH that was refused because it came
out of its order, or was not offered, is \`protocol.order\` or \`protocol.extensionNotOffered\`.`,
	example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 AUTH PLAIN LOGIN
 -> AUTH PLAIN ****
<** 535 5.7.8 Error: authentication failed: authentication failure
 -> QUIT
<-  221 2.0.0 Bye`,
	start(log) {
		const groups = new Map<string, Growing>();
		const guesses = new Guesses();
		const left = () => {
			const attackers = guesses.attackers();
			return Array.from(groups.values()).filter((group) => !isGuess(group, attackers));
		};
		return {
			session(session) {
				const login = failedLogin(session, log);
				if (login) {
					add(groups, login);
					guesses.add(login);
				}
				return [];
			},
			rest: () => left().flatMap((group) => findingOf(group, log) ?? []),
			severities: () => left().map(({ severity }) => severity),
		};
	},
};

/** Logins that failed, of one address on the other side; without an address, of one session. Sessions are not kept. */
interface Group {
	/** The session of the first. */
	readonly session: number;
	readonly severity: Severity;
	readonly address?: string;
	/** Refused tries. */
	readonly count: number;
	/** All users that were tried, if there are no more than a few. */
	readonly users: readonly string[];
	readonly places: readonly {
		readonly line: number;
		readonly session: number;
		readonly mechanism?: string;
	}[];
	/** Changes with whatever is told of the group. */
	readonly stamp: string;
}

interface Growing extends Group {
	count: number;
	stamp: string;
	readonly users: string[];
	readonly places: { line: number; session: number; mechanism?: string }[];
}

/** So many users of one address are remembered. */
const userLimit = 20;

function add(groups: Map<string, Growing>, login: FailedLogin): void {
	const { session, line, mechanism, refused } = login;
	const key = keyOf(login);
	const address = session.peer?.address;
	const group: Growing = groups.get(key) ?? {
		session: session.index,
		severity: severityOf(login),
		...(address !== undefined && { address }),
		count: 0,
		users: [],
		places: [],
		stamp: '',
	};
	groups.set(key, group);
	group.count += Math.max(1, refused);
	group.stamp = `${group.count} ${line}`;
	const user = session.auth?.user ?? '';
	if (group.users.length <= userLimit && !group.users.includes(user)) {
		group.users.push(user);
	}
	if (group.places.length <= relatedLimit) {
		group.places.push({ line, session: session.index, ...(mechanism !== undefined && { mechanism }) });
	}
}

/** One finding for each address on the other side; without an address, for each session. */
function keyOf({ session: { index, role, peer }, ok, mechanism }: FailedLogin): string {
	return [role, ok, peer?.address ?? `session ${index}`, role === 'server' ? '' : mechanism].join('\n');
}

/** Whether `auth.guessing` tells of it. */
function isGuess({ severity, address, users }: Group, attackers: Attackers): boolean {
	return (
		severity === 'warning' &&
		address !== undefined &&
		(attackers.hasAddress(address) || users.every((user) => attackers.hasUser(user)))
	);
}

/** The first login is read again. */
function findingOf(group: Group, log: MailLog): Finding | undefined {
	const login = failedLogin(log.session(group.session), log);
	return login && toFinding(login, log, group);
}

const toFinding = rememberedWhile((first: FailedLogin, log: MailLog, group: Group): Finding => {
	const { session, ok, line, reply } = first;
	const cause = causeOf(reply ?? { code: '535', ...warningWords(log, line) }, 'auth', {
		side: isServer(session) ? 'server' : 'client',
		...speakerOf(session),
	});
	const isRefused = reply !== undefined || first.refused > 0;
	return {
		rule: authNotAuthenticated.id,
		severity: group.severity,
		line,
		span: spanOf(log, line),
		title: isRefused ? cause.title : say('auth.notFinished'),
		message: words(
			group,
			first,
			reply && say('auth.said', { code: codeWords(reply), cause: cause.title, quote: quoted(reply.text) }),
		),
		fix: ok ? say('nothingToDo') : isRefused ? cause.fix : say('auth.gaveUp'),
		...(reply && { code: reply.code }),
		...(reply?.enhanced !== undefined && { enhanced: reply.enhanced }),
		session: session.index,
		...relatedPlaces(
			log,
			group.places.map(({ line: at, mechanism, session: index }) => ({
				line: at,
				message: say('auth.inSession', { mechanism: mechanism ?? 'AUTH', session: sessionId(index) }),
			})),
			line,
		),
	};
});

/** What Postfix notes in place of a reply: `SASL PLAIN authentication failed: Connection lost to authentication server`. */
function warningWords(log: MailLog, line: number): { text?: string } {
	const event = log.event(line);
	const text = event.kind === 'sasl-failed' ? valueOf(event, 'text') : undefined;
	return { ...(text !== undefined && { text: `authentication failed: ${text}` }) };
}

function severityOf({ session, ok }: FailedLogin): Severity {
	if (ok) {
		return 'information';
	}
	return isServer(session) ? 'warning' : 'error';
}

function words({ count }: Group, { session, mechanism, ok }: FailedLogin, said?: Said): Said {
	const peer = peerWords(session.peer);
	const user = session.auth?.user;
	const how = sayAll(
		mechanism && say('auth.with', { mechanism }),
		user && say('auth.as', { user: plainText(user, 100) }),
	);
	if (ok) {
		return say('auth.worked', { how, said });
	}
	const times = count > 1 ? say('auth.tries', { count }) : undefined;
	return isServer(session)
		? say('auth.client', { peer: peer ?? say('auth.aClient'), how, times, said })
		: say('auth.server', { at: peer && say('auth.at', { peer }), how, times, said });
}
