import { ipv4Text, ipv6Text, type Ipv6 } from './ipAddress';

/** A range of IPv4 addresses: the first one, and how many bits all of it have in common. */
interface Range {
	readonly first: number;
	readonly bits: number;
}

function range(text: string): Range {
	const [address, bits] = text.split('/');
	const first = (address ?? '').split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
	return { first, bits: Number(bits) };
}

function contains({ first, bits }: Range, address: number): boolean {
	const size = 2 ** (32 - bits);
	return Math.floor(address / size) === Math.floor(first / size);
}

/** Addresses that name nobody: this host, loopback (also what a DNS list answers), broadcast and netmasks. They stay. */
const nobody = ['0.0.0.0/8', '127.0.0.0/8', '255.0.0.0/8'].map(range);

/** Ranges that tell something as a range, and stay in it: private use, carrier-grade NAT, link-local. */
const kept = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'].map(range);

/**
 * Where all other networks go, in this order: the documentation ranges (RFC 5737), the range for benchmarks (RFC 2544), and what
 * was never given to anybody (RFC 1112 §4). The last two show what the first three have no room for.
 */
const shown = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15', '240.0.0.0/5'].map(
	range,
);

const network = (address: number) => Math.floor(address / 256);

/** Whether an address stays as it is. */
export function isNobody(address: number): boolean {
	return nobody.some((each) => contains(each, address));
}

/**
 * Other IPv4 addresses for those of a log: two of one /24 stay in one. No address is shown that the log has itself, and no network
 * of it, as long as there are others.
 */
export class Ipv4Networks {
	private readonly seen = new Set<number>();
	private readonly networks = new Map<number, number>();
	private readonly hosts = new Map<number, number>();
	private readonly addresses = new Map<number, number>();
	/** For each range, the next network of it that may be free. */
	private readonly next = new Map<Range, number>();

	/** An address of the log. All of them are to be told before the first one is asked for. */
	learn(address: number): void {
		if (!isNobody(address)) {
			this.seen.add(network(address));
		}
	}

	has(address: number): boolean {
		return this.addresses.has(address);
	}

	knowsNetworkOf(address: number): boolean {
		return this.seen.has(network(address));
	}

	/** The address that stands for another one. */
	of(address: number): number {
		if (isNobody(address)) {
			return address;
		}
		const known = this.addresses.get(address);
		if (known !== undefined) {
			return known;
		}
		const own = network(address);
		let instead = this.networks.get(own);
		if (instead === undefined) {
			instead = this.freeNetwork(address);
			this.networks.set(own, instead);
		}
		const host = ((this.hosts.get(own) ?? 0) + 1) % 256;
		this.hosts.set(own, host);
		const result = instead * 256 + host;
		this.addresses.set(address, result);
		return result;
	}

	/** Every address and the one that stands for it. */
	*table(): Generator<readonly [original: string, pseudonym: string]> {
		for (const [original, pseudonym] of this.addresses) {
			yield [ipv4Text(original), ipv4Text(pseudonym)];
		}
	}

	private freeNetwork(address: number): number {
		const own = kept.find((each) => contains(each, address));
		for (const each of own ? [own] : shown) {
			const end = network(each.first) + 2 ** (24 - each.bits);
			// The first network of a range of many is what people look at first: 10.0.0.0/24 says less than 10.0.1.0/24.
			for (let at = this.next.get(each) ?? network(each.first); at < end; at++) {
				if (!this.seen.has(at)) {
					this.next.set(each, at + 1);
					return at;
				}
			}
			this.next.set(each, end);
		}
		if (own) {
			// More networks than the range has free: every one is used once, also those that the log has.
			const used = new Set(this.networks.values());
			const end = network(own.first) + 2 ** (24 - own.bits);
			for (let at = network(own.first); at < end; at++) {
				if (!used.has(at)) {
					return at;
				}
			}
		}
		throw new RangeError('the log has more IPv4 networks than can be shown');
	}
}

/** The same for IPv6: two of one /64 stay in one, inside 2001:db8::/32 (RFC 3849), fd00::/8 or fe80::/10. */
export class Ipv6Networks {
	private readonly seen = new Set<string>();
	private readonly networks = new Map<string, readonly number[]>();
	private readonly hosts = new Map<string, number>();
	private readonly addresses = new Map<string, readonly number[]>();
	private count = 0;

	learn({ groups }: Ipv6): void {
		this.seen.add(keyOf(groups.slice(0, 4)));
	}

	has({ groups }: Ipv6): boolean {
		return this.addresses.has(keyOf(groups));
	}

	of({ groups }: Ipv6): readonly number[] {
		const key = keyOf(groups);
		const known = this.addresses.get(key);
		if (known) {
			return known;
		}
		const own = keyOf(groups.slice(0, 4));
		let instead = this.networks.get(own);
		if (!instead) {
			instead = this.freeNetwork(groups[0] ?? 0);
			this.networks.set(own, instead);
		}
		const host = (this.hosts.get(own) ?? 0) + 1;
		this.hosts.set(own, host);
		const result = [...instead, 0, 0, host >>> 16, host & 0xffff];
		this.addresses.set(key, result);
		return result;
	}

	*table(): Generator<readonly [original: string, pseudonym: string]> {
		for (const [original, pseudonym] of this.addresses) {
			const groups = original.split(':').map((group) => parseInt(group, 16));
			yield [ipv6Text(groups), ipv6Text(pseudonym)];
		}
	}

	private freeNetwork(first: number): readonly number[] {
		const prefix =
			(first & 0xffc0) === 0xfe80 ? [0xfe80, 0] : (first & 0xfe00) === 0xfc00 ? [0xfd00, 0] : [0x2001, 0xdb8];
		for (;;) {
			this.count++;
			const found = [...prefix, this.count & 0xffff, this.count >>> 16];
			if (!this.seen.has(keyOf(found))) {
				return found;
			}
		}
	}
}

/** How an IPv6 address is known: `2001:db8:0:0:0:0:0:1`. */
export function keyOf(groups: readonly number[]): string {
	return groups.map((group) => group.toString(16)).join(':');
}
