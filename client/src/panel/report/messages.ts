/**
 * What the report's page and the extension say to each other. Both import this file; `readMessages.ts` looks closely at every message
 * when it comes, on either side.
 */
import type { ExportReportParams, ReportParams, ReportResult } from '../../../../server/src/protocol';

/** Which logs are counted: the one that the report was asked for, or all that are open. */
export const scopes = ['one', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** The forms in which a report is exported, in the order of their buttons. */
export const forms = [
	'markdown',
	'html',
	'json',
	'csv',
] as const satisfies readonly ExportReportParams['form'][];
export type Form = (typeof forms)[number];

/** What is counted: which logs, and from when to when, in seconds as the logs' own clock shows them. */
export interface Wish extends Pick<ReportParams, 'since' | 'until'> {
	readonly scope: Scope;
}

/** From the extension to the page. */
export type ToReport =
	/** A report is being made of this log. `openLogs`: how many are open. */
	| { readonly type: 'counting'; readonly uri: string; readonly wish: Wish; readonly openLogs: number }
	| { readonly type: 'report'; readonly report: ReportResult }
	/** A log that is shown is not as it was counted. */
	| { readonly type: 'changed' }
	/** A log that is shown is not open any more. */
	| { readonly type: 'closed' }
	/** There is no report, in words why. */
	| { readonly type: 'problem'; readonly problem: string };

/** From the page to the extension. */
export type FromReport =
	/** Count, or count again. */
	| { readonly type: 'count'; readonly wish: Wish }
	/** Give up what is being counted. */
	| { readonly type: 'stop' }
	/** Show the lines of a figure: `totals/rejected/value`. */
	| { readonly type: 'lines'; readonly figure: string }
	| { readonly type: 'export'; readonly form: Form; readonly redact: boolean };
