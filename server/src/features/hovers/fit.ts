import type { Answer } from './pointed';

/**
 * VS Code's hover window shows so many lines of so many characters before it has to be scrolled; what is left out there stands on
 * the page that a link leads to. Where there are no such links, more of it is told.
 */
const lines = 13;
const linesWithoutLinks = 24;
const columns = 88;

/** Paragraphs stand apart: in lines. */
const gap = 0.4;

/** The first paragraphs are the answer, whatever room they take. */
const answer = 4;

/**
 * The Markdown of an answer. What does not fit into the window is left out, a paragraph at a time.
 * @param told What stands above it in the same window.
 */
export function fit({ sections, footer }: Answer, hasLinks: boolean, told = ''): string {
	const shown: string[] = [];
	const above = (told ? heightOf(told) : 0) + (footer ? heightOf(footer) : 0);
	let room = (hasLinks ? lines : linesWithoutLinks) - above;
	for (const section of sections) {
		if (!section) {
			continue;
		}
		const height = heightOf(section);
		if (height <= room || shown.length < answer) {
			shown.push(section);
			room -= height;
		}
	}
	return [...shown, footer].filter(Boolean).join('\n\n');
}

function heightOf(section: string): number {
	return section
		.split('\n')
		.reduce((height, line) => height + Math.max(1, Math.ceil(visibleLength(line) / columns)), gap);
}

/** How many characters of a line of Markdown are seen. */
function visibleLength(line: string): number {
	//   [RFC 5321](https://…)   \.   &lt;
	//             -----------   -    ----
	return line
		.replace(/\]\([^()\s]{0,500}\)/g, '')
		.replace(/\\(?=[!-/:-@[-`{-~])/g, '')
		.replace(/&(?:lt|gt|amp);/g, '<')
		.replaceAll('**', '').length;
}
