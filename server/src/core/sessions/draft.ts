import { valueOf, type LineEvent } from '../event';
import type { Growing } from '../growing';
import type { Evidence, Peer, RecipientReply, Reply, Session, SessionOutcome, Stage, Step } from '../model';

/** A line of a session, read in full. */
export interface SessionLine {
	/** 0-based. */
	readonly line: number;
	readonly event: LineEvent;
}

/** A session while it is being put together. */
export class Draft {
	readonly steps: Step[] = [];
	readonly recipients: RecipientReply[] = [];
	private readonly queueIds = new Set<string>();
	peer: Peer | undefined;
	tls: Session['tls'];
	auth: Session['auth'];
	accepted: boolean | undefined;
	outcome: SessionOutcome = 'open';
	/** When the last step that has a time ended: milliseconds since 1970. */
	private lastEnd: number | undefined;

	/** A step that a line shows: its elapsed time counts from the step before. */
	seen(stage: Stage, at: SessionLine, more: Partial<Step> = {}): Step {
		const now = at.event.time?.epoch;
		const elapsed = now === undefined || this.lastEnd === undefined ? undefined : now - this.lastEnd;
		this.lastEnd = now ?? this.lastEnd;
		const step: Step = {
			stage,
			line: at.line,
			...(elapsed === undefined || elapsed < 0 ? {} : { elapsed }),
			evidence: 'seen',
			...more,
		};
		this.steps.push(step);
		return step;
	}

	/** A step that no line shows; `line` is the one that proves it. */
	hollow(stage: Stage, line: number, evidence: Evidence, command?: string, hasFailed = false): void {
		this.steps.push({
			stage,
			line,
			...(command ? { command } : {}),
			evidence,
			...(hasFailed ? { failed: true } : {}),
		});
	}

	meet(event: LineEvent): void {
		const name = valueOf(event, 'host') ?? valueOf(event, 'relayHost');
		const address = valueOf(event, 'address') ?? valueOf(event, 'relayAddress');
		const port = valueOf(event, 'port') ?? valueOf(event, 'relayPort');
		if (!this.peer && (name ?? address)) {
			this.peer = {
				...(name ? { name } : {}),
				...(address ? { address } : {}),
				...(port ? { port: Number(port) } : {}),
			};
		}
	}

	addQueueId(queueId: string | undefined): void {
		if (queueId) {
			this.queueIds.add(queueId);
		}
	}

	secure(event: LineEvent): void {
		const version = valueOf(event, 'tlsVersion');
		const cipher = valueOf(event, 'tlsCipher');
		this.tls = { ...(version ? { version } : {}), ...(cipher ? { cipher } : {}) };
	}

	authenticate(event: LineEvent, ok: boolean): void {
		const mechanism = valueOf(event, 'saslMethod');
		const user = valueOf(event, 'saslUser');
		this.auth = { ...(mechanism ? { mechanism } : {}), ...(user ? { user } : {}), ok };
	}

	finish(
		head: Pick<Session, 'index' | 'role' | 'software'> & { readonly program?: string | undefined },
		lines: readonly SessionLine[],
	): Session {
		const { index, role, software, program } = head;
		const session: Growing<Session> = {
			index,
			role,
			software,
			lines: lines.map(({ line }) => line),
			steps: this.steps,
			recipients: this.recipients,
			queueIds: [...this.queueIds],
			outcome: this.outcome,
		};
		this.addKnown(session, lines);
		if (program) {
			session.program = program;
		}
		const isCut = !this.steps.some((step) => step.stage === 'connect' && step.evidence === 'seen');
		// Exim logs no connection unless it is told to (+smtp_connection); Postfix always does.
		if (isCut && role === 'server' && software === 'postfix') {
			session.beginningMissing = true;
		}
		return session;
	}

	/** Adds what is not known of every session. */
	private addKnown(session: Growing<Session>, lines: readonly SessionLine[]): void {
		const { peer, tls, auth, accepted } = this;
		const start = lines.find(({ event }) => event.time)?.event.time;
		const end = lines.findLast(({ event }) => event.time)?.event.time;
		if (peer) {
			session.peer = peer;
		}
		if (start) {
			session.start = start;
		}
		if (end) {
			session.end = end;
		}
		if (tls) {
			session.tls = tls;
		}
		if (auth) {
			session.auth = auth;
		}
		if (accepted !== undefined) {
			session.accepted = accepted;
		}
	}
}

/** The reply that a line shows, if it shows one with its code. */
export function replyOf({ event, line }: SessionLine): Reply | undefined {
	const code = valueOf(event, 'code');
	const enhanced = valueOf(event, 'enhanced');
	return code
		? { code, ...(enhanced ? { enhanced } : {}), text: valueOf(event, 'text') ?? '', line, lines: 1 }
		: undefined;
}

/** The stage that a server's word for a command means: `RCPT`, `END-OF-MESSAGE`, `CONNECT`. */
export function stageOf(phase: string | undefined): Stage {
	return stages[(phase ?? '').toUpperCase()] ?? 'other';
}

const stages: Readonly<Record<string, Stage>> = {
	CONNECT: 'greeting',
	CONNECTION: 'greeting',
	HELO: 'hello',
	EHLO: 'hello',
	LHLO: 'hello',
	'EHLO OR HELO': 'hello',
	STARTTLS: 'starttls',
	AUTH: 'auth',
	MAIL: 'mail',
	RCPT: 'rcpt',
	DATA: 'data',
	'DATA COMMAND': 'data',
	BDAT: 'content',
	'END-OF-MESSAGE': 'content',
	'END-OF-DATA': 'content',
	'AFTER DATA': 'content',
	RSET: 'reset',
	VRFY: 'verify',
	EXPN: 'verify',
	NOOP: 'noop',
	HELP: 'help',
	ETRN: 'etrn',
	XCLIENT: 'xclient',
	XFORWARD: 'xclient',
	QUIT: 'quit',
};
