import type { MessageLife } from '../protocol';
import { lifeRows, type FoldRow, type ItemRow } from './lifeRows';
import { escaped, longest } from './mermaidText';
import { isFailing } from './signs';
import { clipped } from './textBlock';
import { momentWords } from './timeScale';

/**
 * A mail's life as a sequence diagram of Mermaid: a participant for each daemon on each host, an arrow where the mail goes from one
 * to the next, a note for each thing that happened. What was tried very often is one note.
 */
export function lifeMermaidOf({ title, mails, hops }: MessageLife): string {
	const names = new Map<string, string>();
	const said: string[] = [];
	let at: string | undefined;
	let mail: number | undefined;
	for (const row of lifeRows(hops, new Set())) {
		if (row.kind === 'hop') {
			const name = [row.hop.daemon, row.hop.host].filter(Boolean).join(' · ');
			const id = names.get(name) ?? `D${names.size}`;
			names.set(name, id);
			const next = row.hop.items[0]?.mail;
			// Where another mail is told of, nothing went from one daemon to the other.
			if (at !== undefined && at !== id && next !== undefined && next === mail) {
				said.push(`${at}->>${id}: ${escaped(mails[next]?.queueId ?? '')}`);
			}
			at = id;
			mail = row.hop.items.at(-1)?.mail;
		} else {
			said.push(`Note over ${at ?? 'D0'}: ${escaped(clipped(noteOf(row, mails), longest))}`);
		}
	}
	const participants = Array.from(names, ([name, id]) => `participant ${id} as ${escaped(name)}`);
	return `${['sequenceDiagram', `title: ${escaped(title)}`, ...participants, ...said].join('\n')}\n`;
}

function noteOf(row: ItemRow | FoldRow, mails: MessageLife['mails']): string {
	const items = row.kind === 'item' ? [row.item] : row.items;
	const sign = items.some(({ state }) => isFailing(state)) ? '✗ ' : '';
	const at = items[0]?.at;
	const time = at === undefined ? '' : `${momentWords(at)} · `;
	if (row.kind === 'fold') {
		return `${time}${sign}${row.words}`;
	}
	const { title, text, wait, makes, failure } = row.item;
	const made = makes === undefined ? undefined : mails[makes]?.queueId;
	const what = made === undefined || title.includes(made) ? title : `${title} → ${made}`;
	return `${time}${wait === undefined ? '' : `⏱ ${wait} · `}${sign}${[what, failure?.title ?? text].filter(Boolean).join(': ')}`;
}
