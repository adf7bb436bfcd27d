// Tables of at most 100 columns.

/**
 * @param head The columns' titles; the first column is text, to the left, and so are those whose title ends with a blank.
 * @param rows Lists of texts.
 */
export function table(head, rows) {
	const widths = head.map((title, at) =>
		Math.max(title.trim().length, ...rows.map((row) => (row[at] ?? '').length)),
	);
	const line = (cells) =>
		cells
			.map((cell = '', at) =>
				at === 0 || head[at].endsWith(' ') ? cell.trim().padEnd(widths[at]) : cell.padStart(widths[at]),
			)
			.join('  ')
			.trimEnd();
	return [line(head), ...rows.map(line)].map((text) => `  ${text}`).join('\n');
}
