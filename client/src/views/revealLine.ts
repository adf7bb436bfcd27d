import { Range, TabInputText, ViewColumn, window, workspace, type Uri } from 'vscode';

/** How a line is shown. */
interface Place {
	/** From 0; without one, the log is shown as it was left. */
	readonly line?: number | undefined;
	/** Where the panel is, which is not to be covered. */
	readonly panel: ViewColumn | undefined;
	/** Puts the cursor there to type. */
	readonly focus: boolean;
}

/** Shows a line of a log where the log is shown already, or else in a group of editors beside the panel. */
export async function revealLine(log: Uri, { line, panel, focus }: Place): Promise<void> {
	const document = await workspace.openTextDocument(log);
	const at = line === undefined ? undefined : Math.min(line, document.lineCount - 1);
	await window.showTextDocument(document, {
		viewColumn: columnOf(log) ?? (panel === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One),
		preserveFocus: !focus,
		...(at !== undefined && { selection: new Range(at, 0, at, 0) }),
	});
}

function columnOf(log: Uri): ViewColumn | undefined {
	const group = window.tabGroups.all.find(({ tabs }) =>
		tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === log.toString()),
	);
	return group?.viewColumn;
}
