import { l10n, window } from 'vscode';
import type { ExportReportParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { deliver, pickTarget, type Delivery } from './deliver';

const files = {
	markdown: { fileName: 'report.md', filters: { Markdown: ['md'] }, language: 'markdown' },
	html: { fileName: 'report.html', filters: { HTML: ['html'] }, language: 'html' },
	json: { fileName: 'report.json', filters: { JSON: ['json'] }, language: 'json' },
	csv: { fileName: 'report.csv', filters: { CSV: ['csv'] }, language: 'plaintext' },
} as const satisfies Record<ExportReportParams['form'], Pick<Delivery, 'fileName' | 'filters' | 'language'>>;

/** Asks where a report should go, and puts it there in one of the forms that the command line prints, too. */
export async function exportReport(server: LanguageServer, params: ExportReportParams): Promise<void> {
	const title = l10n.t('Export Report');
	const target = await pickTarget(title);
	if (!target) {
		return;
	}
	const { fileName, filters, language } = files[params.form];
	try {
		const result = await server.ask('mailLogLens/exportReport', params);
		if (result === null) {
			void window.showInformationMessage(l10n.t('The log is closed: open it again to export its report.'));
		} else if ('problem' in result) {
			void window.showErrorMessage(result.problem);
		} else {
			const { text } = result;
			const log = params.uris[0] ?? '';
			await deliver(target, { text, fileName, log, language, filters }, title);
		}
	} catch {
		void window.showInformationMessage(
			l10n.t('The log could not be counted: it changed meanwhile, or counting was stopped.'),
		);
	}
}
