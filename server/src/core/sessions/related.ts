import type { Session } from '../model';

/** What relations are found from. Sessions count from 0. */
export interface RelatedSource {
	readonly sessionCount: number;
	session(index: number): Session;
	/** The session's program, without building it: that of the row of its first line. */
	programOfSession(index: number): string | undefined;
	text(line: number): string;
	/** The last postscreen session before one. */
	screenBefore(index: number): number | undefined;
	/** The sessions on which a mail of a queue id came in while another one lasted, or that one. */
	arrivalSessionsDuring(queueId: string, session: number): readonly number[];
}

/** So many sessions before and after one are looked at: a hand-over is a matter of seconds. */
const reach = 128;

/** The same for a delivery and the session in which it was taken: one ends when the other does. */
const near = 24;

/** Milliseconds from the end of postscreen's tests to the hand-over; with a busy smtpd it takes a while. */
const handOver = 60_000;

/**
 * Sessions that are one conversation seen twice: postscreen tests a client and hands it to smtpd; a filter before the queue hands the
 * mail of one session back on another; Dovecot answers with its session's id when it has saved a mail. Ascending.
 */
export function relatedSessions(log: RelatedSource, index: number): number[] {
	const related = new Set<number>();
	switch (log.programOfSession(index)) {
		case 'postscreen': {
			const end = Math.min(log.sessionCount, index + reach);
			for (let other = index + 1; other < end; other++) {
				if (isServer(log, other) && testedBy(log, other) === index) {
					related.add(other);
					break;
				}
			}
			break;
		}
		case 'smtpd': {
			const tested = testedBy(log, index);
			for (const other of [tested, ...handedOn(log, index), ...handedBy(log, index)]) {
				if (other !== undefined && other !== index) {
					related.add(other);
				}
			}
			break;
		}
		case 'smtp':
			// Postfix's smtp and lmtp are one program.
			for (const line of log.session(index).program === 'lmtp' ? log.session(index).lines : []) {
				const other = savedBy(log, index, line);
				if (other !== undefined) {
					related.add(other);
				}
			}
			break;
		case 'lmtp':
			for (let other = Math.max(0, index - near); other < Math.min(log.sessionCount, index + near); other++) {
				const isClient = log.programOfSession(other) === 'smtp' && log.session(other).program === 'lmtp';
				if (isClient && log.session(other).lines.some((line) => savedBy(log, other, line) === index)) {
					related.add(other);
				}
			}
			break;
		default:
	}
	return [...related].sort((one, other) => one - other);
}

function isServer(log: RelatedSource, index: number): boolean {
	return log.programOfSession(index) === 'smtpd';
}

/**
 * The postscreen session of the client that smtpd serves here: the same address, and the same port where smtpd writes it. Without a
 * port each of smtpd's sessions takes one of postscreen's, as near as possible.
 */
function testedBy(log: RelatedSource, index: number): number | undefined {
	const most = Math.max(0, index - reach);
	if ((log.screenBefore(index) ?? -1) < most) {
		return undefined;
	}
	const { peer, lines, start } = log.session(index);
	/** The ports of those that smtpd has served since, and how many more there were. */
	const ports = new Set<number>();
	let taken = 0;
	for (let other = index - 1; other >= most && peer?.address !== undefined; other--) {
		const program = log.programOfSession(other);
		const earlier = program === 'smtpd' || program === 'postscreen' ? log.session(other) : undefined;
		if (earlier?.peer?.address !== peer.address) {
			continue;
		}
		const { port } = earlier.peer;
		if (program === 'smtpd') {
			if (port === undefined) {
				taken++;
			} else {
				ports.add(port);
			}
			continue;
		}
		const isMine = peer.port === undefined ? port === undefined || !ports.has(port) : port === peer.port;
		const wait = start && earlier.end ? start.epoch - earlier.end.epoch : 0;
		const isPassed = earlier.outcome === 'completed' && (earlier.lines.at(-1) ?? 0) < (lines[0] ?? 0);
		if (isMine && isPassed && wait <= handOver && (peer.port !== undefined || --taken < 0)) {
			return other;
		}
	}
	return undefined;
}

/** The sessions on which a filter handed back what came in here, while the client waited: `proxy-accept: … queued as 4jYB7Y6RMrz8k`. */
function handedOn(log: RelatedSource, index: number): number[] {
	return log.session(index).queueIds.flatMap((queueId) => log.arrivalSessionsDuring(queueId, index));
}

/** The sessions whose mail a filter handed back here. */
function handedBy(log: RelatedSource, index: number): number[] {
	const { peer, queueIds } = log.session(index);
	if (queueIds.length === 0 || !isLocal(peer?.address)) {
		return [];
	}
	const own = new Set(queueIds);
	const found: number[] = [];
	for (let other = Math.max(0, index - reach); other < Math.min(log.sessionCount, index + reach); other++) {
		const isOther = other !== index && isServer(log, other);
		const isSame = isOther && log.session(other).queueIds.some((queueId) => own.has(queueId));
		if (isSame && handedOn(log, other).includes(index)) {
			found.push(other);
		}
	}
	return found;
}

/** Filters speak from this host. */
function isLocal(address: string | undefined): boolean {
	return address !== undefined && /^(?:127\.|::1$)/.test(address);
}

/** The Dovecot session that saved a mail: `status=sent (250 2.0.0 <alice@example.com> 6SQCDm4XFGIZ9/xL Saved)`. */
function savedBy(log: RelatedSource, index: number, line: number): number | undefined {
	const id = / ([A-Za-z0-9+/]{12,40}(?::[0-9A-Za-z]{1,6})?) Saved\)$/.exec(log.text(line))?.[1];
	if (id === undefined) {
		return undefined;
	}
	for (let step = 1; step < near; step++) {
		for (const other of [index - step, index + step]) {
			const isServer = other >= 0 && other < log.sessionCount && log.programOfSession(other) === 'lmtp';
			if (isServer && log.session(other).lines.some((each) => log.text(each).includes(id))) {
				return other;
			}
		}
	}
	return undefined;
}
