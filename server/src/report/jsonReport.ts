import type { Titled } from './words';

/** The version of what follows. It rises when a reader of the old one would go wrong. */
const schema = 1;

/** A report as JSON (docs/report.md): its sections by name, each with its rows. */
export function jsonReport({ report, files, errors }: Titled): string {
	const { format, lineCount, from, to, sections } = report;
	return `${JSON.stringify(
		{
			schema,
			files,
			...(errors.length > 0 && { errors }),
			format,
			lineCount,
			from,
			to,
			sections: Object.fromEntries(
				sections.map(({ id, columns, rows, omitted }) => [
					id,
					{
						columns: Object.fromEntries(columns.map((column) => [column.id, column.unit])),
						rows: rows.map(({ name, values }) => ({ name, ...values })),
						omitted,
					},
				]),
			),
		},
		undefined,
		'\t',
	)}\n`;
}
