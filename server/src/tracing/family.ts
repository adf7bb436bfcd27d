import { Needles } from '../core/text/needles';
import { bytesOf } from '../core/text/utf8';
import { hopFrom, hopsInLog, hopsToLogs, type Hop } from './hops';
import { grouped } from '../core/grouped';
import type { LogLine, NamedLog } from './logs';
import {
	beginningOf,
	idLineOf,
	isMessageIdLine,
	isSameMail,
	MailSet,
	messageIdOf,
	timeOf,
	type Mail,
} from './mail';
import { names } from './spelling';
import type { Work } from '../core/work';

/** Mails that came one of the other, in the order of their logs, and what of them is told outside of any mail. */
export interface Family {
	readonly mails: readonly Mail[];
	readonly hops: readonly Hop[];
	/** Lines of no mail that name one of them: of a client's transcript. */
	readonly loose: readonly LogLine[];
}

/** Families, and whether more belongs to them than was looked for. */
export interface Families {
	readonly families: readonly Family[];
	readonly isPart: boolean;
}

/** So many ids are looked for in all logs at once; of more mails only the index is asked. */
const searchedAtMost = 400;

/** So many mails are joined to those that were asked for. */
const joinedAtMost = 5000;

/** How far it goes from mail to mail. */
const roundsAtMost = 16;

/**
 * The mails that these came of, and those that came of them: bounces, what a filter handed back, forwards, what the next server took, and
 * mails with the same Message-ID, in all logs.
 * @param related Without it each mail stands alone.
 */
export function* families(
	logs: readonly NamedLog[],
	seeds: readonly Mail[],
	related: boolean,
): Work<Families> {
	const known = new MailSet();
	const mails = seeds.filter((seed) => known.add(seed));
	const hops: Hop[] = [];
	const loose = new Map<NamedLog, Map<number, Mail>>();
	const addLoose = (of: NamedLog, line: number, mail: Mail) => {
		const lines = loose.get(of) ?? new Map<number, Mail>();
		loose.set(of, lines.set(line, mail));
	};
	if (!related) {
		const isAll = mails.length <= searchedAtMost;
		if (isAll) {
			yield* lookFor(logs, mails, { loose: addLoose });
		}
		return { families: divided(mails, [], [], loose), isPart: !isAll };
	}
	/** Pairs with the same Message-ID. */
	const twins: (readonly [Mail, Mail])[] = [];
	let isPart = false;
	let frontier: readonly Mail[] = mails.slice();
	for (let round = 0; frontier.length > 0 && round < roundsAtMost; round++) {
		const found: Mail[] = [];
		const join = (mail: Mail) => {
			if (known.size - seeds.length >= joinedAtMost) {
				isPart ||= !known.has(mail);
			} else if (known.add(mail)) {
				found.push(mail);
			}
		};
		for (const mail of frontier) {
			for (const hop of [...hopsInLog(mail), ...hopsToLogs(logs, mail)]) {
				hops.push(hop);
				join(hop.from);
				join(hop.to);
			}
			yield;
		}
		if (frontier.length <= searchedAtMost) {
			yield* lookFor(logs, frontier, {
				hop: (hop) => {
					hops.push(hop);
					join(hop.from);
				},
				twin: (mail, twin) => {
					twins.push([mail, twin]);
					join(twin);
				},
				loose: addLoose,
			});
		} else {
			isPart = true;
		}
		mails.push(...found);
		frontier = found;
	}
	return { families: divided(mails, distinct(hops, known), twins, loose), isPart };
}

interface Finder {
	readonly hop?: (hop: Hop) => void;
	readonly twin?: (mail: Mail, twin: Mail) => void;
	readonly loose: (of: NamedLog, line: number, mail: Mail) => void;
}

/** Whoever sends a mail chooses its Message-ID: a word that stands everywhere tells nothing. */
function isTelling(messageId: string): boolean {
	return messageId.length >= 6 && messageId.includes('@');
}

/** Looks in all logs for lines that name some mails by queue id or Message-ID. */
function* lookFor(
	logs: readonly NamedLog[],
	mails: readonly Mail[],
	{ hop, twin, loose }: Finder,
): Work<void> {
	const wanted = mails.flatMap((mail) => {
		const messageId = messageIdOf(mail);
		return [
			{ mail, kind: 'mail' as const, text: mail.of.log.queueId(mail.message) },
			...(!twin || messageId === undefined || !isTelling(messageId)
				? []
				: [{ mail, kind: 'messageId' as const, text: messageId }]),
		];
	});
	const texts = [...new Set(wanted.map(({ text }) => text))];
	const byText = grouped(wanted, ({ text }) => text);
	for (const of of logs) {
		yield* of.log.search(new Needles(texts.map(bytesOf)), (hit) => {
			for (const { mail, kind, text } of byText.get(texts[hit.which] ?? '') ?? []) {
				if (!names({ kind, text }, hit)) {
					continue;
				}
				const owner = of.log.messageIndexAt(hit.line);
				if (owner === undefined) {
					if (kind === 'mail' || of.log.event(hit.line).format === 'transcript') {
						loose(of, hit.line, mail);
					}
				} else if (kind === 'mail' && of !== mail.of) {
					const found = hop && hopFrom(of, hit.line, mail);
					if (found) {
						hop(found);
					}
				} else if (kind === 'messageId' && isMessageIdLine(of.log, hit.line)) {
					const other = { of, message: owner };
					if (!isSameMail(mail, other) && messageIdOf(other) === text) {
						twin?.(mail, other);
					}
				}
			}
		});
	}
}

/** Each hop once, and only those between known mails. */
function distinct(hops: readonly Hop[], known: MailSet): Hop[] {
	const seen = new Map<NamedLog, Map<number, Mail[]>>();
	return hops.filter(({ from, to }) => {
		const byMessage = seen.get(from.of) ?? new Map<number, Mail[]>();
		seen.set(from.of, byMessage);
		const others = byMessage.get(from.message) ?? [];
		byMessage.set(from.message, others);
		if (!known.has(from) || !known.has(to) || others.some((other) => isSameMail(other, to))) {
			return false;
		}
		others.push(to);
		return true;
	});
}

/** Mails that hops join, one set each. */
class Groups {
	readonly #leaders = new Map<NamedLog, Map<number, Mail>>();

	of(mail: Mail): Mail {
		const leader = this.#leaders.get(mail.of)?.get(mail.message);
		if (!leader || isSameMail(leader, mail)) {
			return mail;
		}
		const first = this.of(leader);
		this.#lead(mail, first);
		return first;
	}

	join(one: Mail, other: Mail): boolean {
		const [first, second] = [this.of(one), this.of(other)];
		if (isSameMail(first, second)) {
			return false;
		}
		this.#lead(second, first);
		return true;
	}

	#lead(mail: Mail, leader: Mail): void {
		const own = this.#leaders.get(mail.of) ?? new Map<number, Mail>();
		this.#leaders.set(mail.of, own.set(mail.message, leader));
	}
}

/** The families among mails. What has the same Message-ID and is joined by nothing else came one of the other in the order of time. */
function divided(
	mails: readonly Mail[],
	hops: readonly Hop[],
	twins: readonly (readonly [Mail, Mail])[],
	loose: ReadonlyMap<NamedLog, ReadonlyMap<number, Mail>>,
): Family[] {
	const groups = new Groups();
	hops.forEach(({ from, to }) => groups.join(from, to));
	const all = [...hops];
	for (const [one, other] of twins.map(([a, b]) => inOrder(a, b)).sort(byBeginning)) {
		if (groups.join(one, other)) {
			all.push({ from: one, to: other, way: 'again', fromLine: idLineOf(one), toLine: idLineOf(other) });
		}
	}
	const found = new Map<Mail, { mails: Mail[]; hops: Hop[]; loose: LogLine[] }>();
	const leaders = new Map<NamedLog, Map<number, Mail>>();
	const familyOf = (mail: Mail) => {
		const leader = groups.of(mail);
		const own = leaders.get(leader.of) ?? new Map<number, Mail>();
		leaders.set(leader.of, own);
		const key = own.get(leader.message) ?? leader;
		own.set(leader.message, key);
		const family = found.get(key) ?? { mails: [], hops: [], loose: [] };
		found.set(key, family);
		return family;
	};
	mails.forEach((mail) => familyOf(mail).mails.push(mail));
	all.forEach((hop) => familyOf(hop.from).hops.push(hop));
	for (const [of, lines] of loose) {
		lines.forEach((mail, line) => familyOf(mail).loose.push({ of, line }));
	}
	return [...found.values()];
}

function inOrder(one: Mail, other: Mail): readonly [Mail, Mail] {
	return compareBeginnings(one, other) <= 0 ? [one, other] : [other, one];
}

function byBeginning([one]: readonly [Mail, Mail], [other]: readonly [Mail, Mail]): number {
	return compareBeginnings(one, other);
}

/** By the line in one log, by the clock in several. */
function compareBeginnings(one: Mail, other: Mail): number {
	const [first, second] = [beginningOf(one), beginningOf(other)];
	if (one.of === other.of) {
		return first - second;
	}
	return (timeOf(one.of.log, first) ?? 0) - (timeOf(other.of.log, second) ?? 0);
}
