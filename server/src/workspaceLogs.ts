import { basename, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MailLog } from './core/mailLog';
import { openLog } from './files/openLog';
import { PlainFile } from './files/plainFile';
import { textFilesIn, type TextFile } from './files/textFiles';
import { inSlices } from './inSlices';
import { unpackedScheme } from './protocol';
import type { NamedLog } from './tracing/logs';

/** What is read of a workspace at most: octets of text, files, and milliseconds until whoever asks gets what is there. */
const defaultLimits = {
	folder: { depth: 8, entries: 5000 },
	file: 128e6,
	all: 256e6,
	/** A compressed file is kept in memory, and may be shown: VS Code gives extensions no more text of one document than 50 MB. */
	unpackedFile: 48e6,
	unpacked: 128e6,
	logs: 40,
	patience: 15_000,
};

/** As many octets tell whether a file is a log. */
const sampleSize = 1 << 16;

/** A log that was read, and the file that it lies in. */
interface KnownLog {
	readonly stamp: string;
	/** Octets of text; none of a file that is no mail log. */
	readonly octets: number;
	readonly log?: MailLog;
	/** Absent for a compressed file. */
	readonly file?: PlainFile;
}

/**
 * The mail logs that lie in the folders of the workspace, whether they are open or not, compressed or not. A file is one by what is in
 * it. They are read when somebody asks for them, and again when they have changed.
 */
export class WorkspaceLogs {
	#folders: readonly string[] = [];
	#showsUnpacked = false;
	#isClosed = false;
	readonly #limits: typeof defaultLimits;
	readonly #known = new Map<string, KnownLog>();
	/** Who asks again while a file is being read waits for it, too. */
	readonly #reading = new Map<string, Promise<KnownLog | undefined>>();

	constructor(limits: Partial<typeof defaultLimits> = {}) {
		this.#limits = { ...defaultLimits, ...limits };
	}

	/**
	 * @param uris The folders' addresses; those that are on no disk of this machine have no logs for us.
	 * @param showsUnpacked The editor shows documents of `unpackedScheme`; for another, a compressed log has its file's address.
	 */
	setFolders(uris: readonly string[], showsUnpacked = this.#showsUnpacked): void {
		this.#folders = uris.flatMap((uri) => toPath(uri) ?? []);
		this.#showsUnpacked = showsUnpacked;
	}

	/**
	 * The logs one by one, each as soon as it has been read. Those that could not be read in time are there when somebody asks again.
	 * @param except The addresses of documents that are open.
	 * @param goesOn Asked before each file: one that has been begun is read to its end, for who asks next.
	 * @param onRead Called with the name of each file that is read.
	 */
	async *logs(
		except: readonly string[],
		goesOn: () => boolean,
		onRead: (path: string) => void,
	): AsyncGenerator<NamedLog> {
		const seen = new Set(except.map(toPath));
		const end = performance.now() + this.#limits.patience;
		const left = { all: this.#limits.all, unpacked: this.#limits.unpacked, logs: this.#limits.logs };
		for (const folder of this.#folders) {
			for await (const file of textFilesIn(folder, this.#limits.folder)) {
				if (!goesOn() || performance.now() > end || left.logs <= 0 || left.all <= 0) {
					return;
				}
				if (seen.has(file.path) || file.size > this.#limits.file) {
					continue;
				}
				seen.add(file.path);
				const known = await this.#read(file, left.unpacked, onRead);
				if (known?.log) {
					left.all -= known.octets;
					left.unpacked -= known.file ? 0 : known.octets;
					left.logs--;
					yield { uri: this.#addressOf(file.path, known), log: known.log };
				}
			}
		}
	}

	/** The text of a compressed log in the folders, by the address of its document; `undefined` where there is none, or it is too long. */
	async unpacked(uri: string): Promise<string | undefined> {
		const path = toPath(uri);
		if (path === undefined || !this.#folders.some((folder) => path.startsWith(folder + sep))) {
			return undefined;
		}
		const decoder = new TextDecoder();
		let text = '';
		try {
			for await (const chunk of openLog(path, nothing())) {
				text += decoder.decode(chunk, { stream: true });
				if (text.length > this.#limits.unpackedFile) {
					return undefined;
				}
			}
		} catch {
			// The file is gone, or cannot be read to its end.
			return undefined;
		}
		return text + decoder.decode();
	}

	/** Lets go of all files. */
	close(): void {
		this.#isClosed = true;
		this.#known.forEach(({ file }) => file?.close());
		this.#known.clear();
	}

	#addressOf(path: string, { file }: KnownLog): string {
		const { href, pathname } = pathToFileURL(path);
		return file || !this.#showsUnpacked
			? href
			: `${unpackedScheme}:${pathname.replace(/\.gz$/i, '')}?${encodeURIComponent(basename(path))}`;
	}

	async #read(file: TextFile, room: number, onRead: (path: string) => void): Promise<KnownLog | undefined> {
		const { path, stamp } = file;
		const known = this.#known.get(path);
		if (known?.stamp === stamp) {
			return known;
		}
		const reading =
			this.#reading.get(path) ??
			this.#readNow(file, room, () => onRead(path)).finally(() => this.#reading.delete(path));
		this.#reading.set(path, reading);
		return reading;
	}

	async #readNow(
		{ path, size, stamp }: TextFile,
		room: number,
		onRead: () => void,
	): Promise<KnownLog | undefined> {
		this.#known.get(path)?.file?.close();
		this.#known.delete(path);
		const file = PlainFile.open(path);
		const found = file
			? await readPlain(file, size, () => !this.#isClosed, onRead)
			: await readCompressed(path, Math.min(room, this.#limits.unpackedFile), () => !this.#isClosed, onRead);
		if (!found || this.#isClosed) {
			file?.close();
			if (file || room >= this.#limits.unpackedFile) {
				this.#known.set(path, { stamp, octets: 0 });
			}
			return undefined;
		}
		const read = { stamp, ...found, ...(file && { file }) };
		this.#known.set(path, read);
		return read;
	}
}

/** Reads a file that is a mail log, in slices; `undefined` where it is none, or cannot be read to its end. */
async function readPlain(
	file: PlainFile,
	size: number,
	goesOn: () => boolean,
	onRead: () => void,
): Promise<{ log: MailLog; octets: number } | undefined> {
	const sample = file.read(0, Math.min(size, sampleSize));
	if (sample.includes(0) || !isMailLog(MailLog.of(sample))) {
		return undefined;
	}
	onRead();
	const log = new MailLog({}, file);
	const steps = function* () {
		for (const chunk of file.chunks()) {
			log.append(chunk);
			yield;
		}
	};
	try {
		return (await inSlices(steps(), goesOn)) ? { log, octets: size } : undefined;
	} catch {
		return undefined;
	}
}

/** The same for a compressed file, of which no more than so many octets of text are read. */
async function readCompressed(
	path: string,
	room: number,
	goesOn: () => boolean,
	onRead: () => void,
): Promise<{ log: MailLog; octets: number } | undefined> {
	const log = new MailLog();
	let octets = 0;
	let isKnown = false;
	try {
		for await (const chunk of openLog(path, nothing())) {
			log.append(chunk);
			octets += chunk.length;
			if (!isKnown && octets >= sampleSize) {
				if (!isMailLog(log)) {
					return undefined;
				}
				isKnown = true;
				onRead();
			}
			if (octets > room || !goesOn() || chunk.includes(0)) {
				return undefined;
			}
		}
	} catch {
		return undefined;
	}
	if (!isKnown && !isMailLog(log)) {
		return undefined;
	}
	if (!isKnown) {
		onRead();
	}
	return { log, octets };
}

/** Most of the lines are understood. */
function isMailLog(log: MailLog): boolean {
	const understood = log.lineCount - log.foreign - log.unrecognized;
	return log.format !== 'other' && (understood >= 3 || understood * 2 >= log.lineCount);
}

/** The path of the file that an address stands for, also that of a compressed one's document. */
function toPath(uri: string): string | undefined {
	try {
		const { protocol, href, search } = new URL(uri);
		if (protocol === `${unpackedScheme}:`) {
			const name = encodeURIComponent(decodeURIComponent(search.slice(1)));
			return fileURLToPath(new URL(name, href.replace(`${unpackedScheme}:`, 'file:')));
		}
		return protocol === 'file:' ? fileURLToPath(uri) : undefined;
	} catch {
		return undefined;
	}
}

/** In place of a standard input. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
