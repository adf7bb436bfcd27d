import { sessionId } from '../../checks/words';
import { spanWords } from '../../checks/spanWords';
import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';
import { say, type Said } from '../../knowledge/say';
import { factsOf } from './facts';
import { failureOf, worksWhere } from './failure';
import { sentence } from './sentence';
import { kinshipKey, kinshipOf, kinships, traitsOf, type Kin, type Kinship } from './kinship';

/** A session to compare another with. */
export interface Proposal {
	/** From 0. */
	readonly index: number;
	readonly kinship: Kinship;
	/** `same client, 12 minutes before` */
	readonly why: Said;
}

/** So many sessions are glanced at on either side, by their lines. */
const reach = 10_000;
/** When so many more have been glanced at on either side, the closest kin among them are read. */
const round = 256;
/** Of each kinship, so many at most are read in full, in one round. */
const mostRead = 60;
/** So many lines of each are glanced at. */
const linesGlanced = 12;

/** What was found for sessions, as long as the log has as many lines and what was found is what it was. */
const known = new WeakMap<
	Session,
	{ readonly proposal: Proposal | undefined; readonly stamp: readonly [number, Session | undefined] }
>();

/**
 * Looks for the session that is most like another, but worked where that one failed (or failed, where it worked): the closest kin, and
 * of these the nearest in time. A log may have very many sessions: most are only glanced at, and of each kinship a few are made.
 */
export class NearestSearch {
	/** What was found so far; it is final when all steps are done. */
	found: Proposal | undefined;
	readonly #log: MailLog;
	readonly #kin: Kin;
	readonly #traits: readonly (readonly [Kinship, readonly string[]])[];
	readonly #fits: (index: number) => boolean;
	/** The sessions that look like kin, the nearest first. */
	readonly #candidates = new Map<Kinship, number[]>();

	/** @param index The session that another is sought for, from 0. */
	constructor(log: MailLog, index: number) {
		this.#log = log;
		const session = log.session(index);
		this.#kin = { session, facts: factsOf(session, log) };
		this.#traits = kinships.map((kinship) => [kinship, traitsOf(this.#kin, kinship)] as const);
		const failure = failureOf(session, log);
		this.#fits = failure
			? (other) => worksWhere(failure.turn.stage, log.session(other), log)
			: (other) => !log.isQuietSession(other) && failureOf(log.session(other), log) !== undefined;
	}

	/** The work in small steps; between two of them it can be left. What was found before, and still holds, is not sought again. */
	*steps(): Generator<void> {
		const { session } = this.#kin;
		const stamp = () => [this.#log.lineCount, this.found && this.#log.session(this.found.index)] as const;
		const before = known.get(session);
		this.found = before?.proposal;
		if (before?.stamp.every((part, at) => part === stamp()[at])) {
			return;
		}
		this.found = undefined;
		yield* this.#glance();
		for (const kinship of kinships) {
			yield* this.#read(kinship);
		}
		known.set(session, { proposal: this.found, stamp: stamp() });
	}

	/** Sorts the sessions around into those that look like kin, until one of the closest kin fits. */
	*#glance(): Generator<void> {
		const { index } = this.#kin.session;
		const program = this.#log.programOfSession(index);
		const closest = this.#traits.find(([, traits]) => traits.length > 0)?.[0] ?? 'program';
		for (let distance = 1; distance <= reach && !this.found; distance++) {
			for (const other of [index - distance, index + distance]) {
				if (other >= 0 && other < this.#log.sessionCount && this.#log.programOfSession(other) === program) {
					this.#note(other, this.#likeness(other));
				}
			}
			const isDone = index - distance < 0 && index + distance >= this.#log.sessionCount;
			if (isDone || distance % round === 0) {
				yield* this.#read(closest);
			}
			if (isDone) {
				return;
			}
			yield;
		}
	}

	/**
	 * Reads the candidates of one kinship in full, the nearest in time first, until one fits. Those that look like no kin are all read:
	 * whom a mail was from and for often stands in lines of its own, not in those of its session.
	 */
	*#read(kinship: Kinship): Generator<void> {
		const candidates = this.#inTime(this.#candidates.get(kinship) ?? []);
		this.#candidates.delete(kinship);
		for (const index of this.found ? [] : candidates) {
			yield;
			const actual = this.#fits(index) ? this.#kinshipWith(index) : undefined;
			if (actual && rankOf(actual) > rankOf(kinship)) {
				// It only looked as if it were that close.
				this.#note(index, actual);
			} else if (actual && (!this.found || rankOf(actual) < rankOf(this.found.kinship))) {
				this.found = { index, kinship: actual, why: this.#why(index, actual) };
			}
			if (this.found && kinship !== 'program') {
				return;
			}
		}
	}

	#note(index: number, kinship: Kinship): void {
		const known = this.#candidates.get(kinship) ?? [];
		this.#candidates.set(kinship, known);
		if (known.length < mostRead) {
			known.push(index);
		}
	}

	/** The closest kinship that a session's lines suggest. Nothing is made of them. */
	#likeness(index: number): Kinship {
		const text = this.#log
			.lastLinesOfSession(index, linesGlanced)
			.map((line) => this.#log.text(line))
			.join('\n')
			.toLowerCase();
		const found = this.#traits.find(([, traits]) => traits.some((trait) => text.includes(trait)));
		return found?.[0] ?? 'program';
	}

	/** The nearest in time first, where the log has times. */
	#inTime(candidates: readonly number[]): readonly number[] {
		const at = this.#secondsOf(this.#kin.session.index);
		const distance = (index: number) => Math.abs(this.#secondsOf(index) - at);
		return [...candidates].sort((a, b) => distance(a) - distance(b));
	}

	#secondsOf(index: number): number {
		return this.#log.writtenSecondsAt(this.#log.endsOfSession(index).first);
	}

	#kinshipWith(index: number): Kinship | undefined {
		const session = this.#log.session(index);
		return kinshipOf(this.#kin, { session, facts: factsOf(session, this.#log) });
	}

	#why(index: number, kinship: Kinship): Said {
		const { session } = this.#kin;
		const kin = say(kinshipKey(kinship, session));
		const other = this.#log.session(index);
		if (!session.start || !other.start) {
			return kin;
		}
		const span = other.start.epoch - session.start.epoch;
		if (Math.abs(span) < 1000) {
			return say('comparison.near.together', { kin });
		}
		return say(span < 0 ? 'comparison.near.before' : 'comparison.near.after', {
			kin,
			span: spanWords(Math.abs(span)),
		});
	}
}

/** The closest first, from 0. */
function rankOf(kinship: Kinship): number {
	return kinships.indexOf(kinship);
}

/** `That one (s9) is the nearest that worked: same client, 12 minutes before.` */
export function proposalWords(log: MailLog, index: number, { index: other, why }: Proposal): Said {
	const hasFailed = failureOf(log.session(index), log) !== undefined;
	const name = say('comparison.that', { session: sessionId(other) });
	return sentence(hasFailed ? 'comparison.worked' : 'comparison.failed', { other: name, why });
}

/** That nothing was found. */
export function nothingToCompare(log: MailLog, index: number): Said {
	const hasFailed = failureOf(log.session(index), log) !== undefined;
	return say(hasFailed ? 'comparison.noneWorked' : 'comparison.noneFailed', { session: sessionId(index) });
}
