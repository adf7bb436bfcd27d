import { ByteTable } from '../core/text/byteTable';
import { bytesOf, textOf } from '../core/text/utf8';

const at = 64;
const upperA = 65;
const upperZ = 90;
const toLower = 32;

/** Of a name up to 56 octets stand in the record of its table: most hosts and domains. */
const recordOfName = 16;

/** Numbers for names, from 0, in the order in which they come. */
export class Names {
	private readonly table = new ByteTable(recordOfName);

	get size(): number {
		return this.table.size;
	}

	/** The number of the name in these octets. */
	number(bytes: Uint8Array, start: number, end: number): number {
		return this.table.intern(bytes, start, end);
	}

	numberOf(text: string): number {
		const bytes = bytesOf(text);
		return this.table.intern(bytes, 0, bytes.length);
	}

	text(number: number): string {
		const bytes = this.table.bytes(number);
		return textOf(bytes, 0, bytes.length);
	}

	bytes(number: number): Uint8Array {
		return this.table.bytes(number);
	}
}

/** So many domains, at most, tell the local parts of each from those of others (the salt of `ByteTable`). */
const mostDomains = 2 ** 22 - 1;

/**
 * Numbers for mail addresses, and for the domain of each. Domains are the same in any case, local parts are not (RFC 5321 §2.4). What
 * is kept of an address is its local part, under the number of its domain: of most that fits into the table's record, and a log of
 * millions of addresses is told apart in little memory.
 */
export class Addresses {
	readonly domains = new Names();
	/** Local parts; the salt is `saltOf` their domain, or 0 where the whole address stands there. */
	private readonly locals = new ByteTable();
	/** The domains of those. */
	private readonly domainsOfWhole = new Map<number, number>();
	private scratch = new Uint8Array(320);

	/** `most`: the domains from this number on are told by the octets of whole addresses. */
	constructor(private readonly most = mostDomains) {}

	number(bytes: Uint8Array, start: number, end: number): number {
		let place = end - 1;
		let isChanged = false;
		for (; place >= start && bytes[place] !== at; place--) {
			const octet = bytes[place] ?? 0;
			isChanged ||= octet >= upperA && octet <= upperZ;
		}
		const hasDomain = place >= start;
		const domain =
			isChanged && hasDomain
				? this.changedDomain(bytes, place + 1, end)
				: this.domains.number(bytes, place + 1, end);
		return domain < this.most
			? this.locals.intern(bytes, start, Math.max(place, start), saltOf(domain, hasDomain))
			: this.wholeNumber(bytes, start, end, domain);
	}

	numberOf(text: string): number {
		const bytes = bytesOf(text);
		return this.number(bytes, 0, bytes.length);
	}

	/** The number of an address's domain; an address without one stands for itself. */
	domain(number: number): number {
		const salt = this.locals.salt(number);
		return salt === 0 ? (this.domainsOfWhole.get(number) ?? 0) : (salt >> 1) - 1;
	}

	/** The address, its domain in small letters. */
	text(number: number): string {
		const salt = this.locals.salt(number);
		const bytes = this.locals.bytes(number);
		const local = textOf(bytes, 0, bytes.length);
		if (salt === 0) {
			return local;
		}
		const domain = this.domains.text(this.domain(number));
		return (salt & 1) === 1 ? `${local}@${domain}` : domain;
	}

	private changedDomain(bytes: Uint8Array, start: number, end: number): number {
		const length = this.takeSmall(bytes, start, end, start);
		return this.domains.number(this.scratch, 0, length);
	}

	/** Of a log with more domains than can be told from one another. */
	private wholeNumber(bytes: Uint8Array, start: number, end: number, domain: number): number {
		const size = this.domains.bytes(domain).length;
		// Without an `@` it stands as it came.
		const length = this.takeSmall(bytes, start, end, size < end - start ? end - size : end);
		const number = this.locals.intern(this.scratch, 0, length);
		this.domainsOfWhole.set(number, domain);
		return number;
	}

	/** Copies octets into `scratch`, those from `from` on in small letters; gives how many. */
	private takeSmall(bytes: Uint8Array, start: number, end: number, from: number): number {
		const length = end - start;
		if (length > this.scratch.length) {
			this.scratch = new Uint8Array(length * 2);
		}
		for (let place = start; place < end; place++) {
			const octet = bytes[place] ?? 0;
			const isUpper = place >= from && octet >= upperA && octet <= upperZ;
			this.scratch[place - start] = isUpper ? octet + toLower : octet;
		}
		return length;
	}
}

/** Not 0: `a@example.com` and `example.com` are two. */
function saltOf(domain: number, hasDomain: boolean): number {
	return ((domain + 1) << 1) | (hasDomain ? 1 : 0);
}
