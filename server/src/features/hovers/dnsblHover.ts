import { valueOf } from '../../core/event';
import { isAddress } from '../../knowledge/addressRanges';
import type { Dnsbl } from '../../knowledge/knowledge';
import { dnsbl, dnsblReturn } from '../../knowledge/terms';
import { sourceLinks } from './footer';
import type { Answer, Pointed } from './pointed';
import { toMarkdown } from './say';
import { actionWords } from './termWords';
import { isInMessage, tokenUnder } from './token';

/** A DNS list by its zone: what it lists, what its answer in this line means, and where to look up and to get out. */
export function dnsblHover(pointed: Pointed): Answer | undefined {
	const zone = isInMessage(pointed)
		? tokenUnder(pointed, (character) => /[A-Za-z0-9.-]/.test(character))
		: undefined;
	const list = zone?.text.includes('.') ? dnsbl(zone.text, pointed.language) : undefined;
	if (!zone || !list) {
		return undefined;
	}
	const { say } = pointed;
	return {
		sections: [
			`**${toMarkdown(list.name)}** ${list.title} · ${say('dnsbl.operator', { operator: list.operator })}`,
			list.wildcard ? say('dnsbl.wildcard') : list.standing === 'closed' ? say('dnsbl.closed') : undefined,
			returnWords(pointed, zone.text),
			list.meaning,
			actionWords(pointed, list),
		],
		footer: linksOf(pointed, list),
		span: zone.span,
	};
}

/** What `listed by domain zen.spamhaus.org as 127.0.0.2` says. */
function returnWords({ event, text, say, language }: Pointed, zone: string): string | undefined {
	//   as 127.0.0.4
	//      ---------
	const code = /\bas (127\.\d{1,3}\.\d{1,3}\.\d{1,3})\b/.exec(
		text.slice(event.start, event.start + 1000),
	)?.[1];
	if (code === undefined) {
		return undefined;
	}
	const pieces = { address: { code: valueOf(event, 'address') ?? '' }, code: { code } };
	const known = dnsblReturn(zone, code, language);
	return known
		? say(known.listed ? 'dnsbl.return' : 'dnsbl.notListed', {
				...pieces,
				meaning: { markdown: known.meaning },
			})
		: say('dnsbl.unknownReturn', pieces);
}

/** Pages of the list. Only an address that is one is put into a link. */
function linksOf({ event, say }: Pointed, { lookup, removal, sources }: Dnsbl): string {
	const address = valueOf(event, 'address') ?? '';
	const subject = isAddress(address) ? address : '';
	const link = (key: string, page: string | undefined) =>
		page !== undefined && (subject || !page.includes('{address}'))
			? say(key, { url: { markdown: page.replace('{address}', encodeURIComponent(subject)) } })
			: '';
	return [
		link('dnsbl.lookup', lookup),
		removal === lookup ? '' : link('dnsbl.removal', removal),
		sourceLinks(sources.slice(0, 1)),
	]
		.filter(Boolean)
		.join(' · ');
}
