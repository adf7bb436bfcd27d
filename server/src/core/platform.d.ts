/** All that core takes from the platform: UTF-8, which every JavaScript host has. */
declare class TextDecoder {
	constructor(label?: 'utf-8', options?: { ignoreBOM?: boolean });
	decode(input: Uint8Array): string;
}
declare class TextEncoder {
	encode(input: string): Uint8Array<ArrayBuffer>;
}
