import { fileURLToPath, pathToFileURL } from 'node:url';
import { MailLog } from './core/mailLog';
import { PlainFile } from './files/plainFile';
import { textFilesIn, type TextFile } from './files/textFiles';
import { inSlices } from './inSlices';
import type { NamedLog } from './tracing/logs';

/** What is read of a workspace at most: octets and files. */
const limits = {
	folder: { depth: 8, entries: 5000 },
	sample: 1 << 16,
	file: 128e6,
	all: 256e6,
	logs: 40,
};

/** A log that was read, and the file that it lies in. */
interface KnownLog {
	readonly stamp: string;
	readonly size: number;
	/** Absent for a file that is no mail log. */
	readonly log?: MailLog;
	readonly file?: PlainFile;
}

/**
 * The mail logs that lie in the folders of the workspace, whether they are open or not. A file is one by what is in it. They are read
 * when somebody asks for them, and again when they have changed.
 */
export class WorkspaceLogs {
	#folders: readonly string[] = [];
	readonly #known = new Map<string, KnownLog>();

	/** @param uris The folders' addresses; those that are on no disk of this machine have no logs for us. */
	setFolders(uris: readonly string[]): void {
		this.#folders = uris.flatMap((uri) => toPath(uri) ?? []);
	}

	/**
	 * The logs one by one, each as soon as it has been read.
	 * @param except The addresses of documents that are open.
	 * @param goesOn Asked again and again while files are read.
	 * @param onRead Called with the name of each file that is read.
	 */
	async *logs(
		except: readonly string[],
		goesOn: () => boolean,
		onRead: (path: string) => void,
	): AsyncGenerator<NamedLog> {
		const open = new Set(except.map(toPath));
		const seen = new Set<string>();
		let octets = 0;
		let count = 0;
		for (const folder of this.#folders) {
			for await (const file of textFilesIn(folder, limits.folder)) {
				if (!goesOn() || count >= limits.logs) {
					return;
				}
				if (open.has(file.path) || seen.has(file.path) || file.size > limits.file || octets > limits.all) {
					continue;
				}
				seen.add(file.path);
				const { log } = (await this.#read(file, goesOn, onRead)) ?? {};
				if (log) {
					octets += file.size;
					count++;
					yield { uri: pathToFileURL(file.path).href, log };
				}
			}
		}
	}

	/** Lets go of all files. */
	close(): void {
		this.#known.forEach(({ file }) => file?.close());
		this.#known.clear();
	}

	async #read(
		{ path, size, stamp }: TextFile,
		goesOn: () => boolean,
		onRead: (path: string) => void,
	): Promise<KnownLog | undefined> {
		const known = this.#known.get(path);
		if (known?.stamp === stamp) {
			return known;
		}
		known?.file?.close();
		this.#known.delete(path);
		const file = PlainFile.open(path);
		if (!file || !isMailLog(file.read(0, Math.min(size, limits.sample)))) {
			file?.close();
			this.#known.set(path, { stamp, size });
			return undefined;
		}
		onRead(path);
		const log = new MailLog({}, file);
		const steps = function* () {
			for (const chunk of file.chunks()) {
				log.append(chunk);
				yield;
			}
		};
		try {
			if (await inSlices(steps(), goesOn)) {
				const read = { stamp, size, log, file };
				this.#known.set(path, read);
				return read;
			}
		} catch {
			// A file that cannot be read to its end is none of our logs.
		}
		file.close();
		return undefined;
	}
}

/** Most of the first lines are understood, and no octet is one that no text has. */
function isMailLog(sample: Uint8Array): boolean {
	if (sample.includes(0)) {
		return false;
	}
	const log = MailLog.of(sample);
	const understood = log.lineCount - log.foreign - log.unrecognized;
	return log.format !== 'other' && (understood >= 3 || understood * 2 >= log.lineCount);
}

function toPath(uri: string): string | undefined {
	try {
		return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
	} catch {
		return undefined;
	}
}
