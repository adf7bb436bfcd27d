import type { LineTime } from '../../event';
import type { RecipientReply, Reply, Session, SessionOutcome, Stage, Step } from '../../model';
import { authPayloadStart, readReplyLine, verbOf } from './grammar';
import { readSurroundings, type Surroundings } from './surroundings';
import type { TranscriptLine } from './transcriptLine';

/** One line of a conversation, with its 0-based number in the log. */
export interface NumberedEntry {
	readonly line: number;
	readonly entry: TranscriptLine;
	readonly time?: LineTime;
}

/** What the lines of one conversation tell about it. */
export type Conversation = Pick<Session, 'steps' | 'recipients' | 'queueIds' | 'outcome' | 'software'> &
	Partial<Pick<Session, 'tls' | 'auth' | 'accepted' | 'peer' | 'start' | 'end' | 'beginningMissing'>>;

/** Reads the lines of one conversation, in their order: which reply answers which command, and what came of it. */
export function readConversation(lines: readonly NumberedEntry[]): Conversation {
	const talk = new Talk();
	for (const { line, entry, time } of lines) {
		talk.hear(line, entry, time);
	}
	talk.end();
	const surroundings = readSurroundings(lines.map(({ entry }) => entry));
	const times = lines.flatMap(({ time }) => (time ? [time] : []));
	const start = times[0];
	const end = times.at(-1);
	const tls = surroundings.tls ?? (talk.tlsGranted && !surroundings.tlsFailed ? {} : undefined);
	const auth = readAuth(talk.steps, surroundings);
	const accepted = readAccepted(talk.steps);
	return {
		software: layoutOf(lines),
		steps: talk.steps,
		recipients: talk.recipients,
		queueIds: queueIdsOf(talk.steps),
		outcome: readOutcome(talk.steps, surroundings),
		...(tls ? { tls } : {}),
		...(auth ? { auth } : {}),
		...(accepted === undefined ? {} : { accepted }),
		...(surroundings.peer ? { peer: surroundings.peer } : {}),
		...(start ? { start } : {}),
		...(end ? { end } : {}),
	};
}

/** What a session's layout is: that of most lines of its dialogue. */
function layoutOf(lines: readonly NumberedEntry[]): string {
	const said = lines.filter(({ entry }) => entry.kind === 'command' || entry.kind === 'reply');
	const counts = new Map<string, number>();
	for (const { entry } of said.length > 0 ? said : lines) {
		counts.set(entry.layout, (counts.get(entry.layout) ?? 0) + 1);
	}
	return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['raw', 0] as const)[0];
}

type Draft = { -readonly [Key in keyof Step]: Step[Key] } & { address?: string; ended?: number };

/** The conversation while it is read: steps so far, and those that wait for their reply. */
class Talk {
	readonly steps: Draft[] = [];
	readonly recipients: RecipientReply[] = [];
	tlsGranted = false;
	private waiting: Draft[] = [];
	private replied = false;
	private isLmtp = false;
	/** Recipients accepted in the present transaction. */
	private accepted = 0;
	/** Replies to the content that are still to come, where there is one for each recipient (LMTP, PRDR). */
	private contentReplies = 0;
	private reply: { code: string; lines: string[]; line: number; count: number; time?: LineTime } | undefined;
	private blankLine: number | undefined;

	hear(line: number, entry: TranscriptLine, time: LineTime | undefined): void {
		if (entry.kind === 'reply') {
			this.hearReply(line, entry, time);
			return;
		}
		if (entry.kind === 'info') {
			this.blankLine = entry.text === '' && entry.layout !== 'swaks' ? line : this.blankLine;
			return;
		}
		this.finishReply();
		if (entry.kind === 'data') {
			this.startContent(line);
		} else if (entry.wrapped) {
			this.lengthenCommand(entry.text);
		} else {
			this.hearCommand(line, entry);
		}
	}

	/** The log is over: a reply may stand incomplete. */
	end(): void {
		this.finishReply();
	}

	private hearReply(line: number, entry: TranscriptLine, time: LineTime | undefined): void {
		for (const text of entry.text.split('\n')) {
			const read = readReplyLine(text);
			if (!read || entry.wrapped) {
				this.reply?.lines.push(text);
			} else if (this.reply && this.reply.code === read.code) {
				this.reply.lines.push(read.text);
			} else {
				this.finishReply();
				this.reply = { code: read.code, lines: [read.text], line, count: 0, ...(time ? { time } : {}) };
			}
			if (this.reply) {
				this.reply.count = line - this.reply.line + 1;
				if (read?.last) {
					this.finishReply();
				}
			}
		}
	}

	private hearCommand(line: number, entry: TranscriptLine): void {
		this.blankLine = undefined;
		if (entry.secret) {
			this.wait({
				stage: 'auth',
				line,
				command: maskedSecret(entry.text),
				continuation: true,
				evidence: 'seen',
			});
			return;
		}
		for (const text of entry.text.split('\n')) {
			if (text === '.' && this.waiting.some(({ stage, reply }) => stage === 'content' && !reply)) {
				this.startContent(line);
			} else {
				this.wait(this.command(line, text));
			}
		}
	}

	private command(line: number, text: string): Draft {
		const verb = verbOf(text);
		if (verb === 'LHLO') {
			this.isLmtp = true;
		}
		const address = verb === 'RCPT' ? addressOf(text) : undefined;
		const step: Draft = {
			stage: stages[verb] ?? 'other',
			line,
			command: maskedCommand(text),
			evidence: 'seen',
		};
		return address === undefined ? step : { ...step, address };
	}

	private wait(step: Draft): void {
		this.steps.push(step);
		this.waiting.push(step);
	}

	/** A wrapped line: its words belong to the command before. */
	private lengthenCommand(text: string): void {
		const step = this.steps.at(-1);
		if (step?.command !== undefined) {
			step.command = `${step.command} ${text}`;
			const address = step.stage === 'rcpt' ? addressOf(step.command) : undefined;
			if (address !== undefined) {
				step.address = address;
			}
		}
	}

	/** The content's step stands where its first line does; the reply to 354 has it waiting. */
	private startContent(line: number): void {
		const step = this.waiting.find(({ stage }) => stage === 'content');
		if (step && step.line < 0) {
			step.line = line;
			this.steps.push(step);
		}
	}

	private finishReply(): void {
		const reply = this.reply;
		this.reply = undefined;
		if (reply) {
			this.answer(toReply(reply, this.replied));
		}
	}

	/** Gives a complete reply to the step it answers. */
	private answer(reply: Reply): void {
		const step = this.answeredBy(reply);
		this.replied = true;
		step.reply = reply;
		if (step.line < 0) {
			step.line = reply.line;
			this.steps.push(step);
		}
		this.follow(step, reply);
	}

	private answeredBy(reply: Reply): Draft {
		if (!this.replied && reply.code === '220' && this.waiting[0]?.stage !== 'starttls') {
			return this.unasked('greeting', reply);
		}
		const meant = meantStage[reply.code];
		const at = meant ? this.waiting.findIndex(({ stage }) => stage === meant) : -1;
		if (at > 0) {
			this.waiting.splice(0, at);
		}
		const step = this.waiting.shift();
		if (step) {
			return step;
		}
		if (this.contentReplies > 0) {
			this.contentReplies -= 1;
			return this.unasked('content', reply);
		}
		if (this.blankLine !== undefined && this.replied && /^50/.test(reply.code)) {
			const blank = this.unasked('other', reply);
			blank.line = this.blankLine;
			blank.command = '';
			this.blankLine = undefined;
			return blank;
		}
		return this.unasked(this.stageOf(reply), reply);
	}

	private unasked(stage: Stage, reply: Reply): Draft {
		const step: Draft = { stage, line: reply.line, evidence: 'seen' };
		this.steps.push(step);
		return step;
	}

	/** What a reply whose command the log does not show most likely answers. */
	private stageOf(reply: Reply): Stage {
		const before = this.steps.at(-1)?.stage;
		if (!this.replied) {
			return /^(?:220|421|5..)$/.test(reply.code) ? 'greeting' : (plainStages[reply.code] ?? 'hello');
		}
		if (reply.code === '421' || reply.code.startsWith('5')) {
			return before === 'data' ? 'content' : (before ?? 'other');
		}
		return plainStages[reply.code] ?? (before ? (nextStage[before] ?? 'other') : 'other');
	}

	/** What a reply changes for the ones after it. */
	private follow(step: Draft, reply: Reply): void {
		const isPositive = reply.code.startsWith('2');
		if (step.stage === 'starttls' && reply.code === '220') {
			this.tlsGranted = true;
		} else if (step.stage === 'mail' || step.stage === 'hello') {
			this.accepted = 0;
		} else if (step.stage === 'rcpt') {
			this.accepted += isPositive ? 1 : 0;
			if (step.address !== undefined) {
				const { code, enhanced, line } = reply;
				this.recipients.push({ address: step.address, code, ...(enhanced ? { enhanced } : {}), line });
			}
		} else if (step.stage === 'data' && reply.code.startsWith('3') && reply.code !== '353') {
			this.waiting.unshift({ stage: 'content', line: -1, evidence: 'seen' });
		} else if (reply.code === '353') {
			this.contentReplies = this.accepted + 1;
		} else if (step.stage === 'content' && this.isLmtp && this.contentReplies === 0) {
			this.contentReplies = Math.max(0, this.accepted - 1);
			this.accepted = 0;
		}
	}
}

const stages: Readonly<Record<string, Stage>> = {
	HELO: 'hello',
	EHLO: 'hello',
	LHLO: 'hello',
	STARTTLS: 'starttls',
	AUTH: 'auth',
	MAIL: 'mail',
	SEND: 'mail',
	SOML: 'mail',
	SAML: 'mail',
	RCPT: 'rcpt',
	DATA: 'data',
	BDAT: 'data',
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

/** Replies that only one command can have: those waiting before it stay without an answer. */
const meantStage: Readonly<Record<string, Stage>> = {
	220: 'starttls',
	235: 'auth',
	334: 'auth',
	354: 'data',
	221: 'quit',
};

/** The same, where no command is shown at all. */
const plainStages: Readonly<Record<string, Stage>> = {
	220: 'starttls',
	235: 'auth',
	334: 'auth',
	354: 'data',
	221: 'quit',
	214: 'help',
	252: 'verify',
};

/** In a log of replies alone: what comes after what. */
const nextStage: Readonly<Partial<Record<Stage, Stage>>> = {
	greeting: 'hello',
	hello: 'mail',
	starttls: 'hello',
	auth: 'mail',
	mail: 'rcpt',
	rcpt: 'rcpt',
	data: 'content',
	content: 'mail',
	reset: 'mail',
};

function toReply(
	reply: { code: string; lines: string[]; line: number; count: number },
	replied: boolean,
): Reply {
	const status = replied ? enhancedOf(reply.code, reply.lines[0] ?? '') : undefined;
	const text = reply.lines.map((words) =>
		status && words.startsWith(status) ? words.slice(status.length).replace(/^:? ?/, '') : words,
	);
	return {
		code: reply.code,
		...(status ? { enhanced: status } : {}),
		text: text.join('\n'),
		line: reply.line,
		lines: reply.count,
	};
}

/** The status code behind the reply code (RFC 2034 §4): its class must be the reply's. */
function enhancedOf(code: string, text: string): string | undefined {
	// 5.1.1 <nobody@example.net>: unknown user
	// ^^^^^
	const status = /^[245]\.\d{1,3}\.\d{1,3}(?=[\s:]|$)/.exec(text)?.[0];
	return status?.startsWith(code.slice(0, 1)) ? status : undefined;
}

/** The address in `RCPT TO:<a@example.net> NOTIFY=NEVER`, without angle brackets. */
function addressOf(command: string): string | undefined {
	// rcpt to: <@relay.example.org:a@example.net>
	//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	const words = /^\s*RCPT\s+TO\s*:?\s*(.*)$/i.exec(command)?.[1];
	if (words === undefined) {
		return undefined;
	}
	const bracketed = words.startsWith('<') ? words.indexOf('>') : -1;
	return bracketed > 0 ? words.slice(1, bracketed) : words.split(/\s/)[0];
}

const mask = '****';

/** A command without the payload of its AUTH. */
function maskedCommand(text: string): string {
	const start = authPayloadStart(text);
	return start === undefined ? text : text.slice(0, start) + mask;
}

/** What a client answers to a 334; `*` gives up, and hides nothing. */
function maskedSecret(text: string): string {
	return text === '*' || text === '' ? text : mask;
}

function readAuth(steps: readonly Step[], surroundings: Surroundings): Session['auth'] {
	const rounds = steps.filter(({ stage }) => stage === 'auth');
	const last = rounds.at(-1);
	if (!last) {
		return undefined;
	}
	const opening = rounds.findLast(({ continuation }) => !continuation);
	const mechanism = /^\s*AUTH\s+([\w-]+)/i.exec(opening?.command ?? '')?.[1]?.toUpperCase();
	return {
		...(mechanism ? { mechanism } : {}),
		...(surroundings.user === undefined ? {} : { user: surroundings.user }),
		ok: rounds.some(({ reply }) => reply?.code === '235'),
	};
}

/** Whether the last message's content was accepted; undefined where no message was begun. */
function readAccepted(steps: readonly Step[]): boolean | undefined {
	const from = steps.findLastIndex(({ stage }) => stage === 'mail');
	const isAccepted = (step: Step): boolean =>
		(step.stage === 'content' || /^\s*BDAT\s.*LAST\s*$/i.test(step.command ?? '')) &&
		(step.reply?.code.startsWith('2') ?? false);
	const contents = steps.filter(
		({ stage, command }) => stage === 'content' || /^\s*BDAT/i.test(command ?? ''),
	);
	if (contents.length > 0) {
		const transaction = steps.slice(Math.max(0, from)).filter((step) => contents.includes(step));
		return (transaction.length > 0 ? transaction : contents.slice(-1)).some(isAccepted);
	}
	return from >= 0 && steps.some(({ stage, reply }) => stage === 'mail' && reply) ? false : undefined;
}

/** `Ok: queued as 4jYBXX28bxz5R`, `OK id=1xVX9d-00003d-2a`: the ids under which content was accepted, in order. */
function queueIdsOf(steps: readonly Step[]): readonly string[] {
	return steps.flatMap(({ stage, command, reply }) => {
		const isContent = stage === 'content' || /^\s*BDAT/i.test(command ?? '');
		// 2.0.0 Ok: queued as 4jYBXX28bxz5R
		//                     ^^^^^^^^^^^^^
		const id =
			isContent && reply?.code.startsWith('2')
				? /\b(?:queued as |id=)(<?[\w-]+>?)/.exec(reply.text)?.[1]
				: undefined;
		return id === undefined ? [] : [id];
	});
}

function readOutcome(steps: readonly Step[], surroundings: Surroundings): SessionOutcome {
	if (steps.some(({ stage }) => stage === 'quit')) {
		return 'completed';
	}
	if (surroundings.end === 'timeout') {
		return 'timeout';
	}
	const last = steps.findLast(({ reply }) => reply)?.reply;
	const isRefused =
		last !== undefined &&
		(last.code === '421' ||
			last.code.startsWith('5') ||
			(last.code.startsWith('4') && surroundings.end !== undefined));
	if (isRefused) {
		return 'rejected';
	}
	return surroundings.end ?? 'open';
}
