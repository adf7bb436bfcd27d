import { visible, wrap } from './textLayout';

/**
 * Our own pages (headings, paragraphs, lists, tables, links, code spans) as plain text for a terminal, or for an editor without Markdown. It is no Markdown reader for
 * anybody's Markdown: what it does not know is printed as it stands.
 * @param width Columns; Infinity where an editor breaks the lines.
 */
export function markdownText(markdown: string, width: number): string {
	const blocks: string[] = [];
	let rows: string[][] = [];
	/** In pieces, between which a line is broken: two spaces stand there at a line's end. */
	let paragraph: string[] = [];
	let isBroken = false;
	const flush = () => {
		if (paragraph.length > 0) {
			blocks.push(paragraph.map((piece) => wrap(plain(piece), width)).join('\n'));
		}
		if (rows.length > 0) {
			blocks.push(table(rows, width));
		}
		[rows, paragraph, isBroken] = [[], [], false];
	};
	for (const line of markdown.split('\n')) {
		const heading = /^#{1,6} (.*)$/.exec(line)?.[1];
		const item = /^(\s*)(?:[-*]|(\d+\.)) (.*)$/.exec(line);
		const quotation = /^> ?(.*)$/.exec(line)?.[1];
		if (line.trim() === '' || heading !== undefined || item || quotation !== undefined) {
			flush();
		}
		if (heading !== undefined) {
			blocks.push(underlined(plain(heading), line.startsWith('# ') ? '=' : '-'));
		} else if (item) {
			const indent = item[1] ?? '';
			const bullet = `${indent}${item[2] ?? '-'} `;
			addItem(blocks, bullet + wrap(plain(item[3] ?? ''), width, ' '.repeat(bullet.length)));
		} else if (quotation !== undefined) {
			blocks.push(quoteIndent + wrap(plain(quotation), width, quoteIndent));
		} else if (line.startsWith('|')) {
			rows.push(cells(line));
		} else if (line.trim() !== '') {
			const before = isBroken ? undefined : paragraph.pop();
			paragraph.push(before === undefined ? line.trim() : `${before} ${line.trim()}`);
			isBroken = line.endsWith('  ');
		}
	}
	flush();
	return `${blocks.join('\n\n')}\n`;
}

const quoteIndent = '    ';

/** Items of a list stand together, without empty lines. */
function addItem(blocks: string[], item: string): void {
	const last = blocks.at(-1);
	if (last !== undefined && /^\s*(?:-|\d+\.) /.test(last)) {
		blocks[blocks.length - 1] = `${last}\n${item}`;
	} else {
		blocks.push(item);
	}
}

function underlined(title: string, with_: string): string {
	return `${title}\n${with_.repeat([...title].length)}`;
}

/** Markup removed: `**a**` → `a`, `[title](url)` → `title <url>`, `\\*` → `*`, `&lt;` → `<`; code spans stay word for word. */
function plain(markdown: string): string {
	const parts: string[] = [];
	let prose = '';
	for (let at = 0; at < markdown.length;) {
		const span = markdown[at - 1] === '\\' ? undefined : codeSpanAt(markdown, at);
		if (span) {
			parts.push(plainProse(prose), span.text);
			prose = '';
			at = span.end;
		} else {
			prose += markdown[at];
			at++;
		}
	}
	return visible([...parts, plainProse(prose)].join(''));
}

/** A code span as CommonMark §6.1 has it: as many backticks at its end as at its beginning, a space of padding on either side. */
function codeSpanAt(markdown: string, start: number): { text: string; end: number } | undefined {
	const fence = /^`+/.exec(markdown.slice(start, start + 64))?.[0];
	const close = fence === undefined ? -1 : markdown.indexOf(fence, start + fence.length);
	if (fence === undefined || close < 0) {
		return undefined;
	}
	const text = markdown.slice(start + fence.length, close);
	const isPadded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
	return { text: isPadded ? text.slice(1, -1) : text, end: close + fence.length };
}

function plainProse(prose: string): string {
	return (
		prose
			.replace(/<br\s?\/?>/g, ' ')
			// [RFC 5321 §4.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.2)
			//  ^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
			.replace(/\[([^[\]]*)\]\(([^()\s]*)\)/g, (_, title: string, url: string) =>
				url.endsWith(title) ? url : `${title} <${url}>`,
			)
			// **strong**, *emphasis*, _emphasis_; not the underscores of a name such as smtpd_tls_auth_only
			.replace(/(?<!\\)\*/g, '')
			.replace(/(?<![\\\w])_|(?<!\\)_(?!\w)/g, '')
			.replace(/\\([!-/:-@[-`{-~])/g, '$1')
			.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
			.replace(/&(lt|gt|amp|nbsp|quot);/g, (entity, name: string) => entities[name] ?? entity)
	);
}

const entities: Readonly<Record<string, string>> = {
	lt: '<',
	gt: '>',
	amp: '&',
	nbsp: ' ',
	quot: '"',
};

/** The cells of `| a | b \| c |`: `a`, `b | c`. */
function cells(row: string): string[] {
	return row
		.replace(/^\||(?<!\\)\|\s*$/g, '')
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim());
}

/** A table with its cells wrapped into columns; the first column takes what it needs, the others share the rest. */
function table(rows: readonly string[][], width: number): string {
	const texts = rows
		.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)))
		.map((row) => row.map(plain));
	const columnCount = Math.max(...texts.map((row) => row.length));
	const needed = Math.max(...texts.map((row) => [...(row[0] ?? '')].length));
	const first = columnCount === 1 ? width : Math.min(needed, Math.max(12, Math.floor(width / 4)));
	const other = Math.max(12, Math.floor((width - first) / Math.max(1, columnCount - 1)) - gap.length);
	const widths = Array.from({ length: columnCount }, (_, at) => (at === 0 ? first : other));
	const lines = texts.map((row) => tableRow(row, widths));
	const rule = widths.map((columns) => '-'.repeat(columns)).join(gap);
	const body = lines.slice(1).join(lines.some((line) => line.includes('\n')) ? '\n\n' : '\n');
	return [lines[0], rule, body].join('\n');
}

const gap = '  ';

function tableRow(row: readonly string[], widths: readonly number[]): string {
	const wrapped = widths.map((columns, at) => wrap(row[at] ?? '', columns).split('\n'));
	const height = Math.max(...wrapped.map((lines) => lines.length));
	return Array.from({ length: height }, (_, line) =>
		wrapped
			.map((lines, at) => (lines[line] ?? '').padEnd(widths[at] ?? 0))
			.join(gap)
			.trimEnd(),
	).join('\n');
}
