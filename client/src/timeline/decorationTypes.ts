import { OverviewRulerLane, ThemeColor, Uri, window, type TextEditorDecorationType } from 'vscode';
import type { MarkState } from '../../../server/src/protocol';
import { drawnStates, looks } from './looks';

/**
 * How the marks of one state are drawn. Icons and ruler colours belong to a decoration type, not to a single mark; and the icon
 * has a type of its own, because in a wrapped line it stands beside the first row and the words after the last.
 */
export interface StateDecoration {
	readonly state: MarkState;
	/** At the beginning of the line: the gutter's icon and the ruler's colour. */
	readonly icon: TextEditorDecorationType;
	/** At the end of the line: the words and the tool tip. */
	readonly words: TextEditorDecorationType;
}

/** @param extensionUri where `images/gutter` is */
export function createStateDecorations(extensionUri: Uri): readonly StateDecoration[] {
	return drawnStates.map((state) => ({
		state,
		icon: iconType(state, extensionUri),
		words: wordsType(state),
	}));
}

function iconType(state: MarkState, extensionUri: Uri): TextEditorDecorationType {
	const file = (theme: 'light' | 'dark') =>
		Uri.joinPath(extensionUri, 'images', 'gutter', `${state}-${theme}.svg`);
	return window.createTextEditorDecorationType({
		light: { gutterIconPath: file('light') },
		dark: { gutterIconPath: file('dark') },
		gutterIconSize: 'contain',
		overviewRulerColor: new ThemeColor(looks[state].color),
		overviewRulerLane: OverviewRulerLane.Left,
	});
}

function wordsType(state: MarkState): TextEditorDecorationType {
	const { color, isFailing } = looks[state];
	return window.createTextEditorDecorationType({
		after: {
			color: new ThemeColor(color),
			margin: '0 0 0 3ch',
			fontStyle: 'normal',
			fontWeight: isFailing ? 'bold' : 'normal',
		},
	});
}
