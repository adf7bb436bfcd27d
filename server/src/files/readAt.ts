import { readSync } from 'node:fs';

/**
 * Reads octets of a file from `offset` on, as many as there are and fit; says how many. Where the file cannot be read on, what has been
 * read is all there is.
 */
export function readAt(descriptor: number, into: Uint8Array, offset: number): number {
	let filled = 0;
	try {
		for (let read = -1; read !== 0 && filled < into.length; filled += read) {
			read = readSync(descriptor, into, filled, into.length - filled, offset + filled);
		}
	} catch {
		// Its disk is gone.
	}
	return filled;
}
