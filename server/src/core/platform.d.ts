/** All that core takes from the platform: UTF-8, which every JavaScript host has. */
declare class TextDecoder {
	constructor(label?: 'utf-8', options?: { ignoreBOM?: boolean });
	decode(input: Uint8Array): string;
}
declare class TextEncoder {
	encode(input: string): Uint8Array<ArrayBuffer>;
}

/** And WebAssembly, which every JavaScript engine has: of it, what `text/lineMemory.ts` needs. */
declare namespace WebAssembly {
	class Module {
		constructor(octets: Uint8Array);
	}
	class Instance {
		constructor(module: Module, imports: Record<string, Record<string, unknown>>);
		readonly exports: unknown;
	}
	interface Memory {
		readonly buffer: ArrayBuffer;
		grow(pages: number): number;
	}
	interface Global {
		readonly value: number;
	}
}

/** Made of `assembly/lines.ts` by `esbuild.mjs`. */
declare module '*/lines.wasm' {
	const octets: Uint8Array;
	export { octets as default };
}
