import { headingLines, nothingWords, omittedWords } from './headingWords';
import type { Section } from './report';
import { columnTitle, rowsInWords, sectionTitle, type RowWords, type Titled } from './words';

/** Sections that go on in time: the time comes first, and a bar shows the first column. */
const inTime: ReadonlySet<string> = new Set(['days', 'hours']);

const gap = '  ';
const bar = '#';

/**
 * A report as text for a terminal, or a mail: figures in columns, and behind them what they are of.
 * @param width Columns; 80 where nobody says otherwise.
 */
export function textReport(titled: Titled, width = 80): string {
	const { report, language } = titled;
	const pieces = [
		headingLines(titled)
			.flatMap((line) => wrapped(line, width, ''))
			.join('\n'),
	];
	for (const section of report.sections) {
		const rows = rowsInWords(section, language);
		const titles = section.columns.map(({ id }) => columnTitle(id, language));
		const title = sectionTitle(section.id, language);
		const omitted = omittedWords(section.omitted, language);
		const lines = inTime.has(section.id)
			? timeLines(section, titles, rows, width)
			: tableLines(section, titles, rows, width);
		pieces.push([title, '-'.repeat(title.length), ...lines, ...(omitted ? [omitted] : [])].join('\n'));
	}
	if (report.sections.length === 0) {
		pieces.push(nothingWords(titled));
	}
	return `${pieces.join('\n\n')}\n`;
}

/** Figures to the right of their columns, then the name; words stand behind the name. */
function tableLines(
	section: Section,
	titles: readonly string[],
	rows: readonly RowWords[],
	width: number,
): string[] {
	const figures = numbersOf(section);
	const words = section.columns.flatMap(({ unit }, at) => (unit === 'text' ? [at] : []));
	const widths = widthsOf(figures, titles, rows);
	const isPlain = section.columns.length === 1;
	const head = isPlain
		? []
		: [
				rightAligned(
					figures.map((at) => titles[at] ?? ''),
					widths,
				),
			];
	const indent = ' '.repeat(widths.reduce((sum, each) => sum + each + gap.length, 0));
	const lines = rows.flatMap(({ row, title, cells }) => {
		const isKnown = (at: number) => row.values[section.columns[at]?.id ?? ''] !== 'unknown' && cells[at];
		const behind = words.filter(isKnown).map((at) => `${titles[at] ?? ''}: ${cells[at] ?? ''}`);
		const name = behind.length > 0 ? `${title} (${behind.join('; ')})` : title;
		const [first = '', ...more] = wrapped(name, Math.max(20, width - indent.length), '');
		const figuresOfRow = rightAligned(
			figures.map((at) => cells[at] ?? ''),
			widths,
		);
		return [`${figuresOfRow}${gap}${first}`, ...more.map((line) => `${indent}${line}`)];
	});
	return [...head, ...lines].map((line) => line.trimEnd());
}

/** The time, the figures, and a bar for the first of them. */
function timeLines(
	section: Section,
	titles: readonly string[],
	rows: readonly RowWords[],
	width: number,
): string[] {
	const figures = numbersOf(section);
	const widths = widthsOf(figures, titles, rows);
	const names = Math.max(...rows.map(({ title }) => title.length));
	const amounts = rows.map(({ row }) => Number(row.values[section.columns[0]?.id ?? ''] ?? 0));
	const most = Math.max(1, ...amounts);
	const left = width - names - widths.reduce((sum, each) => sum + each + gap.length, 0) - gap.length;
	const head = `${' '.repeat(names)}${gap}${rightAligned(
		figures.map((at) => titles[at] ?? ''),
		widths,
	)}`;
	return [
		head,
		...rows.map(({ title, cells }, at) => {
			const length = Math.round(((amounts[at] ?? 0) / most) * Math.max(0, left));
			const line = rightAligned(
				figures.map((column) => cells[column] ?? ''),
				widths,
			);
			return `${title.padEnd(names)}${gap}${line}${gap}${bar.repeat(length)}`.trimEnd();
		}),
	];
}

function numbersOf({ columns }: Section): number[] {
	return columns.flatMap(({ unit }, at) => (unit === 'text' ? [] : [at]));
}

function widthsOf(
	figures: readonly number[],
	titles: readonly string[],
	rows: readonly RowWords[],
): number[] {
	return figures.map((at) =>
		Math.max(
			rows.length > 0 && titles.length > 1 ? (titles[at] ?? '').length : 0,
			...rows.map(({ cells }) => (cells[at] ?? '').length),
		),
	);
}

function rightAligned(cells: readonly string[], widths: readonly number[]): string {
	return cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join(gap);
}

/** Breaks a text at its blanks; a word that is longer than a line is cut with an ellipsis in its middle. */
function wrapped(text: string, width: number, indent: string): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ').map((each) => shortened(each, width))) {
		if (line !== '' && line.length + 1 + word.length > width) {
			lines.push(line);
			line = indent + word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return [...lines, line];
}

function shortened(word: string, width: number): string {
	const half = Math.floor((width - 1) / 2);
	return word.length > width ? `${word.slice(0, half)}…${word.slice(word.length - half)}` : word;
}
