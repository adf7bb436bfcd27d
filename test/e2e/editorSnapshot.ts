// What the editor in front shows at this moment, read from the page. Runs inside the page, so it may use nothing from outside itself.

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A piece of a line that is drawn in one way. Lengths in CSS pixels, from the window's left edge. */
export interface Run {
	readonly text: string;
	readonly color: string;
	readonly left: number;
	readonly width: number;
	/** Its middle, from the window's top edge: a wrapped line has several rows. */
	readonly middle: number;
	/** What decorations put before and after it. An inlay hint is a piece without a text of its own, and stands before it. */
	readonly before: Drawn;
	readonly after: Drawn;
}

/** A text that a decoration draws, with its colour and its weight (400, 700); all empty where there is none. */
export interface Drawn {
	readonly text: string;
	readonly color: string;
	readonly weight: string;
}

/** A line that is drawn, with its wavy underlines and its icon in the gutter. */
export interface DrawnLine {
	/** 1-based. */
	readonly line: number;
	readonly text: string;
	readonly runs: readonly Run[];
	readonly squiggles: readonly { readonly severity: Severity; readonly text: string }[];
	/** The gutter icon's `background-image`, or ''. */
	readonly icon: string;
}

/** The lines that are drawn in the editor in front, from the top. */
export function editorSnapshot(): DrawnLine[] {
	const editor = document.querySelector('.editor-group-container.active .monaco-editor');
	if (!editor) {
		return [];
	}
	// Text, line numbers, underlines and icons lie in layers of their own; what belongs to one line has the same top.
	const layer = (selector: string): HTMLElement[] => [...editor.querySelectorAll<HTMLElement>(selector)];
	const topOf = (element: Element): number => Math.round(element.getBoundingClientRect().top);
	const numbers = new Map(
		layer('.margin .line-numbers').map((element) => [topOf(element), Number(element.innerText)]),
	);
	const underlines = layer('.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint');
	const icons = layer('.glyph-margin-widgets > *').filter(
		(element) => getComputedStyle(element).backgroundImage !== 'none',
	);

	const rows = layer('.view-lines > .view-line').sort((one, other) => topOf(one) - topOf(other));
	const lines: DrawnLine[] = [];
	for (const element of rows) {
		const row = drawnRow(element);
		const above = lines.at(-1);
		if (numbers.has(topOf(element))) {
			lines.push(row);
		} else if (above) {
			// A row without a number goes on with the line above it, which is wrapped.
			lines[lines.length - 1] = {
				...above,
				text: above.text + row.text,
				runs: [...above.runs, ...row.runs],
				squiggles: [...above.squiggles, ...row.squiggles],
			};
		}
	}
	return lines;

	function drawnRow(element: HTMLElement): DrawnLine {
		const box = element.getBoundingClientRect();
		const runs = [...element.querySelectorAll<HTMLElement>(':scope > span > span')].map(run);
		const icon = icons.find((candidate) => topOf(candidate) === topOf(element));
		return {
			line: numbers.get(topOf(element)) ?? 0,
			text: runs.map(({ text }) => text).join(''),
			runs,
			squiggles: underlines
				.filter((underline) => Math.abs(underline.getBoundingClientRect().top - box.top) < box.height / 2)
				.map((underline) => ({ severity: severityOf(underline), text: textAbove(underline, runs) })),
			icon: icon ? getComputedStyle(icon).backgroundImage : '',
		};
	}

	function run(element: HTMLElement): Run {
		const { left, width, top, height } = element.getBoundingClientRect();
		const pseudo = (which: string): Drawn => {
			const { content, color, fontWeight } = getComputedStyle(element, which);
			return content === 'none' || content === 'normal' || content === '""'
				? { text: '', color: '', weight: '' }
				: {
						text: content.replace(/^"|"$/g, '').replaceAll('\\"', '"').replaceAll('\u00a0', ' '),
						color,
						weight: fontWeight,
					};
		};
		const { color, fontWeight: weight } = getComputedStyle(element);
		const written = (element.textContent ?? '').replaceAll('\u00a0', ' ');
		const isHint = [...element.classList].some((name) => name.startsWith('dyn-rule-'));
		return {
			text: isHint ? '' : written,
			color,
			left,
			width,
			middle: top + height / 2,
			before: isHint ? { text: written, color, weight } : pseudo('::before'),
			after: pseudo('::after'),
		};
	}

	function severityOf(element: Element): Severity {
		const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
		return severities.find((severity) => element.classList.contains(`squiggly-${severity}`)) ?? 'hint';
	}

	/** The characters whose middle lies over the underline. */
	function textAbove(underline: Element, runs: readonly Run[]): string {
		const { left, right } = underline.getBoundingClientRect();
		return runs
			.flatMap(({ text, left: start, width }) =>
				[...text].map((character, index) => ({
					character,
					middle: start + (width * (index + 0.5)) / text.length,
				})),
			)
			.filter(({ middle }) => middle > left && middle < right)
			.map(({ character }) => character)
			.join('');
	}
}
