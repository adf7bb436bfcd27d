import { AssignedSweep } from './assignedSweep';
import { meaningsOf, optionOf, type Meaning } from './keywords';
import type { SweptLine } from './sweptLine';

/** Finds what a word tells of: behind a command, an option, a daemon's name, or a sign. */
export class KeySweep {
	private readonly assigned: AssignedSweep;

	constructor(private readonly line: SweptLine) {
		this.assigned = new AssignedSweep(line);
	}

	/** Whether a word could tell what stands behind it, by its length and by what follows. */
	mayBeKey(start: number, stop: number, next: number): boolean {
		const length = stop - start;
		switch (next) {
			case 0x20:
				return start === 0 || (length >= 4 && length <= 9) || this.line.text.charCodeAt(start) === 0x2d;
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

	/** A word that tells what stands behind it: `user=<alice>`, `--password x`, `EHLO pc`. */
	named(key: string, start: number, stop: number, end: number): number | undefined {
		if (key.charCodeAt(0) === 0x2d) {
			const option = optionOf(this.line.text.slice(start, stop)) ?? optionOf(key);
			return option && this.option(option, stop, end);
		}
		const found = meaningsOf(key);
		if (!found) {
			return undefined;
		}
		const next = this.line.text.charCodeAt(stop);
		if (next === 0x20) {
			return this.behindSpace(found, start, stop, end);
		}
		if (next === 0x28 && found.includes('realms')) {
			return this.realm(stop + 1, end);
		}
		for (const meaning of found) {
			const after = this.assigned.behindSign(meaning, start, stop, end);
			if (after !== undefined) {
				return after;
			}
		}
		return undefined;
	}

	/** `--auth-user alice`, `-u alice:secret`, `--password=secret` */
	private option(option: 'user' | 'secret' | 'login', stop: number, end: number): number | undefined {
		const sign = this.line.text.charCodeAt(stop);
		if (sign !== 0x20 && sign !== 0x3d) {
			return undefined;
		}
		const value = this.line.value(this.line.skipSpaces(stop + 1, end), end, option !== 'user');
		if (value.start === value.end || this.line.text.charCodeAt(value.start) === 0x2d) {
			return undefined;
		}
		const words = this.line.text.slice(value.start, value.end);
		const colon = words.indexOf(':');
		if (option === 'login') {
			if (colon < 0) {
				return undefined;
			}
			this.line.put(value.start, value.start + colon, this.line.sink.user(words.slice(0, colon)));
			if (colon + 1 < words.length) {
				this.line.put(value.start + colon + 1, value.end, this.line.sink.secret(words.slice(colon + 1)));
			}
		} else {
			this.line.put(
				value.start,
				value.end,
				option === 'user' ? this.line.sink.user(words) : this.line.sink.secret(words),
			);
		}
		return value.end;
	}

	/** `EHLO pc`, `VRFY alice`, `Bearer ya29…`, `user "alice"`, `for user alice` */
	private behindSpace(
		found: readonly Meaning[],
		start: number,
		stop: number,
		end: number,
	): number | undefined {
		const at = this.line.skipSpaces(stop, end);
		const sign = this.line.text.charCodeAt(at);
		if ((sign === 0x3d || sign === 0x3a) && this.line.text.charCodeAt(at + 1) === 0x20) {
			// user = alice, as msmtp prints its configuration
			const meaning = found.find(
				(each) => each !== 'greeted' && each !== 'asked' && each !== 'realms' && each !== 'scheme',
			);
			return meaning && start === 0 ? this.assigned.behindSign(meaning, start, at, end) : undefined;
		}
		if (found.includes('greeted')) {
			return this.greeted(at, end);
		}
		if (found.includes('asked')) {
			const value = this.line.value(at, end, false);
			if (value.start === value.end || !this.line.isLastWord(value.end)) {
				return undefined;
			}
			this.line.put(
				value.start,
				value.end,
				this.line.sink.user(this.line.text.slice(value.start, value.end)),
			);
			return value.end;
		}
		const value = this.line.value(at, end, found.includes('scheme'));
		const words = this.line.text.slice(value.start, value.end);
		if (
			found.includes('scheme') &&
			words.length >= 8 &&
			(/[\d=]/.test(words) || this.line.isAfter(start, ': '))
		) {
			this.line.put(value.start, value.end, this.line.sink.secret(words));
			return value.end;
		}
		if (found.includes('userWide') && words !== '' && this.isUserBehind(start, sign, words)) {
			this.line.put(value.start, value.end, this.line.sink.user(words));
			return value.end;
		}
		return undefined;
	}

	/** `user "alice"`, `for user alice` and `invalid user alice` name a user; `user unknown` does not. */
	private isUserBehind(start: number, sign: number, words: string): boolean {
		if (sign === 0x22 || sign === 0x27 || sign === 0x3c) {
			return /^[\w.@+-]+$/.test(words);
		}
		return (
			['for ', 'invalid '].some((before) => this.line.isAfter(start, before)) && /^[\w.+-]+$/.test(words)
		);
	}

	private greeted(at: number, end: number): number | undefined {
		const stop = this.line.trimmed(at, this.line.runEnd(at, end));
		const name = this.line.text.slice(at, stop);
		if (
			stop === at ||
			this.line.text.charCodeAt(stop) === 0x40 ||
			/^(?:or|and|first|again|command|is|not|was|from|SMTPUTF8)$/i.test(name)
		) {
			return undefined;
		}
		// EHLO in a sentence is no greeting.
		if (!name.includes('.') && !this.line.isLastWord(stop)) {
			return undefined;
		}
		this.line.put(at, stop, this.line.sink.ip(name) ?? this.line.sink.host(name, true));
		return stop;
	}

	/** `imap(alice)`, `lmtp(22587, alice)`, `passwd-file(alice,192.0.2.1,<…>)` */
	private realm(at: number, end: number): number | undefined {
		let from = at;
		let stop = at;
		for (; stop < end && stop - at < 400; stop++) {
			const code = this.line.text.charCodeAt(stop);
			if (code === 0x29 || code === 0x2c) {
				const words = this.line.text.slice(from, stop).trim();
				if (words !== '' && !/^\d+$/.test(words) && !words.includes(' ') && /^[^<>=:/\\"'?*]+$/.test(words)) {
					const start = this.line.text.indexOf(words, from);
					this.line.put(start, start + words.length, this.line.sink.ip(words) ?? this.line.sink.user(words));
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
}
