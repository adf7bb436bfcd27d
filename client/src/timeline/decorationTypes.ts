import {
	Disposable,
	OverviewRulerLane,
	ThemeColor,
	Uri,
	window,
	type DecorationRenderOptions,
	type TextEditorDecorationType,
} from 'vscode';
import type { MarkState, TimelineMark } from '../../../server/src/protocol';
import { icon, iconName, type Background, type IconLook } from './icons';
import { looks } from './looks';

/**
 * How marks are drawn. Icons and colours of the ruler belong to a decoration type, not to a single mark; and the icon has a type of its
 * own, because in a wrapped line it stands beside the first row and the words after the last. A type is made when it is first needed.
 */
export class DecorationTypes implements Disposable {
	readonly #types = new Map<string, TextEditorDecorationType>();

	/** At the beginning of a line: the icon in the gutter. */
	icon({ shape, state, isHollow }: TimelineMark): TextEditorDecorationType {
		const look = { shape, state, isHollow: isHollow === true };
		return this.#type(iconName(look), () => ({
			light: { gutterIconPath: iconUri(look, 'light') },
			dark: { gutterIconPath: iconUri(look, 'dark') },
			gutterIconSize: 'contain',
		}));
	}

	/** At the end of a line: the words and the tool tip. */
	words(state: MarkState): TextEditorDecorationType {
		const { color, isFailing } = looks[state];
		return this.#type(`words-${state}`, () => ({
			after: {
				color: new ThemeColor(color),
				margin: '0 0 0 3ch',
				fontStyle: 'normal',
				fontWeight: isFailing ? 'bold' : 'normal',
			},
		}));
	}

	/** In the overview ruler. */
	ruler(state: MarkState): TextEditorDecorationType {
		return this.#type(`ruler-${state}`, () => ({
			overviewRulerColor: new ThemeColor(looks[state].color),
			overviewRulerLane: OverviewRulerLane.Left,
		}));
	}

	dispose(): void {
		this.#types.forEach((type) => type.dispose());
	}

	#type(name: string, options: () => DecorationRenderOptions): TextEditorDecorationType {
		const type = this.#types.get(name) ?? window.createTextEditorDecorationType(options());
		this.#types.set(name, type);
		return type;
	}
}

function iconUri(look: IconLook, background: Background): Uri {
	return Uri.parse(`data:image/svg+xml;base64,${btoa(icon(look, background))}`);
}
