import { parentPort, Worker, workerData } from 'node:worker_threads';
import { readPiece, type BriefHelper, type BriefPiece } from '../core/briefHelper';
import { BriefReaders } from '../core/briefReaders';
import { briefSize } from '../core/dialects/brief';
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

/** So many pieces are there at once: the thread is a little ahead, and all of them stay in the processor's cache. */
const pieceCount = 6;
const octetsOfPiece = 1 << 17;
const linesOfPiece = 1024;

/** What happens to a piece. */
const state = { free: 0, begun: 1, done: 2, failed: 3 } as const;

/** What the thread is told of a piece: where it lies in a file (or no descriptor, where it is there), its octets and its lines. */
const job = { descriptor: 0, offset: 1, length: 2, count: 3 } as const;
const jobSize = 4;

/** The memory that both threads share. */
class Shared {
	readonly states: Int32Array;
	readonly jobs: Float64Array;
	readonly pieces: readonly BriefPiece[];

	constructor(readonly memory: SharedArrayBuffer) {
		const recordsOfPiece = linesOfPiece * briefSize;
		let at = 0;
		const next = (octets: number) => (at += octets) - octets;
		this.states = new Int32Array(memory, next(pieceCount * 8), pieceCount);
		this.jobs = new Float64Array(memory, next(pieceCount * jobSize * 8), pieceCount * jobSize);
		this.pieces = Array.from({ length: pieceCount }, () => ({
			octets: new Uint8Array(memory, next(octetsOfPiece), octetsOfPiece),
			records: new Int32Array(memory, next(recordsOfPiece * 4), recordsOfPiece),
		}));
	}

	static make(): Shared {
		const ofPiece = 8 + jobSize * 8 + octetsOfPiece + linesOfPiece * briefSize * 4;
		return new Shared(new SharedArrayBuffer(pieceCount * ofPiece));
	}

	/** Waits until what happens to a piece is one of these. */
	wait(piece: number, ...wanted: readonly number[]): number {
		for (;;) {
			const now = Atomics.load(this.states, piece);
			if (wanted.includes(now)) {
				return now;
			}
			Atomics.wait(this.states, piece, now);
		}
	}

	set(piece: number, to: number): void {
		Atomics.store(this.states, piece, to);
		Atomics.notify(this.states, piece);
	}
}

/** A thread that reads lines in brief (`BriefHelper`): it reads their octets from the file, too. */
export class BriefThread implements BriefHelper {
	private begun = 0;
	private taken = 0;
	private source: ThreadSource | undefined;

	private constructor(
		private readonly worker: Worker,
		private readonly shared: Shared,
	) {}

	/**
	 * Starts a thread; `undefined` where that is not possible.
	 * @param program The file of a program that calls `serveBriefs` where it finds itself in a thread.
	 */
	static async start(program: string): Promise<BriefThread | undefined> {
		const shared = Shared.make();
		const worker = newWorker(program, shared.memory);
		if (!worker) {
			return undefined;
		}
		worker.unref();
		const isThere = await new Promise<boolean>((resolve) => {
			worker.once('message', () => resolve(true));
			worker.once('error', () => resolve(false));
			worker.once('exit', () => resolve(false));
		});
		return isThere ? new BriefThread(worker, shared) : undefined;
	}

	/** The text whose lines are read from now on. */
	goTo(source: ThreadSource): this {
		this.source = source;
		return this;
	}

	free(): BriefPiece | undefined {
		return this.begun - this.taken < pieceCount ? this.shared.pieces[this.begun % pieceCount] : undefined;
	}

	begin(offset: number, length: number, count: number): void {
		const number = this.begun++ % pieceCount;
		const { jobs, pieces } = this.shared;
		const place = this.source?.placeOf(offset, length);
		const octets = pieces[number]?.octets.subarray(0, length);
		const there = place || !octets ? length : (this.source?.readInto(octets, offset) ?? 0);
		const at = number * jobSize;
		jobs[at + job.descriptor] = place?.descriptor ?? -1;
		jobs[at + job.offset] = place?.offset ?? 0;
		jobs[at + job.length] = there;
		jobs[at + job.count] = count;
		this.shared.set(number, state.begun);
	}

	take(): BriefPiece {
		const number = this.taken++ % pieceCount;
		const piece = this.shared.pieces[number];
		if (!piece || this.taken > this.begun) {
			throw new RangeError('no piece was begun');
		}
		if (this.shared.wait(number, state.done, state.failed) === state.failed) {
			throw new Error('the thread that reads lines in brief has failed');
		}
		return piece;
	}

	async close(): Promise<void> {
		await this.worker.terminate();
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
export function serveBriefs(): void {
	const shared = new Shared(workerData as SharedArrayBuffer);
	const readers = new BriefReaders();
	parentPort?.postMessage('ready');
	for (let number = 0; ; number = (number + 1) % pieceCount) {
		shared.wait(number, state.begun);
		try {
			serve(shared, number, readers);
			shared.set(number, state.done);
		} catch (error) {
			shared.set(number, state.failed);
			throw error;
		}
	}
}

function serve({ jobs, pieces }: Shared, number: number, readers: BriefReaders): void {
	const piece = pieces[number];
	const [descriptor = -1, offset = 0, length = 0, count = 0] = jobs.subarray(number * jobSize);
	if (piece) {
		const there = descriptor < 0 ? length : readAt(descriptor, piece.octets.subarray(0, length), offset);
		readPiece(piece, there, count, readers);
	}
}
