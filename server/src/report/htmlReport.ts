import { plainText } from '../core/text/plainText';
import { say, sayCount } from '../knowledge/say';
import { trafficChart } from './chart';
import { headingLines, nothingWords, omittedWords } from './headingWords';
import { Html, markup } from './html';
import { figureName, type Column, type Section } from './report';
import { style } from './style';
import { columnTitle, rowsInWords, rowTitle, sectionTitle, type RowWords, type Titled } from './words';

/** A line that a figure counts: where it stands, from 1, and what it says. */
export interface ShownLine {
	readonly file: string;
	readonly line: number;
	readonly text: string;
}

/** Of a longer line the rest is not shown: UTF-16 columns. */
const longestLine = 400;

/**
 * A report as one page that needs nothing else: no script, no font, no picture from anywhere. It follows the reader's light or dark
 * colours, and prints.
 * @param lines The first lines of figures, by their names; a figure that has some is a link to them.
 */
export function htmlReport(titled: Titled, lines: ReadonlyMap<string, readonly ShownLine[]>): string {
	const { report, language } = titled;
	const title = say('report.title')(language);
	const anchors = new Map([...lines.keys()].map((figure, at) => [figure, `lines-${at + 1}`]));
	const nothing = report.sections.length === 0 ? [markup`<p>${nothingWords(titled)}</p>\n`] : [];
	return markup`<!doctype html>
<html lang="${language ?? 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${headingLines(titled).map((line) => markup`<p>${line}</p>\n`)}</header>
${contents(titled)}
<main>
${report.sections.map((section) => sectionHtml(section, titled, anchors))}${nothing}</main>
${linesHtml(titled, lines, anchors)}</body>
</html>
`.text;
}

/** The page may have a style, and nothing else. */
const policy = new Html("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");

function contents({ report, language }: Titled): Html {
	return markup`<nav aria-label="${say('report.contents')(language)}"><ul>
${report.sections.map(({ id }) => markup`<li><a href="#${id}">${sectionTitle(id, language)}</a></li>\n`)}</ul></nav>`;
}

function sectionHtml(section: Section, titled: Titled, anchors: ReadonlyMap<string, string>): Html {
	const { id, columns } = section;
	const { language } = titled;
	const title = sectionTitle(id, language);
	const omitted = omittedWords(section.omitted, language);
	const titles = columns.map(
		(column) => markup`<th scope="col"${figureClass(column)}>${columnTitle(column.id, language)}</th>`,
	);
	return markup`<section id="${id}">
<h2>${title}</h2>
${id === 'days' || id === 'hours' ? trafficChart(section, language) : []}<div class="scroll"><table>
<caption>${title}${omitted ? markup` <small>${omitted}</small>` : ''}</caption>
<thead><tr><td></td>${titles}</tr></thead>
<tbody>
${rowsInWords(section, language).map((row) => rowHtml(section, row, anchors))}</tbody>
</table></div>
</section>
`;
}

function figureClass({ unit }: Column): Html {
	return new Html(unit === 'text' ? '' : ' class="figure"');
}

function rowHtml(
	{ id, columns }: Section,
	{ row, title, cells }: RowWords,
	anchors: ReadonlyMap<string, string>,
): Html {
	const values = columns.map((column, at) => {
		const anchor = anchors.get(figureName(id, row.name, column.id));
		const words = cells[at] ?? '';
		const cell = anchor === undefined ? words : markup`<a id="${anchor}-of" href="#${anchor}">${words}</a>`;
		return markup`<td${figureClass(column)}>${cell}</td>`;
	});
	return markup`<tr><th scope="row">${title}</th>${values}</tr>\n`;
}

/** The first lines of each figure that has some. */
function linesHtml(
	{ language, report }: Titled,
	lines: ReadonlyMap<string, readonly ShownLine[]>,
	anchors: ReadonlyMap<string, string>,
): Html {
	const figures = report.sections.flatMap(({ id, columns, rows }) =>
		rows.flatMap(({ name }) =>
			columns.flatMap((column) => {
				const figure = figureName(id, name, column.id);
				const shown = lines.get(figure);
				const words = [
					sectionTitle(id, language),
					rowTitle(id, name, language),
					columnTitle(column.id, language),
				];
				return shown ? [figureLines(anchors.get(figure) ?? '', words.join(' · '), shown, language)] : [];
			}),
		),
	);
	return figures.length === 0
		? new Html('')
		: markup`<footer>\n<h2>${say('report.linesOf')(language)}</h2>\n${figures}</footer>\n`;
}

function figureLines(
	anchor: string,
	figure: string,
	shown: readonly ShownLine[],
	language: Titled['language'],
): Html {
	const items = shown.map(({ file, line, text }) => {
		const place = `${plainText(file, 200)}:${line}`;
		return markup`<li><code>${place}</code> <samp>${plainText(text, longestLine)}</samp></li>\n`;
	});
	return markup`<section id="${anchor}" class="lines">
<h3>${sayCount('report.linesOf.first', shown.length, { figure })(language)}</h3>
<ol>
${items}</ol>
<p><a href="#${anchor}-of">${say('report.backToFigure')(language)}</a></p>
</section>
`;
}
