import { ByteTable } from '../text/byteTable';
import { Column } from '../text/column';
import { Literal } from '../text/literal';
import { bytesOf } from '../text/utf8';
import type { LineColumns } from './lineColumns';
import { lineKinds, rowOf, type ScannedLine } from './lineScanner';
import { sessionKinds } from './programs';
import { keyKinds, SessionKeys } from './sessionKeys';

/** Tells the names of conversations in a transcript from ids of other servers' sessions. */
const connectionSalt = 0xfffff;

/** Lines of one Exim message and one remote host that are further apart than this, in seconds, are two connections. */
const eximDeliveryGap = 60;

/** RFC 5321 §4.5.3.2: a server waits five minutes for the next command, so a longer silence ends a session without ports. */
const silentSeconds = 300;

/** So many seconds may lie between lines of one process that stand in the wrong order. */
const disorderSeconds = 5;

const connectionUse = Literal.ofText(', conn_use=');

/**
 * The sessions of a log: which lines belong to which conversation. Each program has its own way to tell them apart; a key (a
 * process of a host, an address and port) leads to the session that is open under it.
 */
export class SessionIndex {
	/** Per session: its first and last line. */
	readonly first = new Column();
	readonly last = new Column();
	/** The line that ended it. */
	private readonly closed = new Column();
	private readonly peer = new Column();
	/** The `early` line with which it began, while it waits for its `open`. */
	private readonly early = new Column();

	private readonly peers = new ByteTable();
	private readonly keys = new SessionKeys();

	constructor(
		private readonly lines: LineColumns,
		/** The session on which a message came in, or -1. */
		private readonly arrivalSession: (message: number) => number,
		/** Called for each session that a line joins or leaves. */
		private readonly onChange: (session: number) => void,
	) {}

	get count(): number {
		return this.first.length;
	}

	/** Joins a line to its session, if it is one's. */
	join(line: number, bytes: Uint8Array, end: number, scanned: ScannedLine): void {
		switch (scanned.sessionKind) {
			case sessionKinds.server:
				this.joinServerSession(line, scanned);
				break;
			case sessionKinds.arrival:
				this.joinArrivalSession(line, scanned);
				break;
			case sessionKinds.client:
				this.joinClientSession(line, bytes, end, scanned);
				break;
			case sessionKinds.screen:
				this.joinByPeer(line, bytes, scanned);
				break;
			case sessionKinds.exim:
				this.joinEximSession(line, bytes, scanned);
				break;
			case sessionKinds.sendmail:
				this.joinSendmailSession(line, bytes, scanned);
				break;
			case sessionKinds.opensmtpd:
				this.joinById(line, bytes, scanned);
				break;
			case sessionKinds.dovecot:
				this.joinByProcess(line, scanned);
				break;
			case sessionKinds.none:
		}
	}

	/** Joins a line of a transcript; `begins` where a new conversation does; `connection` names it in a log that mixes several. */
	joinTranscript(line: number, begins: boolean, connection: string | undefined): void {
		const key =
			connection === undefined ? this.keys.of(keyKinds.transcript, 0, 0) : this.connectionKey(connection);
		let session = this.keys.session(key);
		if (session < 0 || begins) {
			session = this.newSession(line, -1);
			this.keys.register(key, session, line);
		}
		this.addToSession(line, session);
	}

	/** A name that a transcript's lines give their conversation: a key like any session's own id. */
	private connectionKey(connection: string): number {
		const bytes = bytesOf(connection);
		return this.keys.of(keyKinds.id, this.peers.intern(bytes, 0, bytes.length, connectionSalt), 0);
	}

	/** Postfix smtpd: one process serves one client at a time, from `connect from` to `disconnect from`. */
	private joinServerSession(line: number, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? (scanned.kind === lineKinds.warning ? 'attach' : 'none');
		if (part === 'none') {
			return;
		}
		const key = this.keys.ofProcess(scanned);
		const open = this.openSession(key);
		if (part === 'open') {
			const isAwaited = open >= 0 && this.early.get(open) >= 0;
			const session = isAwaited ? open : this.newSession(line, -1);
			this.early.set(session, -1);
			if (!isAwaited) {
				this.keys.register(key, session, line);
			}
			this.addToSession(line, session);
		} else if (open >= 0) {
			this.addToSession(line, open, part);
		} else if (part === 'join' && this.isJustClosed(key, line)) {
			// A process that has not met the next client speaks of the last one: its lines came in another order.
			this.addToSession(line, this.keys.session(key));
		} else if (part !== 'attach') {
			const session = this.newSession(line, -1);
			if (part === 'early') {
				this.early.set(session, line);
			}
			this.keys.register(key, session, line);
			this.addToSession(line, session, part);
		}
	}

	/** Whether the last session of a process was closed at about the time of a line. */
	private isJustClosed(key: number, line: number): boolean {
		const session = this.keys.session(key);
		const closed = session < 0 ? -1 : this.closed.get(session);
		const { seconds } = this.lines;
		return closed >= 0 && Math.abs(seconds.get(line) - seconds.get(closed)) <= disorderSeconds;
	}

	/** What cleanup says of a mail belongs to the session on which it comes in. */
	private joinArrivalSession(line: number, scanned: ScannedLine): void {
		const message = this.lines.messages.get(line);
		const session = message < 0 ? -1 : this.arrivalSession(message);
		if (session >= 0 && scanned.row?.session === 'attach') {
			this.addToSession(line, session);
		}
	}

	/** Postfix smtp and lmtp: a process speaks with one server at a time; a new mail means a new connection unless conn_use= says otherwise. */
	private joinClientSession(line: number, bytes: Uint8Array, end: number, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		const key = this.keys.ofProcess(scanned);
		const open = this.openSession(key);
		if (part === 'attach') {
			if (open >= 0) {
				this.addToSession(line, open);
			}
			return;
		}
		if (part === 'none' || scanned.peerStart < 0) {
			this.joinFailedConnection(line, key, scanned);
			return;
		}
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.addressEnd);
		const last = open < 0 ? -1 : this.last.get(open);
		const isDelivered = last >= 0 && rowOf(this.lines.kinds.get(last))?.kind === 'delivery';
		const isSameMail =
			last >= 0 &&
			this.lines.messages.get(line) >= 0 &&
			this.lines.messages.get(last) === this.lines.messages.get(line);
		const isReused =
			isDelivered &&
			scanned.row?.kind === 'delivery' &&
			connectionUse.indexIn(scanned.octets, scanned.bodyStart, end) >= 0;
		const isSamePeer = open >= 0 && this.peer.get(open) === peer;
		if (isSamePeer && scanned.row?.speaker && !(scanned.row.begins && this.hasDialogue(open))) {
			this.addToSession(line, open);
			return;
		}
		let session = open;
		if (scanned.row?.begins || !isSamePeer || (isDelivered && !isSameMail && !isReused)) {
			session = this.newSession(line, peer);
			this.keys.register(key, session, line);
		}
		this.addToSession(line, session, scanned.row?.kind === 'connect-failed' ? 'close' : 'join');
	}

	/** `relay=none` after `connect to … failed`: what becomes of the mail for which the process tried to connect. */
	private joinFailedConnection(line: number, key: number, scanned: ScannedLine): void {
		const failed = scanned.row?.kind === 'delivery' ? this.keys.session(key) : -1;
		const last = failed < 0 ? -1 : this.last.get(failed);
		const isFailed = last >= 0 && this.closed.get(failed) >= 0;
		const mail = isFailed ? this.lines.messages.get(last) : -1;
		if (isFailed && (mail < 0 || mail === this.lines.messages.get(line))) {
			this.addToSession(line, failed);
		}
	}

	/** The session that the same process had before; for Postfix's clients only, else -1. */
	sessionBefore(session: number): number {
		const line = this.first.get(session);
		const programs = rowOf(this.lines.kinds.get(line))?.row.programs;
		if (programs?.includes('smtp') !== true || programs.includes('smtpd')) {
			return -1;
		}
		return this.keys.before(line);
	}

	/** Whether a session has come so far that a 220 must be another connection's greeting. */
	private hasDialogue(session: number): boolean {
		for (let line = this.last.get(session); line >= 0; line = this.lines.previousInSession.get(line)) {
			const row = rowOf(this.lines.kinds.get(line));
			if (row?.speaker === 'client' || row?.begins || row?.kind === 'delivery') {
				return row.begins !== false;
			}
		}
		return false;
	}

	/** postscreen: the client's address and port tell its sessions apart. */
	private joinByPeer(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		if (part === 'none' || scanned.peerStart < 0) {
			return;
		}
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.peerEnd, scanned.program);
		const key = this.keys.of(keyKinds.peer, peer, 0);
		let session = this.openSession(key);
		if (session < 0 || part === 'open') {
			session = this.newSession(line, peer);
			this.keys.register(key, session, line);
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
		const byPeer = this.keys.of(keyKinds.peer, peer, 0);
		if (part === 'open') {
			// The listening process writes this line; the one that serves the connection will take it over.
			const session = this.newSession(line, peer);
			this.keys.register(byPeer, session, line);
			this.addToSession(line, session);
			return;
		}
		const byProcess = this.keys.ofProcess(scanned);
		let session = scanned.prefix.pid < 0 ? -1 : this.openSession(byProcess);
		if (session >= 0 && this.peer.get(session) !== peer) {
			session = -1;
		}
		if (session < 0) {
			session = this.openSession(byPeer);
			if (session >= 0 && !hasPort && this.isSilent(session, line)) {
				session = -1;
			}
			if (session < 0) {
				if (part === 'attach') {
					this.joinEximClosed(line, byProcess, peer, scanned);
					return;
				}
				session = this.newSession(line, peer);
				this.keys.register(byPeer, session, line);
			}
			if (scanned.prefix.pid >= 0) {
				this.keys.register(byProcess, session, line);
			}
		}
		const isWholeMail =
			part === 'join' && scanned.row?.message === 'open' && !hasPort && scanned.prefix.pid < 0;
		this.addToSession(line, session, isWholeMail && !this.hasConnectLine(session) ? 'close' : part);
	}

	/** `no MAIL in SMTP connection from …` is written by the same process right behind `closed by QUIT`. */
	private joinEximClosed(line: number, byProcess: number, peer: number, scanned: ScannedLine): void {
		const session = scanned.prefix.pid < 0 ? -1 : this.keys.session(byProcess);
		if (
			scanned.row?.kind === 'no-mail' &&
			session >= 0 &&
			this.peer.get(session) === peer &&
			this.isJustClosed(byProcess, line)
		) {
			this.addToSession(line, session);
		}
	}

	private hasConnectLine(session: number): boolean {
		return rowOf(this.lines.kinds.get(this.first.get(session)))?.kind === 'connect';
	}

	private isSilent(session: number, line: number): boolean {
		return this.lines.seconds.get(line) - this.lines.seconds.get(this.last.get(session)) > silentSeconds;
	}

	/** Exim's deliveries of one message to one host are one connection. */
	private joinEximDelivery(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const message = this.lines.messages.get(line);
		if (message < 0 || scanned.peerStart < 0) {
			return;
		}
		// Lines about TLS and errors lack the port that `=>` has with +outgoing_port.
		const peer = this.peers.intern(bytes, scanned.peerStart, scanned.addressEnd);
		const key =
			scanned.prefix.pid < 0
				? this.keys.of(keyKinds.delivery, message, peer)
				: this.keys.of(keyKinds.deliverer, scanned.prefix.pid, peer);
		let session = this.openSession(key);
		if (
			session < 0 ||
			this.lines.seconds.get(line) - this.lines.seconds.get(this.last.get(session)) > eximDeliveryGap
		) {
			session = this.newSession(line, peer);
			this.keys.register(key, session, line);
		}
		this.addToSession(line, session);
	}

	/**
	 * sendmail: one process serves one client, from its first line to its last; its end is written only where something went wrong.
	 * As a client, a process speaks with one server after the other, and delivers all it has over the connection that is open.
	 */
	private joinSendmailSession(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		const isClient = scanned.row?.side === 'client';
		if (part === 'none' || (isClient && scanned.peerStart < 0)) {
			return;
		}
		const peer =
			scanned.peerStart < 0
				? -1
				: this.peers.intern(bytes, scanned.peerStart, scanned.addressEnd, scanned.host);
		const key = isClient
			? this.keys.of(keyKinds.client, scanned.prefix.pid, peer)
			: this.keys.ofProcess(scanned);
		let session = part === 'open' ? -1 : this.openSession(key);
		if (session >= 0) {
			const known = this.peer.get(session);
			const isOther = peer >= 0 && known >= 0 && peer !== known;
			session = isOther || this.isSilent(session, line) ? -1 : session;
		}
		if (session < 0) {
			if (part === 'attach') {
				return;
			}
			session = this.newSession(line, peer);
			this.keys.register(key, session, line);
		}
		this.addToSession(line, session, part);
	}

	/** OpenSMTPD: every line of a session carries its id; that of a delivery without a connection is 0. */
	private joinById(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		const { sessionStart, sessionEnd } = scanned;
		if (part === 'none' || sessionStart < 0 || isZero(bytes, sessionStart, sessionEnd)) {
			return;
		}
		const id = this.peers.intern(bytes, sessionStart, sessionEnd, scanned.host);
		const key = this.keys.of(keyKinds.id, id, 0);
		let session = part === 'open' ? -1 : this.openSession(key);
		if (session < 0) {
			session = this.newSession(line, -1);
			this.keys.register(key, session, line);
		}
		this.addToSession(line, session, part);
	}

	/** Dovecot's LMTP server: one process serves one client at a time, from `Connect from` to `Disconnect from`. */
	private joinByProcess(line: number, scanned: ScannedLine): void {
		const part = scanned.row?.session ?? 'none';
		if (part === 'none' || scanned.prefix.pid < 0) {
			return;
		}
		const key = this.keys.ofProcess(scanned);
		let session = part === 'open' ? -1 : this.openSession(key);
		if (session < 0) {
			if (part === 'attach') {
				return;
			}
			session = this.newSession(line, -1);
			this.keys.register(key, session, line);
		}
		this.addToSession(line, session, part);
	}

	private openSession(key: number): number {
		const session = this.keys.session(key);
		return session >= 0 && this.closed.get(session) < 0 ? session : -1;
	}

	private newSession(line: number, peer: number): number {
		const session = this.first.length;
		this.first.push(line);
		this.last.push(line);
		this.closed.push(-1);
		this.peer.push(peer);
		this.early.push(-1);
		return session;
	}

	private addToSession(line: number, session: number, part = 'join'): void {
		this.lines.sessions.set(line, session);
		this.lines.previousInSession.set(line, this.first.get(session) === line ? -1 : this.last.get(session));
		this.last.set(session, line);
		if (part === 'close') {
			this.closed.set(session, line);
		}
		this.onChange(session);
	}

	/** A session that waited for its `open` when this line came waits again. */
	private restoreEarly(session: number, line: number): void {
		const first = this.first.get(session);
		if (
			rowOf(this.lines.kinds.get(line))?.session === 'open' &&
			rowOf(this.lines.kinds.get(first))?.session === 'early'
		) {
			this.early.set(session, first);
		}
	}

	/** Takes back what a line did; lines are taken back from the last to the first. */
	takeBack(line: number): void {
		const session = this.lines.sessions.get(line);
		if (session >= 0) {
			this.onChange(session);
			if (this.closed.get(session) === line) {
				this.closed.set(session, -1);
			}
			if (this.first.get(session) === line) {
				for (const column of [this.first, this.last, this.closed, this.peer, this.early]) {
					column.truncate(session);
				}
			} else {
				this.last.set(session, this.lines.previousInSession.get(line));
				this.restoreEarly(session, line);
			}
		}
	}

	/** Takes back what lines from `length` on registered. */
	truncateKeys(length: number): void {
		this.keys.truncate(length);
	}
}

/** Whether all octets are the digit 0. */
function isZero(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		if (bytes[at] !== 48) {
			return false;
		}
	}
	return true;
}
