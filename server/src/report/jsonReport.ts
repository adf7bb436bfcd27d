import type { Titled } from './words';

/** The version of what follows. It rises when a reader of the old one would go wrong. */
const schema = 1;

/** A report as JSON (docs/report.md), in pieces: its sections by name, each with its rows. */
export function* jsonReport({ report, files, errors }: Titled): Generator<string> {
	const { format, lineCount, from, to, sections } = report;
	const head = { schema, files, ...(errors.length > 0 && { errors }), format, lineCount, from, to };
	yield `${JSON.stringify(head, undefined, '\t').slice(0, -'\n}'.length)},\n\t"sections": {`;
	let before = '\n';
	for (const { id, columns, rows, omitted } of sections) {
		const section = {
			columns: Object.fromEntries(columns.map((column) => [column.id, column.unit])),
			rows: rows.map(({ name, values }) => ({ name, ...values })),
			omitted,
		};
		// No text in JSON has a line feed: whatever ends a line is of the form.
		const text = JSON.stringify(section, undefined, '\t').replaceAll('\n', '\n\t\t');
		yield `${before}\t\t${JSON.stringify(id)}: ${text}`;
		before = ',\n';
	}
	yield sections.length > 0 ? '\n\t}\n}\n' : '}\n}\n';
}
