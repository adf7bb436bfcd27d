import type { LineTime } from '../../event';
import type { RecipientReply, Reply, Stage, Step } from '../../model';
import { readReplyLine, verbOf } from './grammar';
import { maskedAnswer, maskedCommand } from './masking';
import { stageMeantBy, stageOfUnasked, stageOfVerb } from './stages';
import type { TranscriptLine } from './transcriptLine';

/** A step while it is read. */
type Draft = { -readonly [Key in keyof Step]: Step[Key] } & { address?: string };

/** A reply while it is read. */
interface OpenReply {
	readonly code: string;
	readonly words: string[];
	readonly line: number;
	lines: number;
	epoch: number | undefined;
}

/** Follows a conversation line by line: steps so far, and the commands that wait for their reply. */
export class Talk {
	readonly recipients: RecipientReply[] = [];
	private readonly drafts: Draft[] = [];
	/** When each step ended, in milliseconds. */
	private readonly ended = new Map<Draft, number>();
	private waiting: Draft[] = [];
	private replied = false;
	private isLmtp = false;
	/** Recipients accepted in the present transaction. */
	private accepted = 0;
	/** Replies to the content that are still to come, where there is one for each recipient (LMTP; PRDR). */
	private contentReplies = 0;
	private reply: OpenReply | undefined;
	private blankLine: number | undefined;
	/** Recipients that the tool says were refused, and no command named. */
	private readonly refused: string[] = [];
	private lapse: number | undefined;

	/** Takes the next command, reply or line of content; the tool's own lines matter where they are blank. */
	hear(line: number, entry: TranscriptLine, time: LineTime | undefined): void {
		if (entry.kind === 'reply') {
			this.hearReply(line, entry, time?.epoch);
		} else if (entry.kind === 'info') {
			this.blankLine = entry.text === '' ? line : this.blankLine;
			// LOG: H=mx.example.org [192.0.2.1] F=<a@example.org> rejected RCPT <b@example.net>: Unknown user
			const refused = /^LOG: .{0,400} rejected RCPT <([^>]{1,320})>/.exec(entry.text)?.[1];
			if (refused !== undefined) {
				this.refused.push(refused);
			}
		} else {
			this.finishReply();
			this.hearClient(line, entry, time?.epoch);
		}
	}

	/** An event that is neither command nor reply: the connection is made, TLS starts. */
	happen(stage: Stage, line: number, failed: boolean, time: LineTime | undefined): void {
		this.finishReply();
		const before = this.drafts.at(-1);
		if (failed && before?.stage === stage && !before.reply) {
			before.failed = true;
			return;
		}
		const step: Draft = { stage, line, evidence: 'seen', ...(failed ? { failed: true } : {}) };
		this.drafts.push(step);
		this.note(step, time?.epoch);
	}

	/** The tool says how long it waited for the next reply, in milliseconds. */
	wait(lapse: number | undefined): void {
		this.lapse = lapse ?? this.lapse;
	}

	/** The steps, when all lines were heard; a last reply may stand incomplete. */
	finish(): readonly Step[] {
		this.finishReply();
		let before: number | undefined;
		return this.drafts.map(({ address: _, ...step }, index) => {
			const draft = this.drafts[index];
			const end = draft && this.ended.get(draft);
			const elapsed = end === undefined || before === undefined ? undefined : end - before;
			before = end ?? before;
			// Clocks are set back, and one without a date begins anew at midnight.
			return elapsed === undefined || elapsed < 0 ? step : { ...step, elapsed };
		});
	}

	private note(step: Draft, epoch: number | undefined): void {
		if (epoch !== undefined) {
			this.ended.set(step, epoch);
		}
	}

	private hearReply(line: number, entry: TranscriptLine, epoch: number | undefined): void {
		if (entry.wrapped) {
			this.lengthenReply(line, entry.text);
			return;
		}
		for (const text of entry.text.split('\n')) {
			const read = readReplyLine(text);
			if (read && read.code !== this.reply?.code) {
				this.finishReply();
				this.reply = { code: read.code, words: [], line, lines: 0, epoch };
			}
			if (this.reply) {
				this.reply.words.push(read ? read.text : text);
				this.reply.lines = line - this.reply.line + 1;
				this.reply.epoch = epoch;
				if (read?.last) {
					this.finishReply();
				}
			}
		}
	}

	private hearClient(line: number, entry: TranscriptLine, epoch: number | undefined): void {
		this.blankLine = undefined;
		if (entry.kind === 'data') {
			this.startContent(line);
		} else if (entry.wrapped) {
			this.lengthenCommand(entry);
		} else if (entry.secret) {
			this.ask(
				{ stage: 'auth', line, command: maskedAnswer(entry.text), continuation: true, evidence: 'seen' },
				epoch,
			);
		} else if (entry.text === '.' && this.isContentDue()) {
			this.startContent(line);
		} else {
			entry.text.split('\n').forEach((text) => this.ask(this.commandStep(line, text), epoch));
		}
	}

	private commandStep(line: number, text: string): Draft {
		const verb = verbOf(text);
		this.isLmtp ||= verb === 'LHLO';
		const address = verb === 'RCPT' ? addressOf(text) : undefined;
		const step: Draft = { stage: stageOfVerb(verb), line, command: maskedCommand(text), evidence: 'seen' };
		return address === undefined ? step : { ...step, address };
	}

	private ask(step: Draft, epoch: number | undefined): void {
		this.drafts.push(step);
		this.waiting.push(step);
		this.note(step, epoch);
	}

	/** A wrapped line: its words belong to the command before. The rest of a password is not told. */
	private lengthenCommand({ text, secret }: TranscriptLine): void {
		const step = this.drafts.at(-1);
		if (step?.command === undefined || (secret && step.command !== 'AUTH')) {
			return;
		}
		step.command = maskedCommand(`${step.command} ${text}`);
		const address = step.stage === 'rcpt' ? addressOf(step.command) : undefined;
		if (address !== undefined) {
			step.address = address;
		}
	}

	/** A wrapped line: its words belong to the reply before. */
	private lengthenReply(line: number, rest: string): void {
		const open = this.reply;
		if (open) {
			open.words.push(`${open.words.pop() ?? ''} ${rest}`);
			open.lines = line - open.line + 1;
			return;
		}
		const step = this.drafts.findLast(({ reply }) => reply);
		if (step?.reply) {
			const { reply } = step;
			step.reply = { ...reply, text: `${reply.text} ${rest}`.trimStart(), lines: line - reply.line + 1 };
		}
	}

	/** After the 354; where no reply is shown at all, after DATA. */
	private isContentDue(): boolean {
		return this.waiting.some(({ stage }) => stage === 'content') || this.isUnseenGoAhead();
	}

	private isUnseenGoAhead(): boolean {
		return !this.replied && this.drafts.at(-1)?.stage === 'data';
	}

	/** The content's step stands where the content begins; the reply to DATA has it waiting, without a line. */
	private startContent(line: number): void {
		if (this.isUnseenGoAhead()) {
			this.waiting.push({ stage: 'content', line: -1, evidence: 'seen' });
		}
		const step = this.waiting.find(({ stage }) => stage === 'content');
		if (step && step.line < 0) {
			step.line = line;
			this.drafts.push(step);
		}
	}

	private finishReply(): void {
		const open = this.reply;
		this.reply = undefined;
		if (open) {
			// A greeting has no enhanced code (RFC 2034 §4); a log may begin later.
			const reply = toReply(open, this.replied || this.waiting.length > 0);
			const step = this.answeredBy(reply);
			this.replied = true;
			step.reply = reply;
			if (this.lapse !== undefined) {
				step.elapsed = this.lapse;
				this.lapse = undefined;
			}
			if (step.line < 0) {
				step.line = reply.line;
				this.insert(step);
			}
			this.note(step, open.epoch);
			this.follow(step, reply);
		}
	}

	/** The step that a reply belongs to: the first that waits, unless the code can only answer a later one. */
	private answeredBy(reply: Reply): Draft {
		if (!this.replied && reply.code === '220' && this.waiting[0]?.stage !== 'starttls') {
			return this.greeting(reply);
		}
		const meant = stageMeantBy(reply.code);
		const at = meant === undefined ? -1 : this.waiting.findIndex(({ stage }) => stage === meant);
		this.waiting.splice(0, Math.max(0, at));
		return this.waiting.shift() ?? this.unasked(reply);
	}

	/** What a client said before the greeting that is no command (a PROXY header) has no reply. */
	private greeting(reply: Reply): Draft {
		const step: Draft = { stage: 'greeting', line: reply.line, evidence: 'seen' };
		this.insert(step);
		this.waiting = this.waiting.filter(({ stage }) => stage !== 'other');
		return step;
	}

	private unasked(reply: Reply): Draft {
		const step: Draft = { stage: 'content', line: reply.line, evidence: 'seen' };
		if (this.contentReplies > 0) {
			this.contentReplies -= 1;
		} else if (this.blankLine !== undefined && this.drafts.at(-1)?.reply?.code === '334') {
			Object.assign(step, { stage: 'auth', line: this.blankLine, command: '', continuation: true });
			this.blankLine = undefined;
		} else if (this.blankLine !== undefined && this.replied && reply.code.startsWith('50')) {
			step.stage = 'other';
			step.line = this.blankLine;
			step.command = '';
			this.blankLine = undefined;
		} else {
			const before = this.replied ? this.drafts.at(-1)?.stage : undefined;
			step.stage = isEhloReply(reply) ? 'hello' : stageOfUnasked(reply.code, before);
			const refused = step.stage === 'rcpt' && /^[45]/.test(reply.code) ? this.refused.shift() : undefined;
			if (refused !== undefined) {
				step.address = refused;
			}
		}
		this.drafts.push(step);
		return step;
	}

	/** Steps stand in the order of their replies: before those that still wait for one. */
	private insert(step: Draft): void {
		const first = this.waiting[0];
		const at = first ? this.drafts.lastIndexOf(first) : -1;
		this.drafts.splice(at < 0 ? this.drafts.length : at, 0, step);
	}

	/** What a reply changes for those after it. */
	private follow(step: Draft, reply: Reply): void {
		if (step.stage === 'mail' || step.stage === 'hello') {
			this.accepted = 0;
		} else if (step.stage === 'rcpt') {
			this.accepted += reply.code.startsWith('2') ? 1 : 0;
			this.noteRecipient(step.address, reply);
		} else if (step.stage === 'data' && reply.code.startsWith('3') && reply.code !== '353') {
			this.waiting.unshift({ stage: 'content', line: -1, evidence: 'seen' });
		} else if (reply.code === '353') {
			this.contentReplies = this.accepted + 1;
		} else if (step.stage === 'content' && this.isLmtp && this.contentReplies === 0) {
			this.contentReplies = Math.max(0, this.accepted - 1);
			this.accepted = 0;
		}
	}

	private noteRecipient(address: string | undefined, { code, enhanced, line }: Reply): void {
		if (address !== undefined) {
			this.recipients.push({ address, code, ...(enhanced === undefined ? {} : { enhanced }), line });
		}
	}
}

/** Only EHLO is answered with a list of extensions (RFC 5321 §4.1.1.1). */
function isEhloReply({ code, text }: Reply): boolean {
	return (
		code === '250' && /\n(?:PIPELINING|SIZE|8BITMIME|STARTTLS|ENHANCEDSTATUSCODES|CHUNKING)\b/.test(text)
	);
}

function toReply({ code, words, line, lines }: OpenReply, replied: boolean): Reply {
	const enhanced = replied ? enhancedOf(code, words[0] ?? '') : undefined;
	const text = words.map((said) =>
		enhanced && said.startsWith(enhanced) ? said.slice(enhanced.length).replace(/^:? ?/, '') : said,
	);
	return { code, ...(enhanced ? { enhanced } : {}), text: text.join('\n'), line, lines };
}

/** The status code behind the reply code: its class must be the reply's (RFC 2034 §4). */
function enhancedOf(code: string, text: string): string | undefined {
	// 5.1.1 <nobody@example.net>: unknown user
	// ^^^^^
	const status = /^[245]\.\d{1,3}\.\d{1,3}(?=[\s:]|$)/.exec(text)?.[0];
	return status?.startsWith(code.slice(0, 1)) ? status : undefined;
}

/** The address in `RCPT TO:<a@example.net> NOTIFY=NEVER`, without angle brackets. */
function addressOf(command: string): string | undefined {
	// rcpt to: <a@example.net>
	// ^^^^^^^^^
	const match = /^\s*RCPT\s+TO\s*:?\s*/i.exec(command);
	if (!match) {
		return undefined;
	}
	const words = command.slice(match[0].length);
	const end = words.startsWith('<') ? words.indexOf('>') : -1;
	return end > 0 ? words.slice(1, end) : (words.split(/\s/, 1)[0] ?? '');
}
