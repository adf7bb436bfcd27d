import type { BriefKind } from '../core/briefs';
import { Brief } from '../core/dialects/brief';
import type { MailLog } from '../core/mailLog';
import { deliveryKinds } from '../core/messages/deliveries';
import { Arrivals } from './arrivals';
import { Attempts } from './attempts';
import { Connections } from './connections';
import { Copies } from './copies';
import type { CountedLine, Counter } from './countedLine';
import { Expected } from './expected';
import { total } from './figures';
import { Histogram } from './histogram';
import { Ledger, type CountOptions } from './ledger';
import { isDecision, isEnvelope, needOf } from './needs';
import { Refusals } from './refusals';
import { reinjected } from './reinjected';
import type { Tally } from './tally';
import { Warnings } from './warnings';

/** So many lines are counted at once where nobody waits. */
const usualStep = 1 << 16;

/**
 * Counts what is in a log, in one pass over the lines that matter, each read in brief. Nothing is made for a mail or a session; what
 * has to be read in full is read once for all lines that say the same.
 */
export class Counting {
	readonly ledger: Ledger;
	readonly arrivals: Arrivals;
	readonly attempts: Attempts;
	readonly connections: Connections;
	readonly refusals: Refusals;
	readonly warnings: Warnings;
	/** What became of recipients in the end. */
	readonly outcomes: Tally;
	/** By row of `outcomes`, as they came. */
	readonly outcomeNames: string[] = [];
	/** From its arrival to a mail's first and last delivery: milliseconds. */
	readonly untilFirst = new Histogram();
	readonly untilLast = new Histogram();

	private readonly copies: Copies;
	/** 1 for a mail that a filter, an alias or the queue manager made of another. */
	private readonly isReinjected: Uint8Array;
	/** By the number of a kind: who counts its lines. */
	private readonly counters: (Counter | undefined)[] = [];

	constructor(
		private readonly log: MailLog,
		private readonly options: CountOptions,
	) {
		const linked = log.linkedMessages();
		this.isReinjected = reinjected(log, linked);
		this.ledger = new Ledger(log, options);
		this.arrivals = new Arrivals(this.ledger, this.isReinjected);
		this.connections = new Connections(this.ledger);
		this.attempts = new Attempts(this.ledger, this.connections, linked);
		this.refusals = new Refusals(this.ledger);
		this.warnings = new Warnings(this.ledger, options.language);
		this.outcomes = this.ledger.tally(['recipients']);
		this.copies = new Copies(options.parts ?? []);
	}

	/** Counts all lines, some at a time; gives how many are done. */
	*run(): Generator<number> {
		const { log, ledger, counters } = this;
		const { step = usualStep } = this.options;
		const briefs = log.briefs((kind) => {
			counters[kind.number] = this.counterOf(kind);
			return needOf(kind);
		}, this.options.helper);
		const counted: CountedLine = { line: 0, kind: noKind, brief: new Brief(), message: -1, isIn: false };
		const expected = new Expected(ledger, this.arrivals, this.attempts);
		const expect = (records: Int32Array, count: number) => expected.take(records, count);
		for (let from = 0; from < log.lineCount; from += step) {
			const to = Math.min(log.lineCount, from + step);
			briefs.visit(
				from,
				to,
				(line, kind, brief) => {
					counted.line = line;
					counted.kind = kind;
					counted.brief = brief;
					counted.message = log.messageIndexAt(line) ?? -1;
					counted.isIn = ledger.go(line);
					counters[kind.number]?.(counted);
				},
				expect,
			);
			yield to;
		}
		this.countMails();
	}

	/** Who counts the lines of a kind. */
	private counterOf(kind: BriefKind): Counter | undefined {
		const { arrivals, attempts, ledger } = this;
		if (deliveryKinds.has(kind.kind)) {
			const isOne = kind.format === 'postfix' || kind.format === 'exim';
			return isOne
				? (counted) => attempts.countDelivery(counted)
				: (counted) => attempts.countDeliveries(counted);
		}
		switch (kind.kind) {
			case 'client':
			case 'pickup':
			case 'arrival':
				return (counted) => arrivals.countArrival(counted);
			case 'queue-active':
				return (counted) => arrivals.countSize(counted);
			case 'expired':
				return ({ line, message, isIn }) => {
					ledger.noteSpecial(message);
					if (isIn) {
						ledger.addTotal(total.expired, line);
					}
				};
			default:
				if (isDecision(kind)) {
					return ({ message }) => ledger.noteSpecial(message);
				}
				return isEnvelope(kind)
					? (counted) => arrivals.countEnvelope(counted)
					: this.unlessCopy(kind, this.eventCounterOf(kind));
		}
	}

	/** The same of what counts in the period only. */
	private eventCounterOf(kind: BriefKind): Counter | undefined {
		const { connections, ledger, refusals, warnings } = this;
		switch (kind.kind) {
			case 'reject':
				return inPeriod((counted) => refusals.countReject(counted));
			case 'milter':
			case 'header-action':
				return (counted) => {
					ledger.noteSpecial(counted.message);
					if (counted.isIn) {
						refusals.countAction(counted);
					}
				};
			case 'proxy':
			case 'info':
				return inPeriod((counted) => {
					ledger.noteSpecial(counted.message);
					refusals.countAction(counted);
				});
			case 'tls-established':
				return inPeriod((counted) => connections.countTls(counted, kind.isClient));
			case 'sasl-failed':
				return inPeriod((counted) => {
					connections.countFailedLogin(counted);
					warnings.countWarning(counted);
				});
			case 'bounce-notification':
				return inPeriod(({ line }) => ledger.addTotal(total.notifications, line));
			case 'connect':
				return kind.isClient || kind.program === 'postscreen'
					? undefined
					: inPeriod(({ line }) => ledger.addTotal(total.connections, line));
			case 'lost-connection':
			case 'timeout':
				return inPeriod(({ line }) => ledger.addTotal(total.lostConnections, line));
			default:
				return inPeriod((counted) => warnings.countWarning(counted));
		}
	}

	/** What says again what was counted counts no more. */
	private unlessCopy(kind: BriefKind, counter: Counter | undefined): Counter | undefined {
		const { copies } = this;
		if (!counter || !copies.areIn(kind)) {
			return counter;
		}
		return (counted) => {
			if (!copies.isCopy(counted)) {
				counter(counted);
			}
		};
	}

	/** What became of the recipients of all mails that came in the period, and how long they waited. */
	private countMails(): void {
		const { mails } = this.ledger;
		const rows = new Map<string, number>();
		const addOutcome = (_address: number, outcome: string, line: number) => {
			let row = rows.get(outcome);
			if (row === undefined) {
				row = this.outcomeNames.push(outcome) - 1;
				rows.set(outcome, row);
			}
			this.outcomes.add(row, 0, line);
		};
		for (let message = 0; message < this.log.messageCount; message++) {
			if (this.isReinjected[message] === 1 || !this.isOfPeriod(message)) {
				continue;
			}
			mails.eachOutcome(message, addOutcome);
			if (mails.isReceived[message] === 1 && mails.size[message] === 0) {
				this.ledger.addTotal(total.neverQueued, mails.arrivedLine[message] ?? 0);
			}
			const arrived = mails.arrived[message] ?? 0;
			const firstSent = mails.firstSent[message] ?? 0;
			if (arrived > 0 && firstSent > 0) {
				this.untilFirst.add(Math.max(0, firstSent - arrived) * 1000);
				this.untilLast.add(Math.max(0, (mails.lastSent[message] ?? 0) - arrived) * 1000);
			}
		}
	}

	private isOfPeriod(message: number): boolean {
		const { times, mails } = this.ledger;
		if (times.isWhole) {
			return true;
		}
		const line = mails.arrivedLine[message] ?? -1;
		return times.go(line >= 0 ? line : this.log.endsOfMessage(message).first);
	}
}

const noKind: BriefKind = { number: 0, kind: 'foreign', format: 'other', starts: '', isClient: false };

function inPeriod(counter: Counter): Counter {
	return (counted) => {
		if (counted.isIn) {
			counter(counted);
		}
	};
}
