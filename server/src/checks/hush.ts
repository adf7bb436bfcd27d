import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Peer } from '../core/model';
import type { Finding } from './finding';

/** What the user does not want to hear of: names or addresses of hosts by rule. */
export type HushedHosts = Readonly<Record<string, readonly string[]>>;

/** Whether a finding is wanted. */
export type IsWanted = (finding: Finding) => boolean;

/** The other side of what stands on a line: of its session, or of its delivery. */
export function hostAt(log: MailLog, line: number): Peer | undefined {
	const event = log.event(line);
	const name = valueOf(event, 'relayHost') ?? valueOf(event, 'host');
	const address = valueOf(event, 'relayAddress') ?? valueOf(event, 'address');
	const own = { ...(name !== undefined && { name }), ...(address !== undefined && { address }) };
	const peer = name || address ? own : log.sessionAt(line)?.peer;
	return peer?.name || peer?.address ? peer : undefined;
}

/** Leaves out what is about a host that the user named for the rule. */
export function withoutHosts(log: MailLog, hosts: HushedHosts): IsWanted {
	return ({ rule, line }) => {
		const hushed = Object.hasOwn(hosts, rule) ? (hosts[rule] ?? []) : [];
		const host = hushed.length > 0 ? hostAt(log, line) : undefined;
		return !host || !hushed.some((each) => each === host.name || each === host.address);
	};
}

/** The sessions in which the user does not want to hear of a rule, as long as a log is open. A session is known by its first line. */
export class HushedSessions {
	readonly #keys = new Set<string>();

	/** @param line Any line of the session, from 0. */
	add(log: MailLog, rule: string, line: number): void {
		const key = keyOf(log, rule, log.sessionIndexAt(line));
		if (key !== undefined) {
			this.#keys.add(key);
		}
	}

	isWanted(log: MailLog): IsWanted {
		return ({ rule, line, session }) => {
			const key = this.#keys.size > 0 ? keyOf(log, rule, session ?? log.sessionIndexAt(line)) : undefined;
			return key === undefined || !this.#keys.has(key);
		};
	}
}

function keyOf(log: MailLog, rule: string, session: number | undefined): string | undefined {
	const first = session === undefined ? undefined : log.session(session).lines[0];
	return first === undefined ? undefined : `${rule}\n${log.text(first)}`;
}
