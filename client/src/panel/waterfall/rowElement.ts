import { durationWords } from '../../../../server/src/features/duration';
import type { SessionRow } from '../../../../server/src/protocol';
import { element } from '../element';
import type { PanelWords } from '../words';
import type { Axis } from './axis';
import type { Clock } from './clock';
import { bar, barWords, stateSign, stateWords } from './phases';

/** What all rows are drawn with. */
export interface RowStyle {
	readonly words: PanelWords;
	readonly clock: Clock;
	readonly axis: Axis;
	/** The log runs over more than a day. */
	readonly hasDates: boolean;
	readonly hasMilliseconds: boolean;
}

/** The row of a session, without its place in the list. */
export function rowElement(row: SessionRow, style: RowStyle): HTMLElement {
	const { words } = style;
	const told = row.failure ?? row.codes.join(' ');
	return element(
		'div',
		{ class: `row state-${row.state}`, role: 'row', id: `row-${row.id}` },
		cell(
			'session',
			element('span', { class: 'sign', 'aria-hidden': 'true' }, stateSign(row.state)),
			unseen(stateWords(row.state, words)),
			row.id,
		),
		cell('time', timeWords(row, style)),
		titled('peer', row.peer ?? ''),
		cell('outcome', row.outcomeWords),
		titled(row.failure === undefined ? 'failure quiet' : 'failure', told),
		cell('duration', durationOf(row, style)),
		barCell(row, style),
	);
}

function barCell(row: SessionRow, { axis, words }: RowStyle): HTMLElement {
	const place = axis.place(row);
	const told = barWords(row, words);
	const made = cell('bar-cell', unseen(place ? told : `${words.noTime} ${told}`));
	made.append(
		place
			? element('div', { class: 'track' }, bar(row, place, words))
			: element('span', { class: 'quiet', 'aria-hidden': 'true' }, words.noTime),
	);
	made.title = [row.strip, told].join('\n');
	return made;
}

function timeWords(row: SessionRow, { clock, hasDates, hasMilliseconds }: RowStyle): string {
	const reading = clock.reading(row);
	if (reading === undefined) {
		return '';
	}
	const time = clock.time(reading, hasMilliseconds);
	return hasDates ? `${clock.date(reading)} ${time}` : time;
}

/** A clock that counts seconds does not tell that something took no time. */
function durationOf({ duration }: SessionRow, { hasMilliseconds }: RowStyle): string {
	if (duration === undefined) {
		return '';
	}
	return duration === 0 && !hasMilliseconds ? '< 1 s' : durationWords(duration);
}

function cell(name: string, ...content: readonly (Node | string)[]): HTMLElement {
	return element('div', { class: `cell ${name}`, role: 'gridcell' }, ...content);
}

/** A cell whose words may be cut off; the pointer shows them all. */
function titled(name: string, text: string): HTMLElement {
	const made = cell(name, text);
	made.title = text;
	return made;
}

function unseen(text: string): HTMLElement {
	return element('span', { class: 'unseen' }, text);
}
