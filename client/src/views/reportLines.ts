import { commands, l10n, Location, Position, Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ReportLinesResult } from '../../../server/src/protocol';

/**
 * Shows the lines of a figure: a single one in its log, several in a peek view at the first of them, where the keys of references lead
 * from one to the next.
 * @param column where the log is shown if no editor shows it
 */
export async function showReportLines(
	{ lines, total }: ReportLinesResult,
	column: ViewColumn,
): Promise<void> {
	const [first] = lines;
	if (!first) {
		void window.showInformationMessage(l10n.t('The log has no such lines any more.'));
		return;
	}
	const log = Uri.parse(first.uri, true);
	const place = new Position(first.line, 0);
	const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === first.uri);
	await window.showTextDocument(await workspace.openTextDocument(log), {
		viewColumn: shown?.viewColumn ?? column,
		selection: new Range(place, place),
	});
	if (lines.length > 1) {
		const locations = lines.map(({ uri, line }) => new Location(Uri.parse(uri, true), new Position(line, 0)));
		await commands.executeCommand('editor.action.showReferences', log, place, locations);
	}
	if (lines.length < total) {
		void window.showInformationMessage(l10n.t('The first {0} of {1} lines are shown.', lines.length, total));
	}
}
