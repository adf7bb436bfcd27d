import { Cursor } from './dialects/cursor';
import { readEntryLine } from './dialects/exim/entryLines';
import { enhancedAt } from './dialects/fields';
import { authPayloadStart } from './dialects/transcript/grammar';
import { readLineTime } from './dialects/transcript/lineTime';
import type { TranscriptLine } from './dialects/transcript/transcriptLine';
import type { Field, Kind, LineEvent, LineTime } from './event';
import { formatOf, lineKinds, LineScanner, type ScannedLine } from './index/lineScanner';
import type { LineSource } from './text/envelopes/records';
import type { Prefix } from './text/prefix';
import { ByteTable } from './text/byteTable';
import { textOf } from './text/utf8';

/** Reads single lines in full: the second depth of the dialects' tables. */
export class LineReader {
	private readonly scanner: LineScanner;
	private readonly names = new NameTexts();

	/** `source`: the text that the lines are of; without it no line is more than itself. */
	constructor(source?: LineSource) {
		this.scanner = new LineScanner(source);
	}

	/** What a line, the given one of the source, says; `timeOf` is what the log's clock makes of the date in front of it. */
	read(
		bytes: Uint8Array,
		start: number,
		end: number,
		timeOf: (prefix: Prefix) => LineTime | undefined,
		line = -1,
	): LineEvent {
		const scanned = this.scanner.scan(bytes, start, end, line);
		if (scanned.bytes === bytes) {
			return this.readScanned(scanned, start, end, timeOf);
		}
		const { scratch } = this.scanner.envelopes;
		const event = this.readScanned(scanned, 0, scratch.length, timeOf);
		return moved(event, columnsIn(bytes, start, end, scratch.lineOffsets()));
	}

	private readScanned(
		scanned: ScannedLine,
		start: number,
		end: number,
		timeOf: (prefix: Prefix) => LineTime | undefined,
	): LineEvent {
		const { bytes } = scanned;
		const text = textOf(bytes, start, end);
		const isPlain = end - start === text.length;
		const column = (offset: number) => (isPlain ? offset - start : textOf(bytes, start, offset).length);
		const cursor = new Cursor(text, column(scanned.bodyStart), column(scanned.prefix.messageEnd));
		if (scanned.severityStart >= 0) {
			cursor.note('severity', column(scanned.severityStart), column(scanned.severityEnd));
		}
		if (scanned.idStart >= 0) {
			cursor.note('queueId', column(scanned.idStart), column(scanned.idEnd));
		}
		const { row } = scanned;
		const kind: Kind = row?.kind ?? plainKind(scanned.kind);
		cursor.at += row?.row.starts.length ?? 0;
		row?.row.read?.(cursor);
		if (scanned.kind === lineKinds.entryLine) {
			readEntryLine(cursor);
		}
		if (row?.row.idAfter) {
			// The queue id stands somewhere between the others.
			cursor.fields.sort((one, other) => one.span.start - other.span.start);
		}
		const event: Writable<LineEvent> = {
			format: formatOf(scanned.kind),
			kind,
			start: column(scanned.prefix.messageStart),
			fields: cursor.fields,
		};
		this.addHead(event, scanned, bytes, timeOf(scanned.prefix));
		if (isTemporary(kind, cursor.fields, text)) {
			event.temporary = true;
		}
		return event;
	}

	/** What a line of a transcript says; `offset` is the zone of times that are written without one, as far as it is known. */
	readTranscript(text: string, entry: TranscriptLine, offset: number | undefined): LineEvent {
		const fields: Field[] = [];
		if (entry.speaker) {
			fields.push({
				name: 'speaker',
				value: entry.speaker,
				span: { start: entry.span.start, end: entry.span.start },
			});
		}
		const code = entry.kind === 'reply' ? /^[1-5][0-9]{2}(?=[ -]|$)/.exec(entry.text)?.[0] : undefined;
		if (code && text.startsWith(code, entry.span.start)) {
			const { start } = entry.span;
			fields.push({ name: 'code', value: code, span: { start, end: start + 3 } });
			const enhanced = enhancedAt(text, start + 4, entry.span.end, code);
			if (enhanced) {
				fields.push({
					name: 'enhanced',
					value: enhanced,
					span: { start: start + 4, end: start + 4 + enhanced.length },
				});
			}
		}
		fields.push({ name: 'text', value: entry.text, span: entry.span });
		const secret = entry.secret ? entry.span : entry.secretSpan;
		if (secret) {
			// As it is in the words, which may be written otherwise in the line.
			const from = entry.secret ? 0 : authPayloadStart(entry.text);
			const value = from === undefined ? text.slice(secret.start, secret.end) : entry.text.slice(from);
			fields.push({ name: 'secret', value, span: secret });
		}
		const time = readLineTime(text.slice(0, entry.span.start), offset);
		return {
			format: 'transcript',
			kind: entry.kind,
			...(time ? { time } : {}),
			start: entry.span.start,
			fields,
		};
	}

	/** What a line behind the first of an entry of Exim says, where it has no time. */
	readEntryLine(text: string): LineEvent {
		const cursor = new Cursor(text, 0);
		readEntryLine(cursor);
		return { format: 'exim', kind: 'info', start: 0, fields: cursor.fields };
	}

	private addHead(
		event: Writable<LineEvent>,
		{ prefix, daemon }: ScannedLine,
		bytes: Uint8Array,
		time: LineTime | undefined,
	): void {
		const { programStart, programEnd, hostStart, hostEnd, pid } = prefix;
		if (daemon) {
			event.program = daemon;
		}
		if (programEnd > programStart) {
			event.service = this.names.text(bytes, programStart, programEnd);
		}
		if (pid >= 0) {
			event.pid = pid;
		}
		if (hostEnd > hostStart) {
			event.logHost = this.names.text(bytes, hostStart, hostEnd);
		}
		if (time) {
			event.time = time;
		}
	}
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** The names that stand in front of lines: few, and each again and again. */
class NameTexts {
	private readonly table = new ByteTable();
	private readonly texts: string[] = [];

	text(bytes: Uint8Array, start: number, end: number): string {
		const number = this.table.intern(bytes, start, end);
		return (this.texts[number] ??= textOf(bytes, start, end));
	}
}

/** The same event in other columns. */
function moved(event: LineEvent, column: (column: number) => number): LineEvent {
	const fields = event.fields.map(({ name, value, span }) => ({
		name,
		value,
		span: { start: column(span.start), end: column(span.end) },
	}));
	return { ...event, start: column(event.start), fields };
}

/** Where what was decoded stands in the line: for each column of the decoded text the column there. */
function columnsIn(
	bytes: Uint8Array,
	start: number,
	end: number,
	offsets: Int32Array,
): (column: number) => number {
	const isPlain = textOf(bytes, start, end).length === end - start;
	return (column) => {
		const offset = offsets[Math.min(column, offsets.length - 1)] ?? start;
		return isPlain ? offset - start : textOf(bytes, start, offset).length;
	};
}

function plainKind(kind: number): Kind {
	if (kind === lineKinds.warning) {
		return 'warning';
	}
	if (kind === lineKinds.entryLine) {
		return 'info';
	}
	return kind === lineKinds.foreign ? 'foreign' : 'unrecognized';
}

/** A refusal that may be tried again: a 4yz reply, an enhanced code of class 4, Exim's own word. */
function isTemporary(kind: Kind, fields: readonly Field[], text: string): boolean {
	if (kind !== 'reject' && kind !== 'sender-verify-failed' && kind !== 'milter' && kind !== 'proxy') {
		return false;
	}
	const code = fields.find((field) => field.name === 'code' || field.name === 'enhanced');
	return code ? code.value.startsWith('4') : saysTemporary(fields, text);
}

/** Exim's own words, not those of the reason: another server may have said the same. */
function saysTemporary(fields: readonly Field[], text: string): boolean {
	const isReason = (at: number) =>
		fields.some(({ name, span }) => name === 'text' && span.start <= at && at < span.end);
	return ['temporarily re', ' sender verify defer '].some((words) => {
		const at = text.indexOf(words);
		return at >= 0 && !isReason(at);
	});
}
