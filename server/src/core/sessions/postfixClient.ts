import { valueOf } from '../event';
import type { Session } from '../model';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';

/** A session of Postfix's smtp or lmtp client: its connection, its TLS, and what became of each recipient. */
export function postfixClientSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	let isGreeted = false;
	let isOffered = false;
	const greet = (line: number) => {
		if (!isGreeted) {
			draft.hollow('connect', line, 'implied');
			draft.hollow('greeting', line, 'implied');
			isGreeted = true;
		}
	};
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		switch (event.kind) {
			case 'connect-failed':
				draft.seen('connect', at, { failed: true });
				draft.outcome = 'aborted';
				break;
			case 'tls-established':
				greet(line);
				draft.hollow('hello', line, 'implied');
				draft.hollow('starttls', line, 'implied', 'STARTTLS');
				draft.seen('tls', at);
				draft.secure(event);
				break;
			case 'tls-failed': {
				greet(line);
				const reply = replyOf(at);
				draft.seen(reply ? 'starttls' : 'tls', at, { ...(reply ? { reply } : {}), failed: true });
				break;
			}
			case 'sasl-failed': {
				greet(line);
				const reply = replyOf(at);
				draft.seen('auth', at, { command: 'AUTH', ...(reply ? { reply } : {}), failed: true });
				draft.authenticate(event, false);
				break;
			}
			case 'remote-reply':
			case 'delivery':
				answer(at);
				break;
			case 'lost-connection':
			case 'timeout':
				greet(line);
				draft.outcome = event.kind === 'timeout' ? 'timeout' : 'lost';
				draft.seen('disconnect', at, { failed: true });
				break;
			default:
		}
	}

	/** What the remote said to one recipient, or to the whole mail. */
	function answer(at: SessionLine): void {
		const { event, line } = at;
		const queueId = valueOf(event, 'queueId');
		const to = valueOf(event, 'to');
		const phase = valueOf(event, 'phase');
		const reply = replyOf(at);
		const status = valueOf(event, 'status');
		draft.addQueueId(queueId);
		if (valueOf(event, 'relay') === 'none') {
			return;
		}
		if (phase === 'connect' && reply) {
			draft.hollow('connect', line, 'implied');
			isGreeted = true;
			draft.seen('greeting', at, { reply, failed: true });
			draft.outcome = 'rejected';
			return;
		}
		greet(line);
		if (event.kind === 'delivery' && !isOffered && !phasesBeforeMail.has(phase ?? '')) {
			draft.hollow('mail', line, 'implied');
			isOffered = true;
		}
		const stage = phase ? stageOf(phase) : reply ? 'content' : 'other';
		if (stage === 'rcpt' && reply && to !== undefined) {
			draft.recipients.push({
				address: to,
				code: reply.code,
				...(reply.enhanced ? { enhanced: reply.enhanced } : {}),
				line,
			});
		} else if (to !== undefined && status === 'sent') {
			draft.hollow('rcpt', line, 'implied', `RCPT TO:<${to}>`);
		}
		if (reply) {
			const isRefused = /^[45]/.test(reply.code);
			draft.seen(stage, at, {
				...(stage === 'rcpt' && to !== undefined ? { command: `RCPT TO:<${to}>` } : {}),
				reply,
				...(isRefused ? { failed: true } : {}),
			});
			if (stage === 'content') {
				draft.accepted = !isRefused;
			}
			draft.outcome = 'completed';
		} else if (/^lost connection with /.test(valueOf(event, 'text') ?? '')) {
			draft.outcome = 'lost';
			draft.seen('disconnect', at, { failed: true });
		} else if (/^conversation with .{1,300} timed out/.test(valueOf(event, 'text') ?? '')) {
			draft.outcome = 'timeout';
			draft.seen('disconnect', at, { failed: true });
		}
	}
	const [first] = lines;
	return draft.finish({ index, role: 'client', software: 'postfix', program: first?.event.program }, lines);
}

/** The stages in which no mail has been offered yet. */
const phasesBeforeMail: ReadonlySet<string> = new Set(['HELO', 'EHLO', 'LHLO', 'STARTTLS', 'AUTH']);
