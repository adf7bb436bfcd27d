import { wholeNumber } from '../core/briefAmounts';
import { briefField, type Brief } from '../core/dialects/brief';
import type { CountedLine } from './countedLine';
import { total, trafficColumn } from './figures';
import { Histogram } from './histogram';
import type { Ledger } from './ledger';
import { Names } from './names';
import type { Tally } from './tally';

/** What fits into a column of `Mails`. */
const largestSize = 0x7fffffff;

/** Counts the mails that came in: who sent them, who handed them over, who had logged in, how large they are. */
export class Arrivals {
	readonly users = new Names();
	readonly senders: Tally;
	readonly senderDomains: Tally;
	readonly clients: Tally;
	readonly logins: Tally;
	readonly sizes = new Histogram();

	/** `isReinjected`: 1 for a mail that a filter, an alias or the queue manager made of another. */
	constructor(
		private readonly ledger: Ledger,
		private readonly isReinjected: Uint8Array,
	) {
		this.senders = ledger.tallyFrom();
		this.senderDomains = ledger.tallyFrom();
		this.clients = ledger.tallyFrom();
		this.logins = ledger.tallyFrom();
	}

	/** A mail came in. */
	countArrival(counted: CountedLine): void {
		const { line, brief, message, isIn } = counted;
		if (message < 0) {
			return;
		}
		const { mails, times } = this.ledger;
		mails.arrived[message] = times.local;
		mails.arrivedLine[message] = line;
		mails.client[message] = this.ledger.hostIn(brief, briefField.host, briefField.address);
		const user = this.userIn(brief);
		mails.user[message] = user;
		if (this.isReinjected[message] === 1) {
			if (isIn) {
				this.ledger.addTotal(total.reinjected, line);
			}
		} else if (isIn) {
			this.countReceived(line, message, user);
		}
		if (brief.isNoted(briefField.size)) {
			this.countSize(counted);
		} else if (brief.isNoted(briefField.from)) {
			this.noteSender(brief, message);
		}
	}

	/** The line with a mail's size; Postfix writes it again whenever it tries again. */
	countSize({ line, brief, message }: CountedLine): void {
		if (message < 0) {
			return;
		}
		const { mails } = this.ledger;
		if ((mails.size[message] ?? 0) > 0) {
			return;
		}
		const size = wholeNumber(brief.bytes, brief.start(briefField.size), brief.end(briefField.size));
		mails.size[message] = Math.min(size, largestSize);
		if (brief.isNoted(briefField.from)) {
			this.countSender(line, brief, message, size);
		}
		if (mails.isReceived[message] === 1) {
			this.ledger.addTotal(total.receivedOctets, line, size);
			this.sizes.add(size);
			this.ledger.addFrom(this.clients, mails.client[message] ?? -1, line, size);
			this.ledger.addFrom(this.logins, mails.user[message] ?? -1, line, size);
		}
	}

	/** OpenSMTPD names the sender behind the arrival, once for each recipient. */
	countEnvelope({ line, brief, message }: CountedLine): void {
		const { sender, size } = this.ledger.mails;
		if (message >= 0 && (sender[message] ?? 0) < 0 && brief.isNoted(briefField.from)) {
			this.countSender(line, brief, message, size[message] ?? 0);
		}
	}

	private countReceived(line: number, message: number, user: number): void {
		this.ledger.mails.isReceived[message] = 1;
		this.ledger.addTotal(total.received, line);
		this.ledger.addTraffic(trafficColumn.received, line);
		if (user >= 0) {
			this.ledger.addTotal(total.logins, line);
		}
	}

	/** Behind the line with the size, or in it. */
	private countSender(line: number, brief: Brief, message: number, size: number): void {
		const { ledger } = this;
		const sender = this.noteSender(brief, message);
		if (ledger.mails.isReceived[message] === 1) {
			ledger.addFrom(this.senders, sender, line, size);
			ledger.addFrom(this.senderDomains, ledger.addresses.domain(sender), line, size);
		}
	}

	private noteSender(brief: Brief, message: number): number {
		const sender = this.ledger.addressIn(brief, briefField.from);
		this.ledger.mails.sender[message] = sender;
		return sender;
	}

	private userIn(brief: Brief): number {
		const field = briefField.saslUser;
		return brief.isNoted(field) ? this.users.number(brief.bytes, brief.start(field), brief.end(field)) : -1;
	}
}
