import type { Fate, Outcome } from '../model';

/** Who is meant: an address, or one user behind it. */
type Recipient<Address> = Pick<Fate<Address>, 'address' | 'user'>;

/** What is known so far of each recipient of a mail. `Address`: as in `Attempt`. */
export class Fates<Address> {
	/** By address, then by the user behind it. */
	private readonly found = new Map<Address, Map<string | undefined, Outcome>>();

	/** Whether no recipient is known. */
	get isEmpty(): boolean {
		return this.found.size === 0;
	}

	outcomeOf({ address, user }: Recipient<Address>): Outcome | undefined {
		return this.found.get(address)?.get(user);
	}

	set({ address, user }: Recipient<Address>, outcome: Outcome): void {
		const users = this.found.get(address);
		if (users) {
			users.set(user, outcome);
		} else {
			this.found.set(address, new Map([[user, outcome]]));
		}
	}

	/** What was decided for an address: for all users behind it who still wait. */
	decide(address: Address, outcome: Outcome): void {
		const users = this.found.get(address);
		if (users) {
			giveUp(users, outcome);
		} else {
			this.set({ address }, outcome);
		}
	}

	/** Nobody tries any more for those who still wait. */
	giveUpAll(outcome: Outcome): void {
		for (const users of this.found.values()) {
			giveUp(users, outcome);
		}
	}

	all(): Fate<Address>[] {
		return [...this.found].flatMap(([address, users]) =>
			[...users].map(([user, outcome]) =>
				user === undefined ? { address, outcome } : { address, user, outcome },
			),
		);
	}
}

function giveUp(users: Map<string | undefined, Outcome>, outcome: Outcome): void {
	for (const [user, known] of users) {
		if (known === 'deferred' || known === 'held' || known === 'queued') {
			users.set(user, outcome);
		}
	}
}
