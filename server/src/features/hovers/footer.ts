import type { Source } from '../../knowledge/knowledge';
import { commandLink } from '../../knowledge/markdown';
import type { Pointed } from './pointed';

/** So many sources are named: a hover is small. */
const sourcesShown = 3;

/** Links to the first sources, none twice; of one RFC only the sections are named after the first: `RFC 5321 §3.1, §4.2.3`. */
export function sourceLinks(sources: readonly Source[]): string {
	const byUrl = new Map(sources.filter(({ url }) => url !== '').map((source) => [source.url, source]));
	let before = '';
	return Array.from(byUrl.values())
		.slice(0, sourcesShown)
		.map(({ title, url }, at) => {
			const [document = '', section] = title.split(' §', 2);
			const isSame = section !== undefined && document === before;
			before = document;
			return `${at === 0 ? '' : isSame ? ', ' : ' · '}[${isSame ? `§${section}` : title}](${url})`;
		})
		.join('');
}

/** A link that compares two codes of our list, for editors that run commands. */
export function compareLink({ say, commandLinks }: Pointed, first: string, second: string): string {
	return commandLinks
		? commandLink(say('link.compare', { first, second }), 'mailLogLens.compareReplyCodes', [first, second])
		: '';
}

/** A link to the page of a code of our list. */
export function explainLink({ say, commandLinks }: Pointed, code: string | undefined): string {
	return commandLinks && code !== undefined
		? commandLink(say('link.explain', { code }), 'mailLogLens.explainReplyCode', [code])
		: '';
}

/** A link to all lines of the message that is named here. It carries the place, and nothing of the log. */
export function followLink({ say, commandLinks, line }: Pointed, column: number): string {
	return commandLinks ? commandLink(say('link.follow'), 'mailLogLens.followMessage', [line, column]) : '';
}
