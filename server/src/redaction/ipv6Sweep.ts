import { bitHex, bitRun, is } from './characters';
import { longestIpv6, readIpv6 } from './ipAddress';
import type { SweptLine } from './sweptLine';

/** Finds IPv6 addresses. */
export class Ipv6Sweep {
	/** Up to where one was looked for. */
	private hexEnd = 0;

	constructor(private readonly line: SweptLine) {}

	/** A new line begins. */
	begin(): void {
		this.hexEnd = 0;
	}

	/** An IPv6 address that begins here. */
	ipv6(start: number, end: number): number | undefined {
		if (start < this.hexEnd || !is(this.line.text.charCodeAt(start), bitHex)) {
			return undefined;
		}
		let stop = start;
		let colons = 0;
		let isShort = false;
		for (; stop < end && is(this.line.text.charCodeAt(stop), bitHex); stop++) {
			if (this.line.text.charCodeAt(stop) === 0x3a) {
				colons++;
				isShort ||= this.line.text.charCodeAt(stop + 1) === 0x3a;
			}
		}
		this.hexEnd = stop;
		if (
			colons < (isShort ? 2 : 6) ||
			stop - start > longestIpv6 + 6 ||
			(is(this.line.text.charCodeAt(stop), bitRun) && stop < end)
		) {
			return undefined;
		}
		// A colon or a dot that ends the words before it.
		for (let close = stop; close > stop - 3 && close > start; close--) {
			const words = this.line.text.slice(start, close);
			if (readIpv6(words)) {
				this.line.put(start, close, this.line.sink.ip(words));
				return close;
			}
			if (!/[:.]$/.test(words)) {
				break;
			}
		}
		return undefined;
	}
}
