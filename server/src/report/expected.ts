import { hashesOf, type BriefName } from '../core/dialects/brief';
import type { Arrivals } from './arrivals';
import type { Attempts } from './attempts';
import type { Ledger } from './ledger';
import type { Tally } from './tally';

/**
 * Has the names near, and what was counted of them, that the lines have which will be counted next (`ByteTable.bringNear`). Nothing
 * depends on it, but time: of a log of millions of addresses, most of the counting is waiting for memory.
 */
export class Expected {
	/** Read by nobody. */
	seen = 0;
	private numbers = new Int32Array(0);

	constructor(
		private readonly ledger: Ledger,
		private readonly arrivals: Arrivals,
		private readonly attempts: Attempts,
	) {}

	/** `records`: those of `Brief`, `count` of them. */
	take(records: Int32Array, count: number): void {
		if (this.numbers.length < count) {
			this.numbers = new Int32Array(count);
		}
		const { arrivals, attempts } = this;
		this.seen = this.takeAddresses('from', records, count, arrivals.senders, arrivals.senderDomains);
		this.seen += this.takeAddresses('to', records, count, attempts.recipients, attempts.recipientDomains);
		this.seen += this.takeHosts('host', records, count, arrivals.clients);
		this.seen += this.takeHosts('relay', records, count, attempts.relays);
	}

	private takeAddresses(
		name: BriefName,
		records: Int32Array,
		count: number,
		tally: Tally,
		domains: Tally,
	): number {
		const { numbers } = this;
		const { addresses } = this.ledger;
		const found = hashesOf(name, records, count, numbers);
		let seen = addresses.bringNear(numbers, found) + tally.bringNear(numbers, found);
		addresses.toDomains(numbers, found);
		seen += domains.bringNear(numbers, found);
		return seen;
	}

	private takeHosts(name: BriefName, records: Int32Array, count: number, tally: Tally): number {
		const { numbers } = this;
		const found = hashesOf(name, records, count, numbers);
		return this.ledger.hosts.bringNear(numbers, found) + tally.bringNear(numbers, found);
	}
}
