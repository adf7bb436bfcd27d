/** What a report is of: open logs, one behind the other as one, and from when to when. */
export interface ReportParams {
	readonly uris: readonly string[];
	/** From this moment on, as the logs' own clock shows it: seconds since 1970 as if it were UTC. */
	readonly since?: number;
	/** Before this moment. */
	readonly until?: number;
}

/** What a figure counts, as `report --format json` names it. */
export interface ReportColumn {
	/** `delivered`; stable. */
	readonly id: string;
	readonly unit: 'count' | 'octets' | 'milliseconds' | 'percent' | 'text';
	readonly title: string;
}

/** A value in words. */
export interface ReportCell {
	readonly words: string;
	/** The name by which its lines are asked for; absent where it is no sum of lines. */
	readonly figure?: string;
}

/** One row: plain text, in the user's language. */
export interface ReportRow {
	/** `example.com`, `received`, `14` (an hour): what the log or the report calls it. */
	readonly name: string;
	readonly title: string;
	/** The values as `report --format json` has them: by column; milliseconds, octets, percent. */
	readonly values: Readonly<Record<string, number | string>>;
	/** One for each column. */
	readonly cells: readonly ReportCell[];
}

/** One table of a report. */
export interface ReportSection {
	/** `totals`; stable. */
	readonly id: string;
	readonly title: string;
	readonly columns: readonly ReportColumn[];
	/** The largest first, where they are named after something in the log. */
	readonly rows: readonly ReportRow[];
	/** `and 12 more`; absent where all rows are there. */
	readonly omitted?: string;
}

/** What happened in logs, in figures. */
export interface ReportResult {
	readonly title: string;
	/** What it is of: files, lines, the time. */
	readonly heading: readonly string[];
	/** What to say where there are no sections. */
	readonly nothing: string;
	/** The first and the last time that counted, as the logs' clock shows it: `2026-01-05 10:00:00`; without a year where nobody knows it. */
	readonly from?: string;
	readonly to?: string;
	readonly sections: readonly ReportSection[];
}

/** `null` where one of the logs is not open. */
export const reportRequest = 'mailLogLens/report';

/** The lines that a figure counts. */
export interface ReportLinesParams extends ReportParams {
	/** `totals/rejected/value` */
	readonly figure: string;
}

/** Some of them at most: the first. Lines count from 0. */
export interface ReportLinesResult {
	readonly lines: readonly { readonly uri: string; readonly line: number }[];
	/** How many there are. */
	readonly total: number;
}

/** `null` where one of the logs is not open. */
export const reportLinesRequest = 'mailLogLens/reportLines';

/** A report for others to read. */
export interface ExportReportParams extends ReportParams {
	readonly form: 'markdown' | 'html' | 'json' | 'csv';
	/** Without names and addresses. */
	readonly redact: boolean;
}
export const exportReportRequest = 'mailLogLens/exportReport';
