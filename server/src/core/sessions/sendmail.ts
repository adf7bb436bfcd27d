import { valueOf } from '../event';
import type { Session, Stage } from '../model';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';

/**
 * A connection that sendmail served. Its log shows TLS, failed logins, refusals and each transaction at its end; with LogLevel 14
 * every command and reply. The connection's own end it shows only where no mail came or the client was lost.
 */
export function sendmailServerSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	const isDialogue = lines.some(({ event }) => event.kind === 'command');
	let isGreeted = isDialogue;
	let isIntroduced = isDialogue;
	let isLost = false;
	/** Stages of the transaction that is being told: the line that ends it comes behind its refusals. */
	let told = new Set<Stage>();
	const greet = (line: number) => {
		if (!isGreeted) {
			draft.hollow('connect', line, 'implied');
			draft.hollow('greeting', line, 'implied');
			isGreeted = true;
		}
	};
	const introduce = (line: number) => {
		greet(line);
		if (!isIntroduced) {
			draft.hollow('hello', line, 'implied');
			isIntroduced = true;
		}
	};
	const imply = (stage: Stage, line: number, command?: string) => {
		if (!told.has(stage) && !isDialogue) {
			draft.hollow(stage, line, 'implied', command);
		}
		told.add(stage);
	};
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		switch (event.kind) {
			case 'connect':
				draft.seen('connect', at);
				if (!isDialogue) {
					draft.hollow('greeting', line, 'implied');
				}
				isGreeted = true;
				break;
			case 'tls-established':
				introduce(line);
				if (!isDialogue) {
					draft.hollow('starttls', line, 'implied', 'STARTTLS');
				}
				draft.seen('tls', at);
				draft.secure(event);
				isIntroduced = isDialogue;
				break;
			case 'tls-failed':
				introduce(line);
				if (!isDialogue) {
					draft.hollow('starttls', line, 'implied', 'STARTTLS');
				}
				draft.seen('tls', at, { failed: true });
				isLost = true;
				break;
			case 'sasl-failed':
				introduce(line);
				logIn(at, false);
				break;
			case 'info':
				if (valueOf(event, 'recipientCount') !== undefined) {
					endTransaction(at);
				} else if (valueOf(event, 'saslMethod')) {
					introduce(line);
					logIn(at, true);
				}
				break;
			case 'reject':
			case 'milter':
				refuse(at);
				break;
			case 'arrival':
				endTransaction(at);
				break;
			case 'pipelining':
			case 'protocol-error':
				greet(line);
				draft.seen('other', at, { failed: true });
				break;
			case 'command':
				command(at);
				break;
			case 'reply':
				answer(at);
				break;
			case 'lost-connection':
			case 'timeout':
				lose(at);
				break;
			case 'disconnect':
				greet(line);
				draft.seen('disconnect', at, isLost ? { failed: true } : {});
				draft.outcome = isLost ? 'lost' : 'completed';
				break;
			default:
		}
	}

	function logIn(at: SessionLine, ok: boolean): void {
		const mechanism = valueOf(at.event, 'saslMethod');
		if (!isDialogue) {
			draft.seen('auth', at, {
				command: mechanism ? `AUTH ${mechanism}` : 'AUTH',
				...(ok ? {} : { failed: true as const }),
			});
		}
		if (ok || draft.auth?.ok !== true) {
			draft.authenticate(at.event, ok);
		}
	}

	function refuse(at: SessionLine): void {
		const { event, line } = at;
		const phase = valueOf(event, 'phase');
		const stage = stageOf(phase);
		const to = valueOf(event, 'to');
		const reply = replyOf(at);
		if (stage === 'greeting') {
			draft.hollow('connect', line, 'implied');
			isGreeted = true;
			draft.outcome = 'rejected';
		} else {
			introduce(line);
		}
		if (stage === 'rcpt' || stage === 'data' || stage === 'content') {
			imply('mail', line);
		}
		if (stage === 'content') {
			imply('rcpt', line);
			imply('data', line);
			draft.accepted = false;
		}
		told.add(stage);
		if (!isDialogue) {
			draft.seen(stage, at, {
				...(stage === 'rcpt' && to !== undefined ? { command: `RCPT TO:<${to}>` } : {}),
				...(reply ? { reply } : {}),
				failed: true,
			});
		}
		if (stage === 'rcpt' && to !== undefined && reply) {
			const { code, enhanced } = reply;
			draft.recipients.push({ address: to, code, ...(enhanced ? { enhanced } : {}), line });
		}
	}

	/** `from=…, nrcpts=…`: the transaction is over, with a mail or without one. */
	function endTransaction(at: SessionLine): void {
		const { event, line } = at;
		const recipients = Number(valueOf(event, 'recipientCount') ?? 0);
		introduce(line);
		imply('mail', line, `MAIL FROM:<${valueOf(event, 'from') ?? ''}>`);
		for (let count = 0; count < Math.min(recipients, 100) && !isDialogue; count++) {
			draft.hollow('rcpt', line, 'implied');
		}
		if (recipients > 0 && !isLost && !told.has('content')) {
			imply('data', line);
			if (!isDialogue) {
				draft.seen('content', at);
			}
			draft.addQueueId(valueOf(event, 'queueId'));
			draft.accepted = true;
		}
		told = new Set();
	}

	function lose(at: SessionLine): void {
		const { event, line } = at;
		introduce(line);
		isLost = true;
		draft.outcome = event.kind === 'timeout' ? 'timeout' : 'lost';
		draft.seen('disconnect', at, { failed: true });
	}

	function command(at: SessionLine): void {
		const words = valueOf(at.event, 'text') ?? '';
		draft.seen(stageOf(/^[A-Za-z]+/.exec(words)?.[0]), at, { command: words });
	}

	/** A reply belongs to the command before it; the first one is the greeting. */
	function answer(at: SessionLine): void {
		const reply = replyOf(at);
		const last = draft.steps.at(-1);
		if (!reply) {
			return;
		}
		const failed = /^[45]/.test(reply.code) ? { failed: true as const } : {};
		if (last?.evidence === 'seen' && last.command !== undefined && !last.reply) {
			draft.steps[draft.steps.length - 1] = { ...last, reply, ...failed };
			if (reply.code === '221') {
				draft.outcome = 'completed';
			}
		} else if (
			last?.reply &&
			last.reply.code === reply.code &&
			last.reply.line + last.reply.lines === at.line
		) {
			const text = `${last.reply.text}\n${reply.text}`;
			draft.steps[draft.steps.length - 1] = {
				...last,
				reply: { ...last.reply, text, lines: last.reply.lines + 1 },
			};
		} else {
			draft.seen(
				draft.steps.every(({ stage }) => stage === 'connect')
					? 'greeting'
					: last?.stage === 'data'
						? 'content'
						: 'other',
				at,
				{
					reply,
					...failed,
				},
			);
		}
	}
	return draft.finish(
		{ index, role: 'server', software: 'sendmail', program: lines[0]?.event.program },
		lines,
	);
}

/** A connection of sendmail's own: what it delivered to one server. */
export function sendmailClientSession(index: number, lines: readonly SessionLine[]): Session {
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
		if (!draft.peer?.address) {
			draft.peer = undefined;
			draft.meet(event);
		}
		if (event.kind === 'tls-established') {
			connect(line);
			draft.hollow('starttls', line, 'implied', 'STARTTLS');
			draft.seen('tls', at);
			draft.secure(event);
		} else if (event.kind === 'sasl-failed') {
			connect(line);
			draft.seen('auth', at, { command: 'AUTH', failed: true });
			draft.authenticate(event, false);
		} else if (event.kind === 'info' && valueOf(event, 'saslMethod')) {
			connect(line);
			draft.seen('auth', at, { command: 'AUTH' });
			draft.authenticate(event, true);
		} else if (event.kind === 'delivery') {
			deliver(at);
		}
	}

	/** sendmail does not write which command the server answered. */
	function deliver(at: SessionLine): void {
		const { event, line } = at;
		const status = valueOf(event, 'status') ?? '';
		const reply = replyOf(at);
		draft.addQueueId(valueOf(event, 'queueId'));
		if (status.startsWith('Sent')) {
			connect(line);
			draft.seen('content', at, reply ? { reply } : {});
			draft.accepted = true;
			draft.outcome = 'completed';
		} else if (reply) {
			connect(line);
			draft.seen('other', at, { reply, failed: true });
			draft.outcome = 'completed';
		} else if (/^Connection (?:refused|timed out)/.test(valueOf(event, 'text') ?? '')) {
			draft.seen('connect', at, { failed: true });
			draft.outcome = 'aborted';
		} else if (status.startsWith('Deferred')) {
			connect(line);
			draft.seen('disconnect', at, { failed: true });
			draft.outcome = 'lost';
		}
	}
	return draft.finish(
		{ index, role: 'client', software: 'sendmail', program: lines[0]?.event.program },
		lines,
	);
}
