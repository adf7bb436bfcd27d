/** Terms that are found by more than their name: a zone's parts, an answer of a list, a cipher suite, the words of a warning. */
import { contains, plainWords, toPhrase, type Phrase } from './replyTextRules';
import {
	dnsblAnswers,
	term,
	termFile,
	type Dnsbl,
	type DnsblFacts,
	type DnsblReturn,
	type Language,
	type Term,
	type TlsCipher,
} from './knowledge';

/**
 * What is known of a list by its zone, or by any name in it: `zen.spamhaus.org`, `KEY.zen.dq.spamhaus.net`,
 * `1.2.0.192.zen.spamhaus.org`.
 */
export function dnsbl(zone: string, language?: Language): Dnsbl | undefined {
	const found = zoneOf(zone, language);
	if (!found) {
		return undefined;
	}
	const { facts } = found;
	const whole = facts.partOf === undefined ? facts : (termFile('dnsbl').terms[facts.partOf] ?? facts);
	return {
		...found.term,
		operator: facts.operator,
		standing: facts.closed === undefined ? 'active' : 'closed',
		...(typeof facts.closed === 'string' ? { closed: facts.closed } : {}),
		wildcard: facts.wildcard === true,
		lists: facts.lists ?? 'addresses',
		allows: facts.allows === true,
		...(whole.lookup === undefined ? {} : { lookup: whole.lookup }),
		...(whole.removal === undefined ? {} : { removal: whole.removal }),
	};
}

/** What an answer such as `127.0.0.4` says, if this list is known to give it. */
export function dnsblReturn(zone: string, address: string, language?: Language): DnsblReturn | undefined {
	const found = zoneOf(zone, language);
	const octets = address.split('.');
	if (!found || octets.length !== 4 || octets[0] !== '127') {
		return undefined;
	}
	const whole = found.facts.partOf ?? found.term.name;
	const { bits, notListed = [] } = termFile('dnsbl').terms[whole] ?? found.facts;
	// Most lists have one answer only, which says no more than that the address is listed.
	const returns = Object.entries(dnsblAnswers(whole, language) ?? dnsblAnswers('*', language) ?? {});
	const last = Number(octets[3]);
	const said = bits
		? returns.filter(([bit]) => (last & Number(bit)) !== 0)
		: returns.filter(([answers]) => isAnswer(octets, answers)).slice(0, 1);
	return said.length === 0
		? undefined
		: {
				meaning: said.map(([, meaning]) => meaning).join(', '),
				listed: !notListed.some((answers) => isAnswer(octets, answers)),
			};
}

/** The list whose zone this is, or ends in. */
function zoneOf(
	name: string,
	language: Language | undefined,
): { readonly term: Term; readonly facts: DnsblFacts } | undefined {
	let rest = name.slice(0, 255).replace(/\.$/, '');
	for (;;) {
		const found = term('dnsbl', rest, language);
		const facts = found && termFile('dnsbl').terms[found.name];
		if (facts) {
			return { term: found, facts };
		}
		const dot = rest.indexOf('.');
		if (dot < 0) {
			return undefined;
		}
		rest = rest.slice(dot + 1);
	}
}

/** Whether four numbers are one of `127.0.0.4-7` or `127.0.*.0`. */
function isAnswer(octets: readonly string[], answers: string): boolean {
	return answers.split('.').every((part, at) => {
		const [first, last = first] = part.split('-');
		const octet = Number(octets[at]);
		return part === '*' || (Number(first) <= octet && octet <= Number(last));
	});
}

/**
 * What the name of a cipher suite says, whoever wrote it: `ECDHE-RSA-AES256-GCM-SHA384` (OpenSSL),
 * `ECDHE_SECP256R1__RSA_SHA256__AES_256_GCM` (GnuTLS), `TLS_RSA_WITH_3DES_EDE_CBC_SHA` (IANA). It is put together from what is
 * known of its two halves: how the key is agreed, and how the content is encrypted.
 */
export function tlsCipher(name: string, language?: Language): TlsCipher | undefined {
	const words = new Set(
		name
			.slice(0, 200)
			.toUpperCase()
			.split(/[^A-Z0-9]+/),
	);
	const has = (...any: readonly string[]) => any.some((word) => words.has(word));
	const encryption = encryptionOf(has);
	const key = encryption === undefined ? undefined : keyExchangeOf(has);
	const ofKey = key === undefined ? undefined : term('tls-cipher', key, language);
	const ofEncryption = encryption === undefined ? undefined : term('tls-cipher', encryption, language);
	if (!ofKey || !ofEncryption || key === undefined || encryption === undefined) {
		return undefined;
	}
	const forwardSecrecy = key === 'tls1.3' || key === 'ecdhe' || key === 'dhe';
	const isBroken = encryption !== 'aead' && encryption !== 'cbc';
	const action = ofEncryption.action ?? ofKey.action;
	return {
		kind: 'tls-cipher',
		name,
		title: `${ofEncryption.title}; ${ofKey.title}`,
		meaning: `${ofEncryption.meaning} ${ofKey.meaning}`,
		...(action === undefined ? {} : { action }),
		sources: [
			...ofEncryption.sources,
			...ofKey.sources.filter(({ title }) => ofEncryption.sources.every((each) => each.title !== title)),
		],
		forwardSecrecy,
		strength: isBroken ? 'broken' : forwardSecrecy && encryption === 'aead' ? 'good' : 'old',
	};
}

type Has = (...any: readonly string[]) => boolean;

function encryptionOf(has: Has): string | undefined {
	if (has('NULL', 'ENULL')) {
		return 'null';
	}
	if (has('EXP', 'EXP1024', 'EXPORT', 'EXPORT1024', 'DES40', 'RC2')) {
		return 'export';
	}
	if (has('RC4', 'ARCFOUR')) {
		return 'rc4';
	}
	if (has('3DES', 'CBC3')) {
		return '3des';
	}
	if (has('DES')) {
		return 'des';
	}
	if (has('GCM', 'CCM', 'CCM8', 'CHACHA20', 'POLY1305', 'OCB')) {
		return 'aead';
	}
	const isBlockCipher = has('AES', 'AES128', 'AES256', 'CAMELLIA', 'CAMELLIA128', 'CAMELLIA256');
	return isBlockCipher || has('SEED', 'IDEA', 'ARIA', 'ARIA128', 'ARIA256') ? 'cbc' : undefined;
}

function keyExchangeOf(has: Has): string {
	if (has('ANON', 'ADH', 'AECDH')) {
		return 'anon';
	}
	if (has('ECDHE', 'EECDH')) {
		return 'ecdhe';
	}
	if (has('DHE', 'EDH')) {
		return 'dhe';
	}
	if (has('ECDH', 'DH')) {
		return 'static';
	}
	if (has('PSK', 'SRP')) {
		return 'psk';
	}
	// TLS_AES_256_GCM_SHA384 names no key exchange, since TLS 1.3 has but one; TLS_RSA_WITH_… and AES256-SHA mean RSA.
	return has('TLS') && !has('WITH', 'RSA') ? 'tls1.3' : 'rsa';
}

interface KnownWarning {
	readonly name: string;
	readonly says: readonly Phrase[];
	readonly butNot: readonly Phrase[];
}

let knownWarnings: readonly KnownWarning[] | undefined;

/** What a warning or error of Postfix or Exim means, found by its words; the first entry that has them. */
export function warningAbout(text: string, language?: Language): Term | undefined {
	knownWarnings ??= Object.entries(termFile('warning').terms).map(([name, { says, butNot = [] }]) => ({
		name,
		says: says.map(toPhrase),
		butNot: butNot.map(toPhrase),
	}));
	const words = plainWords(text.slice(0, longest));
	const found = knownWarnings.find(
		({ says, butNot }) =>
			says.some((phrase) => contains(words, phrase)) && !butNot.some((phrase) => contains(words, phrase)),
	);
	return found && term('warning', found.name, language);
}

/** More of a warning is not looked at: UTF-16 code units. */
const longest = 4096;
