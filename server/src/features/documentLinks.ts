import type { DocumentLink } from 'vscode-languageserver-types';
import { valueOf, type Kind, type LineEvent, type Span } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { isAddress } from '../knowledge/addressRanges';
import { explainReply } from '../knowledge/explain';
import { enhancedCode, replyCode, source, type Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import { dnsbl } from '../knowledge/terms';
import type { Work } from '../core/work';
import { toRange } from './range';

/** An editor draws no more of them with ease, and so many lines are read for them. */
const linksAtMost = 3000;
const linesAtMost = 20_000;

/** The lines that tell of a failure; what went well has no page to read. */
const failing: ReadonlySet<Kind> = new Set<Kind>([
	'reject',
	'fake-reject',
	'delivery',
	'deferred',
	'failed',
	'remote-reply',
	'sender-verify-failed',
	'dnsbl-listing',
	'postscreen-dnsbl',
	'milter',
	'proxy',
	'reply',
]);

interface Link {
	readonly span: Span;
	readonly url: string;
	readonly tooltip: string;
}

/**
 * Links of failures to pages of ours to read: a reply code to its RFC, a DNS list to where the address can be looked up, the server
 * that refused to its provider's page. Every address is one of our data; of a log only numbers of RFCs and IP addresses come into one.
 */
export function* documentLinks(log: MailLog, language?: Language): Work<DocumentLink[]> {
	const links: DocumentLink[] = [];
	let read = 0;
	for (let line = 0; line < log.lineCount && links.length < linksAtMost && read < linesAtMost; line++) {
		const kind = log.kindAt(line);
		// A line of a transcript has no row that tells its kind: it is read.
		const isAsked = kind === undefined ? log.sessionIndexAt(line) !== undefined : failing.has(kind);
		if (!isAsked) {
			continue;
		}
		read++;
		const event = log.event(line);
		const isTold = failing.has(event.kind) && isFailure(event);
		const found = isTold ? linksIn(event, log.text(line), language) : [];
		links.push(
			...found
				.filter(({ url }) => isOurs(url))
				.map(({ span, url, tooltip }) => ({ range: toRange(line, span), target: url, tooltip })),
		);
		yield;
	}
	return links;
}

function isFailure(event: LineEvent): boolean {
	const code = valueOf(event, 'code') ?? valueOf(event, 'enhanced') ?? valueOf(event, 'dsn');
	return code === undefined ? event.kind.includes('dnsbl') : /^[45]/.test(code);
}

function linksIn(event: LineEvent, text: string, language: Language | undefined): Link[] {
	return withoutOverlap([
		...codeLinks(event, text, language),
		...providerLinks(event, language),
		...listLinks(event, text, language),
		...rfcLinks(event, text),
	]);
}

function codeLinks({ fields }: LineEvent, text: string, language: Language | undefined): Link[] {
	return fields
		.filter(({ span, value }) => text.slice(span.start, span.end) === value)
		.flatMap(({ name, value, span }) => {
			const [first] =
				name === 'code'
					? (replyCode(value, language)?.sources ?? [])
					: name === 'enhanced' || name === 'dsn'
						? (enhancedCode(value, language)?.sources ?? [])
						: [];
			return first && first.url !== '' ? [{ span, url: first.url, tooltip: first.title }] : [];
		});
}

/** The name of the server that refused leads to what its provider says of it. */
function providerLinks(event: LineEvent, language: Language | undefined): Link[] {
	const host = event.fields.find(({ name }) => name === 'relayHost' || name === 'remoteHost');
	const text = ['code', 'enhanced', 'text'] as const;
	const reply = text.map((name) => valueOf(event, name) ?? '').join(' ');
	if (!host || reply.trim() === '') {
		return [];
	}
	const { confidence, sources, title } = explainReply(reply, { host: host.value, language });
	const [url] = sources;
	return confidence === 'provider' && url !== undefined ? [{ span: host.span, url, tooltip: title }] : [];
}

/** A DNS list that is named in a line about an address: where that can be looked up. */
function listLinks(event: LineEvent, text: string, language: Language | undefined): Link[] {
	const address = valueOf(event, 'address') ?? '';
	const words = text.slice(event.start, event.start + 2000);
	return Array.from(words.matchAll(/[A-Za-z0-9][A-Za-z0-9.-]{3,60}[A-Za-z0-9]/g)).flatMap(
		({ 0: zone, index }) => {
			const list = zone.includes('.') ? dnsbl(zone, language) : undefined;
			const page = list?.lookup;
			if (!list || page === undefined || (page.includes('{address}') && !isAddress(address))) {
				return [];
			}
			const start = event.start + index;
			return [
				{
					span: { start, end: start + zone.length },
					url: page.replace('{address}', encodeURIComponent(address)),
					tooltip: say('link.lookUp', { list: list.name })(language),
				},
			];
		},
	);
}

/** `RFC 5321 section 4.5.3.1`, `RFC5322`, as servers write it. */
function rfcLinks(event: LineEvent, text: string): Link[] {
	const words = text.slice(event.start, event.start + 2000);
	const mentions =
		/\bRFC[ -]?([1-9]\d{2,3})(?!\d)(?:,? (?:section |sec\. ?|§ ?)(\d{1,2}(?:\.\d{1,2}){0,4}))?/gi;
	return Array.from(words.matchAll(mentions)).map(({ 0: mention, 1: number = '', 2: section, index }) => {
		const { url, title } = source(section === undefined ? `RFC ${number}` : `RFC ${number} §${section}`);
		const start = event.start + index;
		return { span: { start, end: start + mention.length }, url, tooltip: title };
	});
}

/** Of links over the same words the first. */
function withoutOverlap(links: readonly Link[]): Link[] {
	const kept: Link[] = [];
	for (const link of links) {
		if (kept.every(({ span }) => span.end <= link.span.start || link.span.end <= span.start)) {
			kept.push(link);
		}
	}
	return kept;
}

/** A page of the web at a named host, and nothing that could be anything else. */
function isOurs(url: string): boolean {
	return url.length < 500 && /^https:\/\/[a-z0-9][a-z0-9.-]{2,100}\/[\w./?=&%#~:+-]*$/i.test(url);
}
