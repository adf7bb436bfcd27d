import { parentPort, Worker, workerData } from 'node:worker_threads';
import { BriefServer, type BriefHelper, type BriefPiece } from '../core/briefHelper';
import { briefSize } from '../core/dialects/brief';
import { LineRecorder, linesOfPiece, recordsOfPiece, type LinePiece } from '../core/index/lineRecorder';
import { lineMemory } from '../core/text/lineMemory';
import { readAt } from './readAt';

/** Where octets of a text lie in a file. */
export interface FilePlace {
	readonly descriptor: number;
	readonly offset: number;
}

/** A text of which some lies in files, and all can be read. */
export interface ThreadSource {
	/** Where so many octets lie, if they lie in one file. */
	placeOf(offset: number, length: number): FilePlace | undefined;
	/** Reads octets from `offset` on into a memory, as many as fit; says how many there were. */
	readInto(into: Uint8Array, offset: number): number;
}

/** Of smaller logs, starting a thread takes longer than it saves: octets. */
export const largeLog = 1 << 24;

/** So many pieces are there at once: the thread is a little ahead, and need not be woken for each of them. */
const pieceCount = 12;
const octetsOfPiece = 1 << 17;
/** So many integers are the records of a piece: of lines that were read in brief, or scanned. */
const integersOfPiece = Math.max(linesOfPiece * briefSize, recordsOfPiece);

/** What happens to a piece. */
const state = { free: 0, begun: 1, done: 2, failed: 3 } as const;

/** What is to be done with a piece. */
const task = { brief: 0, scan: 1 } as const;

/**
 * What the thread is told of a piece: what to do with it; where its octets lie in a file, or -1 where they are there, or where the
 * piece before has ended; how many they are, and how many lines. Of a scanned one the thread tells how many it has read.
 */
const job = { task: 0, descriptor: 1, offset: 2, length: 3, count: 4 } as const;
const jobSize = 5;

/** Two bells, and a word that the thread is there. */
const bells = { thread: 0, main: 1, isThere: 2 } as const;
const bellCount = 4;

/** Where the octets of the pieces begin, behind all the rest: places in a scanned one are as in the line memory. */
const firstOctets = Math.max(
	lineMemory.text,
	bellCount * 8 + pieceCount * ((1 + jobSize) * 8 + integersOfPiece * 4 + linesOfPiece * 3),
);

/** A piece as it is used: one memory, looked at in two ways. */
interface Piece {
	readonly brief: BriefPiece;
	readonly scanned: LinePiece;
}

/** The memory that both threads share. */
class Shared {
	readonly bells: Int32Array;
	readonly states: Int32Array;
	readonly jobs: Float64Array;
	readonly pieces: readonly Piece[];

	constructor(readonly memory: SharedArrayBuffer) {
		let at = 0;
		const next = (octets: number) => (at += octets) - octets;
		this.bells = new Int32Array(memory, next(bellCount * 8), bellCount);
		this.states = new Int32Array(memory, next(pieceCount * 8), pieceCount);
		this.jobs = new Float64Array(memory, next(pieceCount * jobSize * 8), pieceCount * jobSize);
		this.pieces = Array.from({ length: pieceCount }, (_, number) => {
			const octetsAt = firstOctets + number * octetsOfPiece;
			const records = next(integersOfPiece * 4);
			return {
				brief: {
					octets: new Uint8Array(memory, octetsAt, octetsOfPiece),
					records: new Int32Array(memory, records, integersOfPiece),
				},
				scanned: {
					octets: new Uint8Array(memory, octetsAt - lineMemory.text, lineMemory.text + octetsOfPiece),
					lengths: new Uint16Array(memory, next(linesOfPiece * 2), linesOfPiece),
					records: new Int32Array(memory, records, recordsOfPiece),
					news: new Uint8Array(memory, next(linesOfPiece), linesOfPiece),
				},
			};
		});
	}

	static make(): Shared {
		return new Shared(new SharedArrayBuffer(firstOctets + pieceCount * octetsOfPiece));
	}

	stateOf(piece: number): number {
		return Atomics.load(this.states, piece);
	}

	setState(piece: number, to: number): void {
		Atomics.store(this.states, piece, to);
	}

	comeUp(): void {
		Atomics.store(this.bells, bells.isThere, 1);
	}

	get isThere(): boolean {
		return Atomics.load(this.bells, bells.isThere) === 1;
	}

	ring(bell: number): void {
		Atomics.add(this.bells, bell, 1);
		Atomics.notify(this.bells, bell);
	}

	/** Waits for a bell until what happens to a piece is one of these. */
	wait(bell: number, piece: number, ...wanted: readonly number[]): number {
		for (;;) {
			const heard = Atomics.load(this.bells, bell);
			const now = this.stateOf(piece);
			if (wanted.includes(now)) {
				return now;
			}
			Atomics.wait(this.bells, bell, heard);
		}
	}
}

/** Lines that the thread has scanned: the first `count` of a piece, of so many octets. */
export interface Scanned {
	readonly piece: LinePiece;
	readonly count: number;
	readonly octets: number;
}

/**
 * A thread that reads the octets of a large file a little ahead, and scans its lines (`scan`), or reads those in brief that will be
 * visited (`BriefHelper`). It is one log's. Whoever reads on uses it only when it `isThere`.
 */
export class ReaderThread implements BriefHelper {
	private begun = 0;
	private taken = 0;
	/** The thread has not been told of those that were begun last. */
	private untold = 0;
	private source: ThreadSource | undefined;
	private hasFailed = false;
	/** Whether the thread has come up. */
	readonly started: Promise<boolean>;

	private constructor(
		private readonly worker: Worker,
		private readonly shared: Shared,
	) {
		this.started = new Promise<boolean>((resolve) => {
			worker.once('message', () => resolve(true));
			worker.once('error', () => resolve(false));
			worker.once('exit', () => resolve(false));
		});
	}

	/**
	 * Begins to start a thread; `undefined` where that is not possible, or takes longer than it saves.
	 * @param program The file of a program that calls `serveReader` where it finds itself in a thread.
	 * @param octets How much there is to read.
	 */
	static begin(program: string | undefined, octets: number): ReaderThread | undefined {
		if (program === undefined || octets < largeLog) {
			return undefined;
		}
		const shared = Shared.make();
		const worker = newWorker(program, shared.memory);
		worker?.unref();
		return worker && new ReaderThread(worker, shared);
	}

	/** Whether the thread is there to be asked. */
	get isThere(): boolean {
		return this.shared.isThere && !this.hasFailed;
	}

	/**
	 * Lines of a file from an octet on, where a line begins, piece by piece; each is gone when the next one is asked for. They end where
	 * the file does, where a line does not fit into a piece, or where the thread fails: whoever asked reads on from there.
	 */
	*scan(descriptor: number, offset: number): Generator<Scanned> {
		try {
			for (let from = offset; this.begun - this.taken < pieceCount; from = -1) {
				this.beginJob(task.scan, { descriptor, offset: from }, 0, 0);
			}
			for (;;) {
				const number = this.takeNumber() ?? -1;
				const piece = this.shared.pieces[number]?.scanned;
				const at = number * jobSize;
				const count = this.shared.jobs[at + job.count] ?? 0;
				if (!piece || count === 0) {
					return;
				}
				yield { piece, count, octets: this.shared.jobs[at + job.length] ?? 0 };
				this.beginJob(task.scan, { descriptor, offset: -1 }, 0, 0);
			}
		} finally {
			while (!this.hasFailed && this.taken < this.begun) {
				this.takeNumber();
			}
		}
	}

	/** The text whose lines are read in brief from now on. */
	goTo(source: ThreadSource): this {
		this.source = source;
		return this;
	}

	free(): BriefPiece | undefined {
		const isFree = this.begun - this.taken < pieceCount;
		return isFree ? this.shared.pieces[this.begun % pieceCount]?.brief : undefined;
	}

	begin(offset: number, length: number, count: number): void {
		const place = this.source?.placeOf(offset, length);
		const octets = this.free()?.octets.subarray(0, length);
		const there = place || !octets ? length : (this.source?.readInto(octets, offset) ?? 0);
		this.beginJob(task.brief, place ?? { descriptor: -1, offset: 0 }, there, count);
	}

	take(): BriefPiece {
		const piece = this.shared.pieces[this.takeNumber() ?? -1]?.brief;
		if (!piece) {
			throw new Error('the thread that reads ahead has failed');
		}
		return piece;
	}

	async close(): Promise<void> {
		await this.worker.terminate();
	}

	private beginJob(what: number, { descriptor, offset }: FilePlace, length: number, count: number): void {
		const number = this.begun++ % pieceCount;
		this.shared.jobs.set([what, descriptor, offset, length, count], number * jobSize);
		this.shared.setState(number, state.begun);
		// To wake a thread takes longer than what it does with a piece.
		this.untold++;
		if (this.untold >= pieceCount / 2) {
			this.tell();
		}
	}

	private tell(): void {
		this.shared.ring(bells.thread);
		this.untold = 0;
	}

	/** Waits for the piece that was begun first; gives its number, or nothing where the thread has failed. */
	private takeNumber(): number | undefined {
		if (this.taken >= this.begun) {
			throw new RangeError('no piece was begun');
		}
		const number = this.taken++ % pieceCount;
		if (this.untold > 0 && this.shared.stateOf(number) === state.begun) {
			this.tell();
		}
		if (this.shared.wait(bells.main, number, state.done, state.failed) === state.failed) {
			this.hasFailed = true;
			return undefined;
		}
		return number;
	}
}

function newWorker(program: string, memory: SharedArrayBuffer): Worker | undefined {
	try {
		return new Worker(program, { workerData: memory });
	} catch {
		// Node.js may be told to allow none (`--permission`).
		return undefined;
	}
}

/** What the thread does, as long as it lives. */
export function serveReader(): void {
	const shared = new Shared(workerData as SharedArrayBuffer);
	const server = new Server(shared);
	shared.comeUp();
	parentPort?.postMessage('there');
	for (let number = 0; ; number = (number + 1) % pieceCount) {
		shared.wait(bells.thread, number, state.begun);
		try {
			server.serve(number);
			shared.setState(number, state.done);
		} catch (error) {
			shared.setState(number, state.failed);
			throw error;
		} finally {
			shared.ring(bells.main);
		}
	}
}

/** Does what the thread is told. */
class Server {
	private readonly briefs = new BriefServer();
	private readonly recorder = new LineRecorder();
	/** Where the next lines to be scanned begin; -1 where no more are. */
	private next = -1;

	constructor(private readonly shared: Shared) {}

	serve(number: number): void {
		const { jobs, pieces } = this.shared;
		const piece = pieces[number];
		const at = number * jobSize;
		const [what, descriptor = -1, offset = 0, length = 0, count = 0] = jobs.subarray(at, at + jobSize);
		if (!piece) {
			return;
		}
		if (what === task.brief) {
			const { octets } = piece.brief;
			const there = descriptor < 0 ? length : readAt(descriptor, octets.subarray(0, length), offset);
			this.briefs.read(piece.brief, there, count);
		} else {
			const read = this.scan(piece, descriptor, offset);
			jobs[at + job.length] = read.octets;
			jobs[at + job.count] = read.count;
		}
	}

	/** Scans the next lines of a file, from `offset` on, or, if that is -1, from where the last ones have ended. */
	private scan(
		{ brief, scanned }: Piece,
		descriptor: number,
		offset: number,
	): { count: number; octets: number } {
		if (offset >= 0) {
			this.next = offset;
			this.recorder.begin();
		}
		const there = this.next < 0 ? 0 : readAt(descriptor, brief.octets, this.next);
		const read = this.recorder.read(scanned, there);
		this.next = read.count === 0 ? -1 : this.next + read.octets;
		return read;
	}
}
