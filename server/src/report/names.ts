import { ByteTable } from '../core/text/byteTable';
import { bytesOf, textOf } from '../core/text/utf8';

const at = 64;
const upperA = 65;
const upperZ = 90;
const toLower = 32;

/** Numbers for names, from 0, in the order in which they come. */
export class Names {
	private readonly table = new ByteTable();

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

/** Numbers for mail addresses, and for the domain of each. Domains are the same in any case, local parts are not (RFC 5321 §2.4). */
export class Addresses {
	readonly names = new Names();
	readonly domains = new Names();
	/** By address. */
	private domainOf = new Int32Array(64);
	private scratch = new Uint8Array(320);

	number(bytes: Uint8Array, start: number, end: number): number {
		const length = end - start;
		if (length > this.scratch.length) {
			this.scratch = new Uint8Array(length * 2);
		}
		const { scratch } = this;
		let domain = length;
		let isChanged = false;
		for (let place = length - 1; place >= 0; place--) {
			const octet = bytes[start + place] ?? 0;
			if (octet === at && domain === length) {
				domain = place + 1;
			}
			const isUpper = domain === length && octet >= upperA && octet <= upperZ;
			isChanged ||= isUpper;
			scratch[place] = isUpper ? octet + toLower : octet;
		}
		const isChangedHere = isChanged && domain < length;
		const known = this.names.size;
		const number = isChangedHere
			? this.names.number(scratch, 0, length)
			: this.names.number(bytes, start, end);
		if (number === known) {
			this.noteDomain(number, isChangedHere ? scratch : bytes, isChangedHere ? 0 : start, length, domain);
		}
		return number;
	}

	numberOf(text: string): number {
		const bytes = bytesOf(text);
		return this.number(bytes, 0, bytes.length);
	}

	/** The number of an address's domain; an address without one stands for itself. */
	domain(number: number): number {
		return this.domainOf[number] ?? 0;
	}

	private noteDomain(number: number, bytes: Uint8Array, start: number, length: number, domain: number): void {
		if (number >= this.domainOf.length) {
			const grown = new Int32Array(this.domainOf.length * 2);
			grown.set(this.domainOf);
			this.domainOf = grown;
		}
		this.domainOf[number] = this.domains.number(
			bytes,
			start + (domain < length ? domain : 0),
			start + length,
		);
	}
}
