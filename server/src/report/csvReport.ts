import { unitOf, type Titled } from './words';

/** A report as CSV (RFC 4180): one figure a line. Programs for tables would take what begins like a formula for one: it gets a quote. */
export function csvReport({ report }: Pick<Titled, 'report'>): string {
	const lines = [['section', 'name', 'column', 'unit', 'value']];
	for (const { id, columns, rows } of report.sections) {
		for (const { name, values } of rows) {
			for (const column of columns) {
				const value = values[column.id];
				if (value !== undefined) {
					lines.push([id, name, column.id, unitOf(id, name, column), String(value)]);
				}
			}
		}
	}
	return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
	const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
