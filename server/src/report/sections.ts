import { hostOwner } from '../knowledge/replyTextRules';
import { totalNames, type Counting } from './counting';
import type { Greylisting } from './greylisting';
import type { Histogram } from './histogram';
import type { Column, Row, SectionId, Unit } from './report';
import type { Tally } from './tally';

/** Where a figure was counted. */
export interface Placed {
	readonly tally: Tally;
	readonly row: number;
	readonly column: number;
}

/** A row that knows where its figures were counted. */
export interface PlacedRow extends Row {
	readonly places: Readonly<Record<string, readonly Placed[]>>;
}

/** A section before rows are left out. */
export interface WholeSection {
	readonly id: SectionId;
	readonly columns: readonly Column[];
	readonly rows: readonly PlacedRow[];
	/** How many more rows there are: of those named after what is in the log only the largest are made. */
	readonly omitted: number;
}

/**
 * All sections of what was counted, in their order.
 * @param most So many rows of those that are named after what is in the log; all where it is absent.
 */
export function sectionsOf(counting: Counting, most: number | undefined): WholeSection[] {
	const { addresses, hosts } = counting;
	const address = (row: number) => addresses.text(row) || '<>';
	const domain = (row: number) => addresses.domains.text(row) || '<>';
	const host = (row: number) => hosts.text(row);
	const sentTo = [counts('delivered'), octets('octets'), counts('deferrals'), counts('bounced')];
	const from = [counts('messages'), octets('octets')];
	return [
		totals(counting),
		fixed('outcomes', [counts('recipients')], counting.outcomes, (row) => counting.outcomeNames[row] ?? ''),
		causes(counting, most),
		days(counting),
		fixed('hours', traffic, counting.hourly, (row) => String(row).padStart(2, '0')),
		delays(counting),
		percentiles('sizes', 'octets', [['message', counting.sizes]]),
		providers(counting, most),
		recipientDomains(counting, domain, most),
		ranked('senderDomains', from, counting.senderDomains, domain, most),
		ranked('recipients', sentTo, counting.recipients, address, most),
		ranked('senders', from, counting.senders, address, most),
		ranked('relays', sentTo, counting.relays, host, most),
		ranked('clients', from, counting.clients, host, most),
		ranked('users', from, counting.logins, (row) => counting.users.text(row), most),
		transports(counting, most),
		reasons('deferrals', counting, counting.deferralCauses, most),
		reasons('bounces', counting, counting.bounceCauses, most),
		reasons('rejects', counting, counting.rejectCauses, most),
		reasons('rejectWarnings', counting, counting.rejectWarningCauses, most),
		greylisting(counting),
		ranked(
			'failedLogins',
			[counts('failures')],
			counting.failedLogins,
			(row) => counting.networks.text(row),
			most,
		),
		ranked(
			'tls',
			[counts('incoming'), counts('outgoing')],
			counting.tls,
			(row) => cipherName(counting.ciphers.text(row)),
			most,
		),
		warnings(counting, most),
	];
}

const traffic = ['received', 'delivered', 'deferrals', 'bounced', 'rejected'].map(counts);

function counts(id: string): Column {
	return { id, unit: 'count' };
}

function octets(id: string): Column {
	return { id, unit: 'octets' };
}

function text(id: string): Column {
	return { id, unit: 'text' };
}

/** A row's values, and the place of each, from the columns of a tally with the same names. */
function rowOf(name: string, columns: readonly Column[], tally: Tally, row: number): PlacedRow {
	const values: Record<string, number> = {};
	const places: Record<string, Placed[]> = {};
	for (const { id } of columns) {
		const column = tally.columns.indexOf(id);
		if (column >= 0) {
			values[id] = tally.get(row, column);
			places[id] = [{ tally, row, column }];
		}
	}
	return { name, values, places };
}

function fixed(
	id: SectionId,
	columns: readonly Column[],
	tally: Tally,
	nameOf: (row: number) => string,
): WholeSection {
	const rows = numbers(tally).map((row) => rowOf(nameOf(row), columns, tally, row));
	return { id, columns, rows, omitted: 0 };
}

/** Rows that have something, the largest first: by their first column, then by the others, then by name. */
function ranked(
	id: SectionId,
	columns: readonly Column[],
	tally: Tally,
	nameOf: (row: number) => string,
	most: number | undefined,
): WholeSection {
	const all = numbers(tally);
	const order = columns.flatMap(({ id: name }) => {
		const column = tally.columns.indexOf(name);
		return column < 0 ? [] : [column];
	});
	const chosen = largest(all, tally, order, most);
	const rows = chosen.map((row) => rowOf(nameOf(row), columns, tally, row));
	return { id, columns, rows: largestFirst(rows, columns), omitted: all.length - rows.length };
}

/** The largest rows, so many at most, in any order; of equal ones those that came first. */
function largest(
	all: readonly number[],
	tally: Tally,
	order: readonly number[],
	most: number | undefined,
): readonly number[] {
	if (most === undefined || all.length <= most) {
		return all;
	}
	const isLess = (one: number, other: number) => {
		for (const column of order) {
			const difference = tally.get(one, column) - tally.get(other, column);
			if (difference !== 0) {
				return difference < 0;
			}
		}
		return one > other;
	};
	/** The smallest of them comes last. */
	const best: number[] = [];
	for (const row of all) {
		if (best.length < most || isLess(best.at(-1) ?? row, row)) {
			const place = best.findIndex((other) => isLess(other, row));
			best.splice(place < 0 ? best.length : place, 0, row);
			best.length = Math.min(best.length, most);
		}
	}
	return best;
}

function largestFirst<Each extends Row>(rows: readonly Each[], columns: readonly Column[]): Each[] {
	const amount = ({ values }: Row, id: string) => Number(values[id] ?? 0);
	const figures = columns.filter(({ unit }) => unit !== 'text');
	return [...rows].sort((one, other) => {
		for (const { id } of figures) {
			const difference = amount(other, id) - amount(one, id);
			if (difference !== 0) {
				return difference;
			}
		}
		return one.name < other.name ? -1 : 1;
	});
}

/** A section of rows that were all made, the largest first. */
function cut(
	id: SectionId,
	columns: readonly Column[],
	rows: readonly PlacedRow[],
	most: number | undefined,
): WholeSection {
	const shown = largestFirst(rows, columns).slice(0, most);
	return { id, columns, rows: shown, omitted: rows.length - shown.length };
}

/** The rows of a tally in which something was counted. */
function numbers(tally: Tally): number[] {
	const found: number[] = [];
	for (let row = 0; row < tally.size; row++) {
		if (tally.hasAny(row)) {
			found.push(row);
		}
	}
	return found;
}

function totals({
	totals: tally,
	senders,
	senderDomains,
	recipients,
	recipientDomains,
}: Counting): WholeSection {
	const columns: Column[] = [counts('value')];
	const rows = totalNames.map((name, row) => rowOf(name, columns, tally, row));
	const different = (name: string, of: Tally, column: number): PlacedRow => {
		let all = 0;
		for (let row = 0; row < of.size; row++) {
			all += of.get(row, column) > 0 ? 1 : 0;
		}
		return { name, values: { value: all }, places: {} };
	};
	return {
		id: 'totals',
		columns,
		rows: [
			...rows,
			different('senders', senders, 0),
			different('senderDomains', senderDomains, 0),
			different('recipients', recipients, 0),
			different('recipientDomains', recipientDomains, 0),
		],
		omitted: 0,
	};
}

function days(counting: Counting): WholeSection {
	const { days: all, daily } = counting;
	const section = fixed('days', traffic, daily, (row) => all[row]?.name ?? '');
	const order = new Map(all.map(({ name, local }) => [name, local]));
	const rows = [...section.rows].sort(
		(one, other) => (order.get(one.name) ?? 0) - (order.get(other.name) ?? 0),
	);
	return { ...section, rows };
}

const shares = [
	['p50', 0.5],
	['p90', 0.9],
	['p95', 0.95],
	['p99', 0.99],
] as const;

function percentiles(
	id: SectionId,
	unit: Unit,
	all: readonly (readonly [name: string, histogram: Histogram])[],
): WholeSection {
	const columns = [counts('count'), ...shares.map(([name]) => ({ id: name, unit })), { id: 'most', unit }];
	const rows = all
		.filter(([, { count }]) => count > 0)
		.map(([name, histogram]): PlacedRow => ({
			name,
			values: {
				count: histogram.count,
				...Object.fromEntries(shares.map(([column, share]) => [column, histogram.quantile(share)])),
				most: histogram.most,
			},
			places: {},
		}));
	return { id, columns, rows, omitted: 0 };
}

/** The legs of the way through the mail server, and how long a mail waits for its first and its last delivery. */
function delays({
	delays: [before, queue, connect, transmit, all],
	untilFirst,
	untilLast,
}: Counting): WholeSection {
	const named = [
		['beforeQueue', before],
		['queue', queue],
		['connect', connect],
		['transmit', transmit],
		['attempt', all],
		['firstDelivery', untilFirst],
		['lastDelivery', untilLast],
	] as const;
	return percentiles(
		'delays',
		'milliseconds',
		named.flatMap(([name, histogram]) => (histogram ? [[name, histogram] as const] : [])),
	);
}

function recipientDomains(
	{ recipientDomains: tally }: Counting,
	nameOf: (row: number) => string,
	most: number | undefined,
): WholeSection {
	const columns: Column[] = [
		...[counts('delivered'), octets('octets'), counts('deferrals'), counts('bounced')],
		{ id: 'delayMean', unit: 'milliseconds' },
		{ id: 'delayMost', unit: 'milliseconds' },
	];
	const { rows, ...section } = ranked('recipientDomains', columns, tally, nameOf, most);
	return {
		...section,
		rows: rows.map((row) => {
			const delivered = Number(row.values['delivered']);
			const mean = delivered > 0 ? Math.round(Number(row.values['delayMean']) / delivered) : 0;
			const { delayMean: _sum, delayMost: _most, ...places } = row.places;
			return { ...row, values: { ...row.values, delayMean: mean }, places };
		}),
	};
}

/** The relays of those whose hosts are known, together. */
function providers({ relays, hosts }: Counting, most: number | undefined): WholeSection {
	const columns: Column[] = [
		...['attempts', 'delivered', 'deferrals', 'bounced'].map(counts),
		{ id: 'accepted', unit: 'percent' },
	];
	const byOwner = new Map<string, number[]>();
	for (const row of numbers(relays)) {
		const owner = hostOwner(hosts.text(row));
		if (owner !== undefined) {
			byOwner.set(owner, [...(byOwner.get(owner) ?? []), row]);
		}
	}
	const rows = Array.from(byOwner, ([name, own]): PlacedRow => {
		const places = Object.fromEntries(
			['delivered', 'deferrals', 'bounced'].map((id) => [
				id,
				own.map((row) => ({ tally: relays, row, column: relays.columns.indexOf(id) })),
			]),
		);
		const sum = (id: string) =>
			(places[id] ?? []).reduce((all, { row, column }) => all + relays.get(row, column), 0);
		const [delivered, deferrals, bounced] = [sum('delivered'), sum('deferrals'), sum('bounced')];
		const attempts = delivered + deferrals + bounced;
		const accepted = attempts === 0 ? 0 : Math.round((delivered / attempts) * 1000) / 10;
		return {
			name,
			values: { attempts, delivered, deferrals, bounced, accepted },
			places: { ...places, attempts: Object.values(places).flat() },
		};
	});
	return cut('providers', columns, rows, most);
}

function transports({ transports: tally, transportNames }: Counting, most: number | undefined): WholeSection {
	const columns = [counts('delivered'), counts('copies'), octets('octets')];
	return ranked('transports', columns, tally, (row) => transportNames.text(row), most);
}

/** Why something was put off, given up or refused, in the words of the log. */
function reasons(
	id: SectionId,
	{ causes: all }: Counting,
	tally: Tally,
	most: number | undefined,
): WholeSection {
	const columns = [counts('count'), text('meaning'), text('reason'), text('atFault')];
	const rows = grouped(numbers(tally), (row) => wordsOf(all.at(row))).map(([name, own]): PlacedRow => {
		const { title, reason, atFault } = all.at(own[0] ?? 0);
		return {
			name,
			values: {
				count: own.reduce((sum, row) => sum + tally.get(row, 0), 0),
				...(title && { meaning: title }),
				reason,
				atFault,
			},
			places: { count: own.map((row) => ({ tally, row, column: 0 })) },
		};
	});
	return cut(id, columns, rows, most);
}

/** `550 5.1.1 Recipient address rejected: User unknown (RCPT)` */
function wordsOf({ code, enhanced, text: words, phase }: ReturnType<Counting['causes']['at']>): string {
	return [code, enhanced, words, phase && `(${phase})`].filter(Boolean).join(' ');
}

/** What it means, over all that was put off, given up or refused. */
function causes(counting: Counting, most: number | undefined): WholeSection {
	const { causes: all } = counting;
	const columns = [
		...['total', 'deferrals', 'bounces', 'rejects'].map(counts),
		text('reason'),
		text('atFault'),
	];
	const tallies = [
		['deferrals', counting.deferralCauses],
		['bounces', counting.bounceCauses],
		['rejects', counting.rejectCauses],
	] as const;
	const numbersOfAll = [...new Set(tallies.flatMap(([, tally]) => numbers(tally)))];
	const rows = grouped(numbersOfAll, (row) => all.at(row).title || wordsOf(all.at(row))).map(
		([name, own]): PlacedRow => {
			const { reason, atFault } = all.at(own[0] ?? 0);
			const places = Object.fromEntries(
				tallies.map(([id, tally]) => [id, own.map((row) => ({ tally, row, column: 0 }))] as const),
			);
			const sum = (list: readonly Placed[]) => list.reduce((so, { tally, row }) => so + tally.get(row, 0), 0);
			const figures = Object.fromEntries(Object.entries(places).map(([id, list]) => [id, sum(list)]));
			const total = Object.values(places).flat();
			return {
				name,
				values: { total: sum(total), ...figures, reason, atFault },
				places: { total, ...places },
			};
		},
	);
	return cut('causes', columns, rows, most);
}

function grouped(rows: readonly number[], nameOf: (row: number) => string): [string, number[]][] {
	const groups = new Map<string, number[]>();
	for (const row of rows) {
		const name = nameOf(row);
		const own = groups.get(name);
		if (own) {
			own.push(row);
		} else {
			groups.set(name, [row]);
		}
	}
	return [...groups];
}

/** What greylisting put off, what came again and passed, and how long that took. */
function greylisting({ greylistedHere, greylistedThere }: Counting): WholeSection {
	const columns: Column[] = [
		...['delayed', 'passed'].map(counts),
		...shares.map(([id]) => ({ id, unit: 'milliseconds' as const })),
		{ id: 'most', unit: 'milliseconds' },
	];
	const row = (name: string, { size, passed, waits }: Greylisting): PlacedRow[] =>
		size === 0
			? []
			: [
					{
						name,
						values: {
							delayed: size,
							passed,
							...(passed > 0 && {
								...Object.fromEntries(shares.map(([id, share]) => [id, waits.quantile(share)])),
								most: waits.most,
							}),
						},
						places: {},
					},
				];
	const rows = [...row('here', greylistedHere), ...row('there', greylistedThere)];
	return { id: 'greylisting', columns, rows, omitted: 0 };
}

/** `TLSv1.3 with cipher TLS_AES_256_GCM_SHA384`, Exim's `TLS1.3:ECDHE_…:256` → version and cipher. */
function cipherName(words: string): string {
	return words.replace(' with cipher ', ' ').replace(/^(TLS[\d.v]{1,8}):/, '$1 ');
}

function warnings({ warningTexts, warnings: all }: Counting, most: number | undefined): WholeSection {
	const columns = [counts('count')];
	const rows = grouped(numbers(warningTexts), (row) => all.at(row).text).map(([name, own]): PlacedRow => ({
		name,
		values: { count: own.reduce((sum, row) => sum + warningTexts.get(row, 0), 0) },
		places: { count: own.map((row) => ({ tally: warningTexts, row, column: 0 })) },
	}));
	return cut('warnings', columns, rows, most);
}
