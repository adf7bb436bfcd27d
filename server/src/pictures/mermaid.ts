import type { Party, SessionDetail } from '../protocol';
import { momentsOf, type Moment } from './moments';
import { escaped, longest } from './mermaidText';
import { isFailing } from './signs';
import { clipped } from './textBlock';
import { momentWords } from './timeScale';

/**
 * A session as a sequence diagram of Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html), for wikis and tickets. What no line
 * of the log shows is an arrow of dots.
 */
export function mermaidOf(detail: SessionDetail): string {
	const moments = momentsOf(detail, new Set());
	const tls = moments.findIndex(({ stage, state }) => stage === 'tls' && !isFailing(state));
	const said = moments.flatMap((moment, at) => [
		...(moment.silence === undefined ? [] : [note('C,S', `⏱ ${moment.silence}`)]),
		...arrow(moment),
		...(moment.failure ? [note(moment.toward === 'client' ? 'S' : 'C,S', moment.failure.title)] : []),
		...(at === tls ? ['rect rgba(26, 127, 55, 0.1)'] : []),
	]);
	return `${[
		'sequenceDiagram',
		...[detail.title].map((title) => `title: ${escaped(title)}`),
		`participant C as ${escaped(partyWords(detail.client))}`,
		`participant S as ${escaped(partyWords(detail.server))}`,
		...(detail.cut.start === undefined ? [] : [note('C,S', detail.cut.start)]),
		...said,
		...(tls < 0 ? [] : ['end']),
		...(detail.cut.end === undefined ? [] : [note('C,S', detail.cut.end)]),
	].join('\n')}\n`;
}

function partyWords({ title, name, address }: Party): string {
	return [title, name, address].filter(Boolean).join(' ');
}

function note(over: string, text: string): string {
	return `Note ${over === 'C,S' ? 'over' : 'right of'} ${over}: ${escaped(clipped(text, longest))}`;
}

function arrow({ toward, code, words, state, isHollow, at, stage }: Moment): string[] {
	const sign = isFailing(state) ? '✗' : stage === 'tls' ? '🔒' : '';
	const said = clipped([sign, code, isHollow ? `(${words})` : words].filter(Boolean).join(' '), longest);
	const text = at === undefined || at === 0 ? said : `${said} · ${momentWords(at)}`;
	const line = isHollow ? '-->>' : isFailing(state) ? '-x' : '->>';
	const [from, to] = toward === 'client' ? ['S', 'C'] : ['C', 'S'];
	const both = isHollow ? '<<-->>' : '<<->>';
	return [`${from}${toward === 'both' && !isFailing(state) ? both : line}${to}: ${escaped(text)}`];
}
