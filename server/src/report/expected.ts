import { hashesOf, type BriefName } from '../core/dialects/brief';
import type { Arrivals } from './arrivals';
import type { Attempts } from './attempts';
import type { Ledger } from './ledger';
import type { Addresses, Names } from './names';
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
		const { arrivals, attempts, ledger } = this;
		const { addresses, hosts } = ledger;
		const look = (name: BriefName, names: Names | Addresses, tally: Tally) => {
			const { numbers } = this;
			const found = hashesOf(name, records, count, numbers);
			this.seen += names.bringNear(numbers, found) + tally.bringNear(numbers, found);
		};
		look('from', addresses, arrivals.senders);
		look('fromDomain', addresses.domains, arrivals.senderDomains);
		look('to', addresses, attempts.recipients);
		look('toDomain', addresses.domains, attempts.recipientDomains);
		look('host', hosts, arrivals.clients);
		look('relay', hosts, attempts.relays);
		look('user', arrivals.users, arrivals.logins);
	}
}
