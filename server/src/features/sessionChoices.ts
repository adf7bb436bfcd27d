import { peerWords, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import type { SessionChoice } from '../protocol';
import { failureOf } from './comparison/failure';
import type { Proposal } from './comparison/nearest';
import { endingWords } from './outcome';
import { strip } from './strip';

/** So many sessions are looked at on either side. */
const reach = 10_000;
/** So many that failed, and so many others, are offered. */
const most = 200;

/** Collects the sessions that can be compared: those that failed first, the nearest to a place first. Most are not made for it. */
export class SessionChoices {
	readonly #log: MailLog;
	readonly #around: number;
	readonly #without: number | undefined;
	readonly #failed: number[] = [];
	readonly #others: number[] = [];

	/**
	 * @param line The place in the middle, from 0, where no session is left out.
	 * @param without The session that is left out, by its number from 0; those around it come first.
	 */
	constructor(log: MailLog, { line, without }: { line: number; without?: number | undefined }) {
		this.#log = log;
		this.#around = without ?? log.sessionIndexAt(line) ?? 0;
		this.#without = without;
	}

	/** The work in small steps; between two of them it can be left. */
	*steps(): Generator<void> {
		this.#look(this.#around);
		for (let distance = 1; distance <= reach; distance++) {
			this.#look(this.#around - distance);
			this.#look(this.#around + distance);
			const isAllSeen = this.#around - distance < 0 && this.#around + distance >= this.#log.sessionCount;
			if (isAllSeen || this.#failed.length >= most) {
				return;
			}
			yield;
		}
	}

	#look(index: number): void {
		if (index < 0 || index >= this.#log.sessionCount || index === this.#without) {
			return;
		}
		const isGood =
			this.#log.isQuietSession(index) || failureOf(this.#log.session(index), this.#log) === undefined;
		const list = isGood ? this.#others : this.#failed;
		if (list.length < most) {
			list.push(index);
		}
	}

	/** What has been found, for a quick pick; the proposal, or else the session in the middle, before all others. */
	choices(proposal?: Proposal, language?: Language): SessionChoice[] {
		const first = proposal?.index ?? (this.#around === this.#without ? undefined : this.#around);
		const others = [...this.#failed, ...this.#others].filter((index) => index !== first);
		return (first === undefined ? others : [first, ...others]).map((index) => {
			const choice = this.#choice(index, language);
			return index === proposal?.index
				? { ...choice, description: proposal.why(language), isProposed: true }
				: choice;
		});
	}

	#choice(index: number, language?: Language): SessionChoice {
		const session = this.#log.session(index);
		return {
			session: sessionId(index),
			line: session.lines[0] ?? 0,
			hasFailed: this.#failed.includes(index) || failureOf(session, this.#log) !== undefined,
			label: [sessionId(index), peerWords(session.peer)].filter(Boolean).join(' · '),
			description: endingWords(session, this.#log)(language),
			detail: strip(session, this.#log),
			isProposed: false,
		};
	}
}
