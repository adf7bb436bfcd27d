import { lineFeed, withoutTerminator, type LineBytes, type Piece, type Visit, type VisitLine } from './lines';
import { bytesOf } from './utf8';

/** A place in a text: line from 0, character in UTF-16 code units from 0. */
export interface Place {
	readonly line: number;
	readonly character: number;
}

/** Where a block is full: beyond it the next line begins a new one. An edit copies one block, not the log. */
const blockSize = 64 * 1024;

/** Some whole lines (the last block may end in the middle of one). */
interface Block {
	bytes: Uint8Array;
	/** Octets used. */
	used: number;
	/** Where each line starts; the next entry, or `used`, is where it ends. */
	starts: number[];
	/** The number of the block's first line in the text. */
	firstLine: number;
}

/**
 * The text of a log as octets in blocks of whole lines. Appending costs what is appended; an edit costs the blocks it touches.
 * Lines end with LF or CR LF; a line feed at the very end does not begin another line.
 */
export class LogText {
	private blocks: Block[] = [];

	get lineCount(): number {
		const last = this.blocks.at(-1);
		return last ? last.firstLine + last.starts.length : 0;
	}

	/** Whether the last line has no line feed yet, so that the next octets belong to it. */
	get endsInsideLine(): boolean {
		const last = this.blocks.at(-1);
		return last !== undefined && !endsWithLineFeed(last);
	}

	/** Adds octets at the end; they may be cut anywhere. They are kept, not copied, where they fill a block: leave them as they are. */
	append(chunk: Uint8Array): void {
		let at = 0;
		while (at < chunk.length) {
			const last = this.blocks.at(-1);
			const open = last && (last.used < blockSize || !endsWithLineFeed(last)) ? last : undefined;
			const feed = chunk.indexOf(lineFeed, at + Math.max(0, blockSize - (open?.used ?? 0)));
			const end = feed < 0 ? chunk.length : feed + 1;
			if (open) {
				addBytes(open, chunk.subarray(at, end));
			} else if (end - at >= blockSize) {
				this.blocks.push(fullBlock(chunk.subarray(at, end), this.lineCount));
			} else {
				addBytes(this.newBlock(), chunk.subarray(at, end));
			}
			at = end;
		}
	}

	/** Visits the lines from `line` on, in order and many at once. */
	visitFrom(line: number, visit: Visit): void {
		for (let index = this.blockOf(line); index < this.blocks.length; index++) {
			const block = this.blocks[index];
			const start = block?.starts[Math.max(0, line - block.firstLine)];
			if (block && start !== undefined) {
				visit(block.bytes, start, block.used);
			}
		}
	}

	/** All of the text, in pieces of whole lines; it must not change meanwhile. */
	*pieces(): Generator<Piece> {
		for (const block of this.blocks) {
			yield {
				...{ bytes: block.bytes, start: 0, end: block.used, firstLine: block.firstLine },
				lineAt: (offset, into) => {
					const at = lineIn(block, offset);
					into.bytes = block.bytes;
					into.start = block.starts[at] ?? 0;
					into.end = lineEnd(block, at);
					return block.firstLine + at;
				},
			};
		}
	}

	/** Visits those of the lines from `from` up to `to`, exclusive, that are wanted. */
	visitSome(from: number, to: number, isWanted: (line: number) => boolean, visit: VisitLine): void {
		for (let index = this.blockOf(from); index < this.blocks.length; index++) {
			const block = this.blocks[index];
			const end = block ? Math.min(to, block.firstLine + block.starts.length) : to;
			for (let line = Math.max(from, block?.firstLine ?? to); block && line < end; line++) {
				if (isWanted(line)) {
					const at = line - block.firstLine;
					visit(line, block.bytes, block.starts[at] ?? 0, lineEnd(block, at));
				}
			}
		}
	}

	/** Replaces what stands between two places by a text. A place beyond the end means the end. */
	replace(start: Place, end: Place, text: string): void {
		const from = this.find(start);
		const to = this.find(end);
		const first = this.blocks[from.block];
		const last = this.blocks[to.block];
		if (!first || !last) {
			this.append(bytesOf(text));
			return;
		}
		const tail = this.blocks.slice(to.block + 1);
		const head = first.bytes.subarray(0, from.offset);
		const rest = last.bytes.slice(to.offset, last.used);
		const kept = head.slice();
		this.blocks.length = from.block;
		this.append(kept);
		this.append(bytesOf(text));
		this.append(rest);
		this.join(tail);
	}

	/** The octets of a line, into `into`. The line must exist. */
	bytesAt(line: number, into: LineBytes): void {
		const block = this.blocks[this.blockOf(line)];
		if (!block) {
			throw new RangeError(`no line ${line} in a log of ${this.lineCount} lines`);
		}
		const at = line - block.firstLine;
		into.bytes = block.bytes;
		into.start = block.starts[at] ?? 0;
		into.end = lineEnd(block, at);
	}

	private newBlock(): Block {
		const block: Block = { bytes: new Uint8Array(1024), used: 0, starts: [], firstLine: this.lineCount };
		this.blocks.push(block);
		return block;
	}

	/** Puts blocks that stood further on behind what is here now. */
	private join(tail: Block[]): void {
		const [next] = tail;
		if (next && this.endsInsideLine) {
			this.append(next.bytes.subarray(0, next.used));
			tail = tail.slice(1);
		}
		for (const block of tail) {
			block.firstLine = this.lineCount;
			this.blocks.push(block);
		}
	}

	private blockOf(line: number): number {
		let low = 0;
		let high = this.blocks.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.blocks[middle]?.firstLine ?? 0) <= line) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return low;
	}

	private find(place: Place): { block: number; offset: number } {
		if (place.line >= this.lineCount) {
			const block = Math.max(0, this.blocks.length - 1);
			return { block, offset: this.blocks[block]?.used ?? 0 };
		}
		const index = this.blockOf(place.line);
		const block = this.blocks[index];
		if (!block) {
			return { block: 0, offset: 0 };
		}
		const at = place.line - block.firstLine;
		const start = block.starts[at] ?? 0;
		const offset = start + octetsOf(block.bytes, start, lineEnd(block, at), place.character);
		return { block: index, offset };
	}
}

/** A block that is these octets. */
function fullBlock(bytes: Uint8Array, firstLine: number): Block {
	const block: Block = { bytes, used: bytes.length, starts: [0], firstLine };
	noteLines(block, 0);
	return block;
}

function endsWithLineFeed(block: Block): boolean {
	return block.used > 0 && block.bytes[block.used - 1] === lineFeed;
}

function lineEnd(block: Block, at: number): number {
	return withoutTerminator(block.bytes, block.starts[at] ?? 0, block.starts[at + 1] ?? block.used);
}

/** Which of a block's lines an octet is in. */
function lineIn({ starts }: Block, offset: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((starts[middle] ?? 0) <= offset) {
			low = middle;
		} else {
			high = middle - 1;
		}
	}
	return low;
}

function addBytes(block: Block, piece: Uint8Array): void {
	if (block.used + piece.length > block.bytes.length) {
		const grown = new Uint8Array(Math.max(block.used + piece.length, block.bytes.length * 2));
		grown.set(block.bytes.subarray(0, block.used));
		block.bytes = grown;
	}
	if (piece.length > 0 && (block.used === 0 || endsWithLineFeed(block))) {
		block.starts.push(block.used);
	}
	block.bytes.set(piece, block.used);
	const from = block.used;
	block.used += piece.length;
	noteLines(block, from);
}

/** Notes where lines start behind the line feeds from an octet on. */
function noteLines(block: Block, from: number): void {
	const { bytes, used, starts } = block;
	for (
		let feed = bytes.indexOf(lineFeed, from);
		feed >= 0 && feed + 1 < used;
		feed = bytes.indexOf(lineFeed, feed + 1)
	) {
		starts.push(feed + 1);
	}
}

/** How many octets the first `characters` UTF-16 code units of a line take. */
function octetsOf(bytes: Uint8Array, start: number, end: number, characters: number): number {
	let at = start;
	let left = characters;
	while (at < end && left > 0) {
		const octet = bytes[at] ?? 0;
		const length = octet < 0x80 ? 1 : octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc0 ? 2 : 1;
		left -= length === 4 ? 2 : 1;
		at += length;
	}
	return Math.min(at, end) - start;
}
