/** All words of the report's page that are not part of the report, said by the extension (`views/reportWords.ts`). `{0}`: what `fill` puts in. */
export interface ReportWords {
	readonly title: string;
	readonly skipToReport: string;
	readonly controls: string;
	readonly logs: string;
	readonly thisLog: string;
	readonly allLogs: string;
	readonly since: string;
	readonly until: string;
	readonly clockHint: string;
	readonly wrongRange: string;
	readonly show: string;
	readonly wholeLog: string;
	readonly refresh: string;
	readonly counting: string;
	readonly stop: string;
	readonly changed: string;
	readonly closed: string;
	readonly openAgain: string;
	readonly exportAs: string;
	readonly redacted: string;
	readonly contents: string;
	readonly glance: string;
	readonly ofAttempts: string;
	readonly ofOffered: string;
	readonly showLines: string;
	readonly showMore: string;
	readonly showFewer: string;
	readonly chart: string;
}
