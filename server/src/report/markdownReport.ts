import { escapeMarkdown } from '../knowledge/markdown';
import { say } from '../knowledge/say';
import { headingLines, nothingWords, omittedWords } from './headingWords';
import { columnTitle, rowsInWords, sectionTitle, type Titled } from './words';

/** A report as a page of Markdown. What comes from the log stands there as text. */
export function markdownReport(titled: Titled): string {
	const { report, language } = titled;
	const pieces = [`# ${say('report.title')(language)}`, ...headingLines(titled).map(escapeMarkdown)];
	for (const section of report.sections) {
		const columns = section.columns.map(({ id }) => columnTitle(id, language));
		const lines = [
			tableRow(['', ...columns]),
			tableRow(['---', ...section.columns.map(({ unit }) => (unit === 'text' ? '---' : '--:'))]),
			...rowsInWords(section, language).map(({ title, isOurs, cells }) =>
				tableRow([
					isOurs ? title : escapeMarkdown(title),
					...cells.map((cell, at) => (section.columns[at]?.unit === 'text' ? escapeMarkdown(cell) : cell)),
				]),
			),
		];
		const omitted = omittedWords(section.omitted, language);
		pieces.push(`## ${sectionTitle(section.id, language)}`, lines.join('\n'), ...(omitted ? [omitted] : []));
	}
	if (report.sections.length === 0) {
		pieces.push(nothingWords(titled));
	}
	return `${pieces.join('\n\n')}\n`;
}

function tableRow(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}
