import type { MarkShape, MarkState } from '../../../server/src/protocol';

/** The two kinds of backgrounds; high contrast has the icons of its kind. */
export type Background = 'dark' | 'light';

/** How a mark looks in the gutter, without colours: what its icon is named after. */
export interface IconLook {
	readonly shape: MarkShape;
	readonly state: MarkState;
	/** Drawn as an outline: no line shows the stage. */
	readonly isHollow: boolean;
}

/** `envelope-permanent`, `key-missing-hollow` */
export function iconName({ shape, state, isHollow }: IconLook): string {
	return [shape, state, ...(isHollow ? ['hollow'] : [])].join('-');
}

/**
 * The icon of a mark, as an SVG picture of 16 by 16. A stage that went well is its shape alone, one that goes on has dots below it.
 * What failed is a plate with the shape on it, so that it stands out without colours: eight corners for a refusal, a triangle for one
 * that is only for now, a torn edge for a connection that was lost.
 */
export function icon(look: IconLook, background: Background): string {
	const { shape, state, isHollow } = look;
	const ink = inks[state][background];
	const plate = plates[state];
	const body = plate
		? onPlate(plate, shape, isHollow, ink, papers[background])
		: state === 'progress'
			? goingOn(shape, ink)
			: alone(shape, isHollow, ink);
	return `<svg xmlns="http://www.w3.org/2000/svg" id="${iconName(look)}" width="16" height="16" viewBox="0 0 16 16">${body}</svg>`;
}

function alone(shape: MarkShape, isHollow: boolean, ink: string): string {
	return isHollow ? outlined(shapes[shape].outline, ink, 1.2) : filled(shapes[shape].solid, ink);
}

function goingOn(shape: MarkShape, ink: string): string {
	return `<g transform="translate(2.4 -.6) scale(.7)">${alone(shape, false, ink)}</g>${filled(dots, ink)}`;
}

/** Three of them, as of a sentence that is not at its end. */
const dots = 'M2 12h2.6v2.6H2zM6.7 12h2.6v2.6H6.7zM11.4 12H14v2.6h-2.6z';

function onPlate(plate: Plate, shape: MarkShape, isHollow: boolean, ink: string, paper: string): string {
	const { outline, place } = plate;
	const small = filled(shapes[shape].solid, isHollow ? ink : paper);
	return `${isHollow ? outlined(outline, ink, 1.2) : filled(outline, ink)}<g transform="${place}">${small}</g>`;
}

function filled(path: string, ink: string): string {
	return `<path d="${path}" fill="${ink}" fill-rule="evenodd"/>`;
}

function outlined(path: string, ink: string, width: number): string {
	return `<path d="${path}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

/** The colours that package.json contributes, which an icon cannot name. */
export const inks: Readonly<Record<MarkState, Readonly<Record<Background, string>>>> = {
	ok: { dark: '#89d185', light: '#1a7f37' },
	missing: { dark: '#89d185', light: '#1a7f37' },
	progress: { dark: '#75beff', light: '#0451a5' },
	temporary: { dark: '#e2c08d', light: '#8a5700' },
	permanent: { dark: '#ff8a80', light: '#b01011' },
	lost: { dark: '#d699ff', light: '#7a1fa2' },
};

/** What a shape is drawn with on a plate. */
const papers: Readonly<Record<Background, string>> = { dark: '#1f1f1f', light: '#ffffff' };

/** What a failing shape stands on, and where: a `transform` that makes it small. */
interface Plate {
	readonly outline: string;
	readonly place: string;
}

const plates: Partial<Readonly<Record<MarkState, Plate>>> = {
	permanent: {
		outline: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z',
		place: 'translate(3.04 3.04) scale(.62)',
	},
	temporary: {
		outline: 'M8 .9 15.6 14.8H.4z',
		place: 'translate(3.76 6.2) scale(.53)',
	},
	lost: {
		outline: 'M7.5 1A7 7 0 0 0 7.5 15H13L15 12.2 12.8 9.4 15.2 6.6 12.8 3.8 14.4 1z',
		place: 'translate(2.2 3.04) scale(.62)',
	},
};

interface Shape {
	readonly solid: string;
	/** One line, for what is hollow. */
	readonly outline: string;
}

const shapes: Readonly<Record<MarkShape, Shape>> = {
	session: {
		solid: 'M4 2.2 13.5 8 4 13.8z',
		outline: 'M4.4 3 12.7 8 4.4 13z',
	},
	talk: {
		solid:
			'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v5A1.5 1.5 0 0 1 12.5 11H7.5L4.5 13.8V11h-1A1.5 1.5 0 0 1 2 9.5v-5A1.5 1.5 0 0 1 3.5 3z',
		outline:
			'M3.6 3.6h8.8a1 1 0 0 1 1 1v4.8a1 1 0 0 1-1 1H7.3L5 12.6v-2.2H3.6a1 1 0 0 1-1-1V4.6a1 1 0 0 1 1-1z',
	},
	lock: {
		solid: 'M3.5 7H4.8V5.2a3.2 3.2 0 0 1 6.4 0V7h1.3v6.5h-9zM6.3 7h3.4V5.2a1.7 1.7 0 0 0-3.4 0z',
		outline: 'M4 7.2h8v5.8H4zM5.5 7.2v-2a2.5 2.5 0 0 1 5 0v2',
	},
	key: {
		solid:
			'M5 4.5a3.5 3.5 0 0 1 3.35 2.5H15v2.5h-1.5v2h-2.3v-2H8.2A3.5 3.5 0 1 1 5 4.5zM5 6.7a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6z',
		outline: 'M4.7 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6zM7.5 8h7v2.6M11.8 8v2.2',
	},
	envelope: {
		solid: 'M1.8 3.5h12.4L8 8.3zM1.8 5.2 8 10l6.2-4.8v7.3H1.8z',
		outline: 'M2.2 4h11.6v8H2.2zM2.2 4.3 8 8.8l5.8-4.5',
	},
	content: {
		solid: 'M3.5 1.8h6L12.5 5v9.2h-9zM5.3 6.3v1.2h5.4V6.3zM5.3 9v1.2h5.4V9z',
		outline: 'M4 2.4h5.2L12 5.2v8.4H4zM6 7.5h4M6 10.3h4',
	},
	end: {
		solid: 'M3.5 3.5h9v9h-9z',
		outline: 'M4 4h8v8H4z',
	},
	command: {
		solid: 'M8 3.2 12.8 8 8 12.8 3.2 8z',
		outline: 'M8 3.9 12.1 8 8 12.1 3.9 8z',
	},
};
