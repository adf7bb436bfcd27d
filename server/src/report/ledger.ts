import type { BriefHelper } from '../core/briefHelper';
import type { Brief } from '../core/dialects/brief';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { cameFrom, traffic } from './figures';
import { Greylisting } from './greylisting';
import { dayName, LineTimes, type Period } from './lineTimes';
import { Mails } from './mails';
import { Addresses, Names } from './names';
import { Causes } from './reasons';
import { Tally, type Watch } from './tally';

/** How a report is made. */
export interface CountOptions {
	readonly period?: Period;
	/** Of titles. */
	readonly language?: Language | undefined;
	readonly watch?: Watch | undefined;
	/** Of a log of several files: the first line of each. */
	readonly parts?: readonly number[];
	/** So many lines are counted at once, where others wait for their turn. */
	readonly step?: number | undefined;
	/** Of a log in files: who reads lines before they are counted. */
	readonly helper?: BriefHelper | undefined;
}

/** What all that is counted has in common: names and mails by their numbers, the totals, and what came when. */
export class Ledger {
	readonly addresses = new Addresses();
	readonly hosts = new Names();
	readonly mails: Mails;
	/** Why something was put off, given up or refused. */
	readonly causes: Causes;
	/** All tallies, in the same order in every count. */
	readonly tallies: Tally[] = [];
	readonly totals: Tally;
	readonly hourly: Tally;
	readonly daily: Tally;
	/** By row of `daily`. */
	readonly days: { readonly name: string; readonly local: number }[] = [];
	/** By us, of mails from others; by others, of mails from us. */
	readonly greylistedHere = new Greylisting();
	readonly greylistedThere = new Greylisting();
	/** The first and the last time that was counted: seconds, local; 0 where there is none. */
	first = 0;
	last = 0;
	isYearKnown = true;

	readonly times: LineTimes;
	private readonly watch: Watch | undefined;
	private readonly dayRows = new Map<string, number>();
	private dayNumber = -1;
	private dayRow = -1;
	private hour = -1;

	constructor(
		readonly log: MailLog,
		{ period = {}, language, watch }: CountOptions,
	) {
		this.watch = watch;
		this.causes = new Causes(log, language);
		this.mails = new Mails(log, (address) => this.addresses.numberOf(address));
		this.times = new LineTimes(log, period);
		this.totals = this.tally(['value']);
		this.hourly = this.tally(traffic);
		this.daily = this.tally(traffic);
	}

	/** A new tally. `columns`: what is counted of each row. */
	tally(columns: readonly string[]): Tally {
		const made = new Tally(columns, this.watch);
		this.tallies.push(made);
		return made;
	}

	/** Goes to a line; says whether it is in the period. */
	go(line: number): boolean {
		const isIn = this.times.go(line);
		if (isIn && this.times.local !== 0) {
			this.noteTime();
		}
		return isIn;
	}

	/** Adds to a figure of the whole log; `row` is one of `total`. */
	addTotal(row: number, line: number, amount = 1): void {
		this.totals.add(row, 0, line, amount);
	}

	/** Adds to the hour and the day of the line; `column` is one of `trafficColumn`. */
	addTraffic(column: number, line: number): void {
		if (this.times.local !== 0) {
			this.hourly.add(this.hour, column, line);
			this.daily.add(this.dayRow, column, line);
		}
	}

	/** Adds a mail to the row of whom it came from (`cameFrom`); -1 is nobody. */
	addFrom(tally: Tally, row: number, line: number, size: number): void {
		if (row >= 0) {
			tally.add(row, 0, line);
			tally.add(row, 1, line, size);
		}
	}

	/** A tally of mails by whom they came from. */
	tallyFrom(): Tally {
		return this.tally(cameFrom);
	}

	/** A host's number: by its name, or its address where it has none; -1 where the line has neither. The fields are numbers of `briefField`. */
	hostIn(brief: Brief, name: number, address: number): number {
		const field = brief.isNoted(name) ? name : address;
		return brief.isNoted(field) ? this.hosts.number(brief.bytes, brief.start(field), brief.end(field)) : -1;
	}

	/** The number of the address in a field, which must be noted. */
	addressIn(brief: Brief, field: number): number {
		return this.addresses.number(brief.bytes, brief.start(field), brief.end(field));
	}

	/** A mail, or -1, of which something else than attempts to deliver decides. */
	noteSpecial(message: number): void {
		if (message >= 0) {
			this.mails.noteSpecial(message);
		}
	}

	/** Of the line that is counted: which day and hour it is of. */
	private noteTime(): void {
		const { local, isYearKnown } = this.times;
		this.isYearKnown &&= isYearKnown;
		if (local === this.last) {
			// Most lines: of the same second as the one before.
			return;
		}
		this.first = this.first === 0 ? local : this.first;
		this.last = local;
		this.hour = Math.floor(local / 3600) % 24;
		const day = Math.floor(local / 86_400);
		if (day !== this.dayNumber) {
			this.dayNumber = day;
			this.dayRow = this.rowOfDay(dayName(local, isYearKnown), local);
		}
	}

	private rowOfDay(name: string, local: number): number {
		let row = this.dayRows.get(name);
		if (row === undefined) {
			row = this.days.push({ name, local }) - 1;
			this.dayRows.set(name, row);
		}
		return row;
	}
}
