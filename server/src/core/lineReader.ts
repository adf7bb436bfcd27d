import { Cursor } from './dialects/cursor';
import { enhancedAt } from './dialects/fields';
import { authPayloadStart } from './dialects/transcript/grammar';
import { readLineTime } from './dialects/transcript/lineTime';
import type { TranscriptLine } from './dialects/transcript/transcriptLine';
import type { Field, Kind, LineEvent, LineTime } from './event';
import { formatOf, lineKinds, LineScanner, type ScannedLine } from './index/lineScanner';
import type { Prefix } from './text/prefix';
import { textOf } from './text/utf8';

/** Reads single lines in full: the second depth of the dialects' tables. */
export class LineReader {
	private readonly scanner = new LineScanner();

	/** What a line says, given as octets; `timeOf` is what the log's clock makes of the date in front of it. */
	read(
		bytes: Uint8Array,
		start: number,
		end: number,
		timeOf: (prefix: Prefix) => LineTime | undefined,
	): LineEvent {
		const text = textOf(bytes, start, end);
		const scanned = this.scanner.scan(bytes, start, end);
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
		cursor.at += row?.starts.length ?? 0;
		row?.read?.(cursor);
		if (row?.idAfter) {
			// The queue id stands somewhere between the others.
			cursor.fields.sort((one, other) => one.span.start - other.span.start);
		}
		return {
			...this.head(scanned, bytes, timeOf(scanned.prefix)),
			kind,
			start: column(scanned.prefix.messageStart),
			fields: cursor.fields,
			...temporary(kind, cursor.fields, text),
		};
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

	private head(
		scanned: ScannedLine,
		bytes: Uint8Array,
		time: LineTime | undefined,
	): Omit<LineEvent, 'kind' | 'start' | 'fields'> {
		const { prefix } = scanned;
		const service = textOf(bytes, prefix.programStart, prefix.programEnd);
		const host = textOf(bytes, prefix.hostStart, prefix.hostEnd);
		const { daemon } = scanned;
		return {
			format: formatOf(scanned.kind),
			...(daemon ? { program: daemon } : {}),
			...(service ? { service } : {}),
			...(prefix.pid >= 0 ? { pid: prefix.pid } : {}),
			...(host ? { logHost: host } : {}),
			...(time ? { time } : {}),
		};
	}
}

function plainKind(kind: number): Kind {
	if (kind === lineKinds.warning) {
		return 'warning';
	}
	return kind === lineKinds.foreign ? 'foreign' : 'unrecognized';
}

/** A refusal that may be tried again: a 4yz reply, an enhanced code of class 4, Exim's own word. */
function temporary(kind: Kind, fields: readonly Field[], text: string): { temporary?: true } {
	if (kind !== 'reject' && kind !== 'sender-verify-failed' && kind !== 'milter' && kind !== 'proxy') {
		return {};
	}
	const code = fields.find((field) => field.name === 'code' || field.name === 'enhanced');
	const isTemporary = code
		? code.value.startsWith('4')
		: text.includes(' temporarily rejected ') || text.includes(' sender verify defer ');
	return isTemporary ? { temporary: true } : {};
}
