import { valueOf, type Kind, type LineEvent } from '../event';
import type { Session, Stage } from '../model';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';
import { withoutCopies } from './eximCopies';

/** An inbound connection that Exim logged. Its log shows what was refused and what was accepted, seldom a code. */
export function eximServerSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	let isGreeted = false;
	const greet = (line: number) => {
		if (!isGreeted) {
			draft.hollow('greeting', line, 'implied');
			isGreeted = true;
		}
	};
	for (const at of withoutCopies(lines)) {
		const { event, line } = at;
		if (event.kind !== 'connect' && valueOf(event, 'address') !== undefined) {
			draft.peer = undefined;
		}
		draft.meet(event);
		switch (event.kind) {
			case 'connect':
				draft.seen('connect', at);
				break;
			case 'sasl-failed': {
				greet(line);
				const reply = replyOf(at);
				draft.seen('auth', at, { command: 'AUTH', ...(reply ? { reply } : {}), failed: true });
				draft.authenticate(event, false);
				break;
			}
			case 'tls-failed':
				greet(line);
				draft.seen('tls', at, { failed: true });
				draft.outcome = 'lost';
				break;
			case 'reject':
			case 'sender-verify-failed':
				refuse(at);
				break;
			case 'arrival':
			case 'fake-reject':
				accept(at);
				break;
			case 'syntax-error':
			case 'protocol-error':
				greet(line);
				draft.seen(stageOfQuoted(event), at, { failed: true });
				break;
			case 'pipelining':
				// Exim answers 554 and hangs up, and no further line need say so.
				greet(line);
				draft.seen('other', at, { failed: true });
				draft.outcome = 'rejected';
				break;
			case 'dropped':
				draft.seen('disconnect', at, { failed: true });
				draft.outcome = 'rejected';
				break;
			case 'timeout':
				abandon(at);
				draft.seen('disconnect', at, { failed: true });
				draft.outcome = 'timeout';
				break;
			case 'lost-connection':
				abandon(at);
				draft.seen('disconnect', at, { failed: true });
				draft.outcome = 'lost';
				break;
			case 'disconnect': {
				const isQuit = /closed by QUIT/.test(valueOf(event, 'text') ?? '');
				if (isQuit) {
					draft.seen('quit', at, { command: 'QUIT' });
				}
				draft.seen('disconnect', at, isQuit ? {} : { failed: true });
				draft.outcome = isQuit ? 'completed' : 'rejected';
				break;
			}
			case 'no-mail':
				countCommands(at);
				break;
			default:
		}
	}

	/** `no MAIL in SMTP connection from … C=EHLO,STARTTLS,AUTH,QUIT`: the commands of which no line of their own tells. */
	function countCommands(at: SessionLine): void {
		const { event, line } = at;
		if (event.fields.some(({ name }) => name === 'tlsCipher')) {
			draft.secure(event);
		}
		if (event.fields.some(({ name }) => name === 'saslMethod')) {
			draft.authenticate(event, true);
		}
		const words = (valueOf(event, 'text') ?? '').split(',').filter((word) => /^[A-Z]{1,12}$/.test(word));
		if (words.length > 0) {
			greet(line);
		}
		const last = draft.steps.findIndex(({ stage }) => stage === 'quit' || stage === 'disconnect');
		let place = last < 0 ? draft.steps.length : last;
		for (const command of [...words].reverse()) {
			const stage = stageOf(command);
			const told = draft.steps.findIndex((step) => step.stage === stage && step.evidence !== 'counted');
			if (told < 0) {
				draft.steps.splice(place, 0, { stage, line, command, evidence: 'counted' });
			} else {
				place = Math.min(place, told);
			}
		}
		if (draft.outcome === 'open' && words.at(-1) === 'QUIT') {
			draft.outcome = 'completed';
		}
	}

	function refuse(at: SessionLine): void {
		const { event, line } = at;
		const stage = stageOfRefusal(event);
		const to = valueOf(event, 'to');
		const reply = replyOf(at);
		if (stage === 'greeting') {
			isGreeted = true;
			draft.outcome = 'rejected';
		} else {
			greet(line);
		}
		draft.seen(stage, at, {
			...(stage === 'rcpt' && to !== undefined ? { command: `RCPT TO:<${to}>` } : {}),
			...(reply ? { reply } : {}),
			failed: true,
		});
		if (stage === 'content') {
			draft.accepted = false;
		}
		if (stage === 'rcpt' && to !== undefined && reply) {
			draft.recipients.push({
				address: to,
				code: reply.code,
				...(reply.enhanced ? { enhanced: reply.enhanced } : {}),
				line,
			});
		}
	}

	/** `SMTP data timeout (message abandoned) … F=<a@example.org>`: the mail had come as far as its content. */
	function abandon({ event, line }: SessionLine): void {
		if (!/^\(message abandoned\)|^lost while reading message data/.test(valueOf(event, 'text') ?? '')) {
			return;
		}
		const from = valueOf(event, 'from');
		greet(line);
		draft.hollow('hello', line, 'implied');
		draft.hollow('mail', line, 'implied', from === undefined ? undefined : `MAIL FROM:<${from}>`);
		draft.hollow('rcpt', line, 'implied');
		draft.hollow('data', line, 'implied');
	}

	/** `<=`: everything up to the accepted content has gone well. */
	function accept(at: SessionLine): void {
		const { event, line } = at;
		greet(line);
		draft.hollow('hello', line, 'implied');
		if (valueOf(event, 'tlsVersion') ?? valueOf(event, 'tlsCipher')) {
			draft.hollow('tls', line, 'implied');
			draft.secure(event);
		}
		if (valueOf(event, 'saslMethod')) {
			draft.hollow('auth', line, 'implied', 'AUTH');
			draft.authenticate(event, true);
		}
		draft.hollow('mail', line, 'implied', `MAIL FROM:<${valueOf(event, 'from') ?? ''}>`);
		for (const field of event.fields) {
			if (field.name === 'recipient') {
				draft.hollow('rcpt', line, 'implied', `RCPT TO:<${field.value}>`);
			}
		}
		draft.hollow('data', line, 'implied');
		draft.seen('content', at);
		draft.addQueueId(valueOf(event, 'queueId'));
		draft.accepted = event.kind === 'arrival';
	}
	return draft.finish({ index, role: 'server', software: 'exim' }, lines);
}

/** `SMTP protocol error in "RCPT TO:<b@example.com>"`: the stage of the command that is quoted. */
function stageOfQuoted(event: LineEvent): Stage {
	// "RCPT TO:<b@example.com>"
	//  ----
	return stageOf(/^"([A-Za-z]{1,8})\b/.exec(valueOf(event, 'text') ?? '')?.[1]);
}

/** Where a refusal came; that there are too many recipients is said at RCPT. */
function stageOfRefusal(event: LineEvent): Stage {
	if (event.kind === 'sender-verify-failed') {
		return 'mail';
	}
	const isTooMany = (valueOf(event, 'text') ?? '').startsWith('too many recipients');
	return stageOf(valueOf(event, 'phase') ?? (isTooMany ? 'RCPT' : undefined));
}

/** The lines that say what did not work on an outbound connection. */
const refusals: ReadonlySet<Kind> = new Set([
	'failed',
	'deferred',
	'connect-failed',
	'remote-reply',
	'tls-failed',
	'sasl-failed',
]);

/** Where such a line tells the stage by its kind. */
const failedStages: Partial<Record<Kind, Stage>> = { 'tls-failed': 'tls', 'sasl-failed': 'auth' };

/** An outbound connection: Exim's deliveries of one message to one host. */
export function eximClientSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	for (const at of lines) {
		const { event, line } = at;
		if (!draft.peer) {
			draft.meet(event);
			draft.hollow('connect', line, 'implied');
		}
		const to = valueOf(event, 'to');
		const phase = valueOf(event, 'phase');
		const reply = replyOf(at);
		const stage: Stage = failedStages[event.kind] ?? (phase ? stageOf(phase) : reply ? 'content' : 'other');
		draft.addQueueId(valueOf(event, 'queueId'));
		if (!draft.tls && (valueOf(event, 'tlsVersion') ?? valueOf(event, 'tlsCipher'))) {
			draft.hollow('tls', line, 'implied');
			draft.secure(event);
		}
		if (valueOf(event, 'saslMethod') && !draft.auth) {
			draft.hollow('auth', line, 'implied', 'AUTH');
			draft.authenticate(event, true);
		}
		const isRefused = refusals.has(event.kind);
		if (isRefused || reply) {
			draft.seen(stage, at, {
				...(stage === 'rcpt' && to !== undefined ? { command: `RCPT TO:<${to}>` } : {}),
				...(reply ? { reply } : {}),
				...(isRefused ? { failed: true } : {}),
			});
		}
		if (stage === 'rcpt' && to !== undefined && reply) {
			draft.recipients.push({
				address: to,
				code: reply.code,
				...(reply.enhanced ? { enhanced: reply.enhanced } : {}),
				line,
			});
		}
		if (stage === 'content' && reply) {
			draft.accepted = !isRefused;
		}
		draft.outcome = reply ? 'completed' : isRefused ? 'lost' : draft.outcome;
	}
	return draft.finish({ index, role: 'client', software: 'exim' }, lines);
}
