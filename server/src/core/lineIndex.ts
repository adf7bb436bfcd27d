import type { TranscriptLine, TranscriptState } from './dialects/transcript/transcriptLine';
import { initialState, isInsideContent, readTranscriptLine } from './dialects/transcript/reader';
import type { Format } from './event';
import { formatOf, formats, lineKinds, LineScanner, rowOf, type ScannedLine } from './lineScanner';
import { asciiBytes, indexOf } from './text/ascii';
import { ByteTable } from './text/byteTable';
import { Column } from './text/column';
import { textOf } from './text/utf8';

/** What the pass needs to go on from a line as if it had read all before it. */
interface Checkpoint {
	readonly line: number;
	readonly transcript: TranscriptState;
	readonly isEximSeen: boolean;
}

/** How far apart checkpoints are, in lines: an edit or an append re-reads at most so many lines before it. */
const checkpointDistance = 128;

/** The key of the one transcript session that can be open. */
const transcriptKey = -1;

/** Lines of one Exim message and one remote host that are further apart than this, in seconds, are two connections. */
const eximDeliveryGap = 60;

/** RFC 5321 §4.5.3.2: a server waits five minutes for the next command, so a longer silence ends a session without ports. */
const silentSeconds = 300;

/** How many links to messages that have not come yet are remembered: a bounce is queued at once, or never. */
const pendingLinkLimit = 64;

const connectionUse = asciiBytes(', conn_use=');

/**
 * One pass over all lines: what kind each is, and to which session and message it belongs. It keeps integers only; what a line
 * says in full is read on demand (`MailLog.event`). Lines, sessions and messages count from 0; -1 is none.
 *
 * Every entry carries the line that made it, so that `truncate` takes back exactly what a line and those after it did.
 */
export class LineIndex {
	/** Per line. */
	readonly kinds = new Column();
	readonly sessions = new Column();
	readonly messages = new Column();
	/** The line before this one in the same session, and in the same message. */
	readonly previousInSession = new Column();
	readonly previousInMessage = new Column();
	/** Seconds since 1970 of the time as written (year 2000 where none is). */
	readonly seconds = new Column();

	/** Per session. */
	readonly sessionFirst = new Column();
	readonly sessionLast = new Column();
	private readonly sessionClosed = new Column();
	private readonly sessionPeer = new Column();
	/** 1: it began with an `early` line and waits for its `open`. */
	private readonly sessionEarly = new Column();

	/** Per message. */
	readonly messageFirst = new Column();
	readonly messageLast = new Column();
	readonly messageKey = new Column();
	private readonly messageOpened = new Column();
	private readonly messageClosed = new Column();
	private readonly messageBefore = new Column();

	/** Links between messages: parent, child, and the line that says so. */
	readonly linkParent = new Column();
	readonly linkChild = new Column();
	readonly linkLine = new Column();

	/** How many lines there are of each format, and of those nobody understands. */
	readonly formatCounts = new Int32Array(formats.length);
	unrecognized = 0;
	foreign = 0;

	readonly scanner = new LineScanner();
	private readonly ids = new ByteTable();
	private readonly latestMessage = new Column();
	private readonly peers = new ByteTable();
	private readonly openSessions = new Map<number, number>();
	private readonly registeredKeys: { key: number; before: number; line: number }[] = [];
	private readonly pendingLinks: {
		readonly line: number;
		readonly message: number;
		readonly id: number;
		readonly isChild: boolean;
		/** The line that resolved it, or -1. */
		resolved: number;
	}[] = [];

	private readonly checkpoints: Checkpoint[] = [{ line: 0, transcript: initialState, isEximSeen: false }];
	private transcript: TranscriptState = initialState;
	private isEximSeen = false;

	/** Called for each session and message that a line joins or leaves, so that what was made of them can be forgotten. */
	onSessionChange: (session: number) => void = () => undefined;
	onMessageChange: (message: number) => void = () => undefined;

	get lineCount(): number {
		return this.kinds.length;
	}

	get sessionCount(): number {
		return this.sessionFirst.length;
	}

	get messageCount(): number {
		return this.messageFirst.length;
	}

	/** The queue id of a message. */
	queueId(message: number): string {
		const bytes = this.ids.bytes(this.messageKey.get(message));
		return textOf(bytes, 0, bytes.length);
	}

	/** The last message with that queue id, whatever host; the earlier ones by `earlierMessage`. */
	messagesWithId(queueId: Uint8Array): number[] {
		const found: number[] = [];
		for (let host = 0; host <= this.hostCount; host++) {
			const key = this.ids.find(queueId, 0, queueId.length, host);
			for (
				let message = key < 0 || key >= this.latestMessage.length ? -1 : this.latestMessage.get(key);
				message >= 0;
				message = this.messageBefore.get(message)
			) {
				found.push(message);
			}
		}
		return found.sort((one, other) => one - other);
	}

	/** The session on which a message came in, as far as its line is known; else -1. */
	arrivalSession(message: number): number {
		const line = message < this.messageCount ? this.messageOpened.get(message) : -1;
		return line >= 0 && line < this.sessions.length ? this.sessions.get(line) : -1;
	}

	private hostCount = 0;

	/** Reads the next line. */
	add(bytes: Uint8Array, start: number, end: number): void {
		const line = this.kinds.length;
		if (line % checkpointDistance === 0 && line > (this.checkpoints.at(-1)?.line ?? 0)) {
			this.checkpoints.push({ line, transcript: this.transcript, isEximSeen: this.isEximSeen });
		}
		// A message's content is content, whatever it looks like: the transcript is asked before the dialects.
		const content = isInsideContent(this.transcript)
			? readTranscriptLine(textOf(bytes, start, end), this.transcript)
			: undefined;
		const scanned = this.scanner.scan(bytes, start, end);
		this.kinds.push(scanned.kind);
		this.sessions.push(-1);
		this.messages.push(-1);
		this.previousInSession.push(-1);
		this.previousInMessage.push(-1);
		this.seconds.push(scanned.prefix.seconds | 0);
		this.hostCount = Math.max(this.hostCount, scanned.host);
		if (content) {
			this.joinTranscript(line, content);
		} else if (scanned.kind === lineKinds.foreign) {
			this.addForeign(line, bytes, start, end, scanned);
		} else {
			this.isEximSeen ||= formatOf(scanned.kind) === 'exim';
			this.joinMessage(line, bytes, scanned);
			this.joinSession(line, bytes, end, scanned);
		}
		this.count(line, 1);
	}

	/** Where reading must begin again when `line` has changed; the state is put back to it. Everything from there on is forgotten. */
	rewind(line: number): number {
		while (this.checkpoints.length > 1 && (this.checkpoints.at(-1)?.line ?? 0) > line) {
			this.checkpoints.pop();
		}
		const checkpoint = this.checkpoints.at(-1) ?? { line: 0, transcript: initialState, isEximSeen: false };
		this.truncate(checkpoint.line);
		this.transcript = checkpoint.transcript;
		this.isEximSeen = checkpoint.isEximSeen;
		return checkpoint.line;
	}

	/** The checkpoint at or before a line: the line and the transcript reader's state there. */
	checkpointBefore(line: number): { readonly line: number; readonly transcript: TranscriptState } {
		let low = 0;
		let high = this.checkpoints.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.checkpoints[middle]?.line ?? 0) <= line) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return this.checkpoints[low] ?? { line: 0, transcript: initialState };
	}

	/** A line that no dialect claims: a transcript's, or noise. */
	private addForeign(
		line: number,
		bytes: Uint8Array,
		start: number,
		end: number,
		scanned: ScannedLine,
	): void {
		const entry =
			scanned.prefix.programEnd > scanned.prefix.programStart
				? undefined
				: readTranscriptLine(textOf(bytes, start, end), this.transcript);
		if (entry) {
			this.joinTranscript(line, entry);
		} else if (scanned.prefix.timeForm === 'exim' && this.isEximSeen) {
			this.kinds.set(line, lineKinds.unrecognized + formats.indexOf('exim'));
		}
	}

	private joinTranscript(line: number, entry: TranscriptLine): void {
		this.kinds.set(line, lineKinds.transcript);
		this.transcript = entry.state;
		let session = this.openSessions.get(transcriptKey) ?? -1;
		if (session < 0 || entry.begins) {
			session = this.newSession(line, -1);
			this.register(transcriptKey, session, line);
		}
		this.addToSession(line, session);
	}

	private joinMessage(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const { row } = scanned;
		if (scanned.idStart < 0) {
			return;
		}
		const key = this.ids.intern(bytes, scanned.idStart, scanned.idEnd, scanned.host);
		while (this.latestMessage.length <= key) {
			this.latestMessage.push(-1);
		}
		let message = this.latestMessage.get(key);
		const part = row?.message ?? 'join';
		const isOver = message >= 0 && this.messageClosed.get(message) >= 0;
		const isAgain = part === 'open' && message >= 0 && this.messageOpened.get(message) >= 0;
		const isNewMail = row?.kind === 'message-id' || row?.kind === 'queue-active' || part === 'open';
		if (message < 0 || isAgain || (isOver && isNewMail)) {
			message = this.newMessage(line, key);
		}
		if (part === 'open') {
			this.messageOpened.set(message, line);
		} else if (part === 'close' && this.messageClosed.get(message) < 0) {
			this.messageClosed.set(message, line);
		}
		this.messages.set(line, message);
		this.previousInMessage.set(
			line,
			this.messageFirst.get(message) === line ? -1 : this.messageLast.get(message),
		);
		this.messageLast.set(message, line);
		this.onMessageChange(message);
		if (scanned.linkStart >= 0 && row?.link) {
			this.link(line, bytes, scanned, message, row.link.is === 'child');
		}
		this.resolveLinks(key, message, line);
	}

	/** Notes what a line says of two messages; the other one may come later in the log. */
	private link(
		line: number,
		bytes: Uint8Array,
		scanned: ScannedLine,
		message: number,
		isChild: boolean,
	): void {
		const isDelivery = scanned.row?.kind === 'delivery';
		const id = isDelivery
			? // The next server's id is ours only if we have seen it: a filter hands the mail back before it answers.
				this.ids.find(bytes, scanned.linkStart, scanned.linkEnd, scanned.host)
			: this.ids.intern(bytes, scanned.linkStart, scanned.linkEnd, scanned.host);
		if (id < 0 || id === this.messageKey.get(message)) {
			return;
		}
		while (this.latestMessage.length <= id) {
			this.latestMessage.push(-1);
		}
		const other = this.latestMessage.get(id);
		if (other >= 0) {
			this.addLink(isChild ? message : other, isChild ? other : message, line);
		} else if (!isDelivery) {
			this.pendingLinks.push({ line, message, id, isChild, resolved: -1 });
		}
	}

	private resolveLinks(key: number, message: number, line: number): void {
		if (this.messageFirst.get(message) !== line) {
			return;
		}
		for (const pending of this.pendingLinks.slice(-pendingLinkLimit)) {
			if (pending.id === key && pending.resolved < 0) {
				pending.resolved = line;
				this.addLink(
					pending.isChild ? pending.message : message,
					pending.isChild ? message : pending.message,
					line,
				);
			}
		}
	}

	private addLink(parent: number, child: number, line: number): void {
		this.linkParent.push(parent);
		this.linkChild.push(child);
		this.linkLine.push(line);
		this.onMessageChange(parent);
		this.onMessageChange(child);
	}

	private newMessage(line: number, key: number): number {
		const message = this.messageFirst.length;
		this.messageFirst.push(line);
		this.messageLast.push(line);
		this.messageKey.push(key);
		this.messageOpened.push(-1);
		this.messageClosed.push(-1);
		this.messageBefore.push(this.latestMessage.get(key));
		this.latestMessage.set(key, message);
		return message;
	}

	private joinSession(line: number, bytes: Uint8Array, end: number, scanned: ScannedLine): void {
		switch (scanned.sessionKind) {
			case 'server':
				this.joinServerSession(line, scanned);
				break;
			case 'client':
				this.joinClientSession(line, bytes, end, scanned);
				break;
			case 'screen':
				this.joinByPeer(line, bytes, scanned);
				break;
			case 'exim':
				this.joinEximSession(line, bytes, scanned);
				break;
			case 'none':
		}
	}

	/** Postfix smtpd: one process serves one client at a time, from `connect from` to `disconnect from`. */
	private joinServerSession(line: number, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? (scanned.kind === lineKinds.warning ? 'attach' : 'none');
		if (part === 'none') {
			return;
		}
		if (scanned.daemon !== 'smtpd') {
			this.joinArrivalSession(line, scanned);
			return;
		}
		const key = processKey(scanned);
		const open = this.openSession(key);
		if (part === 'open') {
			const isAwaited = open >= 0 && this.sessionEarly.get(open) >= 0;
			const session = isAwaited ? open : this.newSession(line, -1);
			this.sessionEarly.set(session, -1);
			if (!isAwaited) {
				this.register(key, session, line);
			}
			this.addToSession(line, session);
		} else if (open >= 0) {
			this.addToSession(line, open, part);
		} else if (part !== 'attach') {
			const session = this.newSession(line, -1);
			if (part === 'early') {
				this.sessionEarly.set(session, line);
			}
			this.register(key, session, line);
			this.addToSession(line, session, part);
		}
	}

	/** What cleanup says of a mail belongs to the session on which it comes in. */
	private joinArrivalSession(line: number, scanned: ScannedLine): void {
		const message = this.messages.get(line);
		const opened = message < 0 ? -1 : this.messageOpened.get(message);
		const session = opened < 0 ? -1 : this.sessions.get(opened);
		if (session >= 0 && scanned.row?.session === 'attach') {
			this.addToSession(line, session);
		}
	}

	/** Postfix smtp and lmtp: a process speaks with one server at a time; a new mail means a new connection unless conn_use= says otherwise. */
	private joinClientSession(line: number, bytes: Uint8Array, end: number, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		const key = processKey(scanned);
		const open = this.openSession(key);
		if (part === 'attach') {
			if (open >= 0) {
				this.addToSession(line, open);
			}
			return;
		}
		if (part === 'none' || scanned.peerStart < 0) {
			return;
		}
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.addressEnd);
		const last = open < 0 ? -1 : this.sessionLast.get(open);
		const isDelivered = last >= 0 && rowOf(this.kinds.get(last))?.kind === 'delivery';
		const isSameMail =
			last >= 0 && this.messages.get(line) >= 0 && this.messages.get(last) === this.messages.get(line);
		const isReused =
			isDelivered &&
			scanned.row?.kind === 'delivery' &&
			indexOf(bytes, scanned.bodyStart, end, connectionUse) >= 0;
		const isSamePeer = open >= 0 && this.sessionPeer.get(open) === peer;
		let session = open;
		if (!isSamePeer || (isDelivered && !isSameMail && !isReused)) {
			session = this.newSession(line, peer);
			this.register(key, session, line);
		}
		this.addToSession(line, session, scanned.row?.kind === 'connect-failed' ? 'close' : 'join');
	}

	/** postscreen: the client's address and port tell its sessions apart. */
	private joinByPeer(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		if (part === 'none' || scanned.peerStart < 0) {
			return;
		}
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.peerEnd, scanned.program);
		const key = peerKey(peer);
		let session = this.openSession(key);
		if (session < 0 || part === 'open') {
			session = this.newSession(line, peer);
			this.register(key, session, line);
		}
		this.addToSession(line, session, part);
	}

	/**
	 * Exim: a connection is served by one process (+pid) and comes from one address and port (+incoming_port). Without either,
	 * lines of one address belong together until a mail is accepted or five minutes pass.
	 */
	private joinEximSession(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		if (scanned.row?.message === 'join' && part === 'none') {
			this.joinEximDelivery(line, bytes, scanned);
			return;
		}
		if (part === 'none' || scanned.peerStart < 0) {
			return;
		}
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.peerEnd);
		const hasPort = scanned.peerEnd > scanned.addressEnd;
		const byPeer = peerKey(peer);
		if (part === 'open') {
			// The listening process writes this line; the one that serves the connection will take it over.
			const session = this.newSession(line, peer);
			this.register(byPeer, session, line);
			this.addToSession(line, session);
			return;
		}
		const byProcess = processKey(scanned);
		let session = scanned.prefix.pid < 0 ? -1 : this.openSession(byProcess);
		if (session >= 0 && this.sessionPeer.get(session) !== peer) {
			session = -1;
		}
		if (session < 0) {
			session = this.openSession(byPeer);
			if (session >= 0 && !hasPort && this.isSilent(session, line)) {
				session = -1;
			}
			if (session < 0) {
				if (part === 'attach') {
					return;
				}
				session = this.newSession(line, peer);
				this.register(byPeer, session, line);
			}
			if (scanned.prefix.pid >= 0) {
				this.register(byProcess, session, line);
			}
		}
		const isWholeMail =
			part === 'join' && scanned.row?.message === 'open' && !hasPort && scanned.prefix.pid < 0;
		this.addToSession(line, session, isWholeMail && !this.hasConnectLine(session) ? 'close' : part);
	}

	private hasConnectLine(session: number): boolean {
		return rowOf(this.kinds.get(this.sessionFirst.get(session)))?.kind === 'connect';
	}

	private isSilent(session: number, line: number): boolean {
		return this.seconds.get(line) - this.seconds.get(this.sessionLast.get(session)) > silentSeconds;
	}

	/** Exim's deliveries of one message to one host are one connection. */
	private joinEximDelivery(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const message = this.messages.get(line);
		if (message < 0 || scanned.peerStart < 0) {
			return;
		}
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.peerEnd);
		const key =
			scanned.prefix.pid < 0 ? deliveryKey(message, peer) : deliveryKey(scanned.prefix.pid, peer) + 2 ** 50;
		let session = this.openSession(key);
		if (
			session < 0 ||
			this.seconds.get(line) - this.seconds.get(this.sessionLast.get(session)) > eximDeliveryGap
		) {
			session = this.newSession(line, peer);
			this.register(key, session, line);
		}
		this.addToSession(line, session);
	}

	private openSession(key: number): number {
		const session = this.openSessions.get(key) ?? -1;
		return session >= 0 && this.sessionClosed.get(session) < 0 ? session : -1;
	}

	private newSession(line: number, peer: number): number {
		const session = this.sessionFirst.length;
		this.sessionFirst.push(line);
		this.sessionLast.push(line);
		this.sessionClosed.push(-1);
		this.sessionPeer.push(peer);
		this.sessionEarly.push(-1);
		return session;
	}

	private register(key: number, session: number, line: number): void {
		this.registeredKeys.push({ key, before: this.openSessions.get(key) ?? -1, line });
		this.openSessions.set(key, session);
	}

	private addToSession(line: number, session: number, part = 'join'): void {
		this.sessions.set(line, session);
		this.previousInSession.set(
			line,
			this.sessionFirst.get(session) === line ? -1 : this.sessionLast.get(session),
		);
		this.sessionLast.set(session, line);
		if (part === 'close') {
			this.sessionClosed.set(session, line);
		}
		this.onSessionChange(session);
	}

	private count(line: number, by: 1 | -1): void {
		const kind = this.kinds.get(line);
		const format = formats.indexOf(formatOf(kind));
		this.formatCounts[format] = (this.formatCounts[format] ?? 0) + by;
		if (kind === lineKinds.foreign) {
			this.foreign += by;
		} else if (kind >= lineKinds.unrecognized && kind < lineKinds.unrecognized + formats.length) {
			this.unrecognized += by;
		}
	}

	/** Takes back what the lines from `length` on did. */
	private truncate(length: number): void {
		for (let line = this.lineCount - 1; line >= length; line--) {
			this.takeBack(line);
		}
		for (const column of [
			this.kinds,
			this.sessions,
			this.messages,
			this.previousInSession,
			this.previousInMessage,
		]) {
			column.truncate(length);
		}
		this.seconds.truncate(length);
		while ((this.registeredKeys.at(-1)?.line ?? -1) >= length) {
			const registered = this.registeredKeys.pop();
			if (registered) {
				this.openSessions.set(registered.key, registered.before);
			}
		}
		while ((this.pendingLinks.at(-1)?.line ?? -1) >= length) {
			this.pendingLinks.pop();
		}
		for (const pending of this.pendingLinks.slice(-pendingLinkLimit)) {
			if (pending.resolved >= length) {
				pending.resolved = -1;
			}
		}
		let links = this.linkLine.length;
		while (links > 0 && this.linkLine.get(links - 1) >= length) {
			links--;
			this.onMessageChange(this.linkParent.get(links));
			this.onMessageChange(this.linkChild.get(links));
		}
		this.linkLine.truncate(links);
		this.linkParent.truncate(links);
		this.linkChild.truncate(links);
	}

	/** Takes back what one line did; lines are taken back from the last to the first. */
	private takeBack(line: number): void {
		this.count(line, -1);
		const session = this.sessions.get(line);
		if (session >= 0) {
			this.onSessionChange(session);
			if (this.sessionClosed.get(session) === line) {
				this.sessionClosed.set(session, -1);
			}
			if (this.sessionFirst.get(session) === line) {
				for (const column of [
					this.sessionFirst,
					this.sessionLast,
					this.sessionClosed,
					this.sessionPeer,
					this.sessionEarly,
				]) {
					column.truncate(session);
				}
			} else {
				this.sessionLast.set(session, this.previousInSession.get(line));
				this.restoreEarly(session, line);
			}
		}
		const message = this.messages.get(line);
		if (message >= 0) {
			this.takeBackMessage(line, message);
		}
	}

	/** A session that waited for its `open` when this line came waits again. */
	private restoreEarly(session: number, line: number): void {
		const first = this.sessionFirst.get(session);
		if (
			rowOf(this.kinds.get(line))?.session === 'open' &&
			rowOf(this.kinds.get(first))?.session === 'early'
		) {
			this.sessionEarly.set(session, first);
		}
	}

	private takeBackMessage(line: number, message: number): void {
		this.onMessageChange(message);
		if (this.messageOpened.get(message) === line) {
			this.messageOpened.set(message, -1);
		}
		if (this.messageClosed.get(message) === line) {
			this.messageClosed.set(message, -1);
		}
		if (this.messageFirst.get(message) === line) {
			this.latestMessage.set(this.messageKey.get(message), this.messageBefore.get(message));
			for (const column of [
				this.messageFirst,
				this.messageLast,
				this.messageKey,
				this.messageOpened,
				this.messageClosed,
				this.messageBefore,
			]) {
				column.truncate(message);
			}
		} else {
			this.messageLast.set(message, this.previousInMessage.get(line));
		}
	}

	/** The format of most lines that anybody understands. */
	get format(): Format {
		let best = formats.indexOf('other');
		for (let at = 0; at < formats.length; at++) {
			if (
				formats[at] !== 'other' &&
				(this.formatCounts[at] ?? 0) > (formats[best] === 'other' ? 0 : (this.formatCounts[best] ?? 0))
			) {
				best = at;
			}
		}
		return formats[best] ?? 'other';
	}
}

/** One process of one host: the key of its session. Process ids are below 2^24, programs and hosts are few. */
function processKey(scanned: ScannedLine): number {
	return (
		((scanned.host % 4096) * 4096 + (scanned.program % 4096)) * 2 ** 24 + (scanned.prefix.pid & 0xffffff)
	);
}

/** One remote address: below every process key. */
function peerKey(peer: number): number {
	return -2 - peer;
}

/** One message, or one process, and one remote host: above every process key. */
function deliveryKey(message: number, peer: number): number {
	return 2 ** 48 + ((message % 2 ** 21) * 2 ** 21 + (peer % 2 ** 21));
}
