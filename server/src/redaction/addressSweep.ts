import { bitLocal, bitSpace, is } from './characters';
import type { SweptLine } from './sweptLine';

/** Finds addresses and Message-IDs: in angle brackets, with a quoted local part, and without either. */
export class AddressSweep {
	/** Up to where it is known whether an `@` ends a local part. */
	private localEnd = 0;
	private isLocal = false;
	private lastSlash = -1;
	/** Up to where quotes and angle brackets were looked for. */
	private quoteEnd = 0;
	private bracketEnd = 0;

	/** @param sweepTo Sweeps what stands from one place to another. */
	constructor(
		private readonly line: SweptLine,
		private readonly sweepTo: (from: number, end: number) => void,
	) {}

	/** A new line begins. */
	begin(): void {
		this.localEnd = this.quoteEnd = this.bracketEnd = 0;
	}

	/** What stands before a place was dealt with. */
	skipTo(at: number): void {
		this.localEnd = Math.max(this.localEnd, at);
		this.isLocal = false;
	}

	/** `<alice@example.org>`, `<id@example.org>` */
	bracket(at: number, end: number): number {
		if (at < this.bracketEnd) {
			return at + 1;
		}
		let stop = at + 1;
		let last = -1;
		let isQuoted = false;
		for (; stop < end; stop++) {
			const code = this.line.text.charCodeAt(stop);
			if (code === 0x22) {
				isQuoted = !isQuoted;
			} else if (code === 0x40) {
				last = stop;
			} else if (!isQuoted && (code === 0x3c || code === 0x3e || is(code, bitSpace))) {
				break;
			}
		}
		this.bracketEnd = stop;
		if (this.line.text.charCodeAt(stop) !== 0x3e || last < 0) {
			return at + 1;
		}
		const inner = this.line.text.slice(at + 1, stop);
		// <@relay.example.org,@other.example:alice@example.net>: a route (RFC 5321 §4.1.2)
		const start = inner.startsWith('@') ? at + 2 + inner.indexOf(':') : at + 1;
		if (start > last || inner.includes('://')) {
			return at + 1;
		}
		this.sweepTo(at + 1, start);
		const whole = this.line.text.slice(start, stop);
		this.line.put(start, stop, this.line.sink.messageId(whole, false) ?? this.address(start, last, stop));
		return stop;
	}

	/** `"john doe"@example.org` */
	quotedLocal(at: number, end: number): number {
		if (at < this.quoteEnd) {
			return at + 1;
		}
		let close = at + 1;
		for (; close < end && this.line.text.charCodeAt(close) !== 0x22; close++) {
			if (this.line.text.charCodeAt(close) === 0x5c) {
				close++;
			}
		}
		this.quoteEnd = Math.min(close, end);
		if (this.line.text.charCodeAt(close + 1) !== 0x40) {
			return at + 1;
		}
		const stop = this.line.domainEnd(close + 2, end);
		if (stop === close + 2) {
			return at + 1;
		}
		this.line.put(at, stop, this.address(at, close + 1, stop));
		return stop;
	}

	/** Whether the characters from here on that a local part may have end with `@`. */
	endsWithAt(start: number, end: number): boolean {
		if (start >= this.localEnd) {
			let stop = start;
			this.lastSlash = -1;
			for (; stop < end && is(this.line.text.charCodeAt(stop), bitLocal); stop++) {
				if (this.line.text.charCodeAt(stop) === 0x2f) {
					this.lastSlash = stop;
				}
			}
			this.localEnd = stop;
			this.isLocal = this.line.text.charCodeAt(stop) === 0x40 && stop < end;
		}
		return this.isLocal;
	}

	/** `alice@example.org` without brackets; what stands before it in the same characters is left to its own. */
	unquotedAddress(start: number, stop: number, end: number): number | undefined {
		const at = this.localEnd;
		const next = this.line.text.charCodeAt(stop);
		const isPrefix =
			this.lastSlash >= stop ||
			(next === 0x27 && stop - start === 1 && stop < at) ||
			(next === 0x3d && this.line.text.charCodeAt(stop + 1) === 0x27);
		if (isPrefix) {
			return undefined;
		}
		const domainEnd = this.line.domainEnd(at + 1, end);
		if (domainEnd === at + 1 || this.line.text.startsWith('user@domain', start)) {
			// Exim's words: “is not of the form user@domain”
			return undefined;
		}
		const whole = this.line.text.slice(start, domainEnd);
		this.line.put(
			start,
			domainEnd,
			this.line.sink.messageId(whole, false) ?? this.address(start, at, domainEnd),
		);
		this.isLocal = false;
		this.localEnd = domainEnd;
		return domainEnd;
	}

	/** What stands for an address whose `@` and end are known. */
	private address(start: number, at: number, end: number): string | undefined {
		return this.line.sink.address(this.line.text.slice(start, at), this.line.text.slice(at + 1, end));
	}

	/** `alice%40example.org`, as URLs have it. */
	percentEncoded(start: number, stop: number, end: number): number | undefined {
		const { text, sink } = this.line;
		if (!text.startsWith('%40', stop)) {
			return undefined;
		}
		const domainEnd = this.line.trimmed(stop + 3, this.line.runEnd(stop + 3, end));
		if (domainEnd === stop + 3) {
			return undefined;
		}
		const instead = sink.address(text.slice(start, stop), text.slice(stop + 3, domainEnd));
		this.line.put(start, domainEnd, instead?.replace('@', '%40'));
		return domainEnd;
	}
}
