import { l10n, Range, Selection, TextEditorRevealType, window } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { cursorPlace, requireMailLog } from './activeMailLog';

/** Milliseconds that the finding stays in the status bar. */
const announcementTime = 10_000;

/** `Mail Log: Go to Next Failure`: from the cursor on, and round at the end of the log. */
export async function goToNextFailure(server: LanguageServer): Promise<void> {
	const editor = requireMailLog();
	if (!editor) {
		return;
	}
	const place = cursorPlace(editor);
	const failure = await server.ask('mailLogLens/nextFailure', place);
	if (!failure) {
		void window.showInformationMessage(l10n.t('Nothing has failed in this log, as far as it tells.'));
		return;
	}
	const { start, end } = failure.range;
	const range = new Range(start.line, start.character, end.line, end.character);
	const isRound = range.start.line < place.position.line;
	editor.selection = new Selection(range.start, range.start);
	editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
	window.setStatusBarMessage(
		isRound
			? l10n.t('$(warning) From the top again, line {0}: {1}', start.line + 1, withoutIcons(failure.message))
			: l10n.t('$(warning) Line {0}: {1}', start.line + 1, withoutIcons(failure.message)),
		announcementTime,
	);
}

/** The status bar draws `$(name)` as an icon, and a message has words of the log in it. */
function withoutIcons(text: string): string {
	return text.replaceAll('$(', '$\u200b(');
}
