import wasm from '../assembly/lines.wasm';
import { asciiBytes } from './ascii';

/** What `assembly/lines.ts` exports. Places are those of its memory; a record is where one begins. */
interface Exports {
	readonly memory: WebAssembly.Memory;
	/** Where things lie, as `assembly/layout.ts` has them. */
	readonly records: WebAssembly.Global;
	readonly recordSize: WebAssembly.Global;
	readonly recordCount: WebAssembly.Global;
	readonly single: WebAssembly.Global;
	readonly heap: WebAssembly.Global;
	readonly text: WebAssembly.Global;
	readonly textSize: WebAssembly.Global;
	readonly next: WebAssembly.Global;
	readonly lengths: WebAssembly.Global;
	readonly places: WebAssembly.Global;
	readonly stride: WebAssembly.Global;
	readonly readLengths: (at: number, end: number, number: number) => number;
	readonly readLines: (at: number, end: number, eximRows: number, lengths: number) => number;
	readonly readBehindTime: (
		record: number,
		at: number,
		end: number,
		isExim: number,
		eximRows: number,
	) => number;
	readonly readPostfixMessage: (at: number, end: number, table: number) => void;
	readonly readEximMessage: (at: number, end: number, table: number) => void;
	readonly readMessage: (
		message: number,
		body: number,
		end: number,
		id: number,
		hasId: number,
		table: number,
	) => void;
	readonly postfixIdEnd: (at: number, end: number) => number;
	readonly noteTime: (at: number, length: number, fraction: number, digits: number, isExim: number) => void;
	readonly notePair: (at: number, end: number, table: number) => number;
	readonly forgetHead: () => void;
}

/** What literals cannot say of a message, which begins at `at`. */
export type MessageTest = (bytes: Uint8Array, at: number, end: number) => boolean;

const page = 1 << 16;

/** Zeros between what lies in the memory: whoever looks a little behind its end, or before its start, finds nothing of others. */
const margin = 64;

/** Of a longer line nobody reads the rest: octets. */
const longestLine = 1 << 30;

/**
 * The memory of the innermost part of the pass, which is WebAssembly (`assembly/`). Lines are put into it, and so are the literals of
 * all rows, once. There is one for all logs, for what it keeps of them is no more than a memory of the lines just read.
 */
export class LineMemory {
	readonly exports: Exports;
	/** All of it: as octets, and as numbers of four octets. Others when it has grown. */
	bytes: Uint8Array;
	numbers: Int32Array<ArrayBuffer>;
	/** Whose times and names are known in it. */
	owner: object | undefined;
	/** The lines that lie in the memory with their lengths: where they were taken from. */
	private measured: Uint8Array | undefined;
	private measuredStart = 0;
	private measuredEnd = 0;
	private readonly tests: (MessageTest | undefined)[] = [];
	private readonly literals = new Map<string, number>();
	private heapEnd: number;
	/** Where lines are put that are read many at once. */
	readonly text: number;
	private readonly lineStart: number;

	constructor() {
		const testRow = (number: number, at: number, end: number) =>
			this.tests[number]?.(this.bytes, at, end) ?? true;
		const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { rows: { testRow } });
		this.exports = instance.exports as Exports;
		this.bytes = new Uint8Array(this.exports.memory.buffer);
		this.numbers = new Int32Array(this.exports.memory.buffer);
		this.heapEnd = this.exports.heap.value;
		this.text = this.exports.text.value;
		this.lineStart = this.text + this.exports.textSize.value + 2 * margin;
	}

	/** Puts numbers of four octets where they stay; gives their place. */
	keep(numbers: readonly number[]): number {
		const at = this.reserve(numbers.length * 4);
		this.numbers.set(numbers, at >> 2);
		return at;
	}

	/** Puts an ASCII literal where it stays; gives its place. */
	keepLiteral(text: string): number {
		let at = this.literals.get(text);
		if (at === undefined) {
			at = this.reserve(text.length);
			this.bytes.set(asciiBytes(text), at);
			this.literals.set(text, at);
		}
		return at;
	}

	/** Keeps the test of a row's number. */
	keepTest(number: number, test: MessageTest): void {
		this.tests[number] = test;
	}

	/** Puts lines where they are read; there is room for `textSize` octets. Gives the place of their first octet. */
	loadText(bytes: Uint8Array, start: number, end: number): number {
		this.measured = undefined;
		return this.put(bytes, start, end, this.text);
	}

	/** Notes that `exports.lengths` has the lengths of all lines that were put there last, from `start` to `end`. */
	noteMeasured(bytes: Uint8Array, start: number, end: number): void {
		this.measured = bytes;
		this.measuredStart = start;
		this.measuredEnd = end;
	}

	/** The place of lines that were put there last, if their lengths are known; else -1. They may have changed since they are taken. */
	takeMeasured(bytes: Uint8Array, start: number, end: number): number {
		const isSame = this.measured === bytes && this.measuredStart === start && this.measuredEnd === end;
		this.measured = undefined;
		return isSame ? this.text : -1;
	}

	/** Puts a line where it is read alone; gives its place. */
	loadLine(bytes: Uint8Array, start: number, end: number): number {
		const length = Math.min(end - start, longestLine);
		const missing = this.lineStart + length + margin - this.bytes.length;
		if (missing > 0) {
			this.exports.memory.grow(Math.ceil(missing / page));
			this.bytes = new Uint8Array(this.exports.memory.buffer);
			this.numbers = new Int32Array(this.exports.memory.buffer);
		}
		return this.put(bytes, start, start + length, this.lineStart);
	}

	private put(bytes: Uint8Array, start: number, end: number, at: number): number {
		const behind = at + end - start;
		this.bytes.set(bytes.subarray(start, end), at);
		this.bytes.fill(0, behind, behind + margin);
		return at;
	}

	private reserve(length: number): number {
		const at = this.heapEnd;
		this.heapEnd = (at + length + 15) & ~7;
		if (this.heapEnd > this.exports.lengths.value) {
			throw new RangeError('the rows do not fit into their memory: make its `lengths` begin later');
		}
		return at;
	}
}

/** A memory of what rows and lines are made of: which log they are of is nobody's matter. */
export const lineMemory = new LineMemory();
