import { OverviewRulerLane, ThemeColor, Uri, window, type TextEditorDecorationType } from 'vscode';
import { drawnStates, looks, type DrawnState } from './looks';

/** One decoration type per state: VS Code ties gutter icons and ruler colours to the type, not to the single mark. */
export type DecorationTypes = ReadonlyMap<DrawnState, TextEditorDecorationType>;

/** @param extensionUri where `images/gutter` is */
export function createDecorationTypes(extensionUri: Uri): DecorationTypes {
	return new Map(drawnStates.map((state) => [state, createType(state, extensionUri)]));
}

function createType(state: DrawnState, extensionUri: Uri): TextEditorDecorationType {
	const { color, glyph } = looks[state];
	const icon = (theme: 'light' | 'dark') =>
		Uri.joinPath(extensionUri, 'images', 'gutter', `${state}-${theme}.svg`);
	return window.createTextEditorDecorationType({
		light: { gutterIconPath: icon('light') },
		dark: { gutterIconPath: icon('dark') },
		gutterIconSize: 'contain',
		overviewRulerColor: new ThemeColor(color),
		overviewRulerLane: OverviewRulerLane.Left,
		after: {
			color: new ThemeColor(color),
			margin: '0 0 0 3ch',
			fontStyle: 'normal',
			fontWeight: glyph ? 'bold' : 'normal',
		},
	});
}
