import type { CompiledRow } from './dialects/scanner';
import type { Kind } from './event';
import { Literal } from './text/literal';
import type { Octets } from './text/octets';

/** Whether a line is of some sort, told from the row that it matched and its octets from `start` up to `end`, without reading it. */
type LineTest = (row: CompiledRow | undefined, octets: Octets, start: number, end: number) => boolean;

const slash = Literal.ofText('/');
const bracket = Literal.ofText(']');
const quit = Literal.ofText(' quit=');
const commands = Literal.ofText(' commands=');
const closedByQuit = Literal.ofText(' closed by QUIT');
const sent = Literal.ofText(', status=sent (');
/** A server's words may say `status=sent`; the line that tells of another fate says that one, too. */
const otherFates = ['deferred', 'bounced', 'expired', 'undeliverable', 'deliverable', 'SOFTBOUNCE'].map(
	(fate) => Literal.ofText(`, status=${fate}`),
);

/** Postfix 3.11: REQUIRETLS was asked for and not had. */
const unmatched = Literal.ofText(':nocertmatch');

const delay = Literal.ofText(', delay=');
const eximDelay = Literal.ofText(' DT=');
const login = [' sasl_method=PLAIN', ' sasl_method=LOGIN'].map((text) => Literal.ofText(text));
const eximLogin = Literal.ofText(' P=esmtpa ');
const starttls = Literal.ofText(' starttls=');
const eximTls = Literal.ofText(' X=');
const eximGoodTls = [' X=TLS1.3:', ' X=TLS1.2:', ' X=TLSv1.3:', ' X=TLSv1.2:'].map((text) =>
	Literal.ofText(text),
);
const newestTls = Literal.ofText('TLSv1.3 with ');
const goodTls = Literal.ofText('TLSv1.2 with ');
/** Ciphers that hide little, keys that are too small. TLS 1.3 has none of these ciphers (RFC 8446 §B.4). */
const weakCiphers = ['RC4', 'DES-CBC', 'NULL', 'EXP-', 'ADH-', 'AECDH-'].map((text) => Literal.ofText(text));
const smallKeys = ['(1024 bits)', '(512 bits)', '(768 bits)'].map((text) => Literal.ofText(text));
/** Seconds from which on a delivery may have been slow. */
const slow = 30;

/** Whether a line tells of a login that shows a password unless there is TLS around it. */
export const isPlainLogin: LineTest = (row, octets, start, end) =>
	row?.kind === 'client' &&
	row.dialect.format === 'postfix' &&
	login.some((literal) => literal.indexIn(octets, start, end) >= 0);

/** Whether a line tells that there was TLS. */
export const isTls: LineTest = (row, octets, start, end) =>
	row?.kind === 'tls-established' ||
	(row?.kind === 'disconnect' && starttls.indexIn(octets, start, end) >= 0);

/**
 * Whether a line says that all went well, so that nobody who looks for failures need read it. It is told from the row and a few
 * octets; what is not known to be quiet is not.
 */
export const isQuiet: LineTest = (row, octets, start, end) => {
	if (row && alwaysQuiet.has(row.kind)) {
		return row.dialect.format === 'postfix' || row.dialect.format === 'exim';
	}
	return row !== undefined && sometimesQuiet.has(row.kind) && saysAllWentWell(row, octets, start, end);
};

const alwaysQuiet: ReadonlySet<Kind> = new Set<Kind>([
	'connect',
	'client',
	'pickup',
	'message-id',
	'queue-active',
	'delivery-additional',
	'removed',
	'completed',
]);
const sometimesQuiet: ReadonlySet<Kind> = new Set<Kind>([
	'arrival',
	'tls-established',
	'delivery',
	'disconnect',
]);

const saysAllWentWell: LineTest = (row, octets, start, end) => {
	const has = (literal: Literal) => literal.indexIn(octets, start, end) >= 0;
	const hasGoodTls = () => !has(eximTls) || eximGoodTls.some(has);
	const isPostfix = row?.dialect.format === 'postfix';
	if (!row || (!isPostfix && row.dialect.format !== 'exim')) {
		return false;
	}
	switch (row.kind) {
		case 'arrival':
			return isPostfix || (!has(eximLogin) && hasGoodTls());
		case 'tls-established':
			return has(newestTls)
				? !smallKeys.some(has)
				: has(goodTls) && ![...weakCiphers, ...smallKeys].some(has);
		case 'delivery':
			return isPostfix
				? has(sent) && !otherFates.some(has) && !has(unmatched) && !isSlow(octets, delay, start, end)
				: hasGoodTls() && !isSlow(octets, eximDelay, start, end);
		case 'disconnect':
			return isPostfix
				? // `… [203.0.113.10] ehlo=1 auth=0/1`: of the counters one that is two numbers tells of a failure.
					slash.indexIn(octets, Math.max(start, bracket.lastIndexIn(octets, start, end)), end) < 0 &&
						(has(quit) || !has(commands))
				: has(closedByQuit);
		default:
			return false;
	}
};

/**
 * Whether a line of an outgoing session says how a mail of the queue went on: it was delivered, or failed in a way that the rules about
 * mails tell of. A login that was refused is the session's own.
 * @param isOfMail It names a mail that is known.
 */
export function isToldByMail(
	row: CompiledRow | undefined,
	octets: Octets,
	start: number,
	end: number,
	isOfMail: boolean,
): boolean {
	const has = (literal: Literal) => literal.indexIn(octets, start, end) >= 0;
	const isPostfix = row?.dialect.format === 'postfix';
	if (!row || (!isPostfix && row.dialect.format !== 'exim')) {
		return false;
	}
	switch (row.kind) {
		case 'tls-established':
			return isQuiet(row, octets, start, end);
		case 'connect-failed':
			// H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after EHLO: 421 4.3.2 no: a refusal of its own.
			return isPostfix || (isOfMail && !refusals.some(has));
		case 'delivery':
		case 'deferred':
		case 'failed':
			return isOfMail && !logins.some(has) && (isPostfix || !has(eximTls) || eximGoodTls.some(has));
		default:
			return false;
	}
}

const refusals = [' 4', ' 5'].map((text) => Literal.ofText(text));
const logins = ['AUTH', 'auth', 'SASL'].map((text) => Literal.ofText(text));

/** How services that filter mail are named, in the first letters of the name. */
export const filterServices = [
	'spam',
	'filter',
	'content',
	'amavis',
	'clam',
	'scan',
	'dspam',
	'bogo',
] as const;
const filters = [']:1002', ']:1003', ...filterServices.map((name) => `, relay=${name}`)].map((text) =>
	Literal.ofText(text),
);

/** Whether a line tells of a mail that went to a filter on this host, or one beside it, as it seems. */
export const isHandedToFilter: LineTest = (row, octets, start, end) =>
	row?.kind === 'delivery' &&
	row.dialect.format === 'postfix' &&
	filters.some((literal) => literal.indexIn(octets, start, end) >= 0);

const zero = 48;
const nine = 57;
const letterD = 100;
const letterH = 104;
const letterM = 109;

/** `, delay=31`, ` DT=1m3s`: half a minute or more. Which leg of it took so long is for whoever reads the line. */
function isSlow(octets: Octets, mark: Literal, start: number, end: number): boolean {
	const at = mark.indexIn(octets, start, end);
	let seconds = 0;
	for (let next = at + mark.length; at >= 0 && next < end; next++) {
		const octet = octets.bytes[next] ?? 0;
		if (octet === letterM || octet === letterH || octet === letterD) {
			return true;
		}
		if (octet < zero || octet > nine) {
			break;
		}
		seconds = seconds * 10 + octet - zero;
	}
	return seconds >= slow;
}
