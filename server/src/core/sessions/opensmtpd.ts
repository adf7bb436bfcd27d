import { valueOf } from '../event';
import type { Session, Stage } from '../model';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';

/** A connection that OpenSMTPD served: it logs what fails, each message that it accepts, and how the connection ended. */
export function opensmtpdServerSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	let isGreeted = false;
	let isIntroduced = false;
	let isMailTold = false;
	const introduce = (line: number) => {
		if (!isGreeted) {
			draft.hollow('greeting', line, 'implied');
			isGreeted = true;
		}
		if (!isIntroduced) {
			draft.hollow('hello', line, 'implied');
			isIntroduced = true;
		}
	};
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		switch (event.kind) {
			case 'connect':
				draft.seen('connect', at);
				break;
			case 'tls-established':
				introduce(line);
				draft.hollow('starttls', line, 'implied', 'STARTTLS');
				draft.seen('tls', at);
				draft.secure(event);
				isIntroduced = false;
				break;
			case 'sasl-failed': {
				introduce(line);
				const reply = replyOf(at);
				draft.seen('auth', at, { command: 'AUTH', ...(reply ? { reply } : {}), failed: true });
				draft.authenticate(event, false);
				break;
			}
			case 'info':
				if (valueOf(event, 'saslUser')) {
					introduce(line);
					draft.seen('auth', at, { command: 'AUTH' });
					draft.authenticate(event, true);
				}
				break;
			case 'reject':
			case 'syntax-error':
				refuse(at);
				break;
			case 'arrival':
				accept(at, envelopesOf(lines, valueOf(event, 'queueId')));
				break;
			case 'timeout':
			case 'lost-connection':
				end(at, event.kind === 'timeout' ? 'timeout' : 'lost');
				break;
			case 'disconnect':
				introduce(line);
				draft.hollow('quit', line, 'implied', 'QUIT');
				end(at, 'completed');
				break;
			default:
		}
	}

	function refuse(at: SessionLine): void {
		const { event, line } = at;
		const stage = stageOf(valueOf(event, 'phase'));
		const to = valueOf(event, 'to');
		const from = valueOf(event, 'from');
		const reply = replyOf(at);
		if (stage !== 'hello') {
			introduce(line);
		}
		isIntroduced = true;
		if ((stage === 'rcpt' || stage === 'content') && !isMailTold) {
			draft.hollow('mail', line, 'implied');
			isMailTold = true;
		}
		draft.seen(stage, at, {
			...(stage === 'rcpt' && to !== undefined ? { command: `RCPT TO:<${to}>` } : {}),
			...(stage === 'mail' && from !== undefined ? { command: `MAIL FROM:<${from}>` } : {}),
			...(reply ? { reply } : {}),
			failed: true,
		});
		if (stage === 'content') {
			draft.accepted = false;
			isMailTold = false;
		}
		if (stage === 'rcpt' && to !== undefined && reply) {
			const { code, enhanced } = reply;
			draft.recipients.push({ address: to, code, ...(enhanced ? { enhanced } : {}), line });
		}
	}

	/** `smtp message`: the content was accepted; its envelopes are the lines behind it. */
	function accept(at: SessionLine, envelopes: readonly SessionLine[]): void {
		const { line, event } = at;
		introduce(line);
		if (!isMailTold) {
			const from = envelopes[0] && valueOf(envelopes[0].event, 'from');
			draft.hollow('mail', line, 'implied', from === undefined ? undefined : `MAIL FROM:<${from}>`);
		}
		for (const envelope of envelopes) {
			draft.hollow('rcpt', envelope.line, 'implied', `RCPT TO:<${valueOf(envelope.event, 'to') ?? ''}>`);
		}
		draft.hollow('data', line, 'implied');
		draft.seen('content', at);
		draft.addQueueId(valueOf(event, 'queueId'));
		draft.accepted = true;
		isMailTold = false;
	}

	function end(at: SessionLine, outcome: Session['outcome']): void {
		draft.seen('disconnect', at, outcome === 'completed' ? {} : { failed: true });
		draft.outcome = outcome;
	}
	return draft.finish({ index, role: 'server', software: 'opensmtpd', program: 'smtpd' }, lines);
}

/** The envelopes of a message: one line per recipient. */
function envelopesOf(lines: readonly SessionLine[], queueId: string | undefined): readonly SessionLine[] {
	return lines.filter(
		({ event }) =>
			event.kind === 'info' && valueOf(event, 'queueId') === queueId && valueOf(event, 'to') !== undefined,
	);
}

/** A connection of OpenSMTPD's own, to one server, with every delivery over it. */
export function opensmtpdClientSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	let isConnected = false;
	const connect = (line: number) => {
		if (!isConnected) {
			draft.hollow('connect', line, 'implied');
			draft.hollow('greeting', line, 'implied');
			isConnected = true;
		}
	};
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		switch (event.kind) {
			case 'connect':
				draft.seen('connect', at);
				draft.hollow('greeting', line, 'implied');
				isConnected = true;
				break;
			case 'tls-established':
				connect(line);
				draft.hollow('hello', line, 'implied');
				draft.hollow('starttls', line, 'implied', 'STARTTLS');
				draft.seen('tls', at);
				draft.secure(event);
				break;
			case 'delivery':
				connect(line);
				deliver(at);
				break;
			case 'reject':
				connect(line);
				draft.seen('greeting', at, { failed: true });
				draft.outcome = 'rejected';
				break;
			case 'lost-connection':
			case 'timeout':
				draft.seen(isConnected ? 'disconnect' : 'connect', at, { failed: true });
				draft.outcome = !isConnected ? 'aborted' : event.kind === 'timeout' ? 'timeout' : 'lost';
				break;
			case 'disconnect':
				connect(line);
				draft.hollow('quit', line, 'implied', 'QUIT');
				draft.seen('disconnect', at);
				draft.outcome = 'completed';
				break;
			default:
		}
	}

	/** OpenSMTPD does not write which command the server answered. */
	function deliver(at: SessionLine): void {
		const { event } = at;
		const reply = replyOf(at);
		const isSent = valueOf(event, 'status') === 'Ok';
		const stage: Stage = isSent ? 'content' : 'other';
		draft.addQueueId(valueOf(event, 'queueId'));
		draft.seen(stage, at, { ...(reply ? { reply } : {}), ...(isSent ? {} : { failed: true }) });
		draft.accepted = isSent || (draft.accepted ?? false);
	}
	return draft.finish({ index, role: 'client', software: 'opensmtpd', program: 'smtpd' }, lines);
}
