import { AddressSweep } from './addressSweep';
import { bitRun, is } from './characters';
import { CredentialSweep } from './credentialSweep';
import { escapeLength } from './escapes';
import { HostSweep } from './hostSweep';
import { Ipv6Sweep } from './ipv6Sweep';
import { KeySweep } from './keySweep';
import { isKey } from './keywords';
import type { Mark, Sink } from './sink';
import { SweptLine } from './sweptLine';
import { UrlSweep } from './urlSweep';

/**
 * Goes once over a line, from left to right, and asks a sink what is to stand for each name, address and secret. What is looked at
 * ahead is remembered, so that the cost is that of the line's length, whatever the line holds.
 */
export class Sweep {
	private readonly swept: SweptLine;
	private readonly addresses: AddressSweep;
	private readonly credentials: CredentialSweep;
	private readonly hosts: HostSweep;
	private readonly ipv6s: Ipv6Sweep;
	private readonly keys: KeySweep;
	private readonly urls: UrlSweep;

	constructor(sink: Sink) {
		this.swept = new SweptLine(sink);
		this.addresses = new AddressSweep(this.swept, (from, end) => this.sweepTo(from, end));
		this.credentials = new CredentialSweep(this.swept);
		this.hosts = new HostSweep(this.swept);
		this.ipv6s = new Ipv6Sweep(this.swept);
		this.keys = new KeySweep(this.swept);
		this.urls = new UrlSweep(this.swept);
	}

	/** The line with what the sink says in place of what it was asked. The marks are in order and do not overlap. */
	line(text: string, marks: readonly Mark[] = []): string {
		this.swept.begin(text);
		this.addresses.begin();
		this.credentials.begin();
		this.ipv6s.begin();
		let at = 0;
		for (const mark of marks) {
			this.sweepTo(at, mark.start);
			this.swept.put(mark.start, mark.end, this.marked(mark));
			at = mark.end;
			this.addresses.skipTo(at);
		}
		this.sweepTo(at, text.length);
		return this.swept.copy;
	}

	private marked({ start, end, kind, literal }: Mark): string | undefined {
		const words = this.swept.text.slice(start, end);
		switch (kind) {
			case 'literal':
				return literal;
			case 'secret':
				return this.swept.sink.secret(words);
			case 'host':
				return this.swept.sink.ip(words) ?? this.swept.sink.host(words, true);
			case 'message-id':
				return this.swept.sink.messageId(words, true);
			default:
				return this.swept.sink.user(words);
		}
	}

	private sweepTo(from: number, end: number): void {
		for (let at = from; at < end;) {
			const code = this.swept.text.charCodeAt(at);
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
				return this.addresses.bracket(at, end);
			case 0x22: // "
				return this.addresses.quotedLocal(at, end);
			case 0x2f: // /
				return this.urls.path(at, end);
			case 0x3a: // :
				if (this.swept.text.startsWith('://', at)) {
					return this.urls.authority(at + 3, end);
				}
				return this.swept.text.charCodeAt(at + 1) === 0x3a ? (this.ipv6s.ipv6(at, end) ?? at + 1) : at + 1;
			default:
				return at + 1;
		}
	}

	/** A run of letters, digits, dots, hyphens and underscores. Gives the place behind what it dealt with. */
	private run(from: number, end: number): number {
		const start = from + escapeLength(this.swept.text, from, end);
		if (start >= end || !is(this.swept.text.charCodeAt(start), bitRun)) {
			return Math.max(start, from + 1);
		}
		const credential = this.credentials.base64(start, end);
		if (credential !== undefined) {
			return credential;
		}
		const stop = this.swept.runEnd(start, end);
		const next = this.swept.text.charCodeAt(stop);
		const key = this.keys.mayBeKey(start, stop, next) ? this.swept.text.slice(start, stop).toLowerCase() : '';
		const isInAddress = this.addresses.endsWithAt(start, end);
		const isNamed = next === 0x3d && isKey(key);
		if (isInAddress && !isNamed) {
			const after = this.addresses.unquotedAddress(start, stop, end);
			if (after !== undefined) {
				return after;
			}
		}
		if (key !== '' && stop < end) {
			const after = this.keys.named(key, start, stop, end);
			if (after !== undefined) {
				return after;
			}
		}
		if (isNamed) {
			return stop;
		}
		return (
			this.addresses.percentEncoded(start, stop, end) ??
			this.ipv6s.ipv6(start, end) ??
			this.hosts.name(start, stop)
		);
	}
}
