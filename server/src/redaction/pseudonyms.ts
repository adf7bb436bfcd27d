import { isDomain, isPublicDomain, looksLikeDomain, registeredLabels } from './domains';
import { ipv4Text, ipv6Text, readIpv4, readIpv6, type Ipv6 } from './ipAddress';
import { Ipv4Networks, Ipv6Networks, isNobody } from './networks';
import { punycodeLabel } from './punycode';
import { isDistinctive } from './vocabulary';

/** One name and the one that stands for it. */
export interface TableEntry {
	readonly kind: 'user' | 'tag' | 'host' | 'domain' | 'message-id' | 'ipv4' | 'ipv6';
	readonly original: string;
	readonly pseudonym: string;
}

/** Names that stand for nobody, and are kept. */
const nobody = new Set(['', 'localhost', 'unknown', 'localhost.localdomain', 'localdomain']);

/** Mail programs send as these themselves. */
const ownSenders = new Set(['double-bounce', 'mailer-daemon']);

/** Longer ones than this are no names, and are not taken apart: quotes in quotes could go on for ever. */
const longestName = 1000;

/** Labels that tell what a host does: they are kept, with a number of ours. */
const roles =
	/^(?:mx|mail|smtp|relay|mta|mout|out|in|ns|www|imap|pop|webmail|list|lists|gw|gateway|filter)(?=[\d._-]|$)/;

/** Labels of a DNS list's zone. */
const zoneLabels = new Set(
	'zen sbl xbl pbl css sbl-xbl dbl bl b list dnsbl multi black rhsbl dnsbl-1 dnsbl-2 dnsbl-3 psbl hostkarma swl dwl ix z cbl dq score spam noptr dyna www'.split(
		' ',
	),
);

/**
 * The names of a log and what stands for each: the same for the same name, in the order in which they are asked for. All names are
 * to be learned first, so that no pseudonym is a name that the log has itself.
 */
export class Pseudonyms {
	/** User names and local parts that were seen, in lower case. */
	readonly users = new Set<string>();
	/** Host names of one label that were seen, in lower case. */
	readonly hosts = new Set<string>();
	/** Registered domains that were seen, in lower case. */
	readonly domains = new Set<string>();
	/** Message-IDs that were seen, with their brackets taken off. */
	readonly messageIds = new Set<string>();
	readonly ipv4 = new Ipv4Networks();
	readonly ipv6 = new Ipv6Networks();

	/** Hosts that were learned already, with `?` those that only looked like one. */
	private readonly learned = new Set<string>();
	private readonly given = new Map<string, TableEntry>();
	private readonly counts = new Map<string, number>();
	/** For the first label of a host, the first host that was seen with it. */
	private readonly hostOfLabel = new Map<string, string>();
	/** For the label that tells an owner's name, `example` of `example.org`, the first domain that was seen with it. */
	private readonly domainOfLabel = new Map<string, string>();

	/** A user name, or the part of an address before the `@`. */
	learnUser(name: string): void {
		const at = name.length > longestName ? -1 : name.lastIndexOf('@');
		if (at > 0) {
			this.learnUser(name.slice(0, at));
			this.learnHost(name.slice(at + 1), true);
			return;
		}
		const lower = name.toLowerCase();
		if (!nobody.has(lower) && !ownSenders.has(lower)) {
			this.users.add(withoutTag(lower)[0]);
		}
	}

	/** A host name; with `isCertain` also one that does not look like one by itself. */
	learnHost(name: string, isCertain: boolean): void {
		const lower = name.toLowerCase();
		const key = isCertain ? lower : `?${lower}`;
		if (this.learned.has(key)) {
			return;
		}
		this.learned.add(key);
		const labels = lower.split('.');
		if (nobody.has(lower) || !(isCertain ? isDomain(labels) : looksLikeDomain(labels))) {
			if (isCertain && labels.length === 1 && !nobody.has(lower)) {
				this.hosts.add(lower);
			}
			return;
		}
		const domain = labels.slice(-registeredLabels(labels)).join('.');
		if (!isPublicDomain(domain)) {
			this.domains.add(domain);
			const [first = ''] = labels;
			const [own = ''] = domain.split('.');
			if (!this.domainOfLabel.has(own)) {
				this.domainOfLabel.set(own, domain);
			}
			if (!this.hostOfLabel.has(first) && lower !== domain) {
				this.hostOfLabel.set(first, lower);
			}
		}
	}

	/** Whether words are a name that is replaced wherever it stands: a user's, or an address. */
	isName(words: string): boolean {
		const at = words.lastIndexOf('@');
		const [user] = withoutTag((at < 0 ? words : words.slice(0, at)).toLowerCase());
		return this.users.has(user) && (at >= 0 || isDistinctive(user));
	}

	/** What stands for a user name or a local part, quotes and a tag behind `+` kept: `"user1"`, `user1+tag1`. */
	user(name: string): string {
		const isLong = name.length > longestName;
		if (!isLong && name.length > 1 && name.startsWith('"') && name.endsWith('"')) {
			return `"${this.user(name.slice(1, -1))}"`;
		}
		const lower = name.toLowerCase();
		if (nobody.has(lower) || ownSenders.has(lower)) {
			return name;
		}
		const at = isLong ? -1 : name.lastIndexOf('@');
		if (at > 0) {
			return `${this.user(name.slice(0, at))}@${this.host(name.slice(at + 1), true) ?? name.slice(at + 1)}`;
		}
		const [base, tag] = withoutTag(lower);
		const shape = /[^\0-\x7f]/.test(base) ? 'üser' : 'user';
		const user = this.give('user', base, () => this.numbered(shape));
		return tag === undefined ? user : `${user}+${this.give('tag', tag, () => this.numbered('tag'))}`;
	}

	/** What stands for a host name; undefined for one that is of no domain that was seen, and for what is kept. */
	host(name: string, isCertain = false): string | undefined {
		const lower = name.toLowerCase();
		if (nobody.has(lower)) {
			return undefined;
		}
		const labels = lower.split('.');
		if (labels.length === 1) {
			return isCertain || this.hosts.has(lower) ? this.bareHost(lower) : undefined;
		}
		const address = this.reversed(labels);
		if (address) {
			return address;
		}
		const own = registeredLabels(labels);
		const domain = labels.slice(-own).join('.');
		if (isPublicDomain(domain)) {
			return this.listed(labels, own);
		}
		if (!isCertain && !this.domains.has(domain)) {
			return undefined;
		}
		return isDomain(labels) ? this.below(labels, own) : undefined;
	}

	/** What stands for a word that is a user's name, a host's, the first label of a host, or the name of a domain's owner. */
	word(word: string): string | undefined {
		const lower = word.toLowerCase();
		const [base] = lower.includes('+') ? withoutTag(lower) : [lower];
		const isUser = this.users.has(base);
		if (!isUser && !this.hosts.has(lower) && !this.hostOfLabel.has(lower) && !this.domainOfLabel.has(lower)) {
			return undefined;
		}
		if (isUser) {
			return isDistinctive(base) ? this.user(word) : undefined;
		}
		if (!isDistinctive(lower)) {
			return undefined;
		}
		if (this.hosts.has(lower) || this.hostOfLabel.has(lower)) {
			return this.host(lower, true);
		}
		const domain = lower.length > 3 ? this.domainOfLabel.get(lower) : undefined;
		return domain === undefined ? undefined : this.host(domain, true)?.split('.')[0];
	}

	/** Every word that `word` replaces. */
	*words(): Generator<string> {
		for (const names of [this.users, this.hosts, this.hostOfLabel.keys(), this.domainOfLabel.keys()]) {
			for (const name of names) {
				if (
					isDistinctive(name) &&
					(name.length > 3 || this.users.has(name) || this.hosts.has(name) || this.hostOfLabel.has(name))
				) {
					yield name;
				}
			}
		}
	}

	/** What stands for a Message-ID without its brackets. */
	messageId(id: string): string {
		const at = id.lastIndexOf('@');
		const number = this.give('message-id', id, () => this.numbered('id'));
		if (at < 0) {
			return number;
		}
		const domain = id.slice(at + 1);
		const isLiteral = domain.startsWith('[') && domain.endsWith(']');
		const address = this.ip(isLiteral ? domain.slice(1, -1) : domain);
		const host =
			address ?? this.host(domain, true) ?? (nobody.has(domain.toLowerCase()) ? domain : 'host.example');
		return `${number}@${isLiteral ? `[${host}]` : host}`;
	}

	/** What stands for an IP address in its way of writing; undefined for anything else. */
	ip(text: string): string | undefined {
		const four = readIpv4(text);
		if (four !== undefined) {
			return ipv4Text(this.ipv4.of(four));
		}
		const six = text.includes(':') ? readIpv6(text) : undefined;
		return six && this.ipv6Of(six, text);
	}

	/** Tells of an IP address that it is in the log. */
	learnIp(text: string): void {
		const four = readIpv4(text);
		if (four !== undefined) {
			this.ipv4.learn(four);
			return;
		}
		const six = text.includes(':') ? readIpv6(text) : undefined;
		const mapped = six && mappedIpv4(six);
		if (mapped !== undefined) {
			this.ipv4.learn(mapped);
		} else if (six) {
			this.ipv6.learn(six);
		}
	}

	/** All names that were asked for, and what stands for them. */
	*table(): Generator<TableEntry> {
		yield* this.given.values();
		for (const [original, pseudonym] of this.ipv4.table()) {
			yield { kind: 'ipv4', original, pseudonym };
		}
		for (const [original, pseudonym] of this.ipv6.table()) {
			yield { kind: 'ipv6', original, pseudonym };
		}
	}

	private ipv6Of(six: Ipv6, text: string): string {
		const { groups } = six;
		const mapped = mappedIpv4(six);
		if (mapped !== undefined) {
			const address = this.ipv4.of(mapped);
			return six.dotted
				? text.slice(0, text.lastIndexOf(':') + 1) + ipv4Text(address)
				: ipv6Text([0, 0, 0, 0, 0, 0xffff, address >>> 16, address & 0xffff]);
		}
		const isNobodys = groups.slice(0, 7).every((group) => group === 0) && (groups[7] ?? 0) < 2;
		return isNobodys ? text : ipv6Text(this.ipv6.of(six));
	}

	private bareHost(lower: string): string {
		const dashed = this.dashed(lower);
		if (dashed !== undefined) {
			return dashed;
		}
		const whole = this.hostOfLabel.get(lower);
		const label = whole === undefined ? undefined : this.host(whole)?.split('.')[0];
		return this.give('host', lower, () => label ?? this.numbered(shapeOf(lower, 'host')));
	}

	/** `mx1.domain1.example` for a host, each label below the registered domain by itself. */
	private below(labels: readonly string[], own: number): string {
		const name = labels.join('.');
		if (labels.length <= own) {
			const isForeign = /[^\0-\x7f]/.test(name);
			const isEncoded = labels.some((label) => label.startsWith('xn--'));
			return this.give('domain', name, () => {
				const label = this.numbered(isForeign || isEncoded ? 'dömain' : 'domain');
				return `${isEncoded ? punycodeLabel(label) : label}.example`;
			});
		}
		const [first = '', ...rest] = labels;
		const parent = this.below(rest, own);
		if (first.startsWith('_') || first === '*') {
			return `${first}.${parent}`;
		}
		const known = this.given.get(`host ${name}`);
		if (known) {
			return known.pseudonym;
		}
		const dashed = this.dashed(first);
		const pseudonym = `${dashed ?? this.numbered(shapeOf(first, 'host'))}.${parent}`;
		this.given.set(`host ${name}`, { kind: 'host', original: name, pseudonym });
		return pseudonym;
	}

	/** `ip-192-0-2-1`: the address in a label, in the order in which the log has it elsewhere. */
	private dashed(label: string): string | undefined {
		const match = /^([a-z]{0,20}-?)(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})((?:-[a-z]{0,20})?)$/.exec(label);
		if (!match) {
			return undefined;
		}
		const numbers = match.slice(2, 6);
		const forward = readIpv4(numbers.join('.'));
		const backward = readIpv4([...numbers].reverse().join('.'));
		if (forward === undefined || backward === undefined || isNobody(forward)) {
			return undefined;
		}
		const isBackward = !this.ipv4.knowsNetworkOf(forward) && this.ipv4.knowsNetworkOf(backward);
		const octets = ipv4Text(this.ipv4.of(isBackward ? backward : forward)).split('.');
		return `ip-${(isBackward ? octets.reverse() : octets).join('-')}`;
	}

	/** `2.2.0.192.zen.example.org`, as DNS lists and reverse look-ups are asked. */
	private reversed(labels: readonly string[]): string | undefined {
		if (labels.length > 32 && labels.slice(0, 32).every((label) => /^[0-9a-f]$/.test(label))) {
			const digits = labels.slice(0, 32).reverse().join('');
			const groups = Array.from({ length: 8 }, (_, at) => parseInt(digits.slice(at * 4, at * 4 + 4), 16));
			const shown = this.ipv6.of({ groups, dotted: false });
			const text = shown.map((group) => group.toString(16).padStart(4, '0')).join('');
			return [...text].reverse().join('.') + '.' + this.zone(labels.slice(32).join('.'));
		}
		const numbers = labels.slice(0, 4);
		if (
			labels.length > 4 &&
			!/^\d+$/.test(labels[4] ?? '') &&
			numbers.every((label) => /^\d{1,3}$/.test(label))
		) {
			const backward = readIpv4([...numbers].reverse().join('.'));
			const forward = readIpv4(numbers.join('.'));
			if (backward === undefined || forward === undefined) {
				return undefined;
			}
			const isForward = this.ipv4.knowsNetworkOf(forward) && !this.ipv4.knowsNetworkOf(backward);
			const octets = ipv4Text(this.ipv4.of(isForward ? forward : backward)).split('.');
			const zone = labels.slice(4).join('.');
			return [...(isForward ? octets : octets.reverse()), this.zone(zone)].join('.');
		}
		return undefined;
	}

	private zone(name: string): string {
		return this.host(name, name.includes('.')) ?? name;
	}

	/** A name below a public service's: `zen.spamhaus.org` stays, what was asked of it does not. */
	private listed(labels: readonly string[], own: number): string | undefined {
		let from = labels.length - own;
		while (from > 0 && zoneLabels.has(labels[from - 1] ?? '')) {
			from--;
		}
		if (from === 0) {
			return undefined;
		}
		const asked = labels.slice(0, from);
		const shown =
			asked.length === 1
				? this.give('host', asked.join(), () => this.numbered('host'))
				: this.host(asked.join('.'), true);
		return [shown ?? 'host', ...labels.slice(from)].join('.');
	}

	private give(kind: TableEntry['kind'], original: string, make: () => string): string {
		const key = `${kind} ${original}`;
		let entry = this.given.get(key);
		if (!entry) {
			entry = { kind, original, pseudonym: make() };
			this.given.set(key, entry);
		}
		return entry.pseudonym;
	}

	/** `user1`, `user2` …, but none that the log has. */
	private numbered(shape: string): string {
		for (;;) {
			const count = (this.counts.get(shape) ?? 0) + 1;
			this.counts.set(shape, count);
			const name = `${shape}${count}`;
			const isTaken =
				this.users.has(name) ||
				this.hosts.has(name) ||
				this.hostOfLabel.has(name) ||
				this.domainOfLabel.has(name) ||
				this.domains.has(`${name}.example`);
			if (!isTaken) {
				return name;
			}
		}
	}
}

/** `mx2-eu` → `mx`, for what does not tell what it does `host`; with letters of other scripts it keeps having them. */
function shapeOf(label: string, otherwise: string): string {
	const role = roles.exec(label)?.[0];
	return role ?? (/[^\0-\x7f]/.test(label) ? 'höst' : otherwise);
}

/** Splits sub-addressing off: `alice+news` → `alice`, `news`. */
export function withoutTag(local: string): readonly [base: string, tag?: string] {
	const plus = local.indexOf('+', 1);
	return plus > 0 && plus < local.length - 1 ? [local.slice(0, plus), local.slice(plus + 1)] : [local];
}

/** The IPv4 address in `::ffff:192.0.2.1`. */
function mappedIpv4({ groups }: Ipv6): number | undefined {
	const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	return isMapped ? (groups[6] ?? 0) * 65536 + (groups[7] ?? 0) : undefined;
}
