import { grouped } from '../core/grouped';
import { hostOwner } from '../knowledge/replyTextRules';
import type { Counting } from './counting';
import { totalNames, traffic } from './figures';
import type { Greylisting } from './greylisting';
import type { Histogram } from './histogram';
import type { Cause } from './reasons';
import type { Column, SectionId, Unit } from './report';
import {
	counts,
	cut,
	fixed,
	mapInSteps,
	numbers,
	octets,
	ranked,
	rowOf,
	text,
	type Placed,
	type PlacedRow,
	type WholeSection,
} from './tables';
import type { Tally } from './tally';

/**
 * All sections of what was counted, in their order, and nothing between them where others may have their turn.
 * @param most So many rows of those that are named after what is in the log; all where it is absent.
 */
export function* sectionsOf(
	counting: Counting,
	most: number | undefined,
): Generator<WholeSection | undefined> {
	const { arrivals, attempts, connections, ledger, refusals } = counting;
	const { addresses, hosts } = ledger;
	const address = (row: number) => addresses.text(row) || '<>';
	const domain = (row: number) => addresses.domains.text(row) || '<>';
	const host = (row: number) => hosts.text(row);
	const sentTo = [counts('delivered'), octets('octets'), counts('deferrals'), counts('bounced')];
	const from = [counts('messages'), octets('octets')];
	yield totals(counting);
	yield fixed(
		'outcomes',
		[counts('recipients')],
		counting.outcomes,
		(row) => counting.outcomeNames[row] ?? '',
	);
	yield causes(counting, most);
	yield days(counting);
	yield fixed('hours', ofTraffic, ledger.hourly, (row) => String(row).padStart(2, '0'));
	yield delays(counting);
	yield percentiles('sizes', 'octets', [['message', arrivals.sizes]]);
	yield providers(counting, most);
	yield yield* recipientDomains(counting, domain, most);
	yield yield* ranked('senderDomains', from, arrivals.senderDomains, domain, most);
	yield yield* ranked('recipients', sentTo, attempts.recipients, address, most);
	yield yield* ranked('senders', from, arrivals.senders, address, most);
	yield yield* ranked('relays', sentTo, attempts.relays, host, most);
	yield yield* ranked('clients', from, arrivals.clients, host, most);
	yield yield* ranked('users', from, arrivals.logins, (row) => arrivals.users.text(row), most);
	yield yield* transports(counting, most);
	yield reasons('deferrals', counting, attempts.deferralCauses, most);
	yield reasons('bounces', counting, attempts.bounceCauses, most);
	yield reasons('rejects', counting, refusals.rejectCauses, most);
	yield reasons('rejectWarnings', counting, refusals.rejectWarningCauses, most);
	yield greylisting(counting);
	yield yield* ranked(
		'failedLogins',
		[counts('failures')],
		connections.failedLogins,
		(row) => connections.networks.text(row),
		most,
	);
	yield yield* ranked(
		'tls',
		[counts('incoming'), counts('outgoing')],
		connections.tls,
		(row) => cipherName(connections.ciphers.text(row)),
		most,
	);
	yield warnings(counting, most);
}

const ofTraffic = traffic.map(counts);

function totals({
	ledger: { totals: tally },
	arrivals: { senders, senderDomains },
	attempts: { recipients, recipientDomains },
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
	const { days: all, daily } = counting.ledger;
	const section = fixed('days', ofTraffic, daily, (row) => all[row]?.name ?? '');
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
	attempts: {
		delays: [before, queue, connect, transmit, all],
	},
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

function* recipientDomains(
	{ attempts: { recipientDomains: tally } }: Counting,
	nameOf: (row: number) => string,
	most: number | undefined,
): Generator<undefined, WholeSection> {
	const columns: Column[] = [
		...[counts('delivered'), octets('octets'), counts('deferrals'), counts('bounced')],
		{ id: 'delayMean', unit: 'milliseconds' },
		{ id: 'delayMost', unit: 'milliseconds' },
	];
	const { rows, ...section } = yield* ranked('recipientDomains', columns, tally, nameOf, most);
	return {
		...section,
		rows: yield* mapInSteps(rows, (row) => {
			const delivered = Number(row.values['delivered']);
			const mean = delivered > 0 ? Math.round(Number(row.values['delayMean']) / delivered) : 0;
			const { delayMean: _sum, delayMost: _most, ...places } = row.places;
			return { ...row, values: { ...row.values, delayMean: mean }, places };
		}),
	};
}

/** The relays of those whose hosts are known, together. */
function providers(
	{ attempts: { relays }, ledger: { hosts } }: Counting,
	most: number | undefined,
): WholeSection {
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

function* transports(
	{ attempts: { transports: tally, transportNames } }: Counting,
	most: number | undefined,
): Generator<undefined, WholeSection> {
	const columns = [counts('delivered'), counts('copies'), octets('octets')];
	return yield* ranked('transports', columns, tally, (row) => transportNames.text(row), most);
}

/** Why something was put off, given up or refused, in the words of the log. */
function reasons(
	id: SectionId,
	{ ledger: { causes: all } }: Counting,
	tally: Tally,
	most: number | undefined,
): WholeSection {
	const columns = [counts('count'), text('meaning'), text('reason'), text('atFault')];
	const rows = Array.from(
		grouped(numbers(tally), (row) => wordsOf(all.at(row))),
		([name, own]): PlacedRow => {
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
		},
	);
	return cut(id, columns, rows, most);
}

/** `550 5.1.1 Recipient address rejected: User unknown (RCPT)` */
function wordsOf({ code, enhanced, text: words, phase }: Cause): string {
	return [code, enhanced, words, phase && `(${phase})`].filter(Boolean).join(' ');
}

/** What it means, over all that was put off, given up or refused. */
function causes(counting: Counting, most: number | undefined): WholeSection {
	const { attempts, refusals } = counting;
	const { causes: all } = counting.ledger;
	const columns = [
		...['total', 'deferrals', 'bounces', 'rejects'].map(counts),
		text('reason'),
		text('atFault'),
	];
	const tallies = [
		['deferrals', attempts.deferralCauses],
		['bounces', attempts.bounceCauses],
		['rejects', refusals.rejectCauses],
	] as const;
	const numbersOfAll = [...new Set(tallies.flatMap(([, tally]) => [...numbers(tally)]))];
	const rows = Array.from(
		grouped(numbersOfAll, (row) => all.at(row).title || wordsOf(all.at(row))),
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

/** What greylisting put off, what came again and passed, and how long that took. */
function greylisting({ ledger: { greylistedHere, greylistedThere } }: Counting): WholeSection {
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

function warnings({ warnings: { texts, causes: all } }: Counting, most: number | undefined): WholeSection {
	const columns = [counts('count')];
	const rows = Array.from(
		grouped(numbers(texts), (row) => all.at(row).text),
		([name, own]): PlacedRow => ({
			name,
			values: { count: own.reduce((sum, row) => sum + texts.get(row, 0), 0) },
			places: { count: own.map((row) => ({ tally: texts, row, column: 0 })) },
		}),
	);
	return cut('warnings', columns, rows, most);
}
