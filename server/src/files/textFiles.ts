import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that may be a log, compressed or not. */
export interface TextFile {
	readonly path: string;
	/** Octets on the disk. */
	readonly size: number;
	/** Another one when the file has changed. */
	readonly stamp: string;
}

/** How far a folder is looked through. */
export interface Bounds {
	readonly depth: number;
	/** Files and folders together. */
	readonly entries: number;
}

/** Folders in which nobody keeps logs. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode']);

/** Files that are no text, by their names, or compressed in a way that we do not read. */
const notText =
	/\.(?:bz2|xz|zst|zip|tar|tgz|png|jpe?g|gif|svg|pdf|woff2?|ico|db|sqlite|so|a|o|exe|class|jar|wasm|map)$/i;

/** The files of a folder and those below it, as far as the bounds go. What cannot be read is left out; links are not followed. */
export async function* textFilesIn(folder: string, { depth, entries }: Bounds): AsyncGenerator<TextFile> {
	let left = entries;
	const folders = [{ path: folder, depth }];
	for (const next of folders) {
		for await (const entry of entriesOf(next.path)) {
			if (left-- <= 0) {
				return;
			}
			const path = join(next.path, entry.name);
			if (entry.isDirectory()) {
				if (next.depth > 1 && !skipped.has(entry.name)) {
					folders.push({ path, depth: next.depth - 1 });
				}
			} else if (entry.isFile() && !notText.test(entry.name)) {
				const found = await stat(path).catch(() => undefined);
				if (found && found.size > 0) {
					yield { path, size: found.size, stamp: `${found.size} ${found.mtimeMs} ${found.ino}` };
				}
			}
		}
	}
}

async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
	try {
		for await (const entry of await opendir(folder)) {
			yield entry;
		}
	} catch {
		// A folder that may not be read, or is gone, has nothing for us.
	}
}
