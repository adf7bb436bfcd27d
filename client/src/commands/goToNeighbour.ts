import { l10n, Range, Selection, TextEditorRevealType, window } from 'vscode';
import type { NeighbourParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { cursorPlace, requireMailLog } from './activeMailLog';

/** Milliseconds that what stands at the place stays in the status bar. */
const announcementTime = 10_000;

/** In front of what stands at a place. */
const icons = { failure: '$(warning)', session: '$(comment-discussion)', stage: '$(git-commit)' } as const;

/**
 * `Mail Log: Go to Next …`, `Go to Previous …`: from the cursor on to a session, a failure, or a stage of the session under it; at
 * the end round to the other.
 */
export async function goToNeighbour(
	server: LanguageServer,
	what: NeighbourParams['what'],
	direction: NeighbourParams['direction'],
): Promise<void> {
	const editor = requireMailLog();
	if (!editor) {
		return;
	}
	const place = cursorPlace(editor);
	const found = await server.ask('mailLogLens/neighbour', { ...place, what, direction });
	if (!found) {
		void window.showInformationMessage(noneWords(what));
		return;
	}
	const { start, end } = found.range;
	const range = new Range(start.line, start.character, end.line, end.character);
	editor.selection = new Selection(range.start, range.start);
	editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
	const message = withoutIcons(found.message);
	const forward = start.line - place.position.line || start.character - place.position.character;
	const words =
		direction === 'next' && forward <= 0
			? l10n.t('From the top again, line {0}: {1}', start.line + 1, message)
			: direction === 'previous' && forward >= 0
				? l10n.t('From the end again, line {0}: {1}', start.line + 1, message)
				: l10n.t('Line {0}: {1}', start.line + 1, message);
	window.setStatusBarMessage([icons[what], words].join(' '), announcementTime);
}

function noneWords(what: NeighbourParams['what']): string {
	return {
		failure: l10n.t('Nothing has failed in this log, as far as it tells.'),
		session: l10n.t('No SMTP session was found in this log.'),
		stage: l10n.t('The cursor is not on a line of a session.'),
	}[what];
}

/** The status bar draws `$(name)` as an icon, and a message has words of the log in it. */
function withoutIcons(text: string): string {
	return text.replaceAll('$(', '$\u200b(');
}
