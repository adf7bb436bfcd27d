import { bytesOf } from '../core/text/utf8';
import { base64Forms, decodeBase64, decodedText } from './base64';
import { isLogWord } from './vocabulary';

/** What stands for a secret. */
export const mask = '****';

/** What a server asks with in AUTH LOGIN, in the ways that they write it. It is no secret, and tells what comes next. */
const prompts = new Set([
	'username:',
	'password:',
	'user name\0',
	'password\0',
	'user:',
	'username',
	'password',
	'user name',
]);

/** Whether some base64 asks for a user name or a password, and nothing else. */
export function isPrompt(encoded: string): boolean {
	return encoded.length <= 24 && prompts.has(decodeBase64(encoded).toLowerCase());
}

/** The shortest base64 that is looked at, without padding. */
const shortest = 12;

/**
 * Whether a token is base64 of a credential or a challenge: of words, of names with a NUL between them (PLAIN), of NTLM. By chance
 * other tokens decode to words hardly ever: a third of all octets are printable, and there are nine at least.
 */
export function isCredential(token: string, isPadded: boolean): boolean {
	if (token.length < (isPadded ? 5 : shortest) || token.length > 65536 || token.length % 4 === 1) {
		return false;
	}
	if (token.startsWith('TlRMTVNTUAA')) {
		return true;
	}
	const octets = decodeBase64(token.slice(0, 4096));
	let words = 0;
	for (let at = 0; at < octets.length; at++) {
		const code = octets.charCodeAt(at);
		if (code >= 0x20 && code < 0x7f) {
			words++;
		} else if (code !== 0 && code !== 1 && code !== 9 && code !== 10 && code !== 13) {
			return code >= 0xc2 && (octets.charCodeAt(at + 1) & 0xc0) === 0x80 && isUtf8Words(octets);
		}
	}
	return words > octets.length / 2;
}

function isUtf8Words(octets: string): boolean {
	return octets.length >= 8 && !/[\0-\x1f\x7f\ufffd]/.test(decodedText(octets).replaceAll('\0', ''));
}

/** A user's name and the secrets that a payload of AUTH, in base64 or decoded, has in it. */
export interface Credentials {
	readonly users: readonly string[];
	readonly secrets: readonly string[];
}

/** What AUTH's payloads hold: PLAIN (RFC 4616), LOGIN, CRAM-MD5 (RFC 2195), XOAUTH2, OAUTHBEARER (RFC 7628), SCRAM (RFC 5802), DIGEST-MD5. */
export function credentialsIn(payload: string): Credentials {
	const octets = decodeBase64(payload);
	const text = decodedText(octets);
	if (/[\x80-\xff]/.test(octets) && text.includes('\ufffd')) {
		return { users: [], secrets: [] };
	}
	// \0alice\0secret
	const parts = text.split('\0');
	if (parts.length === 3 && parts[1]) {
		return { users: [parts[0] ?? '', parts[1]].filter(Boolean), secrets: [parts[2] ?? ''].filter(Boolean) };
	}
	// user=alice@example.org^Aauth=Bearer ya29…^A^A
	if (text.includes('\x01')) {
		const users = text.split('\x01').flatMap((part) => /^(?:user=|n,a=)([^,]+)/.exec(part)?.[1] ?? []);
		return {
			users,
			secrets: text.split('\x01').flatMap((part) => /^auth=Bearer (\S+)/.exec(part)?.[1] ?? []),
		};
	}
	// n,,n=alice,r=fyko…
	const scram = /^[nyp][^,]{0,100},[^,]{0,100},(?:n=([^,]{1,200}),)?r=/.exec(text);
	if (scram) {
		return { users: scram[1] ? [scram[1]] : [], secrets: [] };
	}
	// username="alice",realm="example.org",…
	const digest = /^(?:.{0,300},)?username="([^"]{1,200})"/.exec(text);
	if (digest?.[1]) {
		return { users: [digest[1]], secrets: [] };
	}
	// alice 8143334a108b75e4e2550938d77bc7eb
	const cram = /^(\S{1,200}) ([0-9a-f]{32})$/.exec(text);
	if (cram?.[1] && cram[2]) {
		return { users: [cram[1]], secrets: [cram[2]] };
	}
	return { users: [], secrets: [] };
}

/** Shorter ones, and words that logs are made of, would be found where they are not meant. */
function isSearchable(secret: string): boolean {
	return secret.length >= 6 && !isLogWord(secret.toLowerCase()) && !/^[*.\s-]+$/.test(secret);
}

/** Of a longer secret its beginning is looked for. */
const longestSearched = 1024;

/** All that is to be looked for; a name that was also sent as a secret is replaced as a name. */
export function* searched(
	secrets: Iterable<string>,
	names: { isName(words: string): boolean },
): Generator<string> {
	for (const secret of secrets) {
		if (isSearchable(secret) && !names.isName(secret)) {
			yield* formsOf(secret);
		}
	}
}

/** Every way in which a secret could stand in a text: in clear, in base64, in hex, percent-encoded, backwards. */
function* formsOf(whole: string): Generator<string> {
	const secret = whole.slice(0, longestSearched);
	yield secret;
	yield* base64Forms(secret);
	const hex = Array.from(bytesOf(secret), (octet) => octet.toString(16).padStart(2, '0'));
	yield hex.join('');
	yield hex.join('').toUpperCase();
	yield hex.map((octet) => `%${octet}`).join('');
	yield hex.map((octet) => `%${octet.toUpperCase()}`).join('');
	yield encoded(secret);
	yield [...secret].reverse().join('');
	if (secret.includes('.')) {
		yield secret.split('.').reverse().join('.');
	}
}

/** As encodeURIComponent, but also for half a character. */
function encoded(text: string): string {
	return Array.from(bytesOf(text), (octet) => {
		const character = String.fromCharCode(octet);
		return /[\w.~!*'()-]/.test(character)
			? character
			: `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
	}).join('');
}
