import { ByteTable } from '../core/text/byteTable';
import { Column } from '../core/text/column';
import { bytesOf, textOf } from '../core/text/utf8';

const at = 64;
const capitalA = 65;
const capitalZ = 90;
const toSmall = 32;
/** The meaning of a spelling that is being learnt. */
const unknown = 0;

/** Of a name up to 56 octets stand in the record of its table: most addresses, hosts and domains. */
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

	/** The same, or -1 where it has not come yet. */
	find(bytes: Uint8Array, start: number, end: number): number {
		return this.table.find(bytes, start, end);
	}

	/** See `ByteTable.bringNear`. */
	bringNear(hashes: Int32Array, count: number): number {
		return this.table.bringNear(hashes, count);
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

/**
 * Numbers for mail addresses, and for the domain of each. Domains are the same in any case, local parts are not (RFC 5321 §2.4). Every
 * spelling has a number; one with capital letters in its domain leads to that of the address in small letters, which is the address's.
 */
export class Addresses {
	readonly domains = new Names();
	private readonly spellings = new Names();
	/** By spelling: the number of its domain, or `toNumber` of the address in small letters. */
	private readonly meanings = new Column();

	number(bytes: Uint8Array, start: number, end: number): number {
		const spelling = this.spellings.number(bytes, start, end);
		const meaning =
			spelling < this.meanings.length ? this.meanings.get(spelling) : this.learn(spelling, bytes, start, end);
		return meaning < 0 ? toNumber(meaning) : spelling;
	}

	/** See `ByteTable.bringNear`; the numbers are of spellings. */
	bringNear(hashes: Int32Array, count: number): number {
		return this.spellings.bringNear(hashes, count);
	}

	numberOf(text: string): number {
		const bytes = bytesOf(text);
		return this.number(bytes, 0, bytes.length);
	}

	/** The number of an address's domain; an address without one stands for itself. */
	domain(number: number): number {
		return this.meanings.get(number);
	}

	/** The address, its domain in small letters. */
	text(number: number): string {
		return this.spellings.text(number);
	}

	/** Notes what a new spelling means. */
	private learn(spelling: number, bytes: Uint8Array, start: number, end: number): number {
		let place = end - 1;
		let hasCapitals = false;
		for (; place >= start && bytes[place] !== at; place--) {
			hasCapitals ||= isCapital(bytes[place]);
		}
		if (!hasCapitals || place < start) {
			const domain = this.domains.number(bytes, place + 1, end);
			this.meanings.push(domain);
			return domain;
		}
		this.meanings.push(unknown);
		const address = bytes.slice(start, end);
		for (let next = place + 1 - start; next < address.length; next++) {
			address[next] = (address[next] ?? 0) + (isCapital(address[next]) ? toSmall : 0);
		}
		const meaning = toNumber(this.number(address, 0, address.length));
		this.meanings.set(spelling, meaning);
		return meaning;
	}
}

function isCapital(octet = 0): boolean {
	return octet >= capitalA && octet <= capitalZ;
}

/** From the meaning of a spelling with capital letters to the address's number, and back. */
function toNumber(meaning: number): number {
	return -1 - meaning;
}
