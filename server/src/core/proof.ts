import { valueOf, type LineEvent } from './event';

/** What two lines share that shows that they belong together. */
export type SharedKey = 'process' | 'queue id' | 'session id' | 'address and port' | 'address';

/** The two lines that prove a link, and what both of them say. */
export interface Proof {
	/** 0-based, ascending. */
	readonly lines: readonly [number, number];
	readonly by: SharedKey;
	/** It stands in both lines, octet for octet: `291`, `4jYB4w0dbLz5c`, `[192.0.2.1]:52144`. */
	readonly key: string;
	/** The host that wrote both lines, where they name one; a link between two hosts has none. */
	readonly host?: string;
}

/** Why a line belongs to its session and to its message. Absent where it is alone, and in transcripts, where order alone joins lines. */
export interface LineProof {
	readonly session?: Proof;
	readonly message?: Proof;
}

/** What proofs are made from. Lines, sessions and messages count from 0; `undefined` is none. */
export interface ProofSource {
	text(line: number): string;
	event(line: number): LineEvent;
	queueId(message: number): string;
	sessionIndexAt(line: number): number | undefined;
	messageIndexAt(line: number): number | undefined;
	/** The lines of a session or a message that are near a line in it: its first and last, and some before the line. */
	nearInSession(session: number, line: number): readonly number[];
	nearInMessage(message: number, line: number): readonly number[];
	linesOfMessage(message: number): readonly number[];
	/** Every line that belongs to the message. */
	linesAboutMessage(message: number): readonly number[];
	/** The lines that tell of a message as one that was made of another. */
	birthLines(message: number): readonly number[];
	/** The lines that name one of the two messages of a link, in the lines of the other. */
	namingLines(parent: number, child: number): readonly number[];
}

/** Proof that a line belongs to its session. */
export function proofOfSession(log: ProofSource, line: number): Proof | undefined {
	const session = log.sessionIndexAt(line);
	return session === undefined ? undefined : firstProof(log, line, log.nearInSession(session, line));
}

/**
 * Proof that a line belongs to a message: it carries the message's queue id, or it shares a session or a process with a line that does.
 */
export function proofOfMessage(log: ProofSource, line: number, message: number): Proof | undefined {
	if (log.messageIndexAt(line) === message) {
		// Where one line alone carries the id, the line that names the mail proves it, or the session, or what the same process wrote.
		const near = [...log.nearInMessage(message, line), ...log.birthLines(message)];
		return (
			byQueueId(log, line, near, log.queueId(message)) ??
			proofOfSession(log, line) ??
			firstProof(log, line, log.linesAboutMessage(message))
		);
	}
	const own = log.linesOfMessage(message);
	const session = log.sessionIndexAt(line);
	const together = own.filter((each) => session !== undefined && log.sessionIndexAt(each) === session);
	return (
		firstProof(log, line, together) ??
		byQueueId(log, line, own.slice(0, 1), log.queueId(message)) ??
		firstProof(log, line, own)
	);
}

/** Proof that one message was made of another: a line of one names the queue id of the other. */
export function proofOfLink(log: ProofSource, parent: number, child: number): Proof | undefined {
	for (const line of log.namingLines(parent, child)) {
		const other = log.messageIndexAt(line) === parent ? child : parent;
		const proof = byQueueId(log, line, log.linesOfMessage(other).slice(0, 1), log.queueId(other));
		if (proof) {
			return proof;
		}
	}
	return undefined;
}

/** So many lines are tried: what joins a line stands near, or at the beginning. */
const tries = 64;

function firstProof(log: ProofSource, line: number, others: readonly number[]): Proof | undefined {
	const event = log.event(line);
	const text = log.text(line);
	for (const other of others.slice(0, tries)) {
		if (other === line) {
			continue;
		}
		const otherEvent = log.event(other);
		const otherText = log.text(other);
		for (const by of orderFor(event)) {
			const key = sharedKey(by, event, text, otherEvent, otherText);
			if (key && text.includes(key) && otherText.includes(key)) {
				return proof(line, other, by, key, event, otherEvent);
			}
		}
	}
	return undefined;
}

function byQueueId(
	log: ProofSource,
	line: number,
	others: readonly number[],
	queueId: string,
): Proof | undefined {
	const other = others.find((each) => each !== line);
	const isShared =
		other !== undefined && log.text(line).includes(queueId) && log.text(other).includes(queueId);
	return isShared ? proof(line, other, 'queue id', queueId, log.event(line), log.event(other)) : undefined;
}

function proof(
	line: number,
	other: number,
	by: SharedKey,
	key: string,
	one: LineEvent,
	two: LineEvent,
): Proof {
	const lines = line < other ? ([line, other] as const) : ([other, line] as const);
	const host = one.logHost === two.logHost ? one.logHost : undefined;
	return { lines, by, key, ...(host ? { host } : {}) };
}

/** What joins lines of this program, the strongest first. One postscreen, one OpenSMTPD serves all clients: its process proves nothing. */
function orderFor({ format, program }: LineEvent): readonly SharedKey[] {
	if (program === 'postscreen') {
		return ['address and port', 'address'];
	}
	return format === 'opensmtpd' ? ['session id'] : ['process', 'queue id', 'address and port', 'address'];
}

/** The key that both lines have, as it is written; `undefined` where they differ or lack it. */
function sharedKey(
	by: SharedKey,
	one: LineEvent,
	text: string,
	two: LineEvent,
	otherText: string,
): string | undefined {
	const shared = (name: Parameters<typeof valueOf>[1]) => {
		const value = valueOf(one, name);
		return value !== undefined && value === valueOf(two, name) ? value : undefined;
	};
	const address = shared('address') ?? shared('relayAddress');
	switch (by) {
		case 'process':
			return one.pid !== undefined && one.pid === two.pid && isSameProgram(one, two)
				? String(one.pid)
				: undefined;
		case 'queue id':
			return shared('queueId');
		case 'session id':
			// 856a14f4f04535db smtp connected address=…
			return /^[0-9a-f]{16}(?= )/.exec(text.slice(one.start))?.[0];
		case 'address and port': {
			const port = shared('port') ?? shared('relayPort');
			return address && port ? `[${address}]:${port}` : writtenPeer(text, two.start, otherText);
		}
		case 'address':
			return address;
	}
}

/** An address and port that both lines write, of which one may be read no further: `[203.0.113.83]:44165`. */
function writtenPeer(text: string, start: number, otherText: string): string | undefined {
	const message = otherText.slice(start);
	return text.match(/\[[0-9A-Fa-f.:]{3,45}\]:[0-9]{1,5}/g)?.find((peer) => message.includes(peer));
}

function isSameProgram(one: LineEvent, two: LineEvent): boolean {
	return one.logHost === two.logHost && one.service === two.service;
}
