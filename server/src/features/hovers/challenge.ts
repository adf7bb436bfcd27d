import { decodeBase64 } from './decode/base64';
import type { PlaceOfReply } from './placeOfReply';
import type { Pointed } from './pointed';

/** What a 334 asks for. Prompts are decoded and challenges are named; what the client answers is never looked at. */
export function askedFor({ say }: Pointed, { text, mechanism }: PlaceOfReply): string {
	const words = text.trim();
	if (words === '') {
		return say('challenge.empty');
	}
	const decoded = decodeBase64(words);
	if (decoded === undefined) {
		return say('challenge.notBase64');
	}
	const prompt = decoded.replaceAll('\0', '').trim();
	if (/^user ?name:?$/i.test(prompt)) {
		return say('challenge.user', { prompt: { code: prompt } });
	}
	if (/^password:?$/i.test(prompt)) {
		return say('challenge.password', { prompt: { code: prompt } });
	}
	//   {"status":"401","schemes":"bearer","scope":"https://mail.example.com/"}
	if (/^\{\s*"status"/.test(prompt)) {
		return say('challenge.oauth', { error: { code: prompt.slice(0, 120) } });
	}
	const name = nameOf(decoded) ?? mechanism;
	return name === undefined ? say('challenge.any') : say('challenge.named', { mechanism: name });
}

/** The mechanism of a challenge, by its form. */
function nameOf(challenge: string): string | undefined {
	// <1896.697170952@mail.example.com>
	if (/^<[^<>@\s]{1,200}@[^<>\s]{1,255}>$/.test(challenge)) {
		return 'CRAM-MD5';
	}
	if (challenge.startsWith('NTLMSSP\0')) {
		return 'NTLM';
	}
	// r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
	if (/^(?:r=[^,]{1,300},s=|[ve]=)/.test(challenge)) {
		return 'SCRAM';
	}
	return /\bnonce="/.test(challenge) ? 'DIGEST-MD5' : undefined;
}
