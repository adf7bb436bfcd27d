import { briefField, type Brief } from '../core/dialects/brief';
import { valueOf } from '../core/event';
import type { CountedLine } from './countedLine';
import { total, trafficColumn } from './figures';
import type { Ledger } from './ledger';
import type { Tally } from './tally';

/** Counts what was refused, and what access tables, milters, header checks and filters did. */
export class Refusals {
	readonly rejectCauses: Tally;
	readonly rejectWarningCauses: Tally;

	constructor(private readonly ledger: Ledger) {
		this.rejectCauses = ledger.tally(['count']);
		this.rejectWarningCauses = ledger.tally(['count']);
	}

	/** A client was refused, or would have been but for `warn_if_reject`. */
	countReject({ line, brief }: CountedLine): void {
		if (brief.isNoted(briefField.action) && brief.text(briefField.action) === 'reject_warning') {
			this.addRejectWarning(line, brief);
		} else {
			this.addReject(line, brief);
		}
	}

	/** What an access table, a milter, a header check or a filter did. */
	countAction({ line, brief }: CountedLine): void {
		const event = this.ledger.log.event(line);
		const action = valueOf(event, 'action') ?? valueOf(event, 'severity');
		if (action === 'reject' || (action === undefined && /^[45]/.test(valueOf(event, 'code') ?? ''))) {
			this.addReject(line, brief);
		} else if (action === 'discard') {
			this.ledger.addTotal(total.discarded, line);
		} else if (action === 'hold' || action === 'quarantine') {
			this.ledger.addTotal(total.held, line);
		} else if (action === 'warning' || action === 'warn') {
			this.addRejectWarning(line, brief);
		}
	}

	private addRejectWarning(line: number, brief: Brief): void {
		this.ledger.addTotal(total.rejectWarnings, line);
		this.rejectWarningCauses.add(this.ledger.causes.number(line, brief), 0, line);
	}

	private addReject(line: number, brief: Brief): void {
		const { ledger } = this;
		const number = ledger.causes.number(line, brief);
		const cause = ledger.causes.at(number);
		ledger.addTotal(total.rejected, line);
		if (cause.isTemporary) {
			ledger.addTotal(total.temporarilyRejected, line);
		}
		ledger.addTraffic(trafficColumn.rejected, line);
		this.rejectCauses.add(number, 0, line);
		if (cause.reason === 'greylist') {
			this.noteGreylisted(brief);
		}
	}

	private noteGreylisted(brief: Brief): void {
		const { ledger } = this;
		const { from, to } = briefField;
		if (brief.isNoted(from) && brief.isNoted(to)) {
			const sender = ledger.addressIn(brief, from);
			ledger.greylistedHere.putOff(sender, ledger.addressIn(brief, to), ledger.times.local);
		}
	}
}
