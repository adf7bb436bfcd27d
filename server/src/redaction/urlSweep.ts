import { bitSpace, is } from './characters';
import type { SweptLine } from './sweptLine';

/** Finds users, passwords and hosts in URLs, users in the paths of their folders. */
export class UrlSweep {
	constructor(private readonly line: SweptLine) {}

	/** `smtp://alice:secret@mx.example.net` */
	authority(start: number, end: number): number {
		let stop = start;
		let last = -1;
		let colon = -1;
		for (; stop < end; stop++) {
			const code = this.line.text.charCodeAt(stop);
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
			const user = percentDecoded(this.line.text.slice(start, userEnd));
			this.line.put(start, userEnd, this.line.sink.user(user)?.replaceAll('@', '%40'));
		}
		if (userEnd < last) {
			this.line.put(userEnd + 1, last, this.line.sink.secret(this.line.text.slice(userEnd + 1, last)));
		}
		// smtp://alice:secret@pc:25
		const host = this.line.text.slice(last + 1, stop);
		const name = /^[A-Za-z][\w-]{0,62}(?=:\d|$)/.exec(host)?.[0];
		if (name !== undefined) {
			this.line.put(last + 1, last + 1 + name.length, this.line.sink.host(name, true));
			return last + 1 + name.length;
		}
		return last + 1;
	}

	/** `/home/alice/Maildir` */
	path(at: number, end: number): number {
		for (const folder of ['/home/', '/Users/', '/var/mail/', '/var/spool/mail/', '/var/vmail/']) {
			if (this.line.text.startsWith(folder, at)) {
				const start = at + folder.length;
				const stop = this.line.runEnd(start, end);
				const name = this.line.text.slice(start, stop);
				if (
					stop > start &&
					this.line.text.charCodeAt(stop) !== 0x40 &&
					!/^\.|\.[^.]*\./.test(name) &&
					!(folder === '/var/vmail/' && name.includes('.'))
				) {
					this.line.put(start, stop, this.line.sink.user(name));
					return stop;
				}
				return start;
			}
		}
		return at + 1;
	}
}

function percentDecoded(text: string): string {
	return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
