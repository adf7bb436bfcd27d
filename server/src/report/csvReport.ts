import { unitOf, type Titled } from './words';

/**
 * A report as CSV (RFC 4180), in pieces: one figure a line. Programs for tables would take what begins like a formula for one: it gets a
 * quote.
 */
export function* csvReport({ report }: Pick<Titled, 'report'>): Generator<string> {
	yield lineOf(['section', 'name', 'column', 'unit', 'value']);
	for (const { id, columns, rows } of report.sections) {
		for (const { name, values } of rows) {
			const lines = columns.flatMap((column) => {
				const value = values[column.id];
				return value === undefined
					? []
					: [lineOf([id, name, column.id, unitOf(id, name, column), String(value)])];
			});
			yield lines.join('');
		}
	}
}

function lineOf(cells: readonly string[]): string {
	return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
	const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
