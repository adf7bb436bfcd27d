import type { MailLog } from '../core/mailLog';
import { say, sayCount, type Said } from '../knowledge/say';
import type { Check } from './check';
import { failedLogin } from './failedLogin';
import type { Finding } from './finding';
import { Guesses, type Attackers, type Series } from './guesses';
import { relatedPlaces, spanOf } from './places';
import { within } from './spanWords';
import { firstOf, plainText, sessionId } from './words';

export const authGuessing: Check = {
	id: 'auth.guessing',
	severity: 'warning',
	doc: `Somebody guesses passwords: logins fail in series in a server's log. Five failures of one address within an hour, or ten
of three addresses of one network (/24 of IPv4, /64 of IPv6), or ten against one user from three addresses or more. One finding for
each attacker, with how often, whom, and for how long; single failures are \`auth.notAuthenticated\`. That a client may be slowed down
or sent away after failures says RFC 4954 §4 (\`421\`, \`454\`).`,
	example: Array.from({ length: 5 }, (_, at) => session(at))
		.flat()
		.join('\n'),
	start(log) {
		const guesses = new Guesses();
		return {
			session(session) {
				const login = failedLogin(session, log);
				if (login) {
					guesses.add(login);
				}
				return [];
			},
			rest: () => findingsOf(guesses.attackers(), log),
		};
	},
};

/** A minute of an attack. */
function session(at: number): readonly string[] {
	const begin = `Nov 23 10:3${at}:0`;
	const client = 'unknown[198.51.100.66]';
	return [
		`${begin}0 mx1 postfix/submission/smtpd[22${at}]: connect from ${client}`,
		`${begin}2 mx1 postfix/submission/smtpd[22${at}]: warning: ${client}: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=user${at}@example.com`,
		`${begin}3 mx1 postfix/submission/smtpd[22${at}]: disconnect from ${client} ehlo=2 starttls=1 auth=0/1 quit=1 commands=4/5`,
	];
}

function findingsOf({ networks, addresses, users }: Attackers, log: MailLog): Finding[] {
	const ofUser = ({ name, addresses: tried }: Series) =>
		say('guessing.againstUser', { user: plainText(name, 100), addresses: tried.size });
	return [
		...networks.map((series) => toFinding(series, log, fromNetwork(series))),
		...addresses.map((series) => toFinding(series, log, fromAddress(series))),
		...users.map((series) => toFinding(series, log, ofUser(series))),
	];
}

function fromAddress({ name }: Series): Said {
	return say('guessing.address', { address: plainText(name, 50) });
}

function fromNetwork({ name, addresses }: Series): Said {
	return say('guessing.network', { network: name, addresses: addresses.size });
}

function toFinding(series: Series, log: MailLog, who: Said): Finding {
	const { count, users, places, from, to } = series;
	const [first] = places;
	const line = first?.line ?? 0;
	const [user] = users;
	const isAgainstUser = users.has(series.name);
	return {
		rule: authGuessing.id,
		severity: 'warning',
		line,
		span: spanOf(log, line),
		title: say('guessing.title'),
		message: say('guessing', {
			who,
			count,
			span: from !== undefined && to !== undefined && to > from ? within(to - from) : undefined,
			users:
				user !== undefined && !isAgainstUser
					? sayCount('guessing.users', users.size, { users: firstOf(plainText(user, 100), users.size) })
					: undefined,
		}),
		fix: say(users.size === 1 ? 'guessing.fix.user' : 'guessing.fix'),
		...(first && { session: first.session }),
		...relatedPlaces(
			log,
			places.map(({ line: at, session: index, address }) => ({
				line: at,
				message: say('guessing.place', { address: plainText(address, 50), session: sessionId(index) }),
			})),
			line,
		),
	};
}
