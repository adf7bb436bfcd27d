import { durationWords } from '../../../../server/src/features/duration';
import type { MarkState, Phase, PhaseSpan, SessionRow } from '../../../../server/src/protocol';
import { element } from '../element';
import type { PanelWords } from '../words';
import type { BarPlace } from './axis';

/** The phases in the order of a session. */
export const phases: readonly Phase[] = [
	'connect',
	'greeting',
	'hello',
	'tls',
	'auth',
	'envelope',
	'data',
	'waiting',
];

const phaseKeys = {
	connect: 'phaseConnect',
	greeting: 'phaseGreeting',
	hello: 'phaseHello',
	tls: 'phaseTls',
	auth: 'phaseAuth',
	envelope: 'phaseEnvelope',
	data: 'phaseData',
	waiting: 'phaseWaiting',
} as const satisfies Record<Phase, keyof PanelWords>;

export function phaseWords(phase: Phase, words: PanelWords): string {
	return words[phaseKeys[phase]];
}

const stateKeys: Partial<Readonly<Record<MarkState, keyof PanelWords>>> = {
	temporary: 'stateTemporary',
	permanent: 'statePermanent',
	lost: 'stateLost',
};

/** `refused for good`; what did not fail went well. */
export function stateWords(state: MarkState, words: PanelWords): string {
	return words[stateKeys[state] ?? 'stateOk'];
}

/** A sign for each state, so that colour is not the only carrier. */
export function stateSign(state: MarkState): string {
	return { temporary: '▲', permanent: '✖', lost: '◆', ok: '●', progress: '●', missing: '●' }[state];
}

/** The bar of a session: its phases one after the other, with their names where there is room. For the eye only. */
export function bar(
	{ phases: spans, state, duration }: SessionRow,
	{ left, width }: BarPlace,
	words: PanelWords,
): HTMLElement {
	const isInstant = duration === 0;
	const name = isInstant ? `bar instant state-${state}` : 'bar';
	const made = element('div', { class: name, 'aria-hidden': 'true' });
	made.style.left = `${left}%`;
	if (!isInstant) {
		made.style.width = `${width}%`;
		made.append(...spans.map((span) => stretch(span, words)));
	}
	return made;
}

function stretch({ phase, duration, state }: PhaseSpan, words: PanelWords): HTMLElement {
	const name = state ? `stretch phase-${phase} failing state-${state}` : `stretch phase-${phase}`;
	const made = element('span', { class: name }, element('span', {}, phaseWords(phase, words)));
	made.style.flexGrow = String(duration);
	return made;
}

/** The same for the ear: `TLS 2 s, envelope 1 s: refused for good`. */
export function barWords({ phases: spans, duration: whole }: SessionRow, words: PanelWords): string {
	return spans
		.map(({ phase, duration, state }) => {
			const time = whole === undefined ? '' : ` ${durationWords(duration)}`;
			return `${phaseWords(phase, words)}${time}${state ? `: ${stateWords(state, words)}` : ''}`;
		})
		.join(', ');
}

/** What the colours of the bars mean. */
export function legend(words: PanelWords): HTMLElement {
	const entries = phases.map((phase) =>
		element(
			'li',
			{},
			element('span', { class: `swatch phase-${phase}`, 'aria-hidden': 'true' }),
			phaseWords(phase, words),
		),
	);
	return element('ul', { class: 'legend', 'aria-label': words.phases }, ...entries);
}
