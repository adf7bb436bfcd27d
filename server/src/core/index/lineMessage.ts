import type { CompiledRow, RowTable } from '../dialects/scanner';
import { lineMemory } from '../text/lineMemory';
import { field } from './lineBlock';
import { lineKinds, rowOf, unrecognized } from './lineKinds';
import { bareName, eximTable, sessionKindOf, sessionKinds, type Program } from './programs';
import type { ScannedLine } from './scannedLine';

const { exports } = lineMemory;
/** The record of a line that is read alone. */
const single = exports.single.value >> 2;

/** What the line memory finds in a line's message: the row that claims it, queue ids, the peer. */
export class LineMessage {
	/** Where the line lies in the line memory, less where it lies in `line.bytes`; `undefined` until it has been put there. */
	private shift: number | undefined;

	constructor(private readonly line: ScannedLine) {}

	/** Goes to what `line.bytes` holds now. */
	begin(): void {
		this.shift = this.line.bytes === lineMemory.bytes ? 0 : undefined;
	}

	/** Reads a message of Postfix, as far as `end`. */
	readPostfix(end: number, program: Program): void {
		const shift = this.load();
		const table = program.table?.place ?? 0;
		exports.readPostfixMessage(this.line.prefix.messageStart + shift, end + shift, table);
		const { line } = this;
		const { numbers } = lineMemory;
		line.bodyStart = (numbers[single + field.bodyStart] ?? 0) - shift;
		const severity = numbers[single + field.severityStart] ?? -1;
		if (severity >= 0) {
			line.severityStart = severity - shift;
			line.severityEnd = (numbers[single + field.severityEnd] ?? 0) - shift;
		}
		this.takePlaces(numbers, single, shift);
		this.takePostfixRow(numbers[single + field.row] ?? 0, program);
	}

	/** Takes all that a record, among these numbers, has of a message of Postfix. What was in the line before is overwritten. */
	takeRecord(numbers: Int32Array, record: number, program: Program): void {
		const { line } = this;
		line.bodyStart = numbers[record + field.bodyStart] ?? 0;
		line.severityStart = numbers[record + field.severityStart] ?? -1;
		line.severityEnd = numbers[record + field.severityEnd] ?? -1;
		line.idStart = numbers[record + field.idStart] ?? -1;
		line.idEnd = numbers[record + field.idEnd] ?? -1;
		line.peerStart = numbers[record + field.peerStart] ?? -1;
		line.addressEnd = numbers[record + field.addressEnd] ?? -1;
		line.peerEnd = numbers[record + field.peerEnd] ?? -1;
		line.linkStart = numbers[record + field.linkStart] ?? -1;
		line.linkEnd = numbers[record + field.linkEnd] ?? -1;
		line.daemon = program.daemon;
		this.takePostfixRow(numbers[record + field.row] ?? 0, program);
	}

	/** Takes the row that claims a message of Postfix, or 0, and whose session it may be of. */
	private takePostfixRow(row: number, program: Program): void {
		const { line } = this;
		const found = rowOf(row);
		line.sessionKind = program.sessionKind;
		line.row = found;
		if (found) {
			line.kind = found.number;
			if (program.isBare) {
				line.daemon = found.row.programs?.[0] ?? bareName;
				line.sessionKind = sessionKindOf(line.daemon);
			}
		} else {
			line.kind = line.severityStart >= 0 ? lineKinds.warning : unrecognized('postfix');
			if (program.isBare && line.severityStart >= 0) {
				// Of the daemon that has a session open in this process, if one has.
				line.sessionKind = sessionKindOf('smtpd');
			}
		}
	}

	/** Puts the line into the line memory; gives where it lies there, less where it lies in `line.bytes`. */
	private load(): number {
		const { line } = this;
		this.shift ??= lineMemory.loadLine(line.bytes, line.start, line.end) - line.start;
		return this.shift;
	}

	/** The row that claims what stands behind the queue id, from `line.bodyStart` to `end`. */
	find(table: RowTable | undefined, end: number, hasId: boolean): CompiledRow | undefined {
		if (!table) {
			return undefined;
		}
		const { line } = this;
		const shift = this.load();
		const id = line.idStart < 0 ? -1 : line.idStart + shift;
		const { messageStart } = line.prefix;
		const hasIdNumber = hasId ? 1 : 0;
		exports.readMessage(
			messageStart + shift,
			line.bodyStart + shift,
			end + shift,
			id,
			hasIdNumber,
			table.place,
		);
		return rowOf(lineMemory.numbers[single + field.row] ?? 0);
	}

	/** Takes the row that was found last, and what it tells. */
	claim(found: CompiledRow): void {
		this.line.kind = found.number;
		this.line.row = found;
		this.takePlaces(lineMemory.numbers, single, this.load());
	}

	/** Takes what the record has of a queue id, a peer and a second queue id. */
	private takePlaces(numbers: Int32Array, record: number, shift: number): void {
		const { line } = this;
		const idStart = numbers[record + field.idStart] ?? -1;
		if (idStart >= 0 && line.idStart < 0) {
			line.idStart = idStart - shift;
			line.idEnd = (numbers[record + field.idEnd] ?? 0) - shift;
		}
		const peerStart = numbers[record + field.peerStart] ?? -1;
		if (peerStart >= 0) {
			line.peerStart = peerStart - shift;
			line.addressEnd = (numbers[record + field.addressEnd] ?? 0) - shift;
			line.peerEnd = (numbers[record + field.peerEnd] ?? 0) - shift;
		}
		const linkStart = numbers[record + field.linkStart] ?? -1;
		if (linkStart >= 0) {
			line.linkStart = linkStart - shift;
			line.linkEnd = (numbers[record + field.linkEnd] ?? 0) - shift;
		}
	}

	/** The end of the Postfix queue id at a place, or -1. */
	postfixIdEnd(at: number, end: number): number {
		const shift = this.load();
		const found = exports.postfixIdEnd(at + shift, end + shift);
		return found < 0 ? -1 : found - shift;
	}

	/** Reads a message of Exim, which begins at `line.bodyStart`. */
	readExim(end: number): void {
		const shift = this.load();
		exports.readEximMessage(this.line.bodyStart + shift, end + shift, eximTable.place);
		this.takeExim(lineMemory.numbers, single, shift);
	}

	/** Takes what a record, among these numbers, has of a message of Exim. */
	takeExim(numbers: Int32Array, record: number, shift: number): void {
		const { line } = this;
		line.bodyStart = (numbers[record + field.bodyStart] ?? 0) - shift;
		line.sessionKind = sessionKinds.exim;
		const idStart = numbers[record + field.idStart] ?? -1;
		const found = rowOf(numbers[record + field.row] ?? 0);
		this.takePlaces(numbers, record, shift);
		if (found) {
			line.kind = found.number;
			line.row = found;
		} else if (idStart >= 0 || line.program > 0) {
			line.kind = unrecognized('exim');
		}
	}
}
