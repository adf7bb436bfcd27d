import type { FailedLogin } from './failedLogin';
import { relatedLimit } from './finding';
import { isServer } from './words';

/** Failed logins of one address, of one network, or against one user: counts, and the few places that a finding shows. */
export interface Series {
	/** `198.51.100.66`, `198.51.100.0/24`, or the user's name. */
	readonly name: string;
	readonly count: number;
	/** Milliseconds since 1970 of the first and the last; absent where the log has no times. */
	readonly from?: number;
	readonly to?: number;
	/** Some of the users that were tried; `userCount` counts them, up to `nameLimit`. */
	readonly users: ReadonlySet<string>;
	/** The addresses that tried, up to `nameLimit`. */
	readonly addresses: ReadonlySet<string>;
	readonly places: readonly { readonly line: number; readonly session: number; readonly address: string }[];
	/** There were enough within an hour. */
	readonly isAttack: boolean;
}

/** So many names of a series are kept. */
const nameLimit = 1000;

/** From so many failures within an hour on it is no mistake any more. */
const fromAddress = { failures: 5, addresses: 1 };
const fromNetwork = { failures: 10, addresses: 3 };
const againstUser = { failures: 10, addresses: 3 };
const hour = 3_600_000;

/** Who guesses passwords, as a server's log shows it. */
export interface Attackers {
	readonly networks: readonly Series[];
	/** Those that are of none of the networks. */
	readonly addresses: readonly Series[];
	/** Users that many addresses try, each of which tries too little to be an attacker itself. */
	readonly users: readonly Series[];
	readonly hasAddress: (address: string) => boolean;
	readonly hasUser: (user: string) => boolean;
}

/** A failed login of a client whose address is known: a large log has many, and few of them are of an attack. */
interface Try {
	readonly line: number;
	readonly session: number;
	readonly address: string;
	readonly user?: string;
	/** Refused tries. */
	readonly count: number;
	readonly times: readonly number[];
}

/** Failed logins by who tried and who was tried. */
export class Guesses {
	readonly #tries: Try[] = [];

	add({ session, line, ok, refused, times }: FailedLogin): void {
		const address = session.peer?.address;
		const user = session.auth?.user;
		if (!ok && address !== undefined && isServer(session)) {
			this.#tries.push({
				line,
				session: session.index,
				address,
				count: Math.max(1, refused),
				times,
				...(user !== undefined && { user }),
			});
		}
	}

	attackers(): Attackers {
		const networks = this.#attacks(({ address }) => networkOf(address), fromNetwork);
		const isOfNetwork = new Set(networks.map(({ name }) => name));
		const addresses = this.#attacks(({ address }) => address, fromAddress).filter(
			({ name }) => !isOfNetwork.has(networkOf(name)),
		);
		const isAttacker = new Set(addresses.map(({ name }) => name));
		const hasAddress = (address: string) => isAttacker.has(address) || isOfNetwork.has(networkOf(address));
		const users = this.#attacks(({ user }) => user, againstUser).filter(
			(series) =>
				[...series.addresses].filter((address) => !hasAddress(address)).length >= againstUser.addresses,
		);
		const isTried = new Set(users.map(({ name }) => name));
		return { networks, addresses, users, hasAddress, hasUser: (user) => isTried.has(user) };
	}

	/** The series of one name each that are attacks, in the order of their first tries. */
	#attacks(nameOf: (one: Try) => string | undefined, threshold: typeof fromAddress): readonly Series[] {
		const counts = new Map<string, number>();
		for (const one of this.#tries) {
			const name = nameOf(one);
			if (name !== undefined) {
				counts.set(name, (counts.get(name) ?? 0) + one.count);
			}
		}
		const found = new Map<string, Growing>();
		for (const one of this.#tries) {
			const name = nameOf(one);
			if (name !== undefined && (counts.get(name) ?? 0) >= threshold.failures) {
				const series = found.get(name) ?? new Growing(name, threshold);
				found.set(name, series);
				series.add(one);
			}
		}
		return Array.from(found.values()).filter(({ isAttack }) => isAttack);
	}
}

class Growing implements Series {
	count = 0;
	from?: number;
	to?: number;
	isAttack = false;
	readonly users = new Set<string>();
	readonly addresses = new Set<string>();
	readonly places: { line: number; session: number; address: string }[] = [];
	/** The times of the last ones, as many as make an attack. */
	#recent: number[] = [];

	constructor(
		readonly name: string,
		private readonly threshold: typeof fromAddress,
	) {}

	add({ session, line, address, user, count, times }: Try): void {
		this.count += count;
		for (const time of times) {
			this.from = Math.min(this.from ?? time, time);
			this.to = Math.max(this.to ?? time, time);
		}
		if (user !== undefined && this.users.size < nameLimit) {
			this.users.add(user);
		}
		if (this.addresses.size < nameLimit) {
			this.addresses.add(address);
		}
		if (this.places.length <= relatedLimit) {
			this.places.push({ line, session, address });
		}
		for (let each = Math.min(count, this.threshold.failures); each > 0; each--) {
			this.#see(times.at(-each) ?? times[0] ?? 0);
		}
	}

	#see(time: number): void {
		const { failures, addresses } = this.threshold;
		this.#recent = [...this.#recent, time].slice(-failures);
		const [first = 0] = this.#recent;
		const isDense = this.#recent.length === failures && Math.abs(time - first) <= hour;
		this.isAttack ||= isDense && this.addresses.size >= addresses;
	}
}

/** The network that one party usually has: /24 of IPv4, /64 of IPv6 (RFC 6177). */
function networkOf(address: string): string {
	if (!address.includes(':')) {
		return `${address.split('.').slice(0, 3).join('.')}.0/24`;
	}
	const [before = '', after] = address.toLowerCase().split('::');
	const left = before.split(':').filter(Boolean);
	const right = (after ?? '').split(':').filter(Boolean);
	const gap = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
	const groups = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
	return `${groups.slice(0, 4).join(':')}::/64`;
}
