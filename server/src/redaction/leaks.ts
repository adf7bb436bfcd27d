import { decodeBase64, isBase64 } from './base64';
import { readIpv6 } from './ipAddress';
import { keyOf } from './networks';
import { Needles } from './needles';
import type { Pseudonyms } from './pseudonyms';
import { searched } from './secrets';
import { trimmed } from './trimmed';
import { isDistinctive } from './vocabulary';

/** Where something is told that must not be, and what it is; never the words themselves. */
export interface Leak {
	/** 0-based. */
	readonly line: number;
	readonly what: LeakedThing;
}

export type LeakedThing =
	'a secret' | 'a user name' | 'a host name' | 'a domain' | 'an IP address' | 'a Message-ID';

/** 1 for what ends a name: spaces, brackets, quotes, signs that no host and no user has. */
const separators = Uint8Array.from({ length: 128 }, (_, code) =>
	/[\s<>()[\]{}"',;:=|\\/@%+!#&*]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Looks whether a redacted line tells a secret (in clear, in base64 at any place, percent-encoded, in hex, backwards) or a name that
 * was to be replaced. It reads the line in its own, simpler way: by the pieces between dots, spaces and the like, not by what they are.
 */
export class LeakCheck {
	private readonly secrets = new Needles();
	private readonly users = new Set<string>();
	private readonly hosts = new Set<string>();
	private readonly domains = new Set<string>();
	private readonly messageIds = new Set<string>();
	private readonly ipv4 = new Set<string>();
	private readonly ipv6 = new Set<string>();
	/** Addresses that stand for others. */
	private readonly shown = new Set<string>();

	constructor(secrets: Iterable<string>, names: Pseudonyms) {
		for (const form of searched(secrets, names)) {
			this.secrets.add(form);
		}
		for (const { kind, original, pseudonym } of names.table()) {
			if (kind === 'ipv4' || kind === 'ipv6') {
				this.shown.add(pseudonym);
			}
			this.add(kind, original);
		}
		for (const word of names.words()) {
			(names.users.has(word) ? this.users : this.hosts).add(word);
		}
		for (const domain of names.domains) {
			this.domains.add(domain);
		}
		for (const id of names.messageIds) {
			// One that is a word, such as `a` or `test`, is told by its place only.
			if (isDistinctive(id)) {
				this.messageIds.add(id.toLowerCase());
			}
		}
		// Where a private range is too full, an address is shown that the log has too.
		for (const address of this.shown) {
			this.ipv4.delete(address);
		}
	}

	/** What the text tells; undefined if nothing. */
	find(text: string, depth = 0): LeakedThing | undefined {
		if (this.secrets.in(text).length > 0) {
			return 'a secret';
		}
		return this.nameIn(text) ?? this.addressIn(text) ?? (depth === 0 ? this.encodedIn(text) : undefined);
	}

	private add(kind: string, original: string): void {
		if (kind === 'ipv4') {
			this.ipv4.add(original);
		}
		const six = kind === 'ipv6' ? readIpv6(original) : undefined;
		if (six) {
			this.ipv6.add(keyOf(six.groups));
		}
	}

	/** Pieces of letters, digits, dots and the like, and the pieces of those. */
	private nameIn(text: string): LeakedThing | undefined {
		const lower = text.toLowerCase();
		if (this.messageIds.size > 0 && lower.includes('@')) {
			for (const [token] of lower.matchAll(/[^\s<>()[\]{}"',;:=|\\/]+/g)) {
				if (this.messageIds.has(token)) {
					return 'a Message-ID';
				}
			}
		}
		let from = 0;
		for (let at = 0; at <= lower.length; at++) {
			const code = at < lower.length ? lower.charCodeAt(at) : 0x20;
			if (code >= 128 || separators[code] === 0) {
				continue;
			}
			const what = at - from > 2 ? this.pieceOf(lower.slice(from, at)) : undefined;
			if (what) {
				return what;
			}
			from = at + 1;
		}
		return undefined;
	}

	private pieceOf(piece: string): LeakedThing | undefined {
		if (piece.length > 2 && this.isName(trimmed(piece))) {
			return this.users.has(piece) ? 'a user name' : 'a host name';
		}
		if (piece.includes('.')) {
			const labels = piece.split('.');
			for (let at = 0; at + 1 < labels.length; at++) {
				if (this.isDomain(labels[at] ?? '', labels[at + 1] ?? '', labels[at + 2])) {
					return 'a domain';
				}
			}
		}
		return undefined;
	}

	/** Two or three labels; the last one may have something behind it: `example.net250-HELP`. */
	private isDomain(first: string, second: string, third: string | undefined): boolean {
		const letters = lettersOf(second);
		if (
			this.domains.has(`${first}.${letters}`) ||
			(letters !== second && this.domains.has(`${first}.${second}`))
		) {
			return true;
		}
		return (
			third !== undefined && letters === second && this.domains.has(`${first}.${second}.${lettersOf(third)}`)
		);
	}

	private isName(name: string): boolean {
		return this.users.has(name) || this.hosts.has(name);
	}

	private addressIn(text: string): LeakedThing | undefined {
		if (this.ipv4.size > 0) {
			// 192.0.2.1, 192-0-2-1, and backwards in front of a name: 1.2.0.192.zen.example.org
			for (const match of text.matchAll(/\d{1,3}(?:[.-]\d{1,3}){3,}/g)) {
				const parts = match[0].split(/[.-]/);
				const isAsked = /^[.-][A-Za-z]/.test(
					text.slice(match.index + match[0].length, match.index + match[0].length + 2),
				);
				for (let at = 0; at + 4 <= parts.length; at++) {
					const forward = parts.slice(at, at + 4).join('.');
					const backward = parts
						.slice(at, at + 4)
						.reverse()
						.join('.');
					if (this.ipv4.has(forward) && !(isAsked && this.shown.has(backward))) {
						return 'an IP address';
					}
					if (isAsked && this.ipv4.has(backward) && !this.shown.has(forward)) {
						return 'an IP address';
					}
				}
			}
		}
		if (this.ipv6.size > 0 && text.includes(':')) {
			for (const [token] of text.matchAll(/[0-9A-Fa-f:.]{3,60}/g)) {
				if (!token.includes('::') && token.split(':').length < 7) {
					continue;
				}
				const six = readIpv6(token.replace(/[.]$/, '')) ?? readIpv6(token.replace(/:$/, ''));
				if (six && this.ipv6.has(keyOf(six.groups))) {
					return 'an IP address';
				}
			}
		}
		return undefined;
	}

	/** What base64 and percent signs hide. */
	private encodedIn(text: string): LeakedThing | undefined {
		if (/%[0-9A-Fa-f]{2}/.test(text)) {
			const decoded = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
				String.fromCharCode(parseInt(hex, 16)),
			);
			const what = this.find(decoded, 1);
			if (what) {
				return what;
			}
		}
		for (let at = 0; at < text.length; at++) {
			let end = at;
			while (end < text.length && isBase64(text.charCodeAt(end))) {
				end++;
			}
			if (end - at >= 12) {
				const octets = decodeBase64(text.slice(at, end));
				if (!/[\x02-\x08\x0e-\x1f\x7f-\xc1]/.test(octets)) {
					const what = this.find(octets.replaceAll('\0', ' '), 1);
					if (what) {
						return what;
					}
				}
			}
			at = Math.max(at, end);
		}
		return undefined;
	}
}

/** The letters that a label begins with, those of other scripts too. */
function lettersOf(label: string): string {
	let end = 0;
	for (; end < label.length; end++) {
		const code = label.charCodeAt(end);
		if (code < 128 && (code < 0x61 || code > 0x7a)) {
			break;
		}
	}
	return label.slice(0, end);
}
