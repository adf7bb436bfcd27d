import type { ClockOptions } from '../core/index/timeIndex';
import { MailLog } from '../core/mailLog';
import { bytesOf } from '../core/text/utf8';
import { eventMarks, inOrder } from './eventMarks';
import { foldedMarks } from './foldedHeaders';
import { LeakCheck, type Leak, type LeakedThing } from './leaks';
import { Learner } from './learner';
import { Needles } from './needles';
import { Pseudonyms, type TableEntry } from './pseudonyms';
import { Replacer } from './replacer';
import { searched } from './secrets';
import type { Mark } from './sink';
import { Sweep } from './sweep';

/** Characters that are read at once. */
const chunkSize = 1 << 18;

/** Characters of the copy that are kept between the check and the reader; the lines behind them are made again. */
const keptSize = 1 << 25;

/** Something that must not be told would have been: nothing of the copy may be given out. */
export class LeakError extends Error {
	override readonly name = 'LeakError';

	constructor(readonly leak: Leak) {
		super(`line ${leak.line + 1} would still tell ${leak.what}: nothing is given out`);
	}
}

/**
 * A copy of a log without what is nobody's business: line by line, so that line numbers stay, and so that it reads as the log does.
 * The same name has the same pseudonym everywhere in it.
 *
 * Secrets become `****`. Users, hosts, domains, Message-IDs become `user1`, `mx1.domain1.example`, `id1@domain1.example`; IP
 * addresses become others, so that two of a /24 (IPv6: of a /64) stay in one, in the ranges that are for documentation, and when those
 * are full, in 198.18.0.0/15 (RFC 2544) and 240.0.0.0/5 (never assigned); private ones stay in their range, loopback stays. What a
 * message holds becomes `[content, 12 octets]`.
 *
 * What stays: times, sizes, queue ids (a long one of Postfix, and one of Exim, carries the moment of arrival), process ids, reply
 * codes and the words of programs, the names of DNS lists, `localhost`, `unknown`, the senders `<>`, `double-bounce` and
 * `mailer-daemon`.
 *
 * The log is read twice: for its names, then for its lines. Only the tables of names are kept.
 */
export class Redaction {
	private readonly pseudonyms = new Pseudonyms();
	private readonly learner = new Learner(this.pseudonyms);
	private readonly secrets = new Needles();
	private readonly replacer = new Replacer(this.pseudonyms);
	private readonly sweep = new Sweep(this.replacer);
	/** The first lines of the copy, once it was checked. */
	private readonly made: string[] = [];
	/** For each line, whether it has places that only its event tells. */
	private readonly isMarked: Uint8Array;
	private leaks: LeakCheck | undefined;

	private constructor(private readonly log: MailLog) {
		this.isMarked = new Uint8Array(log.lineCount);
	}

	/** Reads a log for its names. */
	static of(log: MailLog): Redaction {
		const redaction = new Redaction(log);
		for (const _line of redaction.learn());
		return redaction;
	}

	/**
	 * Reads a log for its names and checks all of its copy, line by line, so that whoever makes it can pause in between; the log must not
	 * change before the last. Gives on how much is done, from 0 to 1.
	 * @param take Is given the lines of the copy; they may be shown when the last is there.
	 * @throws LeakError where the copy would tell something that it must not.
	 */
	static *inSteps(
		log: MailLog,
		take: (line: string) => unknown = () => undefined,
	): Generator<number, Redaction> {
		const redaction = new Redaction(log);
		let done = 0;
		for (const _line of redaction.learn()) {
			yield ++done / (2 * log.lineCount);
		}
		for (const line of redaction.checkedLines()) {
			take(line);
			yield ++done / (2 * log.lineCount);
		}
		return redaction;
	}

	private *learn(): Generator<undefined> {
		const { log } = this;
		const sweep = new Sweep(this.learner);
		for (let line = 0; line < log.lineCount; line++) {
			const text = log.text(line);
			const event = log.event(line);
			const marks = this.marks(line);
			this.learner.event(event);
			sweep.line(text, marks);
			for (const { kind, start, end } of marks) {
				// A name of more than a word may hold others.
				if (kind === 'user' && /[\s=[]/.test(text.slice(start, end))) {
					sweep.line(text.slice(start, end));
				}
			}
			this.isMarked[line] = marks.length > 0 ? 1 : 0;
			yield;
		}
		for (const form of searched(this.learner.secrets, this.pseudonyms)) {
			this.secrets.add(form);
		}
	}

	/** What in a line has to be masked because of what the line is. */
	private marks(line: number): Mark[] {
		const folded = foldedMarks(this.log, line);
		return folded.length > 0 ? folded : eventMarks(this.log.text(line), this.log.event(line));
	}

	/** A line of the copy. */
	line(line: number): string {
		const text = this.log.text(line);
		const marks = this.isMarked[line] ? this.marks(line) : [];
		const found = this.secrets.in(text).map((place) => ({ ...place, kind: 'secret' as const }));
		return this.sweep.line(text, found.length > 0 ? inOrder([...found, ...marks]) : marks);
	}

	/** Words that are no line of the log, with the same names in them. */
	words(text: string): string {
		return this.sweep.line(
			text,
			this.secrets.in(text).map((place) => ({ ...place, kind: 'secret' as const })),
		);
	}

	/** The copy, read as a log; it is in memory. */
	copy(options: ClockOptions = {}): MailLog {
		const log = new MailLog(options);
		let waiting = '';
		for (const line of this.lines()) {
			waiting += `${line}\n`;
			if (waiting.length > chunkSize) {
				log.append(bytesOf(waiting));
				waiting = '';
			}
		}
		log.append(bytesOf(waiting));
		return log;
	}

	/** All lines of the copy, each without its end. */
	*lines(): Generator<string> {
		for (let line = 0; line < this.log.lineCount; line++) {
			yield this.made[line] ?? this.line(line);
		}
	}

	/**
	 * Makes every line once and looks whether it tells anything that it must not. To be called before anything is given out.
	 * @throws LeakError where it does.
	 */
	check(): void {
		let size = 0;
		for (const text of this.checkedLines()) {
			size += text.length;
			if (size <= keptSize) {
				this.made.push(text);
			}
		}
	}

	/**
	 * The lines of the copy as they are made and checked: none may be given out before the last is there.
	 * @throws LeakError where one tells anything that it must not.
	 */
	*checkedLines(): Generator<string> {
		// What is looked for has to be complete, and names that only the copy asks for are known when it was made.
		const check = new LeakCheck(this.learner.secrets, this.pseudonyms);
		let number = 0;
		for (const text of this.lines()) {
			const what = check.find(text);
			if (what !== undefined) {
				throw new LeakError({ line: number, what });
			}
			number++;
			yield text;
		}
	}

	/** Looks at words that were made otherwise of this log, such as an export, in the same way. To be called when the copy was checked. */
	leakIn(text: string): LeakedThing | undefined {
		this.leaks ??= new LeakCheck(this.learner.secrets, this.pseudonyms);
		return this.leaks.find(text);
	}

	/** The way back: which name each pseudonym stands for, as far as the copy was made. It is written nowhere by itself. */
	table(): TableEntry[] {
		return [...this.pseudonyms.table()];
	}
}
