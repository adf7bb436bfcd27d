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

/**
 * The sessions in which the user does not want to hear of a rule, as long as a log is open. A session is known by its first line; of
 * several that begin with the same, as the attempts of one tool do, by its place among them.
 */
export class HushedSessions {
	/** By rule and first line: how many sessions before it begin with the same. */
	readonly #places = new Map<string, Set<number>>();

	/** @param line Any line of the session, from 0. */
	add(log: MailLog, rule: string, line: number): void {
		const session = log.sessionIndexAt(line);
		if (session !== undefined) {
			const key = keyOf(log, rule, session);
			this.#places.set(key, (this.#places.get(key) ?? new Set()).add(placeAmongAlike(log, session)));
		}
	}

	isWanted(log: MailLog): IsWanted {
		return ({ rule, line, session = log.sessionIndexAt(line) }) => {
			const hushed =
				this.#places.size > 0 && session !== undefined
					? this.#places.get(keyOf(log, rule, session))
					: undefined;
			return !hushed || session === undefined || !hushed.has(placeAmongAlike(log, session));
		};
	}
}

function keyOf(log: MailLog, rule: string, session: number): string {
	return `${rule}\n${firstLine(log, session)}`;
}

function placeAmongAlike(log: MailLog, session: number): number {
	const first = firstLine(log, session);
	let place = 0;
	for (let before = 0; before < session; before++) {
		place += firstLine(log, before) === first ? 1 : 0;
	}
	return place;
}

function firstLine(log: MailLog, session: number): string {
	const [line] = log.linesOfSession(session);
	return line === undefined ? '' : log.text(line);
}
