import { l10n } from 'vscode';
import type { ReportWords } from '../panel/report/words';

/** The words of the report's page that are not part of the report, in the user's language. */
export function reportWords(): ReportWords {
	return {
		title: l10n.t('Mail report'),
		skipToReport: l10n.t('Skip to the report'),
		controls: l10n.t('What is counted, and export'),
		logs: l10n.t('Logs'),
		thisLog: l10n.t('This log'),
		allLogs: l10n.t('All open logs ({0})'),
		since: l10n.t('From'),
		until: l10n.t('Until (not included)'),
		clockHint: l10n.t('Times are those of the log’s own clock. Empty: from the beginning, to the end.'),
		wrongRange: l10n.t('The beginning has to be before the end.'),
		show: l10n.t('Show'),
		wholeLog: l10n.t('All of it'),
		refresh: l10n.t('Refresh'),
		counting: l10n.t('The log is being counted…'),
		stop: l10n.t('Stop'),
		changed: l10n.t('The log has changed since it was counted.'),
		closed: l10n.t('The log is closed: what is shown is how it was.'),
		openAgain: l10n.t('Open it again'),
		exportAs: l10n.t('Export'),
		redacted: l10n.t('without names and addresses'),
		contents: l10n.t('Contents'),
		glance: l10n.t('At a glance'),
		ofAttempts: l10n.t('{0} of attempts'),
		ofOffered: l10n.t('{0} of what was offered'),
		showLines: l10n.t('Show the lines'),
		showMore: l10n.t('Show {0} more'),
		showFewer: l10n.t('Show fewer'),
		chart: l10n.t('{0}, drawn as a chart; the table beside it has the figures'),
	};
}
