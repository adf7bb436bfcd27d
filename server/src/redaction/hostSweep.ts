import { bitHex, bitSpace, is } from './characters';
import { longestIpv6, readIpv4, readIpv6 } from './ipAddress';
import type { SweptLine } from './sweptLine';

/** The longest name that DNS has (RFC 1035 §2.3.4). */
export const longestName = 253;

/** So many labels are taken for the ending of a file's name. */
const longestEnding = 3;

/** Finds hosts, IPv4 addresses and other words that may be names. */
export class HostSweep {
	constructor(private readonly line: SweptLine) {}

	/** A host, an IPv4 address, or any word. */
	name(start: number, end: number): number {
		let from = start;
		while (
			from < end &&
			(this.line.text.charCodeAt(from) === 0x2d || this.line.text.charCodeAt(from) === 0x2e)
		) {
			from++;
		}
		const stop = this.line.trimmed(from, end);
		if (stop === from) {
			return end;
		}
		const words = this.line.text.slice(from, stop);
		if (stop - from > longestName && words.includes('.')) {
			// Too long for a name: it might be made to hide one.
			this.line.put(from, stop, /[^\d.-]/.test(words) ? '[name]' : undefined);
			return end;
		}
		const gap = words.indexOf('..');
		if (gap > 0) {
			this.name(from, from + gap);
			this.name(from + gap, stop);
			return end;
		}
		if (!words.includes('.')) {
			const isPeer = this.line.text.charCodeAt(stop) === 0x5b && stop === end && this.isIpBehind(stop + 1);
			// ip-192-0-2-1, as clouds name their machines
			const isHost = isPeer || /^ip(?:-\d{1,3}){4}$/i.test(words);
			const instead = isHost ? this.line.sink.host(words, true) : this.line.sink.word(words);
			if (instead === undefined && !isPeer && (words.includes('-') || words.includes('_'))) {
				this.subWords(from, stop);
			} else {
				this.line.put(from, stop, instead);
			}
			return end;
		}
		const four = readIpv4(words);
		if (four !== undefined) {
			const isVersion = /ersion[:=]? ?$/.test(this.line.text.slice(Math.max(0, from - 9), from));
			this.line.put(from, stop, isVersion ? undefined : this.line.sink.ip(words));
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
			this.line.put(from, from + port.length, this.line.sink.ip(port));
			return end;
		}
		if (this.joined(from, stop, words) || this.namedByIp(from, stop, words)) {
			return end;
		}
		const isPeer = this.line.text.charCodeAt(stop) === 0x5b && this.isIpBehind(stop + 1);
		const isInPath = this.isInPath(from);
		const instead = this.line.sink.host(words, isPeer, isInPath) ?? this.line.sink.word(words);
		if (instead !== undefined) {
			this.line.put(from, stop, instead);
		} else if (!this.withEnding(from, stop, words)) {
			this.subWords(from, stop);
		}
		return end;
	}

	/** `postfix-192.0.2.1`, an instance or a machine that is named by its address. */
	private namedByIp(from: number, stop: number, words: string): boolean {
		const address = /(?:[^\dA-Za-z.]|[A-Za-z]\.)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(words)?.[1];
		if (address === undefined || readIpv4(address) === undefined) {
			return false;
		}
		this.name(from, stop - address.length);
		this.line.put(stop - address.length, stop, this.line.sink.ip(address));
		return true;
	}

	/** `mx.example.com.crt`, `mx.example.com-MX`: a file or a thing that is named by a host whose domain the log has elsewhere. */
	private withEnding(from: number, stop: number, words: string): boolean {
		for (const cut of endingsOf(words)) {
			const instead = this.line.sink.host(words.slice(0, cut), false, true);
			if (instead !== undefined) {
				// `mx1.domain1.example` and `.tld` could be a name that the log has, too.
				const isName = this.line.sink.host(`example${words.slice(cut)}`, false, true) !== undefined;
				this.line.put(from, isName ? stop : from + cut, instead);
				if (!isName) {
					this.subWords(from + cut + 1, stop);
				}
				return true;
			}
		}
		return false;
	}

	/** `192.0.2.0-192.0.2.255`, `192.0.2.1_25`: IPv4 addresses that a sign joins to others or to a number. */
	private joined(from: number, stop: number, words: string): boolean {
		const found = words.split(/[-_]/);
		if (found.length < 2 || readIpv4(found[0] ?? '') === undefined || /[A-Za-z]/.test(words)) {
			return false;
		}
		let at = from;
		for (const part of found) {
			this.line.put(at, at + part.length, this.line.sink.ip(part));
			at += part.length + 1;
		}
		return at > stop;
	}

	/** Whether a name is a part of a file's path, not of an URL and not behind another name: `mx.example.net/192.0.2.1`. */
	private isInPath(at: number): boolean {
		const before = this.line.text.charCodeAt(at - 1);
		if (at === 0 || (before !== 0x2f && before !== 0x5c) || this.line.text.charCodeAt(at - 2) === 0x2f) {
			return false;
		}
		for (let place = at - 2; place >= 0 && place > at - 66; place--) {
			const code = this.line.text.charCodeAt(place);
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
		while (stop < at + longestIpv6 && is(this.line.text.charCodeAt(stop), bitHex)) {
			stop++;
		}
		const words = this.line.text.slice(at, stop);
		return (
			this.line.text.charCodeAt(stop) === 0x5d &&
			(readIpv4(words) !== undefined || (words.includes(':') && readIpv6(words) !== undefined))
		);
	}

	/** The words in `alice-laptop`, `Maildir.alice`. */
	private subWords(start: number, end: number): void {
		let from = start;
		for (let at = start; at <= end; at++) {
			const code = at < end ? this.line.text.charCodeAt(at) : 0x2e;
			if (code === 0x2e || code === 0x2d || code === 0x5f) {
				if (at - from > 2) {
					this.line.put(from, at, this.line.sink.word(this.line.text.slice(from, at)));
				}
				from = at + 1;
			}
		}
	}
}

/** Where the ending of a file's name may begin: at the first hyphen of the last label, and at the last dots. */
function endingsOf(words: string): number[] {
	const dots: number[] = [];
	for (
		let at = words.lastIndexOf('.');
		at > 0 && dots.length < longestEnding;
		at = words.lastIndexOf('.', at - 1)
	) {
		dots.push(at);
	}
	const hyphen = words.indexOf('-', dots[0] ?? 0);
	return hyphen > 0 ? [hyphen, ...dots] : dots;
}
