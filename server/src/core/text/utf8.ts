const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** The text of some octets; what is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
	return decoder.decode(bytes.subarray(start, end));
}

/** The UTF-8 octets of a text. */
export function bytesOf(text: string): Uint8Array {
	return encoder.encode(text);
}
