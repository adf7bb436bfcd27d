import type { Titled } from './words';

/** The version of what follows. It rises when a reader of the old one would go wrong. */
const schema = 1;

/** A report as JSON (docs/report.md), in pieces: its sections by name, each with its rows, one by one. */
export function* jsonReport({ report, files, errors }: Titled): Generator<string> {
	const { format, lineCount, from, to, sections } = report;
	const head = { schema, files, ...(errors.length > 0 && { errors }), format, lineCount, from, to };
	yield `${JSON.stringify(head, undefined, '\t').slice(0, -'\n}'.length)},\n\t"sections": {`;
	let before = '\n';
	for (const { id, columns, rows, omitted } of sections) {
		const units = Object.fromEntries(columns.map((column) => [column.id, column.unit]));
		yield `${before}\t\t${JSON.stringify(id)}: {\n\t\t\t"columns": ${indented(units, 3)},\n\t\t\t"rows": [`;
		let beforeRow = '\n';
		for (const { name, values } of rows) {
			yield `${beforeRow}\t\t\t\t${indented({ name, ...values }, 4)}`;
			beforeRow = ',\n';
		}
		yield `${rows.length > 0 ? '\n\t\t\t' : ''}],\n\t\t\t"omitted": ${omitted}\n\t\t}`;
		before = ',\n';
	}
	yield sections.length > 0 ? '\n\t}\n}\n' : '}\n}\n';
}

/** An object whose first line stands behind something. No text in JSON has a line feed: whatever ends a line is of the form. */
function indented(value: object, tabs: number): string {
	return JSON.stringify(value, undefined, '\t').replaceAll('\n', `\n${'\t'.repeat(tabs)}`);
}
