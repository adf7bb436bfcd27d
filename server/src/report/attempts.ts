import { delayCount, delayParts, Delays } from '../core/briefAmounts';
import { briefField, type Brief } from '../core/dialects/brief';
import type { Linked } from '../core/links';
import { attemptStatus } from '../core/messages/attemptStatus';
import { addressOf } from '../core/messages/outcomes';
import type { DeliveryStatus } from '../core/model';
import type { Connections } from './connections';
import type { CountedLine } from './countedLine';
import { sentTo, sentToColumn, total, trafficColumn } from './figures';
import { Histogram } from './histogram';
import type { Ledger } from './ledger';
import { Names } from './names';
import type { Tally } from './tally';

/** Columns of the domains of recipients, behind those of `sentTo`. */
const delayMean = 4;
const delayMost = 5;

/** An attempt to deliver, for one recipient. */
interface CountedAttempt {
	/** Whom the mail was for; `recipient` is the name under which it was delivered. */
	address: number;
	recipient: number;
	status: DeliveryStatus;
	/** The mail that it turned into, or -1. */
	child: number;
}

/** Counts the attempts to deliver: what became of them, for whom, over which hosts, and how long they took. */
export class Attempts {
	readonly recipients: Tally;
	readonly recipientDomains: Tally;
	readonly relays: Tally;
	readonly transportNames = new Names();
	readonly transports: Tally;
	readonly deferralCauses: Tally;
	readonly bounceCauses: Tally;
	/** Milliseconds, by `delayParts`. */
	readonly delays = Array.from({ length: delayCount }, () => new Histogram());

	private readonly told = new Delays();
	private linkAt = 0;
	/** The one that is counted: used again for every line. */
	private readonly attempt: CountedAttempt = { address: 0, recipient: 0, status: 'sent', child: -1 };

	/** `linked`: which mail was made of which. */
	constructor(
		private readonly ledger: Ledger,
		private readonly connections: Connections,
		private readonly linked: Linked,
	) {
		this.recipients = ledger.tally(sentTo);
		this.recipientDomains = ledger.tally([...sentTo, 'delayMean', 'delayMost']);
		this.relays = ledger.tally(sentTo);
		this.transports = ledger.tally(['delivered', 'octets', 'copies']);
		this.deferralCauses = ledger.tally(['count']);
		this.bounceCauses = ledger.tally(['count']);
	}

	/** A line of Postfix or Exim: one attempt. */
	countDelivery(counted: CountedLine): void {
		const { line, kind, brief, message } = counted;
		const status = message < 0 ? undefined : attemptStatus(kind, brief);
		if (status === undefined) {
			return;
		}
		const { attempt } = this;
		const recipient = this.ledger.addressIn(brief, briefField.to);
		attempt.address = kind.format === 'exim' ? this.eximAddress(brief, recipient) : recipient;
		attempt.recipient = recipient;
		attempt.status = status;
		attempt.child = this.childAt(line);
		this.count(counted, attempt);
	}

	/** A line of another program, read in full: it may tell of several. */
	countDeliveries(counted: CountedLine): void {
		const { line, message } = counted;
		if (message < 0) {
			return;
		}
		const { log, addresses } = this.ledger;
		const child = this.childAt(line);
		this.ledger.noteSpecial(message);
		for (const { recipient, original, status } of log.deliveriesAt(line)) {
			const number = addresses.numberOf(recipient);
			const address = addresses.numberOf(
				addressOf({ recipient, ...(original === undefined ? {} : { original }) }),
			);
			this.count(counted, { address, recipient: number, status, child });
		}
	}

	/** Whom a line of Exim is for: it may name the local part alone. */
	private eximAddress(brief: Brief, recipient: number): number {
		if (!brief.isNoted(briefField.original)) {
			return recipient;
		}
		const to = brief.text(briefField.to) ?? '';
		const original = brief.text(briefField.original) ?? '';
		return this.ledger.addresses.numberOf(addressOf({ recipient: to, original }));
	}

	private count(counted: CountedLine, attempt: CountedAttempt): void {
		const { ledger } = this;
		const { line, message, isIn } = counted;
		const { status, child } = attempt;
		ledger.mails.addAttempt(message, line, attempt);
		const isHandedBack = status === 'sent' && child >= 0;
		if (status === 'sent' && !isHandedBack) {
			ledger.mails.noteSent(message, ledger.times.local);
		}
		if (isHandedBack && isIn) {
			ledger.addTotal(total.forwarded, line);
		} else if (isIn) {
			this.countStatus(counted, attempt);
			this.countDelays(counted, attempt);
		}
	}

	private countStatus(counted: CountedLine, attempt: CountedAttempt): void {
		const { ledger } = this;
		const { line, brief, message } = counted;
		const { status } = attempt;
		switch (status) {
			case 'sent':
				this.countSent(counted, attempt);
				break;
			case 'deferred':
				this.addTo(counted, attempt, sentToColumn.deferrals, 0);
				ledger.addTotal(total.deferrals, line);
				ledger.addTraffic(trafficColumn.deferrals, line);
				if (ledger.mails.isDeferred[message] !== 1) {
					ledger.mails.isDeferred[message] = 1;
					ledger.addTotal(total.deferredMessages, line);
				}
				this.countDeferral(counted, attempt);
				break;
			case 'bounced':
			case 'expired':
				this.addTo(counted, attempt, sentToColumn.bounced, 0);
				ledger.addTotal(total[status], line);
				ledger.addTraffic(trafficColumn.bounced, line);
				this.bounceCauses.add(ledger.causes.number(line, brief), 0, line);
				break;
			case 'discarded':
			case 'held':
				ledger.addTotal(total[status], line);
				break;
			case 'undeliverable':
			case 'deliverable':
				// A probe of an address: no mail.
				break;
		}
	}

	/** Adds to the recipient, its domain and the relay. */
	private addTo(
		{ line, brief }: CountedLine,
		{ address }: CountedAttempt,
		column: number,
		octets: number,
	): void {
		this.addToRow(this.recipients, address, column, line, octets);
		this.addToRow(this.recipientDomains, this.ledger.addresses.domain(address), column, line, octets);
		const relay = this.relayOf(brief);
		if (relay >= 0) {
			this.addToRow(this.relays, relay, column, line, octets);
		}
	}

	private addToRow(tally: Tally, row: number, column: number, line: number, octets: number): void {
		tally.add(row, column, line);
		if (octets > 0) {
			tally.add(row, sentToColumn.octets, line, octets);
		}
	}

	private countSent(counted: CountedLine, attempt: CountedAttempt): void {
		const { ledger } = this;
		const { mails, times } = ledger;
		const { line, kind, brief, message } = counted;
		const size = mails.size[message] ?? 0;
		this.addTo(counted, attempt, sentToColumn.delivered, size);
		ledger.addTotal(total.delivered, line);
		ledger.addTotal(total.deliveredOctets, line, size);
		ledger.addTraffic(trafficColumn.delivered, line);
		const isCopy = kind.kind !== 'delivery-additional';
		if (isCopy) {
			ledger.addTotal(total.copies, line);
		}
		this.countTransport(counted, isCopy, size);
		if (kind.format === 'exim' && brief.isNoted(briefField.tlsVersion)) {
			this.connections.countTls(counted, true);
		}
		if (mails.isDeferred[message] === 1) {
			ledger.greylistedThere.pass(message, attempt.address, times.local);
		}
		ledger.greylistedHere.pass(mails.sender[message] ?? -1, attempt.address, mails.arrived[message] ?? 0);
	}

	private countTransport({ line, brief }: CountedLine, isCopy: boolean, size: number): void {
		const field = briefField.transport;
		if (!brief.isNoted(field)) {
			return;
		}
		const transport = this.transportNames.number(brief.bytes, brief.start(field), brief.end(field));
		this.transports.add(transport, 0, line);
		if (isCopy) {
			this.transports.add(transport, 1, line, size);
			this.transports.add(transport, 2, line);
		}
	}

	private countDeferral({ line, brief, message }: CountedLine, { address }: CountedAttempt): void {
		const { causes, greylistedThere, times } = this.ledger;
		const cause = causes.number(line, brief);
		this.deferralCauses.add(cause, 0, line);
		if (causes.at(cause).reason === 'greylist') {
			greylistedThere.putOff(message, address, times.local);
		}
	}

	private countDelays({ line, brief, message }: CountedLine, { status, address }: CountedAttempt): void {
		const { delays, told, ledger } = this;
		told.take(brief);
		for (let part = 0; part < delayParts.all; part++) {
			const leg = told.values[part] ?? -1;
			if (leg >= 0) {
				delays[part]?.add(leg);
			}
		}
		const delay =
			brief.isNoted(briefField.delays) && brief.isNoted(briefField.delay)
				? (told.values[delayParts.all] ?? -1)
				: this.sinceArrival(message);
		if (delay < 0) {
			return;
		}
		delays[delayParts.all]?.add(delay);
		const domain = ledger.addresses.domain(address);
		this.recipientDomains.raise(domain, delayMost, delay);
		if (status === 'sent') {
			this.recipientDomains.add(domain, delayMean, line, delay);
		}
	}

	/** From a mail's arrival to the line that is counted, in milliseconds; -1 where nothing tells. */
	private sinceArrival(message: number): number {
		const { mails, times } = this.ledger;
		const arrived = mails.arrived[message] ?? 0;
		return arrived > 0 ? Math.max(0, times.local - arrived) * 1000 : -1;
	}

	private relayOf(brief: Brief): number {
		const host = this.ledger.hostIn(brief, briefField.relayHost, briefField.relayAddress);
		if (host >= 0 || brief.isNoted(briefField.relay)) {
			return host;
		}
		return this.ledger.hostIn(brief, briefField.host, briefField.address);
	}

	/** The mail that this line's one turned into, or -1; lines come in order. */
	private childAt(line: number): number {
		const { lines, children } = this.linked;
		while (this.linkAt < lines.length && (lines[this.linkAt] ?? 0) < line) {
			this.linkAt++;
		}
		return lines[this.linkAt] === line ? (children[this.linkAt] ?? -1) : -1;
	}
}
