import type { MailLog } from '../core/mailLog';
import { depthLimit, effectiveOutcomes, type Tried } from '../core/messages/outcomes';
import type { DeliveryStatus, Fate, Outcome } from '../core/model';
import { Column, NarrowColumn } from '../core/text/column';

const statuses = [
	'sent',
	'deferred',
	'bounced',
	'expired',
	'discarded',
	'held',
	'undeliverable',
	'deliverable',
] as const satisfies readonly DeliveryStatus[];

const sent = statuses.indexOf('sent');
const deferred = statuses.indexOf('deferred');

const none = -1;

/** Of a mail of which attempts alone tell. */
const nothingElse: Omit<Tried<number>, 'attempts'> = {
	taken: [],
	requeuedAs: undefined,
	given: undefined,
	waiting: [],
	decided: [],
};

/** So many attempts are compared one by one. */
const fewAttempts = 6;

/**
 * What is noted of each mail, in integers, so that a log of millions of them is no more than some columns: its size, its sender, when it
 * came, and every attempt to deliver it. Addresses are numbers that the caller gives. Mails and lines count from 0.
 */
export class Mails {
	readonly size: Int32Array;
	readonly sender: Int32Array;
	/** Seconds, as the log's clock shows them; 0 where its arrival is not in the log. */
	readonly arrived: Uint32Array;
	readonly arrivedLine: Int32Array;
	readonly firstSent: Uint32Array;
	readonly lastSent: Uint32Array;
	/** Who handed it over, and who had logged in to do so: numbers, or -1. */
	readonly client: Int32Array;
	readonly user: Int32Array;
	/** It came in the period that is reported, and not by a filter or an alias that handed it back. */
	readonly isReceived: Uint8Array;
	readonly isDeferred: Uint8Array;
	/** Something else than attempts decides of it, so that its lines have to be read in full. */
	private readonly isSpecial: Uint8Array;
	private readonly lastAttempt: Int32Array;

	private readonly before = new Column();
	private readonly addresses = new Column();
	/** The names under which it was delivered, where they are others. */
	private readonly recipients = new Map<number, number>();
	private readonly lines = new Column();
	private readonly states = new NarrowColumn();
	private readonly becameOf = new Map<number, number>();
	private readonly taken: number[] = [];

	constructor(
		private readonly log: MailLog,
		private readonly addressNumber: (address: string) => number,
	) {
		const count = log.messageCount;
		const numbers = () => new Int32Array(count).fill(none);
		this.size = new Int32Array(count);
		this.sender = numbers();
		this.arrived = new Uint32Array(count);
		this.arrivedLine = numbers();
		this.firstSent = new Uint32Array(count);
		this.lastSent = new Uint32Array(count);
		this.client = numbers();
		this.user = numbers();
		this.isReceived = new Uint8Array(count);
		this.isDeferred = new Uint8Array(count);
		this.isSpecial = new Uint8Array(count);
		this.lastAttempt = numbers();
	}

	/**
	 * Notes an attempt.
	 * @param address Whom the mail was for; `recipient` is the name under which it was delivered.
	 * @param child The mail that it turned into, or -1.
	 */
	addAttempt(
		message: number,
		line: number,
		attempt: {
			readonly address: number;
			readonly recipient: number;
			readonly status: DeliveryStatus;
			readonly child: number;
		},
	): void {
		const number = this.before.length;
		this.before.push(this.lastAttempt[message] ?? none);
		this.addresses.push(attempt.address);
		if (attempt.recipient !== attempt.address) {
			this.recipients.set(number, attempt.recipient);
		}
		this.lines.push(line);
		this.states.push(statuses.indexOf(attempt.status));
		this.lastAttempt[message] = number;
		if (attempt.child >= 0) {
			this.becameOf.set(number, attempt.child);
		}
	}

	/** Notes a delivery: when, in seconds as the log's clock shows it. */
	noteSent(message: number, local: number): void {
		this.firstSent[message] ||= local;
		this.lastSent[message] = local;
	}

	/** Its lines have to be read in full. */
	noteSpecial(message: number): void {
		this.isSpecial[message] = 1;
	}

	/** What became of each of a mail's recipients, with the line of the last attempt (or of its arrival). */
	eachOutcome(message: number, visit: (address: number, outcome: Outcome, line: number) => void): void {
		const last = this.lastAttempt[message] ?? none;
		if (last < 0 && this.isSpecial[message] !== 1) {
			return;
		}
		const only = this.followOnly(message);
		if (only >= 0) {
			visit(this.addresses.get(last), statuses[this.states.get(only)] ?? 'queued', this.lines.get(last));
			return;
		}
		if (this.isSpecial[message] !== 1 && this.takeAttempts(last)) {
			this.eachOfTaken(visit);
			return;
		}
		for (const { address, outcome } of this.outcomes(message)) {
			visit(address, outcome, this.lineOf(message, address));
		}
	}

	/**
	 * The attempt whose word counts for a mail that was tried once, for one recipient: this one, or that of the mail which it turned
	 * into, and so on; -1 where one of them was not tried once.
	 */
	private followOnly(message: number): number {
		for (let own = message, left = depthLimit; ; left--) {
			const only = this.lastAttempt[own] ?? none;
			if (only < 0 || this.before.get(only) >= 0 || this.isSpecial[own] === 1) {
				return none;
			}
			const child = left > 0 && this.states.get(only) === sent ? this.becameOf.get(only) : undefined;
			if (child === undefined) {
				return only;
			}
			own = child;
		}
	}

	/** Takes the attempts that end with the last one, where they are few and none became another mail. */
	private takeAttempts(last: number): boolean {
		const { taken } = this;
		taken.length = 0;
		for (let at = last; at >= 0; at = this.before.get(at)) {
			if (taken.length === fewAttempts || this.becameOf.has(at)) {
				return false;
			}
			taken.push(at);
		}
		return true;
	}

	/** The outcomes of what was taken, as \`effectiveOutcomes\` has them: the last word counts, but what was sent is not put off. */
	private eachOfTaken(visit: (address: number, outcome: Outcome, line: number) => void): void {
		const { taken, addresses, states } = this;
		for (let place = 0; place < taken.length; place++) {
			const address = addresses.get(taken[place] ?? 0);
			let isFirst = true;
			let state = none;
			// From the first attempt to the last.
			for (let other = taken.length - 1; other >= 0; other--) {
				const attempt = taken[other] ?? 0;
				if (addresses.get(attempt) === address) {
					isFirst &&= other >= place;
					const own = states.get(attempt);
					state = state === sent && own === deferred ? state : own;
				}
			}
			if (isFirst) {
				visit(address, statuses[state] ?? 'queued', this.lines.get(taken[place] ?? 0));
			}
		}
	}

	private outcomes(message: number): readonly Fate<number>[] {
		return effectiveOutcomes((of) => this.tried(of), message);
	}

	private tried(message: number): Tried<number> {
		if (this.isSpecial[message] === 1) {
			return this.triedInFull(message);
		}
		const attempts: Tried<number>['attempts'][number][] = [];
		for (let at = this.lastAttempt[message] ?? none; at >= 0; at = this.before.get(at)) {
			const child = this.becameOf.get(at);
			attempts.push({
				address: this.addresses.get(at),
				recipient: this.recipients.get(at) ?? this.addresses.get(at),
				status: statuses[this.states.get(at)] ?? 'sent',
				...(child === undefined ? {} : { child }),
			});
		}
		return { ...nothingElse, attempts: attempts.reverse() };
	}

	private triedInFull(message: number): Tried<number> {
		const { attempts, taken, waiting, decided, ...others } = this.log.triedOf(message);
		const number = this.addressNumber;
		return {
			attempts: attempts.map((attempt) => ({
				...attempt,
				address: number(attempt.address),
				recipient: number(attempt.recipient),
			})),
			taken: taken.map((each) => ({ ...each, address: number(each.address) })),
			waiting: waiting.map(number),
			decided: decided.map((each) => ({ ...each, address: number(each.address) })),
			...others,
		};
	}

	private lineOf(message: number, address: number): number {
		for (let at = this.lastAttempt[message] ?? none; at >= 0; at = this.before.get(at)) {
			if (this.addresses.get(at) === address) {
				return this.lines.get(at);
			}
		}
		return this.log.endsOfMessage(message).last;
	}
}
