import { bitRun, bitSpace, is } from './characters';
import { longestIpv6 } from './ipAddress';
import type { Sink } from './sink';

/** A longer address than RFC 5321 §4.5.3.1 lets any be. */
const longestAddress = 400;

/** The line that is swept, and as much of its copy as is made: what reads it and what is put in place of its words. */
export class SweptLine {
	text = '';
	private out = '';
	/** Up to where the line is in `out`. */
	private done = 0;

	constructor(readonly sink: Sink) {}

	begin(text: string): void {
		this.text = text;
		this.out = '';
		this.done = 0;
	}

	/** The line with what was put into it. */
	get copy(): string {
		return this.done === 0 ? this.text : this.out + this.text.slice(this.done);
	}

	/** Puts words in place of those of the line; undefined, or a place that is behind: leaves them. */
	put(start: number, end: number, instead: string | undefined): void {
		if (instead !== undefined && start >= this.done) {
			this.out += this.text.slice(this.done, start) + instead;
			this.done = end;
		}
	}

	/** Where the letters, digits, dots, hyphens and underscores end that begin at a place. */
	runEnd(at: number, end: number): number {
		let stop = at;
		while (stop < end && is(this.text.charCodeAt(stop), bitRun)) {
			stop++;
		}
		return stop;
	}

	/** Without the dots and hyphens that end a sentence. */
	trimmed(at: number, end: number): number {
		let stop = end;
		while (
			stop > at &&
			(this.text.charCodeAt(stop - 1) === 0x2e || this.text.charCodeAt(stop - 1) === 0x2d)
		) {
			stop--;
		}
		return stop;
	}

	/** Where the domain that begins at a place ends: at the place itself where there is none. */
	domainEnd(at: number, end: number): number {
		if (this.text.charCodeAt(at) === 0x5b) {
			// alice@[192.0.2.1]
			const close = this.text.indexOf(']', at);
			return close > 0 && close < end && close - at <= longestIpv6 + 6 ? close + 1 : at;
		}
		return this.trimmed(at, this.runEnd(at, end));
	}

	skipSpaces(from: number, end: number): number {
		let at = from;
		while (at < end && this.text.charCodeAt(at) === 0x20) {
			at++;
		}
		return at;
	}

	/** A value: in quotes, in brackets, or up to a space. What is a secret may have any other character. */
	value(at: number, end: number, isSecret: boolean): { start: number; end: number } {
		let escape = at;
		while (this.text.charCodeAt(escape) === 0x5c) {
			escape++;
		}
		const first = this.text.charCodeAt(escape);
		const close = first === 0x22 || first === 0x27 ? first : first === 0x3c && !isSecret ? 0x3e : 0;
		let stop = close ? escape + 1 : at;
		const start = stop;
		// A name has its longest; only a secret goes on for ever.
		const most = isSecret ? end : Math.min(end, start + longestAddress);
		for (; stop < most; stop++) {
			const code = this.text.charCodeAt(stop);
			if (isSecret && close === 0x22 && escape === at && code === 0x5c && stop + 1 < most) {
				// {"password":"a\"b"}
				stop++;
			} else if (
				close
					? code === close
					: code === 0x22 ||
						code === 0x27 ||
						code === 0x3e ||
						is(code, bitSpace) ||
						(!isSecret && isEnd(code))
			) {
				break;
			}
		}
		if (stop === most && most < end) {
			return { start, end: start };
		}
		if (close && escape > at && this.text.charCodeAt(stop - 1) === 0x5c) {
			stop--;
		}
		while (isSecret && !close && stop > start && isEnd(this.text.charCodeAt(stop - 1))) {
			stop--;
		}
		return { start, end: stop };
	}

	isAfter(at: number, words: string): boolean {
		return this.text.startsWith(words, at - words.length);
	}

	/** Whether no other words stand behind a command's: what ends it may be what a program puts around it. */
	isLastWord(at: number): boolean {
		return /^(?:\s*$|\s*["'\\,)>\]]| state=| from )/.test(this.text.slice(at, at + 8));
	}
}

const isEnd = (code: number) =>
	code === 0x2c || code === 0x3b || code === 0x29 || code === 0x5d || code === 0x7d || code === 0x26;
