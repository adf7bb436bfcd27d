import { asciiBytes, startsAt } from '../ascii';
import { newPrefix, noOffset, readPrefix, type Prefix } from '../prefix';
import { readTime } from '../times';
import { journal, journalNames, noteMessage, notePid, noteRealtime, noteSyslogTime } from './journalFields';
import { JsonReader, newValue, readValue, type Value } from './json';
import { RecordReader, type LineSource } from './records';
import { Scratch } from './scratch';

const containerNames = ['log', 'time'].map(asciiBytes);
const container = { log: journalNames.length, time: journalNames.length + 1 };
const eventData = asciiBytes('data: {');

/**
 * Lines that carry a log's line inside something else. They are asked for where no time stands in front.
 *
 *     {"MESSAGE":"connect from …","_PID":"2211","SYSLOG_IDENTIFIER":"postfix/smtpd",…}     journalctl -o json, json-sse, json-seq
 *     {"log":"Jan  5 10:00:01 mx1 postfix/smtpd[2211]: …\n","stream":"stdout","time":"…"}  docker's json-file
 *     MESSAGE=connect from …                                                               journalctl -o export, json-pretty
 *
 * What is written plainly is read where it stands. What has to be decoded, or stands in other lines, is put together in a buffer of
 * our own, which knows for each of its octets where it stands in the line.
 */
export class Envelopes {
	/** Where the prefix's offsets point: the line's own octets, or those of `scratch`. */
	bytes: Uint8Array = new Uint8Array(0);
	readonly scratch = new Scratch();
	private readonly json = new JsonReader([...journalNames, ...containerNames]);
	private readonly records: RecordReader | undefined;
	private readonly element = newValue();
	private readonly outer = newPrefix();

	/** `source`: the text, for envelopes of several lines; without it these are not read. */
	constructor(source?: LineSource) {
		this.records = source && new RecordReader(source);
	}

	/** Whether a line has been read that depends on the lines around it, `recordReach` of them at most. */
	get hasRecords(): boolean {
		return this.records?.hasRecords ?? false;
	}

	/** Reads a line's envelope into the prefix, if it has one; `line` is its number in the source. */
	open(bytes: Uint8Array, start: number, end: number, line: number, prefix: Prefix): boolean {
		const first = bytes[start];
		this.bytes = bytes;
		if (first === 123) {
			return this.openObject(bytes, start, end, prefix);
		}
		if (first === 30 || (first === 100 && startsAt(bytes, start, end, eventData))) {
			return this.openObject(bytes, first === 30 ? start + 1 : start + 6, end, prefix);
		}
		const isRecord = first === 77 || first === 9 || bytes[start + 4] === 0 || bytes[start + 9] === 0;
		return isRecord && this.openRecord(bytes, start, end, line, prefix);
	}

	private openObject(bytes: Uint8Array, start: number, end: number, prefix: Prefix): boolean {
		if (!this.json.read(bytes, start, end)) {
			return false;
		}
		const { values } = this.json;
		const log = values[container.log];
		return (
			this.openEntry(bytes, values, false, prefix) ||
			(log !== undefined && log.form !== 'none' && this.openContainer(bytes, log, prefix))
		);
	}

	/** An entry of the journal in several lines. */
	private openRecord(bytes: Uint8Array, start: number, end: number, line: number, prefix: Prefix): boolean {
		const { records } = this;
		return (
			records !== undefined &&
			line >= 0 &&
			records.read(bytes, start, end, line) &&
			this.openEntry(bytes, records.values, true, prefix)
		);
	}

	/** An entry of the journal; `bytes` are those of the line that stands for it, `isSpread` says that it has others. */
	private openEntry(bytes: Uint8Array, values: readonly Value[], isSpread: boolean, prefix: Prefix): boolean {
		const message = values[journal.message];
		const program = known(values[journal.identifier]) ?? known(values[journal.command]);
		if (!message || message.form === 'none' || message.form === 'literal' || !program) {
			return false;
		}
		const realtime = known(values[journal.realtime]);
		const syslogTime = known(values[journal.syslogTime]);
		if (!(realtime && noteRealtime(realtime, prefix)) && syslogTime) {
			noteSyslogTime(syslogTime, prefix);
		}
		const pid = known(values[journal.syslogPid]) ?? known(values[journal.pid]);
		if (pid) {
			notePid(pid, prefix);
		}
		const host = known(values[journal.host]);
		const text = this.firstText(bytes, message);
		const isInLine =
			!isSpread && program.form !== 'escaped' && host?.form !== 'escaped' && isPlain(bytes, text);
		if (!isInLine) {
			this.decode(text, program, host, prefix);
			return true;
		}
		prefix.programStart = program.start;
		prefix.programEnd = program.end;
		prefix.hostStart = host ? host.start : program.start;
		prefix.hostEnd = host ? host.end : program.start;
		noteMessage(bytes, text.start, plainEnd(text), prefix);
		return true;
	}

	/** Puts host, program and message together in the scratch buffer. */
	private decode(text: Value, program: Value, host: Value | undefined, prefix: Prefix): void {
		const { scratch } = this;
		scratch.clear();
		prefix.hostStart = 0;
		if (host) {
			this.decodeText(host);
		}
		prefix.hostEnd = prefix.programStart = scratch.length;
		this.decodeText(program);
		prefix.programEnd = scratch.length;
		this.decodeText(text);
		scratch.makeValid();
		this.bytes = scratch.bytes;
		noteMessage(scratch.bytes, prefix.programEnd, scratch.length, prefix);
	}

	private decodeText({ form, bytes, start, end }: Value): void {
		const { scratch } = this;
		if (form === 'array') {
			scratch.addNumbers(bytes, start, end);
		} else if (form === 'escaped') {
			scratch.unescape(bytes, start, end);
		} else {
			scratch.copy(bytes, start, end);
		}
	}

	/** The value, or of several values of one field the first: `["one","two"]`. */
	private firstText(bytes: Uint8Array, value: Value): Value {
		if (value.form !== 'array' || bytes[value.start] !== 34) {
			return value;
		}
		readValue(bytes, value.start, value.end, this.element);
		return this.element;
	}

	/** A container's line: it has a prefix of its own, or none. */
	private openContainer(bytes: Uint8Array, log: Value, prefix: Prefix): boolean {
		if (log.form !== 'plain' && log.form !== 'escaped') {
			return false;
		}
		const isInLine = isPlain(bytes, log);
		if (!isInLine) {
			this.scratch.clear();
			this.decodeText(log);
			this.scratch.makeValid();
			this.bytes = this.scratch.bytes;
		}
		readPrefix(this.bytes, isInLine ? log.start : 0, isInLine ? plainEnd(log) : this.scratch.length, prefix);
		const time = this.json.values[container.time];
		const { outer } = this;
		outer.offset = noOffset;
		outer.milliseconds = 0;
		if (
			time?.form === 'plain' &&
			prefix.offset === noOffset &&
			readTime(bytes, time.start, time.end, outer) >= 0
		) {
			prefix.timeForm = prefix.timeForm === 'exim' ? 'exim' : 'rfc3339';
			prefix.seconds = outer.seconds;
			prefix.milliseconds = outer.milliseconds;
			prefix.offset = outer.offset;
		}
		return true;
	}
}

/** A value that is there, and one. */
function known(value: Value | undefined): Value | undefined {
	return value && value.form !== 'none' && value.form !== 'array' ? value : undefined;
}

/** Whether a text can be read where it stands: nothing is escaped but a line feed, which ends it. */
function isPlain(bytes: Uint8Array, text: Value): boolean {
	if (text.form !== 'escaped') {
		return text.form === 'plain';
	}
	const letter = bytes[text.firstEscape + 1];
	const isReturn =
		letter === 114 && bytes[text.firstEscape + 2] === 92 && bytes[text.firstEscape + 3] === 110;
	return letter === 110 || isReturn;
}

function plainEnd(text: Value): number {
	return text.form === 'escaped' ? text.firstEscape : text.end;
}
