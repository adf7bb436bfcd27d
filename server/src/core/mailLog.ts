import type { BriefHelper } from './briefHelper';
import { Briefs, type BriefKind, type BriefNeed } from './briefs';
import { chain, lastBelow, near } from './chains';
import { Clock, type ClockEvidence } from './clock';
import { between } from './dialects/between';
import type { TranscriptLine } from './dialects/transcript/transcriptLine';
import type { Format, Kind, LineEvent } from './event';
import { LineIndex } from './index/lineIndex';
import type { LinePiece } from './index/lineRecorder';
import type { ClockOptions } from './index/timeIndex';
import { isUnrecognized } from './index/lineKinds';
import { lineKinds, rowOf } from './index/lineScanner';
import { LineEvents } from './lineEvents';
import { Links, type Linked, type Relatives } from './links';
import { Made } from './made';
import { mentions, type Mentions, type Reach } from './mentions';
import { buildMessage } from './messages';
import { countAttempts } from './messages/attemptStatus';
import { deliveryOf } from './messages/deliveries';
import { triedOf, type Tried } from './messages/outcomes';
import { MessageLines } from './messages/messageLines';
import type { Delivery, DeliveryStatus, Message, Session } from './model';
import { proofOfLink, proofOfMessage, proofOfSession, type LineProof, type Proof } from './proof';
import { QuietLines } from './quietLines';
import { buildSession } from './sessions';
import { search, type Hit } from './search';
import { relatedSessions } from './sessions/related';
import { recordReach } from './text/envelopes/records';
import { FileText, type OctetSource } from './text/fileText';
import { lineMemory } from './text/lineMemory';
import type { LineBytes } from './text/lines';
import type { Needles } from './text/needles';
import { LogText, type Place } from './text/logText';
import { bytesOf, textOf } from './text/utf8';
import { TranscriptLines } from './transcriptLines';

/**
 * The model of one log: its lines, what each says, the sessions and messages they make. Lines count from 0, columns are UTF-16
 * code units from 0. The same text gives the same model, whether it came at once, in chunks, or by edits.
 *
 * Reading never fails. The index of all lines is kept up to date; sessions and messages are made when asked for, and the same
 * object is given again until a line of it changes (of a log in a file, which may be large, also when many others were made since).
 */
export class MailLog {
	/** Its text lies in a file, and of what was made of it only the last is kept. */
	readonly isOfFile: boolean;
	private readonly content: LogText | FileText;
	private readonly index: LineIndex;
	private readonly events: LineEvents;
	private readonly transcripts: TranscriptLines;
	private readonly links: Links;
	private readonly made: Made;
	private readonly clock: Clock;
	private readonly messageLines = new MessageLines(this);
	private readonly place: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	private readonly quietLines: QuietLines;
	/** The last line had no line feed when it was read: more octets may belong to it. */
	private isLastProvisional = false;

	/**
	 * @param options The year of the first line and the zone (minutes east of UTC), for lines that do not write them.
	 * @param source Where the octets that are appended can be read again; without it the text is kept in memory.
	 * @param hasSessions `false` where nobody will ask for sessions: then there are none, and a large log is read faster.
	 */
	constructor(options: ClockOptions = {}, source?: OctetSource, hasSessions = true) {
		this.isOfFile = source !== undefined;
		this.content = source ? new FileText(source) : new LogText();
		this.index = new LineIndex(
			{
				onSessionChange: (session) => this.made.forgetSession(session),
				onMessageChange: (message) => this.made.forgetMessage(message),
			},
			this.content,
			options,
			hasSessions,
		);
		this.clock = new Clock(this.index);
		this.transcripts = new TranscriptLines(this.index, (line) => this.text(line));
		this.events = new LineEvents(this.content, this.index, this.clock, this.transcripts);
		this.links = new Links(this.index.messages);
		this.quietLines = new QuietLines(this.content, this.index, this.links);
		this.made = new Made(this.messageLines, this.links, this.index.messages, source !== undefined);
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

	/**
	 * Adds lines that somebody else has scanned, behind a whole line: the first `count` of a piece, `octets` octets, which can be read
	 * from the source. All pieces are of one `LineRecorder`, and all that it has scanned come, in order.
	 * @throws TypeError where the log's text lies in no file; RangeError where its last line may go on.
	 */
	appendScanned(piece: LinePiece, count: number, octets: number): void {
		const { content, index } = this;
		if (!(content instanceof FileText)) {
			throw new TypeError('lines are scanned ahead in a log that lies in a file');
		}
		if (content.endsInsideLine) {
			throw new RangeError('the last line of the log has no end yet');
		}
		if (index.hasRecords) {
			// What is added may change how lines before it are read.
			this.append(piece.octets.slice(lineMemory.text, lineMemory.text + octets));
			return;
		}
		content.appendLines(piece.lengths.subarray(0, count));
		index.addScanned(piece, count);
		this.noteChange();
	}

	/**
	 * Replaces what stands between two places by a text, as an editor does.
	 * @throws TypeError where the log's text lies in a file.
	 */
	replace(start: Place, end: Place, text: string): void {
		if (this.content instanceof FileText) {
			throw new TypeError('a log that lies in a file is read, not edited');
		}
		if (start.line >= this.index.lineCount && !this.content.endsInsideLine) {
			this.append(bytesOf(text));
			return;
		}
		const first = Math.min(start.line, Math.max(0, this.index.lineCount - 1));
		this.content.replace(start, end, text);
		this.readFrom(first);
	}

	/** As an editor counts, but without the empty line after a last line feed. */
	get lineCount(): number {
		return this.index.lineCount;
	}

	/** A line without its terminator. Octets that are no UTF-8 become U+FFFD, as in an editor. */
	text(line: number): string {
		this.content.bytesAt(line, this.place);
		return textOf(this.place.bytes, this.place.start, this.place.end);
	}

	/**
	 * Reads many lines in brief, one after the other: those of which something is needed. The log must not change meanwhile.
	 * @param helper Of a log in a file: who reads lines before they are visited.
	 */
	briefs(needOf: (kind: BriefKind) => BriefNeed, helper?: BriefHelper): Briefs {
		const { kinds } = this.index.lines;
		return new Briefs(
			{
				content: this.content,
				kindNumber: (line) => kinds.get(line),
				event: (line) => this.event(line),
			},
			needOf,
			helper,
		);
	}

	/** What a line says. */
	event(line: number): LineEvent {
		return this.events.at(line);
	}

	/** Which lines prove the year and the zone of those that do not write them. */
	clockEvidence(): ClockEvidence {
		return this.clock.evidence();
	}

	/** The format of most lines that anybody understands. */
	get format(): Format {
		return this.index.counts.format;
	}

	/** The way a transcript is written: `swaks`. */
	get layout(): string | undefined {
		if (this.format !== 'transcript') {
			return undefined;
		}
		for (let line = 0; line < this.lineCount; line++) {
			const kind = this.index.lines.kinds.get(line);
			const layout = rowOf(kind)?.layout;
			if (layout !== undefined) {
				return layout;
			}
			if (kind === lineKinds.transcript && this.index.lines.sessions.get(line) >= 0) {
				return this.transcriptLine(this.index.sessions.last.get(this.index.lines.sessions.get(line)))?.layout;
			}
		}
		return undefined;
	}

	/** How many lines a known mail program wrote and we could not read. */
	get unrecognized(): number {
		return this.index.counts.unrecognized;
	}

	/** How many lines are of other programs, or noise. */
	get foreign(): number {
		return this.index.counts.foreign;
	}

	/** Whether any line is of this kind, as this daemon writes it: `tls-established` of `smtpd`. Asked of the index. */
	hasLineOf(kind: Kind, program: string): boolean {
		return this.index.counts.has(kind, program);
	}

	/** The first lines that a known mail program wrote and we could not read, so many at most. */
	unrecognizedLines(most: number): number[] {
		const lines: number[] = [];
		const wanted = Math.min(most, this.unrecognized);
		for (let line = 0; line < this.lineCount && lines.length < wanted; line++) {
			if (isUnrecognized(this.index.lines.kinds.get(line))) {
				lines.push(line);
			}
		}
		return lines;
	}

	get sessionCount(): number {
		return this.index.sessions.count;
	}

	session(index: number): Session {
		return this.made.session(index, () => buildSession(this, index));
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

	/** The first and the last line of a session. No line is read. */
	endsOfSession(index: number): Ends {
		const { first, last } = this.index.sessions;
		return { first: first.get(index), last: last.get(index) };
	}

	/** The same of a message. */
	endsOfMessage(index: number): Ends {
		const { first, last } = this.index.messages;
		return { first: first.get(index), last: last.get(index) };
	}

	/** The line before in the same session. No line is read. */
	previousInSession(line: number): number | undefined {
		return known(this.index.lines.previousInSession.get(line));
	}

	/** The time that a line writes, in seconds and whatever its zone, and in 2000 if it has no year; 0 where it writes none. */
	writtenSecondsAt(line: number): number {
		return this.index.lines.seconds.get(line);
	}

	/** The daemon that wrote the first line of a session, where its row names one. */
	programOfSession(index: number): string | undefined {
		return rowOf(this.index.lines.kinds.get(this.index.sessions.first.get(index)))?.row.programs?.[0];
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
	private changes = 0;

	/** The sessions on which a mail of a queue id came in while another one lasted, or that one; ids are used again. */
	arrivalSessionsDuring(queueId: string, session: number): number[] {
		const { messages, sessions } = this.index;
		return messages
			.withIdFrom(bytesOf(queueId), sessions.first.get(session))
			.filter((message) => messages.arrivalLine(message) <= sessions.last.get(session))
			.map((message) => messages.arrivalSession(message))
			.filter((other) => other >= 0);
	}

	get messageCount(): number {
		return this.index.messages.count;
	}

	message(index: number): Message {
		return this.made.message(index, () => buildMessage(this, index));
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

	/** How many attempts to deliver ended in which way: `deliveries` of all messages, counted without making them. */
	attemptCounts(): ReadonlyMap<DeliveryStatus, number> {
		return countAttempts(this);
	}

	/** The attempts that a line tells of. */
	deliveriesAt(line: number): Delivery[] {
		return deliveryOf(this, { line, event: this.event(line) });
	}

	/** What the log tells of those who were to have a message, read in full. */
	triedOf(message: number): Tried<string> {
		return triedOf(this, message);
	}

	/** The messages that one line says were made of others: parent and child, each link with its line, in the order of the lines. */
	linkedMessages(): Linked {
		return this.links.inOrder();
	}

	/** The messages that had this queue id, in the order of the log: short ids are used again. */
	messagesById(queueId: string): readonly Message[] {
		return this.messageIndicesById(queueId).map((index) => this.message(index));
	}

	/** The same without making them. */
	messageIndicesById(queueId: string): readonly number[] {
		return this.index.messages.withId(bytesOf(queueId));
	}

	/** The line with which a message came in, where the log has it. No line is read. */
	arrivalLine(message: number): number | undefined {
		return known(this.index.messages.arrivalLine(message));
	}

	/** The session on which a message came in. No line is read. */
	arrivalSession(message: number): number | undefined {
		return known(this.index.messages.arrivalSession(message));
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

	/** The kind of a line as its row, or Postfix's own word of severity, tells it, without reading the line. */
	kindAt(line: number): Kind | undefined {
		const number = this.index.lines.kinds.get(line);
		return number === lineKinds.warning ? 'warning' : rowOf(number)?.kind;
	}

	/** The session that the same process had before this one; for Postfix's clients, which connect to one server after the other. */
	sessionBefore(session: number): number | undefined {
		return known(this.index.sessions.sessionBefore(session));
	}

	/** Whether all lines of a session say that all went well: whoever looks for failures need not ask for it. No line is read. */
	isQuietSession(index: number): boolean {
		return this.quietLines.isQuietSession(index);
	}

	/**
	 * Whether all lines of a session say how mails of the queue went on, well or not: whoever looks for failures of mails, too, need not
	 * ask for it. No line is read in full.
	 */
	isToldByMails(index: number): boolean {
		return this.quietLines.isToldByMails(index);
	}

	/** Whether all lines of a message say that all went well. */
	isQuietMessage(index: number): boolean {
		return this.quietLines.isQuietMessage(index);
	}

	/** Whether a line of the message is of one of these kinds; asked of the index, no line is read. */
	hasKind(message: number, kinds: ReadonlySet<Kind>): boolean {
		return this.linesOfMessage(message).some((line) => {
			const row = rowOf(this.index.lines.kinds.get(line));
			return row !== undefined && kinds.has(row.kind);
		});
	}

	/** Whether a filter or a policy service between mail servers wrote the line. */
	isOfFilter(line: number): boolean {
		return rowOf(this.index.lines.kinds.get(line))?.dialect === between;
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

	/** The messages that this one led to (a bounce, a mail that a filter handed back) and the one it came from. */
	relatives(message: number): Relatives {
		return this.links.relatives(message);
	}

	/** The lines of one message that name the other, which was made of it or of which it was made. */
	namingLines(parent: number, child: number): number[] {
		return this.links.namingLines(parent, child);
	}

	/** The lines of its parent that tell of this message as one that Postfix made of it: a bounce. */
	birthLines(message: number): readonly number[] {
		return this.links.linesTo(message).filter((line) => this.kindAt(line) === 'bounce-notification');
	}

	queueId(message: number): string {
		return this.index.messages.queueId(message);
	}

	/** A line of a transcript in the light of those before it. */
	transcriptLine(line: number): TranscriptLine | undefined {
		return this.transcripts.at(line);
	}

	/** Counts the changes of the log: what was found in another revision is out of date. */
	get revision(): number {
		return this.changes;
	}

	/**
	 * Looks for texts in all of the log, in steps between which others may have their turn. The log must not change meanwhile.
	 * @param onHit Called for each place, in the order of the log. What it is given is the same object each time.
	 */
	search(needles: Needles, onHit: (hit: Hit) => void): Generator<undefined, void> {
		return search(this.content, needles, onHit);
	}

	/** The lines around a line in which a text stands word for word, as far as some octets before and behind it reach. */
	mentions(text: string, around: number, reach?: Partial<Reach>): Mentions {
		return mentions(this.content, this.lineCount, text, { line: around, ...reach });
	}

	/** Reads the lines from `line` on again, beginning at the nearest checkpoint. */
	private readFrom(changed: number): void {
		const line = this.index.hasRecords ? Math.max(0, changed - recordReach) : changed;
		const isAppend = line >= this.index.lineCount;
		const from = isAppend ? this.index.lineCount : this.index.rewind(line);
		this.content.visitFrom(from, (bytes, start, end) => this.index.add(bytes, start, end));
		this.noteChange();
	}

	/** Lines have been read: what was made of the log before is no longer true. */
	private noteChange(): void {
		this.changes++;
		this.isLastProvisional = this.content.endsInsideLine;
		this.transcripts.forget();
		this.events.forget();
		this.links.forget();
		this.index.messages.forget();
		this.screens = undefined;
		if (this.clock.hasChanged()) {
			this.made.forgetAll();
		}
	}
}

function known(number: number): number | undefined {
	return number < 0 ? undefined : number;
}

/** Lines, from 0. */
interface Ends {
	readonly first: number;
	readonly last: number;
}
