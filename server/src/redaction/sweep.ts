import { isBase64 } from './base64';
import { longestIpv6, readIpv4, readIpv6 } from './ipAddress';
import { isKey, meaningsOf, optionOf, type Meaning } from './keywords';
import { isCredential, isPrompt } from './secrets';
import type { Mark, Sink } from './sink';

const bitRun = 1;
const bitLocal = 2;
const bitHex = 4;
const bitSpace = 8;

/** What each character may be a part of: a run (names, numbers, words), the part of an address before the `@`, an IPv6 address. */
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
	const character = String.fromCharCode(code);
	classes[code] =
		(/[\w.-]/.test(character) ? bitRun | bitLocal : /[+=!#$%&'*/?^~]/.test(character) ? bitLocal : 0) |
		(/[0-9A-Fa-f:.]/.test(character) ? bitHex : 0) |
		(/\s/.test(character) ? bitSpace : 0);
}

const is = (code: number, bits: number) =>
	code < 128
		? ((classes[code] ?? 0) & bits) !== 0
		: (bits & (bitRun | bitLocal)) !== 0 && code !== 0xa0 && code !== 0xfffd && !isWide(code);

/** The longest name that DNS has (RFC 1035 §2.3.4). */
const longestName = 253;

/** A longer address than RFC 5321 §4.5.3.1 lets any be. */
const longestAddress = 400;

/** Quotes and arrows of type-setters are no part of a name. */
const isWide = (code: number) => (code >= 0x2000 && code <= 0x2bff) || code === 0xab || code === 0xbb;

/**
 * Goes once over a line, from left to right, and asks a sink what is to stand for each name, address and secret. What is looked at
 * ahead is remembered, so that the cost is that of the line's length, whatever the line holds.
 */
export class Sweep {
	private text = '';
	private out = '';
	/** Up to where the line is in `out`. */
	private done = 0;
	/** Up to where it is known whether an `@` ends a local part. */
	private localEnd = 0;
	private isLocal = false;
	private lastSlash = -1;
	/** Up to where base64 was looked for, quotes, angle brackets, IPv6. */
	private base64End = 0;
	private quoteEnd = 0;
	private bracketEnd = 0;
	private hexEnd = 0;

	constructor(private readonly sink: Sink) {}

	/** The line with what the sink says in place of what it was asked. The marks are in order and do not overlap. */
	line(text: string, marks: readonly Mark[] = []): string {
		this.text = text;
		this.out = '';
		this.done = this.localEnd = this.base64End = this.quoteEnd = this.bracketEnd = this.hexEnd = 0;
		let at = 0;
		for (const mark of marks) {
			this.sweepTo(at, mark.start);
			this.put(mark.start, mark.end, this.marked(mark));
			at = mark.end;
			this.localEnd = Math.max(this.localEnd, at);
			this.isLocal = false;
		}
		this.sweepTo(at, text.length);
		return this.done === 0 ? text : this.out + text.slice(this.done);
	}

	private marked({ start, end, kind, literal }: Mark): string | undefined {
		const words = this.text.slice(start, end);
		switch (kind) {
			case 'literal':
				return literal;
			case 'secret':
				return this.sink.secret(words);
			case 'host':
				return this.sink.ip(words) ?? this.sink.host(words, true);
			case 'message-id':
				return this.sink.messageId(words, true);
			default:
				return this.sink.user(words);
		}
	}

	private put(start: number, end: number, instead: string | undefined): void {
		if (instead !== undefined && start >= this.done) {
			this.out += this.text.slice(this.done, start) + instead;
			this.done = end;
		}
	}

	private sweepTo(from: number, end: number): void {
		for (let at = from; at < end;) {
			const code = this.text.charCodeAt(at);
			if (is(code, bitRun)) {
				at = this.run(at, end);
			} else {
				at = this.mark(code, at, end);
			}
		}
	}

	/** What a character that is no part of a word opens. */
	private mark(code: number, at: number, end: number): number {
		switch (code) {
			case 0x3c: // <
				return this.bracket(at, end);
			case 0x22: // "
				return this.quotedLocal(at, end);
			case 0x2f: // /
				return this.path(at, end);
			case 0x3a: // :
				if (this.text.startsWith('://', at)) {
					return this.authority(at + 3, end);
				}
				return this.text.charCodeAt(at + 1) === 0x3a ? (this.ipv6(at, end) ?? at + 1) : at + 1;
			default:
				return at + 1;
		}
	}

	/** `<alice@example.org>`, `<id@example.org>` */
	private bracket(at: number, end: number): number {
		if (at < this.bracketEnd) {
			return at + 1;
		}
		let stop = at + 1;
		let last = -1;
		let isQuoted = false;
		for (; stop < end; stop++) {
			const code = this.text.charCodeAt(stop);
			if (code === 0x22) {
				isQuoted = !isQuoted;
			} else if (code === 0x40) {
				last = stop;
			} else if (!isQuoted && (code === 0x3c || code === 0x3e || is(code, bitSpace))) {
				break;
			}
		}
		this.bracketEnd = stop;
		if (this.text.charCodeAt(stop) !== 0x3e || last < 0) {
			return at + 1;
		}
		const inner = this.text.slice(at + 1, stop);
		// <@relay.example.org,@other.example:alice@example.net>: a route (RFC 5321 §4.1.2)
		const start = inner.startsWith('@') ? at + 2 + inner.indexOf(':') : at + 1;
		if (start > last || inner.includes('://')) {
			return at + 1;
		}
		this.sweepTo(at + 1, start);
		const whole = this.text.slice(start, stop);
		this.put(start, stop, this.sink.messageId(whole, false) ?? this.address(start, last, stop));
		return stop;
	}

	/** What stands for an address whose `@` and end are known. */
	private address(start: number, at: number, end: number): string | undefined {
		return this.sink.address(this.text.slice(start, at), this.text.slice(at + 1, end));
	}

	/** `"john doe"@example.org` */
	private quotedLocal(at: number, end: number): number {
		if (at < this.quoteEnd) {
			return at + 1;
		}
		let close = at + 1;
		for (; close < end && this.text.charCodeAt(close) !== 0x22; close++) {
			if (this.text.charCodeAt(close) === 0x5c) {
				close++;
			}
		}
		this.quoteEnd = Math.min(close, end);
		if (this.text.charCodeAt(close + 1) !== 0x40) {
			return at + 1;
		}
		const stop = this.domainEnd(close + 2, end);
		if (stop === close + 2) {
			return at + 1;
		}
		this.put(at, stop, this.address(at, close + 1, stop));
		return stop;
	}

	/** Where the domain that begins at a place ends: at the place itself where there is none. */
	private domainEnd(at: number, end: number): number {
		if (this.text.charCodeAt(at) === 0x5b) {
			// alice@[192.0.2.1]
			const close = this.text.indexOf(']', at);
			return close > 0 && close < end && close - at <= longestIpv6 + 6 ? close + 1 : at;
		}
		return this.trimmed(at, this.runEnd(at, end));
	}

	private runEnd(at: number, end: number): number {
		let stop = at;
		while (stop < end && is(this.text.charCodeAt(stop), bitRun)) {
			stop++;
		}
		return stop;
	}

	/** Without the dots and hyphens that end a sentence. */
	private trimmed(at: number, end: number): number {
		let stop = end;
		while (
			stop > at &&
			(this.text.charCodeAt(stop - 1) === 0x2e || this.text.charCodeAt(stop - 1) === 0x2d)
		) {
			stop--;
		}
		return stop;
	}

	/** `/home/alice/Maildir` */
	private path(at: number, end: number): number {
		for (const folder of ['/home/', '/Users/', '/var/mail/', '/var/spool/mail/', '/var/vmail/']) {
			if (this.text.startsWith(folder, at)) {
				const start = at + folder.length;
				const stop = this.runEnd(start, end);
				const name = this.text.slice(start, stop);
				if (
					stop > start &&
					this.text.charCodeAt(stop) !== 0x40 &&
					!/^\.|\.[^.]*\./.test(name) &&
					!(folder === '/var/vmail/' && name.includes('.'))
				) {
					this.put(start, stop, this.sink.user(name));
					return stop;
				}
				return start;
			}
		}
		return at + 1;
	}

	/** `smtp://alice:secret@mx.example.net` */
	private authority(start: number, end: number): number {
		let stop = start;
		let last = -1;
		let colon = -1;
		for (; stop < end; stop++) {
			const code = this.text.charCodeAt(stop);
			if (code === 0x40) {
				last = stop;
			} else if (code === 0x3a && colon < 0) {
				colon = stop;
			} else if (
				is(code, bitSpace) ||
				code === 0x2f ||
				code === 0x3f ||
				code === 0x22 ||
				code === 0x27 ||
				code === 0x3c ||
				code === 0x3e
			) {
				break;
			}
		}
		if (last < 0) {
			return start;
		}
		const userEnd = colon >= 0 && colon < last ? colon : last;
		if (userEnd > start) {
			const user = percentDecoded(this.text.slice(start, userEnd));
			this.put(start, userEnd, this.sink.user(user)?.replaceAll('@', '%40'));
		}
		if (userEnd < last) {
			this.put(userEnd + 1, last, this.sink.secret(this.text.slice(userEnd + 1, last)));
		}
		// smtp://alice:secret@pc:25
		const host = this.text.slice(last + 1, stop);
		const name = /^[A-Za-z][\w-]{0,62}(?=:\d|$)/.exec(host)?.[0];
		if (name !== undefined) {
			this.put(last + 1, last + 1 + name.length, this.sink.host(name, true));
			return last + 1 + name.length;
		}
		return last + 1;
	}

	/** A run of letters, digits, dots, hyphens and underscores. Gives the place behind what it dealt with. */
	private run(from: number, end: number): number {
		const start = from + this.escapeLength(from, end);
		if (start >= end || !is(this.text.charCodeAt(start), bitRun)) {
			return Math.max(start, from + 1);
		}
		const credential = this.base64(start, end);
		if (credential !== undefined) {
			return credential;
		}
		const stop = this.runEnd(start, end);
		const next = this.text.charCodeAt(stop);
		const key = this.mayBeKey(start, stop, next) ? this.text.slice(start, stop).toLowerCase() : '';
		const isInAddress = this.endsWithAt(start, end);
		const isNamed = next === 0x3d && isKey(key);
		if (isInAddress && !isNamed) {
			const after = this.unquotedAddress(start, stop, end);
			if (after !== undefined) {
				return after;
			}
		}
		if (key !== '' && stop < end) {
			const after = this.named(key, start, stop, end);
			if (after !== undefined) {
				return after;
			}
		}
		if (isNamed) {
			return stop;
		}
		if (next === 0x25 && this.text.startsWith('%40', stop)) {
			const domainEnd = this.trimmed(stop + 3, this.runEnd(stop + 3, end));
			if (domainEnd > stop + 3) {
				const instead = this.sink.address(this.text.slice(start, stop), this.text.slice(stop + 3, domainEnd));
				this.put(start, domainEnd, instead?.replace('@', '%40'));
				return domainEnd;
			}
		}
		return this.ipv6(start, end) ?? this.name(start, stop);
	}

	/** Whether a word could tell what stands behind it, by its length and by what follows. */
	private mayBeKey(start: number, stop: number, next: number): boolean {
		const length = stop - start;
		switch (next) {
			case 0x20:
				return start === 0 || (length >= 4 && length <= 9) || this.text.charCodeAt(start) === 0x2d;
			case 0x3d:
			case 0x3a:
			case 0x28:
			case 0x22:
			case 0x2a:
			case 0x5c:
				return length <= 32;
			default:
				return false;
		}
	}

	/** How long what a program escaped is: the `n` of `\n`, the `012` of `#012` and `\012`, `u003c` of `\u003c`, `3C` of `%3C`. */
	private escapeLength(at: number, end: number): number {
		const before = at > 0 ? this.text.charCodeAt(at - 1) : 0;
		if (this.isReplyCode(at, end)) {
			return 4;
		}
		if (before === 0x5c) {
			const escape = /^(?:[0-3][0-7]{2}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[abefnrtv0])/.exec(
				this.text.slice(at, Math.min(end, at + 5)),
			);
			return escape ? escape[0].length : 0;
		}
		if (before === 0x23) {
			return /^[0-3][0-7]{2}/.test(this.text.slice(at, Math.min(end, at + 3))) ? 3 : 0;
		}
		if (before === 0x25) {
			return /^[0-9A-Fa-f]{2}/.test(this.text.slice(at, Math.min(end, at + 2))) ? 2 : 0;
		}
		return 0;
	}

	/** `250-` in front of a name: a reply of several lines. */
	private isReplyCode(at: number, end: number): boolean {
		const code = (place: number) => this.text.charCodeAt(place) - 0x30;
		const first = code(at);
		return (
			at + 4 < end &&
			first >= 2 &&
			first <= 5 &&
			code(at + 1) >= 0 &&
			code(at + 1) <= 9 &&
			code(at + 2) >= 0 &&
			code(at + 2) <= 9 &&
			this.text.charCodeAt(at + 3) === 0x2d
		);
	}

	/** A token of base64 that is a credential. */
	private base64(start: number, end: number): number | undefined {
		if (start < this.base64End) {
			return undefined;
		}
		let stop = start;
		let kinds = 0;
		for (; stop < end; stop++) {
			const code = this.text.charCodeAt(stop);
			if (!isBase64(code)) {
				break;
			}
			kinds |= code >= 0x61 && code <= 0x7a ? 1 : code >= 0x41 && code <= 0x5a ? 2 : 4;
		}
		this.base64End = stop;
		let padded = stop;
		while (padded < end && padded < stop + 2 && this.text.charCodeAt(padded) === 0x3d) {
			padded++;
		}
		const isPadded = padded > stop && (padded - start) % 4 === 0;
		// Words and numbers: base64 of anything mixes letters.
		if ((kinds & 3) !== 3 && !isPadded) {
			return undefined;
		}
		const token = this.text.slice(start, stop);
		if (isPrompt(token) || !isCredential(token, isPadded)) {
			return undefined;
		}
		if (isPadded) {
			stop = padded;
		}
		// The second and the third part of a JSON web token.
		while (
			stop < end &&
			(isBase64(this.text.charCodeAt(stop)) ||
				(token.startsWith('eyJ') && this.text.charCodeAt(stop) === 0x2e))
		) {
			stop++;
		}
		this.put(start, stop, this.sink.credential(this.text.slice(start, stop)));
		return stop;
	}

	/** Whether the characters from here on that a local part may have end with `@`. */
	private endsWithAt(start: number, end: number): boolean {
		if (start >= this.localEnd) {
			let stop = start;
			this.lastSlash = -1;
			for (; stop < end && is(this.text.charCodeAt(stop), bitLocal); stop++) {
				if (this.text.charCodeAt(stop) === 0x2f) {
					this.lastSlash = stop;
				}
			}
			this.localEnd = stop;
			this.isLocal = this.text.charCodeAt(stop) === 0x40 && stop < end;
		}
		return this.isLocal;
	}

	/** `alice@example.org` without brackets; what stands before it in the same characters is left to its own. */
	private unquotedAddress(start: number, stop: number, end: number): number | undefined {
		const at = this.localEnd;
		const next = this.text.charCodeAt(stop);
		const isPrefix =
			this.lastSlash >= stop ||
			(next === 0x27 && stop - start === 1 && stop < at) ||
			(next === 0x3d && this.text.charCodeAt(stop + 1) === 0x27);
		if (isPrefix) {
			return undefined;
		}
		const domainEnd = this.domainEnd(at + 1, end);
		if (domainEnd === at + 1 || this.text.startsWith('user@domain', start)) {
			// Exim's words: “is not of the form user@domain”
			return undefined;
		}
		const whole = this.text.slice(start, domainEnd);
		this.put(start, domainEnd, this.sink.messageId(whole, false) ?? this.address(start, at, domainEnd));
		this.isLocal = false;
		this.localEnd = domainEnd;
		return domainEnd;
	}

	/** A word that tells what stands behind it: `user=<alice>`, `--password x`, `EHLO pc`. */
	private named(key: string, start: number, stop: number, end: number): number | undefined {
		if (key.charCodeAt(0) === 0x2d) {
			const option = optionOf(this.text.slice(start, stop)) ?? optionOf(key);
			return option && this.option(option, stop, end);
		}
		const found = meaningsOf(key);
		if (!found) {
			return undefined;
		}
		const next = this.text.charCodeAt(stop);
		if (next === 0x20) {
			return this.behindSpace(found, start, stop, end);
		}
		if (next === 0x28 && found.includes('realms')) {
			return this.realm(stop + 1, end);
		}
		for (const meaning of found) {
			const after = this.behindSign(meaning, start, stop, end);
			if (after !== undefined) {
				return after;
			}
		}
		return undefined;
	}

	/** `--auth-user alice`, `-u alice:secret`, `--password=secret` */
	private option(option: 'user' | 'secret' | 'login', stop: number, end: number): number | undefined {
		const sign = this.text.charCodeAt(stop);
		if (sign !== 0x20 && sign !== 0x3d) {
			return undefined;
		}
		const value = this.value(this.skipSpaces(stop + 1, end), end, option !== 'user');
		if (value.start === value.end || this.text.charCodeAt(value.start) === 0x2d) {
			return undefined;
		}
		const words = this.text.slice(value.start, value.end);
		const colon = words.indexOf(':');
		if (option === 'login') {
			if (colon < 0) {
				return undefined;
			}
			this.put(value.start, value.start + colon, this.sink.user(words.slice(0, colon)));
			if (colon + 1 < words.length) {
				this.put(value.start + colon + 1, value.end, this.sink.secret(words.slice(colon + 1)));
			}
		} else {
			this.put(value.start, value.end, option === 'user' ? this.sink.user(words) : this.sink.secret(words));
		}
		return value.end;
	}

	private skipSpaces(from: number, end: number): number {
		let at = from;
		while (at < end && this.text.charCodeAt(at) === 0x20) {
			at++;
		}
		return at;
	}

	/** A value: in quotes, in brackets, or up to a space. What is a secret may have any other character. */
	private value(at: number, end: number, isSecret: boolean): { start: number; end: number } {
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

	/** `EHLO pc`, `VRFY alice`, `Bearer ya29…`, `user "alice"`, `for user alice` */
	private behindSpace(
		found: readonly Meaning[],
		start: number,
		stop: number,
		end: number,
	): number | undefined {
		const at = this.skipSpaces(stop, end);
		const sign = this.text.charCodeAt(at);
		if ((sign === 0x3d || sign === 0x3a) && this.text.charCodeAt(at + 1) === 0x20) {
			// user = alice, as msmtp prints its configuration
			const meaning = found.find(
				(each) => each !== 'greeted' && each !== 'asked' && each !== 'realms' && each !== 'scheme',
			);
			return meaning && start === 0 ? this.behindSign(meaning, start, at, end) : undefined;
		}
		if (found.includes('greeted')) {
			return this.greeted(at, end);
		}
		if (found.includes('asked')) {
			const value = this.value(at, end, false);
			if (value.start === value.end || !this.isLastWord(value.end)) {
				return undefined;
			}
			this.put(value.start, value.end, this.sink.user(this.text.slice(value.start, value.end)));
			return value.end;
		}
		const value = this.value(at, end, found.includes('scheme'));
		const words = this.text.slice(value.start, value.end);
		if (found.includes('scheme') && words.length >= 8 && (/[\d=]/.test(words) || this.isAfter(start, ': '))) {
			this.put(value.start, value.end, this.sink.secret(words));
			return value.end;
		}
		if (found.includes('userWide') && words !== '' && this.isUserBehind(start, sign, words)) {
			this.put(value.start, value.end, this.sink.user(words));
			return value.end;
		}
		return undefined;
	}

	private isAfter(at: number, words: string): boolean {
		return this.text.startsWith(words, at - words.length);
	}

	/** `user "alice"`, `for user alice` and `invalid user alice` name a user; `user unknown` does not. */
	private isUserBehind(start: number, sign: number, words: string): boolean {
		if (sign === 0x22 || sign === 0x27 || sign === 0x3c) {
			return /^[\w.@+-]+$/.test(words);
		}
		return ['for ', 'invalid '].some((before) => this.isAfter(start, before)) && /^[\w.+-]+$/.test(words);
	}

	private greeted(at: number, end: number): number | undefined {
		const stop = this.trimmed(at, this.runEnd(at, end));
		const name = this.text.slice(at, stop);
		if (
			stop === at ||
			this.text.charCodeAt(stop) === 0x40 ||
			/^(?:or|and|first|again|command|is|not|was|from|SMTPUTF8)$/i.test(name)
		) {
			return undefined;
		}
		// EHLO in a sentence is no greeting.
		if (!name.includes('.') && !this.isLastWord(stop)) {
			return undefined;
		}
		this.put(at, stop, this.sink.ip(name) ?? this.sink.host(name, true));
		return stop;
	}

	/** Whether no other words stand behind a command's: what ends it may be what a program puts around it. */
	private isLastWord(at: number): boolean {
		return /^(?:\s*$|\s*["'\\,)>\]]| state=| from )/.test(this.text.slice(at, at + 8));
	}

	/** `imap(alice)`, `lmtp(22587, alice)`, `passwd-file(alice,192.0.2.1,<…>)` */
	private realm(at: number, end: number): number | undefined {
		let from = at;
		let stop = at;
		for (; stop < end && stop - at < 400; stop++) {
			const code = this.text.charCodeAt(stop);
			if (code === 0x29 || code === 0x2c) {
				const words = this.text.slice(from, stop).trim();
				if (words !== '' && !/^\d+$/.test(words) && !words.includes(' ') && /^[^<>=:/\\"'?*]+$/.test(words)) {
					const start = this.text.indexOf(words, from);
					this.put(start, start + words.length, this.sink.ip(words) ?? this.sink.user(words));
					return start + words.length;
				}
				if (code === 0x29 || !/^\d+$/.test(words)) {
					return undefined;
				}
				from = stop + 1;
			}
		}
		return undefined;
	}

	/** What stands behind `=` or `:`. */
	private behindSign(meaning: Meaning, start: number, stop: number, end: number): number | undefined {
		let at = this.skipSpaces(stop, end);
		// {"user":"alice"}
		while (at < end && (this.text.charCodeAt(at) === 0x22 || this.text.charCodeAt(at) === 0x5c)) {
			at++;
		}
		const isJson = at > stop && this.text.charCodeAt(at - 1) === 0x22;
		const sign = this.text.charCodeAt(at);
		if (meaning === 'messageId' && sign === 0x2a && this.text.charCodeAt(at + 1) === 0x3d) {
			at++;
		} else if (sign !== 0x3d && sign !== 0x3a) {
			return undefined;
		}
		const isColon = this.text.charCodeAt(at) === 0x3a && !isJson;
		const first = this.skipSpaces(at + 1, end);
		if (first >= end) {
			return undefined;
		}
		if (meaning === 'subject') {
			// subject=/O=Example/CN=mx.example.org: a certificate's
			const isCertificate = /^(?:\/|[A-Z]{1,2} ?=)/.test(this.text.slice(first, first + 4));
			return isCertificate ? undefined : this.content(first, end, '[subject]', isColon, start);
		}
		if (meaning === 'quoted') {
			const isQuote =
				this.text.charCodeAt(start) === 0x54 && this.text.charCodeAt(first) === 0x22 && !isColon;
			return isQuote ? this.content(first, end, '[subject]', false) : undefined;
		}
		if (meaning === 'file') {
			return isColon && !this.isAfter(start, ', ') ? undefined : this.content(first, end, '[file]', false);
		}
		return this.valued(meaning, first, end, isColon);
	}

	private valued(meaning: Meaning, first: number, end: number, isColon: boolean): number | undefined {
		const isSecret = meaning === 'secret' || meaning === 'secretWide';
		const value = this.value(first, end, isSecret);
		const words = this.text.slice(value.start, value.end);
		if (words === '' || (isColon && /[=(]/.test(words) && !isSecret)) {
			return undefined;
		}
		const put = (instead: string | undefined) => {
			this.put(value.start, value.end, instead);
			return value.end;
		};
		const isBracketed = this.text.charCodeAt(first) === 0x3c;
		switch (meaning) {
			case 'user':
			case 'userWide':
				if ((isColon && meaning === 'user') || isEmptyWord(words) || /^\d+$/.test(words)) {
					return undefined;
				}
				return put(this.sink.user(words));
			case 'secret':
			case 'secretWide':
				if (
					(isColon && meaning === 'secret') ||
					isEmptyWord(words) ||
					/^[*.]+$/.test(words) ||
					isPrompt(words)
				) {
					return undefined;
				}
				if (isColon && words.length < 3) {
					return undefined;
				}
				if (!isColon && this.isLastValue(first, value.end, end)) {
					this.put(value.start, end, this.sink.secret(this.text.slice(value.start, end)));
					return end;
				}
				return put(this.sink.secret(words));
			case 'address':
				if (
					words.includes('@') ||
					isEmptyWord(words) ||
					(isColon && !isBracketed) ||
					!/^[\w.+-]+$/.test(words) ||
					/^\d/.test(words)
				) {
					return undefined;
				}
				return put(this.sink.user(words));
			case 'messageId':
			case 'maybeMessageId':
				if (isColon && !isBracketed && !words.includes('@')) {
					return undefined;
				}
				return words.includes('@') ? put(this.sink.messageId(words, true)) : undefined;
			case 'domain':
				return isColon ? undefined : this.domainAt(value.start, end);
			case 'helo':
				if (!/^[\w-]+$/.test(words) || !/[A-Za-z]/.test(words) || isColon || isEmptyWord(words)) {
					return undefined;
				}
				return put(this.sink.host(words, true));
			default:
				return undefined;
		}
	}

	/** Whether only words stand behind an unquoted value: `password=two words` */
	private isLastValue(first: number, from: number, end: number): boolean {
		const quote = this.text.charCodeAt(first);
		return (
			quote !== 0x22 &&
			quote !== 0x27 &&
			from < end &&
			end - from < 200 &&
			/^ [^=,;&"'<>{}()[\]\\]*$/.test(this.text.slice(from, end))
		);
	}

	/** A name whose place tells that it is a host's or a domain's; it has dots. */
	private domainAt(start: number, end: number): number | undefined {
		const stop = this.trimmed(start, this.runEnd(start, end));
		const name = this.text.slice(start, stop);
		const next = this.text.charCodeAt(stop);
		const last = name.slice(name.lastIndexOf('.') + 1);
		if (stop - start > longestName || next === 0x40 || next === 0x3d || last === name || !/^\D/.test(last)) {
			return undefined;
		}
		this.put(start, stop, this.sink.host(name, true));
		return stop;
	}

	/** Words of a mail: in quotes up to the quote, else up to a space, or with `toEnd` up to the end of the line. */
	private content(first: number, end: number, literal: string, toEnd: boolean, key = -1): number {
		const quote = this.text.charCodeAt(first);
		const isQuoted = quote === 0x22 || (quote === 0x27 && !toEnd);
		let stop = isQuoted ? first + 1 : first;
		for (; stop < end; stop++) {
			const code = this.text.charCodeAt(stop);
			if (isQuoted && code === 0x5c) {
				stop++;
			} else if (isQuoted ? code === quote : !toEnd && is(code, bitSpace) && !this.goesOn(stop, key)) {
				break;
			}
		}
		stop = Math.min(stop, end);
		this.put(isQuoted ? first + 1 : first, stop, literal);
		return stop;
	}

	/** Whether an unquoted subject goes on behind a blank: it does up to the next name with `=`, behind a comma where a list has them. */
	private goesOn(at: number, key: number): boolean {
		if (key < 0) {
			return false;
		}
		const isNext = /^\s[\w-]{1,40}=/.test(this.text.slice(at, at + 42));
		const isList =
			key > 1 && this.text.charCodeAt(key - 1) === 0x20 && this.text.charCodeAt(key - 2) === 0x2c;
		return !isNext || (isList && this.text.charCodeAt(at - 1) !== 0x2c);
	}

	/** An IPv6 address that begins here. */
	private ipv6(start: number, end: number): number | undefined {
		if (start < this.hexEnd || !is(this.text.charCodeAt(start), bitHex)) {
			return undefined;
		}
		let stop = start;
		let colons = 0;
		let isShort = false;
		for (; stop < end && is(this.text.charCodeAt(stop), bitHex); stop++) {
			if (this.text.charCodeAt(stop) === 0x3a) {
				colons++;
				isShort ||= this.text.charCodeAt(stop + 1) === 0x3a;
			}
		}
		this.hexEnd = stop;
		if (
			colons < (isShort ? 2 : 6) ||
			stop - start > longestIpv6 + 6 ||
			(is(this.text.charCodeAt(stop), bitRun) && stop < end)
		) {
			return undefined;
		}
		// A colon or a dot that ends the words before it.
		for (let close = stop; close > stop - 3 && close > start; close--) {
			const words = this.text.slice(start, close);
			if (readIpv6(words)) {
				this.put(start, close, this.sink.ip(words));
				return close;
			}
			if (!/[:.]$/.test(words)) {
				break;
			}
		}
		return undefined;
	}

	/** A host, an IPv4 address, or any word. */
	private name(start: number, end: number): number {
		let from = start;
		while (from < end && (this.text.charCodeAt(from) === 0x2d || this.text.charCodeAt(from) === 0x2e)) {
			from++;
		}
		const stop = this.trimmed(from, end);
		if (stop === from) {
			return end;
		}
		const words = this.text.slice(from, stop);
		if (stop - from > longestName && words.includes('.')) {
			// Too long for a name: it might be made to hide one.
			this.put(from, stop, /[^\d.-]/.test(words) ? '[name]' : undefined);
			return end;
		}
		const gap = words.indexOf('..');
		if (gap > 0) {
			this.name(from, from + gap);
			this.name(from + gap, stop);
			return end;
		}
		if (!words.includes('.')) {
			const isPeer = this.text.charCodeAt(stop) === 0x5b && stop === end && this.isIpBehind(stop + 1);
			// ip-192-0-2-1, as clouds name their machines
			const isHost = isPeer || /^ip(?:-\d{1,3}){4}$/i.test(words);
			const instead = isHost ? this.sink.host(words, true) : this.sink.word(words);
			if (instead === undefined && !isPeer && (words.includes('-') || words.includes('_'))) {
				this.subWords(from, stop);
			} else {
				this.put(from, stop, instead);
			}
			return end;
		}
		const four = readIpv4(words);
		if (four !== undefined) {
			const isVersion = /ersion[:=]? ?$/.test(this.text.slice(Math.max(0, from - 9), from));
			this.put(from, stop, isVersion ? undefined : this.sink.ip(words));
			return end;
		}
		// mx.example.net250-PIPELINING, as PHPMailer runs the lines of a reply together
		const glued = /[A-Za-z](?=[2-5]\d\d(?:-|$))/.exec(words);
		if (glued && words.lastIndexOf('.', glued.index) > 0 && !words.includes('.', glued.index)) {
			return this.name(from, from + glued.index + 1) + (end - from - glued.index - 1);
		}
		// 192.0.2.1.52144, as tcpdump writes a port
		const port = /^(\d{1,3}(?:\.\d{1,3}){3})\.\d{1,5}$/.exec(words)?.[1];
		if (port !== undefined && readIpv4(port) !== undefined) {
			this.put(from, from + port.length, this.sink.ip(port));
			return end;
		}
		if (this.addresses(from, stop, words)) {
			return end;
		}
		const isPeer = this.text.charCodeAt(stop) === 0x5b && this.isIpBehind(stop + 1);
		const isInPath = this.isInPath(from);
		const instead = this.sink.host(words, isPeer, isInPath) ?? this.sink.word(words);
		if (instead === undefined) {
			this.subWords(from, stop);
		} else {
			this.put(from, stop, instead);
		}
		return end;
	}

	/** `192.0.2.0-192.0.2.255`, `192.0.2.1_25`: IPv4 addresses that a sign joins to others or to a number. */
	private addresses(from: number, stop: number, words: string): boolean {
		const found = words.split(/[-_]/);
		if (found.length < 2 || readIpv4(found[0] ?? '') === undefined || /[A-Za-z]/.test(words)) {
			return false;
		}
		let at = from;
		for (const part of found) {
			this.put(at, at + part.length, this.sink.ip(part));
			at += part.length + 1;
		}
		return at > stop;
	}

	/** Whether a name is a part of a file's path, not of an URL and not behind another name: `mx.example.net/192.0.2.1`. */
	private isInPath(at: number): boolean {
		const before = this.text.charCodeAt(at - 1);
		if (at === 0 || (before !== 0x2f && before !== 0x5c) || this.text.charCodeAt(at - 2) === 0x2f) {
			return false;
		}
		for (let place = at - 2; place >= 0 && place > at - 66; place--) {
			const code = this.text.charCodeAt(place);
			if (code === 0x2e) {
				return false;
			}
			if (code === 0x2f || code === 0x5c || is(code, bitSpace)) {
				return true;
			}
		}
		return true;
	}

	private isIpBehind(at: number): boolean {
		let stop = at;
		while (stop < at + longestIpv6 && is(this.text.charCodeAt(stop), bitHex)) {
			stop++;
		}
		const words = this.text.slice(at, stop);
		return (
			this.text.charCodeAt(stop) === 0x5d &&
			(readIpv4(words) !== undefined || (words.includes(':') && readIpv6(words) !== undefined))
		);
	}

	/** The words in `alice-laptop`, `Maildir.alice`. */
	private subWords(start: number, end: number): void {
		let from = start;
		for (let at = start; at <= end; at++) {
			const code = at < end ? this.text.charCodeAt(at) : 0x2e;
			if (code === 0x2e || code === 0x2d || code === 0x5f) {
				if (at - from > 2) {
					this.put(from, at, this.sink.word(this.text.slice(from, at)));
				}
				from = at + 1;
			}
		}
	}
}

const isEnd = (code: number) =>
	code === 0x2c || code === 0x3b || code === 0x29 || code === 0x5d || code === 0x7d || code === 0x26;

/** What programs write where there is no name. */
const isEmptyWord = (words: string) =>
	/^(?:<?>?|-|\?|\(none\)|\(null\)|\(not|null|none|undefined|unknown|\[\])$/i.test(words);

function percentDecoded(text: string): string {
	return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
