import { Clock, type ClockOptions } from './clock';
import { readTranscriptLine } from './dialects/transcript/reader';
import type { TranscriptLine } from './dialects/transcript/transcriptLine';
import type { Format, Kind, LineEvent } from './event';
import { LineIndex } from './index/lineIndex';
import { LineReader } from './lineReader';
import { lineKinds, rowOf } from './index/lineScanner';
import { buildMessage } from './messages';
import { MessageLines } from './messages/messageLines';
import type { Message, Session } from './model';
import { proofOfLink, proofOfMessage, proofOfSession, type LineProof, type Proof } from './proof';
import { buildSession } from './sessions';
import { relatedSessions } from './sessions/related';
import { LogText, type LineBytes, type Place } from './text/logText';
import { bytesOf } from './text/utf8';

/**
 * The model of one log: its lines, what each says, the sessions and messages they make. Lines count from 0, columns are UTF-16
 * code units from 0. The same text gives the same model, whether it came at once, in chunks, or by edits.
 *
 * Reading never fails. The index of all lines is kept up to date; sessions and messages are made when asked for, and the same
 * object is given again until a line of it changes.
 */
export class MailLog {
	private readonly content = new LogText();
	private readonly index = new LineIndex({
		onSessionChange: (session) => this.forgetSession(session),
		onMessageChange: (message) => this.forgetMessage(message),
	});
	private readonly reader = new LineReader();
	private readonly clock: Clock;
	private readonly builtSessions = new Map<number, Session>();
	private readonly builtMessages = new Map<number, Message>();
	private readonly messageLines = new MessageLines(this);
	private transcriptEntries: { from: number; entries: Map<number, TranscriptLine> } | undefined;
	private readonly place: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	/** The last line had no line feed when it was read: more octets may belong to it. */
	private isLastProvisional = false;

	/** `options`: the year of the first line and the zone (minutes east of UTC), for lines that do not write them. */
	constructor(options: ClockOptions = {}) {
		this.clock = new Clock(this.index, options);
	}

	/** The model of a whole text. */
	static of(text: string | Uint8Array, options: ClockOptions = {}): MailLog {
		const log = new MailLog(options);
		log.append(typeof text === 'string' ? bytesOf(text) : text);
		return log;
	}

	/** Adds octets at the end (UTF-8; whatever is not is shown as U+FFFD). They may be cut anywhere. */
	append(chunk: Uint8Array): void {
		if (chunk.length === 0) {
			return;
		}
		this.content.append(chunk);
		this.readFrom(this.index.lineCount - (this.isLastProvisional ? 1 : 0));
	}

	/** Replaces what stands between two places by a text, as an editor does. */
	replace(start: Place, end: Place, text: string): void {
		const first = Math.min(start.line, Math.max(0, this.index.lineCount - 1));
		this.content.replace(start, end, text);
		this.readFrom(first);
	}

	/** As an editor counts, but without the empty line after a last line feed. */
	get lineCount(): number {
		return this.index.lineCount;
	}

	/** A line without its terminator. */
	text(line: number): string {
		return this.content.line(line);
	}

	/** What a line says. */
	event(line: number): LineEvent {
		const entry =
			this.index.lines.kinds.get(line) === lineKinds.transcript ? this.transcriptLine(line) : undefined;
		if (entry) {
			return this.reader.readTranscript(this.text(line), entry);
		}
		this.content.bytesAt(line, this.place);
		const { bytes, start, end } = this.place;
		const event = this.reader.read(bytes, start, end, (prefix) => this.clock.timeOf(line, prefix));
		const isEximLine = this.index.lines.kinds.get(line) !== lineKinds.foreign && event.kind === 'foreign';
		return isEximLine ? { ...event, format: 'exim', kind: 'unrecognized' } : event;
	}

	/** The format of most lines that anybody understands. */
	get format(): Format {
		return this.index.format;
	}

	/** The way a transcript is written: `swaks`. */
	get layout(): string | undefined {
		if (this.format !== 'transcript') {
			return undefined;
		}
		for (let line = 0; line < this.lineCount; line++) {
			if (this.index.lines.kinds.get(line) === lineKinds.transcript) {
				return this.transcriptLine(this.index.sessions.last.get(this.index.lines.sessions.get(line)))?.layout;
			}
		}
		return undefined;
	}

	/** How many lines a known mail program wrote and we could not read. */
	get unrecognized(): number {
		return this.index.unrecognized;
	}

	/** How many lines are of other programs, or noise. */
	get foreign(): number {
		return this.index.foreign;
	}

	get sessionCount(): number {
		return this.index.sessions.count;
	}

	session(index: number): Session {
		let session = this.builtSessions.get(index);
		if (!session) {
			session = buildSession(this, index);
			this.builtSessions.set(index, session);
		}
		return session;
	}

	sessionIndexAt(line: number): number | undefined {
		return known(line < this.lineCount ? this.index.lines.sessions.get(line) : -1);
	}

	sessionAt(line: number): Session | undefined {
		const index = this.sessionIndexAt(line);
		return index === undefined ? undefined : this.session(index);
	}

	*sessions(): Iterable<Session> {
		for (let index = 0; index < this.sessionCount; index++) {
			yield this.session(index);
		}
	}

	/** The sessions that are the same conversation: postscreen's tests and smtpd, before and behind a filter. Ascending. */
	relatedSessions(index: number): number[] {
		return relatedSessions(this, index);
	}

	/** The daemon that wrote the first line of a session, where its row names one. */
	programOfSession(index: number): string | undefined {
		return rowOf(this.index.lines.kinds.get(this.index.sessions.first.get(index)))?.programs?.[0];
	}

	/** The last postscreen session before one. */
	screenBefore(index: number): number | undefined {
		if (!this.screens) {
			this.screens = [];
			for (let session = 0; session < this.sessionCount; session++) {
				if (this.programOfSession(session) === 'postscreen') {
					this.screens.push(session);
				}
			}
		}
		return lastBelow(this.screens, index);
	}

	private screens: number[] | undefined;

	/** The sessions on which the messages of a queue id came in. */
	arrivalSessions(queueId: string): number[] {
		const { messages } = this.index;
		const found = messages.withId(bytesOf(queueId)).map((message) => messages.arrivalSession(message));
		return found.filter((session) => session >= 0);
	}

	get messageCount(): number {
		return this.index.messages.count;
	}

	message(index: number): Message {
		let message = this.builtMessages.get(index);
		if (!message) {
			message = buildMessage(this, index);
			this.builtMessages.set(index, message);
		}
		return message;
	}

	messageIndexAt(line: number): number | undefined {
		return known(line < this.lineCount ? this.index.lines.messages.get(line) : -1);
	}

	messageAt(line: number): Message | undefined {
		const index = this.messageIndexAt(line);
		return index === undefined ? undefined : this.message(index);
	}

	*messages(): Iterable<Message> {
		for (let index = 0; index < this.messageCount; index++) {
			yield this.message(index);
		}
	}

	/** The messages that had this queue id, in the order of the log: short ids are used again. */
	messagesById(queueId: string): readonly Message[] {
		return this.index.messages.withId(bytesOf(queueId)).map((index) => this.message(index));
	}

	/** The lines of a session, ascending. */
	linesOfSession(index: number): number[] {
		return chain(this.index.sessions.last.get(index), this.index.lines.previousInSession);
	}

	/** The last lines of a session, so many at most, the last one first. */
	lastLinesOfSession(index: number, most: number): number[] {
		const lines: number[] = [];
		let line = this.index.sessions.last.get(index);
		for (; line >= 0 && lines.length < most; line = this.index.lines.previousInSession.get(line)) {
			lines.push(line);
		}
		return lines;
	}

	/** The lines of a message, ascending. */
	linesOfMessage(index: number): number[] {
		return chain(this.index.messages.last.get(index), this.index.lines.previousInMessage);
	}

	/** Every line that belongs to a message, with those of the sessions on which it came and went; ascending. */
	linesAboutMessage(index: number): number[] {
		return this.messageLines.of(index);
	}

	/** The kind of a line as its row tells it, without reading the line. */
	kindAt(line: number): Kind | undefined {
		return rowOf(this.index.lines.kinds.get(line))?.kind;
	}

	/** The session that the same process had before this one; for Postfix's clients, which connect to one server after the other. */
	sessionBefore(session: number): number | undefined {
		return known(this.index.sessions.sessionBefore(session));
	}

	/** The lines of its parent that tell of this message as one that Postfix made of it: a bounce. */
	birthLines(message: number): readonly number[] {
		return this.linksOf(message)
			.filter((at) => this.index.messages.linkChild.get(at) === message)
			.map((at) => this.index.messages.linkNamed.get(at))
			.filter((line) => this.kindAt(line) === 'bounce-notification');
	}

	/** Whether a line of the message is of one of these kinds; asked of the index, no line is read. */
	hasKind(message: number, kinds: ReadonlySet<Kind>): boolean {
		return this.linesOfMessage(message).some((line) => {
			const row = rowOf(this.index.lines.kinds.get(line));
			return row !== undefined && kinds.has(row.kind);
		});
	}

	/** Whether the line is of a session in which the log's writer is the client, for programs that are both. */
	isClientSide(line: number): boolean {
		return rowOf(this.index.lines.kinds.get(line))?.side === 'client';
	}

	/** Which two lines prove that a line belongs to its session, and to its message (or to `message`, whose lines it is among). */
	proofOf(line: number, message = this.messageIndexAt(line)): LineProof {
		const session = proofOfSession(this, line);
		const mail = message === undefined ? undefined : proofOfMessage(this, line, message);
		return { ...(session ? { session } : {}), ...(mail ? { message: mail } : {}) };
	}

	/** Which two lines prove that one message was made of another. */
	proofOfLink(parent: number, child: number): Proof | undefined {
		return proofOfLink(this, parent, child);
	}

	/** Lines of a session with which a line of it can be compared: the first, the last, some before it. */
	nearInSession(session: number, line: number): number[] {
		const { first, last } = this.index.sessions;
		return near(first.get(session), last.get(session), line, this.index.lines.previousInSession);
	}

	/** The same of a message. */
	nearInMessage(message: number, line: number): number[] {
		const { first, last } = this.index.messages;
		return near(first.get(message), last.get(message), line, this.index.lines.previousInMessage);
	}

	/** The lines of one message that name the other, which was made of it or of which it was made. */
	namingLines(parent: number, child: number): number[] {
		const { linkParent, linkChild, linkNamed } = this.index.messages;
		return this.linksOf(child)
			.filter((at) => linkParent.get(at) === parent && linkChild.get(at) === child)
			.map((at) => linkNamed.get(at));
	}

	queueId(message: number): string {
		return this.index.messages.queueId(message);
	}

	/** The messages that this one led to (a bounce, a mail that a filter handed back) and the one it came from. */
	relatives(message: number): { readonly parent: number | undefined; readonly children: readonly number[] } {
		const { linkParent, linkChild } = this.index.messages;
		const children: number[] = [];
		let parent: number | undefined;
		for (const at of this.linksOf(message)) {
			if (linkParent.get(at) === message) {
				children.push(linkChild.get(at));
			} else {
				parent ??= linkParent.get(at);
			}
		}
		return { parent, children: [...new Set(children)] };
	}

	/** A line of a transcript in the light of those before it. */
	transcriptLine(line: number): TranscriptLine | undefined {
		const checkpoint = this.index.checkpointBefore(line);
		if (this.transcriptEntries?.from !== checkpoint.line) {
			this.transcriptEntries = { from: checkpoint.line, entries: this.readTranscript(checkpoint.line) };
		}
		return this.transcriptEntries.entries.get(line);
	}

	private readTranscript(from: number): Map<number, TranscriptLine> {
		const entries = new Map<number, TranscriptLine>();
		let { transcript } = this.index.checkpointBefore(from);
		for (let line = from; line < this.lineCount; line++) {
			if (line > from && this.index.checkpointBefore(line).line !== from) {
				break;
			}
			const isTranscript = this.index.lines.kinds.get(line) === lineKinds.transcript;
			const entry = isTranscript ? readTranscriptLine(this.text(line), transcript) : undefined;
			if (entry) {
				entries.set(line, entry);
				transcript = entry.state;
			}
		}
		return entries;
	}

	/** Reads the lines from `line` on again, beginning at the nearest checkpoint. */
	private readFrom(line: number): void {
		const isAppend = line >= this.index.lineCount;
		const from = isAppend ? this.index.lineCount : this.index.rewind(line);
		this.content.visitFrom(from, (bytes, start, end) => this.index.add(bytes, start, end));
		this.isLastProvisional = this.content.endsInsideLine;
		this.transcriptEntries = undefined;
		this.links = undefined;
		this.screens = undefined;
		if (this.clock.hasChanged()) {
			this.builtSessions.clear();
			this.builtMessages.clear();
		}
	}

	/** A session has changed: the messages that came or went on it have, too. */
	private forgetSession(session: number): void {
		this.builtSessions.delete(session);
		for (const message of this.messageLines.forgetSession(session)) {
			this.builtMessages.delete(message);
		}
	}

	/** A message has changed: what was made of it and of those that it came from is out of date. */
	private forgetMessage(message: number): void {
		const forgotten = new Set([message]);
		// The set grows while it is walked: each message once, even in a circle.
		for (const next of forgotten) {
			this.builtMessages.delete(next);
			// What became of a mail tells whether the session it came in on was accepted.
			this.builtSessions.delete(this.index.messages.arrivalSession(next));
			for (const parent of this.parents.get(next) ?? []) {
				forgotten.add(parent);
			}
		}
	}

	/** Message → the messages it came from, as far as messages were built. */
	private readonly parents = new Map<number, Set<number>>();

	private links: Map<number, number[]> | undefined;

	private linksOf(message: number): readonly number[] {
		if (!this.links) {
			this.links = new Map();
			const { linkLine, linkParent, linkChild } = this.index.messages;
			for (let at = 0; at < linkLine.length; at++) {
				for (const end of [linkParent.get(at), linkChild.get(at)]) {
					const list = this.links.get(end) ?? [];
					list.push(at);
					this.links.set(end, list);
				}
				const parents = this.parents.get(linkChild.get(at)) ?? new Set<number>();
				this.parents.set(linkChild.get(at), parents.add(linkParent.get(at)));
			}
		}
		return this.links.get(message) ?? [];
	}
}

function known(number: number): number | undefined {
	return number < 0 ? undefined : number;
}

/** The last of ascending numbers that is below a limit. */
function lastBelow(ascending: readonly number[], limit: number): number | undefined {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) < limit) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return ascending[low - 1];
}

/** How far `near` goes back. */
const nearby = 16;

/** The first line of a chain, those before a line, and the last ones. */
function near(first: number, last: number, line: number, previous: { get(line: number): number }): number[] {
	const lines = [first];
	for (const from of [line, last]) {
		for (let at = from, steps = 0; at >= 0 && steps < nearby; at = previous.get(at), steps++) {
			lines.push(at);
		}
	}
	return lines;
}

function chain(last: number, previous: { get(line: number): number }): number[] {
	const lines: number[] = [];
	for (let line = last; line >= 0; line = previous.get(line)) {
		lines.push(line);
	}
	return lines.reverse();
}
