import { decodeBase64 } from './base64';

/** Encoded words (RFC 2047) as text: blanks between two of them do not count. `undefined` where one cannot be decoded. */
export function decodeWords(text: string): string | undefined {
	let decoded = '';
	for (const word of text.split(/\s/).filter(Boolean)) {
		//   =?iso-8859-1*de?Q?Gr=FC=DFe?=
		//     ---------- -- - ---------
		const [charset = '', encoding = '', content = ''] = word.slice(2, -2).split('?');
		const octets = encoding.toUpperCase() === 'B' ? decodeBase64(padded(content)) : decodeQ(content);
		const part = octets === undefined ? undefined : decodeOctets(octets, charset.split('*', 1)[0] ?? '');
		if (part === undefined) {
			return undefined;
		}
		decoded += part;
	}
	return decoded;
}

/** Many programs leave the `=` at the end out. */
function padded(content: string): string {
	const bare = content.replaceAll('=', '');
	return bare + '='.repeat((4 - (bare.length % 4)) % 4);
}

/** The `Q` encoding: `_` is a blank, `=C3` an octet. */
function decodeQ(content: string): string {
	return content
		.replaceAll('_', ' ')
		.replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Octets, given as characters of the same numbers, in a charset. */
function decodeOctets(octets: string, charset: string): string | undefined {
	try {
		const decoder = new TextDecoder(charset);
		return decoder.decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0) & 0xff));
	} catch {
		// A charset that nobody knows: the word stays as it is.
		return undefined;
	}
}
