import type { BriefKind } from '../core/briefs';
import { briefField, type Brief } from '../core/dialects/brief';
import { valueOf } from '../core/event';
import type { Linked } from '../core/links';
import type { MailLog } from '../core/mailLog';
import { deliveryKinds } from '../core/messages/deliveries';
import { addressOf } from '../core/messages/outcomes';
import type { DeliveryStatus } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { addDelays, milliseconds, wholeNumber } from './amounts';
import { attemptStatus } from './attemptStatus';
import { Copies } from './copies';
import { Greylisting } from './greylisting';
import { Histogram } from './histogram';
import { dayName, LineTimes, type Period } from './lineTimes';
import { Mails } from './mails';
import { Addresses, Names } from './names';
import { isEnvelope, needOf } from './needs';
import { networkOf } from './network';
import { Causes } from './reasons';
import { reinjected } from './reinjected';
import { Tally, type Watch } from './tally';

/** The figures of the whole log. */
export const totalNames = [
	'received',
	'receivedOctets',
	'neverQueued',
	'reinjected',
	'delivered',
	'deliveredOctets',
	'copies',
	'forwarded',
	'deferrals',
	'deferredMessages',
	'bounced',
	'expired',
	'discarded',
	'held',
	'rejected',
	'temporarilyRejected',
	'rejectWarnings',
	'notifications',
	'connections',
	'lostConnections',
	'logins',
	'failedLogins',
	'warnings',
	'errors',
] as const;

export type TotalName = (typeof totalNames)[number];

const total = Object.fromEntries(totalNames.map((name, number) => [name, number])) as Readonly<
	Record<TotalName, number>
>;

/** What is counted for each hour and each day. */
const traffic = ['received', 'delivered', 'deferrals', 'bounced', 'rejected'] as const;
const sentTo = ['delivered', 'octets', 'deferrals', 'bounced'] as const;
const cameFrom = ['messages', 'octets'] as const;

/** The columns of `sentTo` and `traffic`, by what became of an attempt. */
const sentToColumn = { sent: 0, deferred: 2, bounced: 3, expired: 3 } as const;
const trafficColumn = { received: 0, sent: 1, deferred: 2, bounced: 3, expired: 3, rejected: 4 } as const;

/** How a report is made. */
export interface CountOptions {
	readonly period?: Period;
	/** Of titles. */
	readonly language?: Language | undefined;
	readonly watch?: Watch | undefined;
	/** Of a log of several files: the first line of each. */
	readonly parts?: readonly number[];
}

/**
 * Counts what is in a log, in one pass over the lines that matter, each read in brief. Nothing is made for a mail or a session; what
 * has to be read in full is read once for all lines that say the same.
 */
export class Counting {
	readonly addresses = new Addresses();
	readonly hosts = new Names();
	readonly users = new Names();
	readonly networks = new Names();
	readonly ciphers = new Names();
	readonly transportNames = new Names();
	readonly days: { readonly name: string; readonly local: number }[] = [];
	readonly causes: Causes;
	/** Of warnings: the same words may be a cause, too. */
	readonly warnings: Causes;
	readonly mails: Mails;

	/** All of the following, in the same order in every count. */
	readonly tallies: Tally[] = [];
	readonly totals: Tally;
	readonly hourly: Tally;
	readonly daily: Tally;
	readonly senders: Tally;
	readonly senderDomains: Tally;
	readonly recipients: Tally;
	readonly recipientDomains: Tally;
	readonly clients: Tally;
	readonly relays: Tally;
	readonly logins: Tally;
	readonly transports: Tally;
	readonly deferralCauses: Tally;
	readonly bounceCauses: Tally;
	readonly rejectCauses: Tally;
	readonly rejectWarningCauses: Tally;
	readonly warningTexts: Tally;
	readonly tls: Tally;
	readonly failedLogins: Tally;
	readonly outcomes: Tally;

	/** Milliseconds: before the queue, in the queue, connecting, transmitting, all together. */
	readonly delays = Array.from({ length: 5 }, () => new Histogram());
	/** From its arrival to a mail's first and last delivery. */
	readonly untilFirst = new Histogram();
	readonly untilLast = new Histogram();
	readonly sizes = new Histogram();
	/** By us, of mails from others; by others, of mails from us. */
	readonly greylistedHere = new Greylisting();
	readonly greylistedThere = new Greylisting();
	/** The outcomes by number, as they came. */
	readonly outcomeNames: string[] = [];
	/** The first and the last time that was counted: seconds, local; 0 where there is none. */
	first = 0;
	last = 0;
	isYearKnown = true;

	private readonly times: LineTimes;
	private readonly copies: Copies;
	private readonly linked: Linked;
	private linkAt = 0;
	/** Mails that a filter, an alias or the queue manager made of others. */
	private readonly isReinjected: Uint8Array;
	private readonly networkNumbers = new Map<number, number>();
	private readonly relayWords = new Names();
	private readonly dayRows = new Map<string, number>();
	/** The one that is counted: used again for every line. */
	private readonly attempt: CountedAttempt = {
		message: 0,
		address: 0,
		recipient: 0,
		status: 'sent',
		child: -1,
		isIn: false,
	};
	private dayNumber = -1;
	private dayRow = -1;
	private hour = -1;

	constructor(
		private readonly log: MailLog,
		{ period = {}, language, watch, parts = [] }: CountOptions,
	) {
		const tally = (columns: readonly string[]) => {
			const made = new Tally(columns, watch);
			this.tallies.push(made);
			return made;
		};
		this.causes = new Causes(log, language);
		this.warnings = new Causes(log, language);
		this.mails = new Mails(log, (address) => this.addresses.numberOf(address));
		this.totals = tally(['value']);
		this.hourly = tally(traffic);
		this.daily = tally(traffic);
		this.senders = tally(cameFrom);
		this.senderDomains = tally(cameFrom);
		this.recipients = tally(sentTo);
		this.recipientDomains = tally([...sentTo, 'delayMean', 'delayMost']);
		this.clients = tally(cameFrom);
		this.relays = tally(sentTo);
		this.logins = tally(cameFrom);
		this.transports = tally(['delivered', 'octets', 'copies']);
		this.deferralCauses = tally(['count']);
		this.bounceCauses = tally(['count']);
		this.rejectCauses = tally(['count']);
		this.rejectWarningCauses = tally(['count']);
		this.warningTexts = tally(['count']);
		this.tls = tally(['incoming', 'outgoing']);
		this.failedLogins = tally(['failures']);
		this.outcomes = tally(['recipients']);
		this.times = new LineTimes(log, period);
		this.copies = new Copies(parts);
		this.linked = log.linkedMessages();
		this.isReinjected = reinjected(log, this.linked);
	}

	/** Counts all lines, so many at a time; gives how many are done. */
	*run(step = 1 << 16): Generator<number> {
		const { log } = this;
		const briefs = log.briefs(needOf);
		for (let from = 0; from < log.lineCount; from += step) {
			const to = Math.min(log.lineCount, from + step);
			briefs.visit(from, to, (line, kind, brief) => this.count(line, kind, brief));
			yield to;
		}
		this.countMails();
	}

	private count(line: number, kind: BriefKind, brief: Brief): void {
		const isIn = this.times.go(line);
		const message = this.log.messageIndexAt(line) ?? -1;
		if (isIn) {
			this.noteTime();
		}
		if (deliveryKinds.has(kind.kind)) {
			if (message >= 0) {
				this.countDelivery(line, kind, brief, message, isIn);
			}
			return;
		}
		this.countOther(line, kind, brief, message, isIn);
	}

	private countOther(line: number, kind: BriefKind, brief: Brief, message: number, isIn: boolean): void {
		switch (kind.kind) {
			case 'client':
			case 'pickup':
			case 'arrival':
				if (message >= 0) {
					this.countArrival(line, brief, message, isIn);
				}
				break;
			case 'queue-active':
				if (message >= 0) {
					this.countSize(line, brief, message);
				}
				break;
			case 'expired':
			case 'cancelled':
			case 'postsuper':
				this.noteSpecial(message);
				break;
			default:
				if (isEnvelope(kind)) {
					this.countEnvelope(line, brief, message);
					return;
				}
				if (this.copies.isCopy(line, kind, brief)) {
					return;
				}
				if (isIn) {
					this.countEvent(line, kind, brief, message);
				} else if (kind.kind === 'milter' || kind.kind === 'header-action') {
					this.noteSpecial(message);
				}
		}
	}

	private countEvent(line: number, kind: BriefKind, brief: Brief, message: number): void {
		switch (kind.kind) {
			case 'reject':
				this.countReject(line, brief);
				break;
			case 'milter':
			case 'header-action':
			case 'proxy':
			case 'info':
				this.noteSpecial(message);
				this.countAction(line, brief);
				break;
			case 'tls-established':
				this.countTls(line, brief, kind.isClient);
				break;
			case 'sasl-failed':
				this.countFailedLogin(line, brief);
				this.countWarning(line, kind, brief);
				break;
			case 'bounce-notification':
				this.addTotal('notifications', line);
				break;
			case 'connect':
				if (!kind.isClient && kind.program !== 'postscreen') {
					this.addTotal('connections', line);
				}
				break;
			case 'lost-connection':
			case 'timeout':
				this.addTotal('lostConnections', line);
				break;
			default:
				this.countWarning(line, kind, brief);
		}
	}

	/** A mail came in. */
	private countArrival(line: number, brief: Brief, message: number, isIn: boolean): void {
		const { mails } = this;
		const { bytes } = brief;
		mails.arrived[message] = this.times.local;
		mails.arrivedLine[message] = line;
		const client = this.nameIn(this.hosts, brief, briefField.host, briefField.address);
		const user = brief.isNoted(briefField.saslUser)
			? this.users.number(bytes, brief.start(briefField.saslUser), brief.end(briefField.saslUser))
			: -1;
		mails.client[message] = client;
		mails.user[message] = user;
		if (this.isReinjected[message] === 1) {
			if (isIn) {
				this.addTotal('reinjected', line);
			}
		} else if (isIn) {
			mails.isReceived[message] = 1;
			this.addTotal('received', line);
			this.addTraffic(trafficColumn.received, line);
			if (user >= 0) {
				this.addTotal('logins', line);
			}
		}
		if (brief.isNoted(briefField.size)) {
			this.countSize(line, brief, message);
		} else if (brief.isNoted(briefField.from)) {
			this.noteSender(brief, message);
		}
	}

	private noteSender(brief: Brief, message: number): number {
		const start = brief.start(briefField.from);
		const sender = this.addresses.number(brief.bytes, start, brief.end(briefField.from));
		this.mails.sender[message] = sender;
		return sender;
	}

	/** The line with a mail's size; Postfix writes it again whenever it tries again. */
	private countSize(line: number, brief: Brief, message: number): void {
		const { mails } = this;
		if ((mails.size[message] ?? 0) > 0) {
			return;
		}
		const size = wholeNumber(brief.bytes, brief.start(briefField.size), brief.end(briefField.size));
		mails.size[message] = Math.min(size, 0x7fffffff);
		if (brief.isNoted(briefField.from)) {
			this.countSender(line, brief, message);
		}
		if (mails.isReceived[message] === 1) {
			this.addTotal('receivedOctets', line, size);
			this.sizes.add(size);
			this.addFrom(this.clients, mails.client[message] ?? -1, line, size);
			this.addFrom(this.logins, mails.user[message] ?? -1, line, size);
		}
	}

	/** Behind the line with the size, or in it. */
	private countSender(line: number, brief: Brief, message: number): void {
		const sender = this.noteSender(brief, message);
		if (this.mails.isReceived[message] === 1) {
			const size = this.mails.size[message] ?? 0;
			this.addFrom(this.senders, sender, line, size);
			this.addFrom(this.senderDomains, this.addresses.domain(sender), line, size);
		}
	}

	/** OpenSMTPD names the sender behind the arrival, once for each recipient. */
	private countEnvelope(line: number, brief: Brief, message: number): void {
		if (message >= 0 && (this.mails.sender[message] ?? 0) < 0 && brief.isNoted(briefField.from)) {
			this.countSender(line, brief, message);
		}
	}

	private addFrom(tally: Tally, row: number, line: number, size: number): void {
		if (row >= 0) {
			tally.add(row, 0, line);
			tally.add(row, 1, line, size);
		}
	}

	private countDelivery(line: number, kind: BriefKind, brief: Brief, message: number, isIn: boolean): void {
		const child = this.childAt(line);
		if (kind.format !== 'postfix' && kind.format !== 'exim') {
			this.noteSpecial(message);
			for (const { recipient, original, status } of this.log.deliveriesAt(line)) {
				const number = this.addresses.numberOf(recipient);
				const address = this.addresses.numberOf(
					addressOf({ recipient, ...(original === undefined ? {} : { original }) }),
				);
				this.countAttempt(line, kind, brief, { message, address, recipient: number, status, child, isIn });
			}
			return;
		}
		const status = attemptStatus(kind, brief);
		if (status === undefined) {
			return;
		}
		const { bytes } = brief;
		const recipient = this.addresses.number(bytes, brief.start(briefField.to), brief.end(briefField.to));
		const address = kind.format === 'exim' ? this.eximAddress(brief, recipient) : recipient;
		const { attempt } = this;
		attempt.message = message;
		attempt.address = address;
		attempt.recipient = recipient;
		attempt.status = status;
		attempt.child = child;
		attempt.isIn = isIn;
		this.countAttempt(line, kind, brief, attempt);
	}

	/** Whom a line of Exim is for: it may name the local part alone. */
	private eximAddress(brief: Brief, recipient: number): number {
		if (!brief.isNoted(briefField.original)) {
			return recipient;
		}
		const to = brief.text(briefField.to) ?? '';
		const original = brief.text(briefField.original) ?? '';
		return this.addresses.numberOf(addressOf({ recipient: to, original }));
	}

	private countAttempt(line: number, kind: BriefKind, brief: Brief, attempt: CountedAttempt): void {
		const { mails } = this;
		const { message, status, isIn, child, recipient } = attempt;
		mails.addAttempt(message, line, attempt);
		const isHandedBack = status === 'sent' && child >= 0;
		if (status === 'sent' && !isHandedBack) {
			this.noteSent(message);
		}
		if (!isIn) {
			return;
		}
		if (isHandedBack) {
			this.addTotal('forwarded', line);
			return;
		}
		this.addStatus(line, attempt);
		const relay = this.relayOf(brief);
		if (status === 'sent' || status === 'deferred' || status === 'bounced' || status === 'expired') {
			const column = sentToColumn[status];
			const octets = status === 'sent' ? (mails.size[message] ?? 0) : 0;
			this.addTo(this.recipients, recipient, column, line, octets);
			this.addTo(this.recipientDomains, this.addresses.domain(recipient), column, line, octets);
			this.addTo(this.relays, relay, column, line, octets);
			this.addTraffic(trafficColumn[status], line);
		}
		if (status === 'sent') {
			this.countSent(line, kind, brief, attempt);
		} else if (status === 'deferred') {
			this.countDeferral(line, brief, attempt);
		} else if (status === 'bounced' || status === 'expired') {
			this.bounceCauses.add(this.causes.number(line, brief), 0, line);
		}
		this.countDelays(line, brief, attempt);
	}

	private addStatus(line: number, { status, message }: CountedAttempt): void {
		switch (status) {
			case 'sent':
				this.addTotal('delivered', line);
				this.addTotal('deliveredOctets', line, this.mails.size[message] ?? 0);
				break;
			case 'deferred':
				this.addTotal('deferrals', line);
				if (this.mails.isDeferred[message] !== 1) {
					this.mails.isDeferred[message] = 1;
					this.addTotal('deferredMessages', line);
				}
				break;
			case 'bounced':
			case 'expired':
			case 'discarded':
			case 'held':
				this.addTotal(status, line);
				break;
			case 'undeliverable':
			case 'deliverable':
				// A probe of an address: no mail.
				break;
		}
	}

	private addTo(tally: Tally, row: number, column: number, line: number, octets: number): void {
		if (row >= 0) {
			tally.add(row, column, line);
			if (octets > 0) {
				tally.add(row, 1, line, octets);
			}
		}
	}

	private noteSent(message: number): void {
		const { firstSent, lastSent } = this.mails;
		const { local } = this.times;
		firstSent[message] = firstSent[message] || local;
		lastSent[message] = local;
	}

	private countSent(
		line: number,
		kind: BriefKind,
		brief: Brief,
		{ message, recipient }: CountedAttempt,
	): void {
		const isCopy = kind.kind !== 'delivery-additional';
		if (isCopy) {
			this.addTotal('copies', line);
		}
		if (brief.isNoted(briefField.transport)) {
			const start = brief.start(briefField.transport);
			const transport = this.transportNames.number(brief.bytes, start, brief.end(briefField.transport));
			this.transports.add(transport, 0, line);
			if (isCopy) {
				this.transports.add(transport, 1, line, this.mails.size[message] ?? 0);
				this.transports.add(transport, 2, line);
			}
		}
		if (kind.format === 'exim' && brief.isNoted(briefField.tlsVersion)) {
			this.countTls(line, brief, true);
		}
		const { local } = this.times;
		const { mails } = this;
		if (mails.isDeferred[message] === 1) {
			this.greylistedThere.pass(message, recipient, local);
		}
		this.greylistedHere.pass(mails.sender[message] ?? -1, recipient, mails.arrived[message] ?? 0);
	}

	private countDeferral(line: number, brief: Brief, { message, recipient }: CountedAttempt): void {
		const cause = this.causes.number(line, brief);
		this.deferralCauses.add(cause, 0, line);
		if (this.causes.at(cause).reason === 'greylist') {
			this.greylistedThere.putOff(message, recipient, this.times.local);
		}
	}

	private countDelays(line: number, brief: Brief, { status, message, recipient }: CountedAttempt): void {
		const { bytes } = brief;
		if (brief.isNoted(briefField.delays)) {
			addDelays(bytes, brief.start(briefField.delays), brief.end(briefField.delays), this.delays);
		}
		const arrived = this.mails.arrived[message] ?? 0;
		const isWritten = brief.isNoted(briefField.delays) && brief.isNoted(briefField.delay);
		const delay = isWritten
			? milliseconds(bytes, brief.start(briefField.delay), brief.end(briefField.delay))
			: arrived > 0
				? Math.max(0, this.times.local - arrived) * 1000
				: -1;
		if (delay < 0) {
			return;
		}
		this.delays[4]?.add(delay);
		const domain = this.addresses.domain(recipient);
		this.recipientDomains.raise(domain, 5, delay);
		if (status === 'sent') {
			this.recipientDomains.add(domain, 4, line, delay);
		}
	}

	private relayOf(brief: Brief): number {
		const host = this.nameIn(this.hosts, brief, briefField.relayHost, briefField.relayAddress);
		if (host >= 0 || brief.isNoted(briefField.relay)) {
			return host;
		}
		return this.nameIn(this.hosts, brief, briefField.host, briefField.address);
	}

	/** A host's number: by its name, or its address where it has none. */
	private nameIn(names: Names, brief: Brief, name: number, address: number): number {
		const field = brief.isNoted(name) ? name : address;
		return brief.isNoted(field) ? names.number(brief.bytes, brief.start(field), brief.end(field)) : -1;
	}

	private countReject(line: number, brief: Brief): void {
		if (brief.isNoted(briefField.action) && brief.text(briefField.action) === 'reject_warning') {
			this.addTotal('rejectWarnings', line);
			this.rejectWarningCauses.add(this.causes.number(line, brief), 0, line);
			return;
		}
		this.addReject(line, brief);
	}

	private addReject(line: number, brief: Brief): void {
		const number = this.causes.number(line, brief);
		const cause = this.causes.at(number);
		this.addTotal('rejected', line);
		if (cause.isTemporary) {
			this.addTotal('temporarilyRejected', line);
		}
		this.addTraffic(trafficColumn.rejected, line);
		this.rejectCauses.add(number, 0, line);
		if (cause.reason === 'greylist') {
			this.noteGreylisted(brief);
		}
	}

	private noteGreylisted(brief: Brief): void {
		const { from, to } = briefField;
		if (brief.isNoted(from) && brief.isNoted(to)) {
			const sender = this.addresses.number(brief.bytes, brief.start(from), brief.end(from));
			const recipient = this.addresses.number(brief.bytes, brief.start(to), brief.end(to));
			this.greylistedHere.putOff(sender, recipient, this.times.local);
		}
	}

	/** What an access table, a milter, a header check or a filter did. */
	private countAction(line: number, brief: Brief): void {
		const event = this.log.event(line);
		const action = valueOf(event, 'action') ?? valueOf(event, 'severity');
		if (action === 'reject' || (action === undefined && /^[45]/.test(valueOf(event, 'code') ?? ''))) {
			this.addReject(line, brief);
		} else if (action === 'discard') {
			this.addTotal('discarded', line);
		} else if (action === 'hold' || action === 'quarantine') {
			this.addTotal('held', line);
		} else if (action === 'warning' || action === 'warn') {
			this.addTotal('rejectWarnings', line);
			this.rejectWarningCauses.add(this.causes.number(line, brief), 0, line);
		}
	}

	private countTls(line: number, brief: Brief, isOutgoing: boolean): void {
		const start = brief.start(briefField.tlsVersion);
		const end = brief.end(briefField.tlsCipher);
		if (start < 0 || end < start) {
			return;
		}
		const isJoined = brief.start(briefField.tlsCipher) >= brief.end(briefField.tlsVersion);
		if (isJoined) {
			this.tls.add(this.ciphers.number(brief.bytes, start, end), isOutgoing ? 1 : 0, line);
		}
	}

	private countFailedLogin(line: number, brief: Brief): void {
		this.addTotal('failedLogins', line);
		const field = briefField.address;
		if (!brief.isNoted(field)) {
			return;
		}
		const address = this.relayWords.number(brief.bytes, brief.start(field), brief.end(field));
		let network = this.networkNumbers.get(address);
		if (network === undefined) {
			network = this.networks.numberOf(networkOf(this.relayWords.text(address)));
			this.networkNumbers.set(address, network);
		}
		this.failedLogins.add(network, 0, line);
	}

	private countWarning(line: number, kind: BriefKind, brief: Brief): void {
		const number = this.warnings.ofWarning(line, brief);
		const { severity } = this.warnings.at(number);
		if (severity === undefined && kind.kind !== 'warning') {
			return;
		}
		this.addTotal(severity === undefined || severity === 'warning' ? 'warnings' : 'errors', line);
		this.warningTexts.add(number, 0, line);
	}

	private noteSpecial(message: number): void {
		if (message >= 0) {
			this.mails.noteSpecial(message);
		}
	}

	/** The mail that this line's one turned into, or -1; lines come in order. */
	private childAt(line: number): number {
		const { lines, children } = this.linked;
		while (this.linkAt < lines.length && (lines[this.linkAt] ?? 0) < line) {
			this.linkAt++;
		}
		return lines[this.linkAt] === line ? (children[this.linkAt] ?? -1) : -1;
	}

	private addTotal(name: TotalName, line: number, amount = 1): void {
		this.totals.add(total[name], 0, line, amount);
	}

	private addTraffic(column: number, line: number): void {
		if (this.times.local !== 0) {
			this.hourly.add(this.hour, column, line);
			this.daily.add(this.dayRow, column, line);
		}
	}

	/** Of the line that is counted: which day and hour it is of. */
	private noteTime(): void {
		const { local, isYearKnown } = this.times;
		if (local === 0) {
			return;
		}
		this.first = this.first === 0 ? local : this.first;
		this.last = local;
		this.isYearKnown &&= isYearKnown;
		const day = Math.floor(local / 86_400);
		this.hour = Math.floor(local / 3600) % 24;
		if (day !== this.dayNumber) {
			this.dayNumber = day;
			const name = dayName(local, isYearKnown);
			let row = this.dayRows.get(name);
			if (row === undefined) {
				row = this.days.push({ name, local }) - 1;
				this.dayRows.set(name, row);
			}
			this.dayRow = row;
		}
	}

	/** What became of the recipients of all mails that came in the period, and how long they waited. */
	private countMails(): void {
		const { mails } = this;
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
				this.addTotal('neverQueued', mails.arrivedLine[message] ?? 0);
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
		const line = this.mails.arrivedLine[message] ?? -1;
		return this.times.go(line >= 0 ? line : this.log.endsOfMessage(message).first);
	}
}

/** An attempt to deliver, and whether it is in the period. */
interface CountedAttempt {
	message: number;
	address: number;
	recipient: number;
	status: DeliveryStatus;
	child: number;
	isIn: boolean;
}
