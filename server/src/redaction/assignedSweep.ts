import { bitSpace, is } from './characters';
import { longestName } from './hostSweep';
import type { Meaning } from './keywords';
import { isPrompt } from './secrets';
import type { SweptLine } from './sweptLine';

/** Finds what stands behind a word and `=` or `:`: users, secrets, hosts, Message-IDs, subjects and names of files. */
export class AssignedSweep {
	constructor(private readonly line: SweptLine) {}

	/** What stands behind `=` or `:`. */
	behindSign(meaning: Meaning, start: number, stop: number, end: number): number | undefined {
		let at = this.line.skipSpaces(stop, end);
		// {"user":"alice"}
		while (at < end && (this.line.text.charCodeAt(at) === 0x22 || this.line.text.charCodeAt(at) === 0x5c)) {
			at++;
		}
		const isJson = at > stop && this.line.text.charCodeAt(at - 1) === 0x22;
		const sign = this.line.text.charCodeAt(at);
		if (meaning === 'messageId' && sign === 0x2a && this.line.text.charCodeAt(at + 1) === 0x3d) {
			at++;
		} else if (sign !== 0x3d && sign !== 0x3a) {
			return undefined;
		}
		const isColon = this.line.text.charCodeAt(at) === 0x3a && !isJson;
		const first = this.line.skipSpaces(at + 1, end);
		if (first >= end) {
			return undefined;
		}
		if (meaning === 'subject') {
			// subject=/O=Example/CN=mx.example.org: a certificate's
			const isCertificate = /^(?:\/|[A-Z]{1,2} ?=)/.test(this.line.text.slice(first, first + 4));
			return isCertificate ? undefined : this.content(first, end, '[subject]', isColon, start);
		}
		if (meaning === 'quoted') {
			const isQuote =
				this.line.text.charCodeAt(start) === 0x54 && this.line.text.charCodeAt(first) === 0x22 && !isColon;
			return isQuote ? this.content(first, end, '[subject]', false) : undefined;
		}
		if (meaning === 'file') {
			return isColon && !this.line.isAfter(start, ', ')
				? undefined
				: this.content(first, end, '[file]', false);
		}
		return this.valued(meaning, first, end, isColon);
	}

	private valued(meaning: Meaning, first: number, end: number, isColon: boolean): number | undefined {
		const isSecret = meaning === 'secret' || meaning === 'secretWide';
		const value = this.line.value(first, end, isSecret);
		const words = this.line.text.slice(value.start, value.end);
		if (words === '' || (isColon && /[=(]/.test(words) && !isSecret)) {
			return undefined;
		}
		const put = (instead: string | undefined) => {
			this.line.put(value.start, value.end, instead);
			return value.end;
		};
		const isBracketed = this.line.text.charCodeAt(first) === 0x3c;
		switch (meaning) {
			case 'user':
			case 'userWide':
				if ((isColon && meaning === 'user') || isEmptyWord(words) || /^\d+$/.test(words)) {
					return undefined;
				}
				return put(this.line.sink.user(words));
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
					this.line.put(value.start, end, this.line.sink.secret(this.line.text.slice(value.start, end)));
					return end;
				}
				return put(this.line.sink.secret(words));
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
				return put(this.line.sink.user(words));
			case 'messageId':
			case 'maybeMessageId':
				if (isColon && !isBracketed && !words.includes('@')) {
					return undefined;
				}
				return words.includes('@') ? put(this.line.sink.messageId(words, true)) : undefined;
			case 'domain':
				return isColon ? undefined : this.domainAt(value.start, end);
			case 'helo':
				if (!/^[\w-]+$/.test(words) || !/[A-Za-z]/.test(words) || isColon || isEmptyWord(words)) {
					return undefined;
				}
				return put(this.line.sink.host(words, true));
			default:
				return undefined;
		}
	}

	/** Whether only words stand behind an unquoted value: `password=two words` */
	private isLastValue(first: number, from: number, end: number): boolean {
		const quote = this.line.text.charCodeAt(first);
		return (
			quote !== 0x22 &&
			quote !== 0x27 &&
			from < end &&
			end - from < 200 &&
			/^ [^=,;&"'<>{}()[\]\\]*$/.test(this.line.text.slice(from, end))
		);
	}

	/** A name whose place tells that it is a host's or a domain's; it has dots. */
	private domainAt(start: number, end: number): number | undefined {
		const stop = this.line.trimmed(start, this.line.runEnd(start, end));
		const name = this.line.text.slice(start, stop);
		const next = this.line.text.charCodeAt(stop);
		const last = name.slice(name.lastIndexOf('.') + 1);
		if (stop - start > longestName || next === 0x40 || next === 0x3d || last === name || !/^\D/.test(last)) {
			return undefined;
		}
		this.line.put(start, stop, this.line.sink.host(name, true));
		return stop;
	}

	/** Words of a mail: in quotes up to the quote, else up to a space, or with `toEnd` up to the end of the line. */
	private content(first: number, end: number, literal: string, toEnd: boolean, key = -1): number {
		const quote = this.line.text.charCodeAt(first);
		const isQuoted = quote === 0x22 || (quote === 0x27 && !toEnd);
		let stop = isQuoted ? first + 1 : first;
		for (; stop < end; stop++) {
			const code = this.line.text.charCodeAt(stop);
			if (isQuoted && code === 0x5c) {
				stop++;
			} else if (isQuoted ? code === quote : !toEnd && is(code, bitSpace) && !this.goesOn(stop, key)) {
				break;
			}
		}
		stop = Math.min(stop, end);
		this.line.put(isQuoted ? first + 1 : first, stop, literal);
		return stop;
	}

	/** Whether an unquoted subject goes on behind a blank: it does up to the next name with `=`, behind a comma where a list has them. */
	private goesOn(at: number, key: number): boolean {
		if (key < 0) {
			return false;
		}
		const isNext = /^\s[\w-]{1,40}=/.test(this.line.text.slice(at, at + 42));
		const isList =
			key > 1 && this.line.text.charCodeAt(key - 1) === 0x20 && this.line.text.charCodeAt(key - 2) === 0x2c;
		return !isNext || (isList && this.line.text.charCodeAt(at - 1) !== 0x2c);
	}
}

/** What programs write where there is no name. */
const isEmptyWord = (words: string) =>
	/^(?:<?>?|-|\?|\(none\)|\(null\)|\(not|null|none|undefined|unknown|\[\])$/i.test(words);
