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
import { looks, quiet } from './looks';

/**
 * How marks are drawn. Icons and colours of the ruler belong to a decoration type, not to a single mark; and the icon has a type of its
 * own, because in a wrapped line it stands beside the first row and the words after the last. A type is made when it is first needed.
 */
export class DecorationTypes implements Disposable {
	/** At the end of a line: the words. */
	readonly words = wordTypes();
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

	/** In the overview ruler. */
	ruler(state: MarkState): TextEditorDecorationType {
		return this.#type(`ruler-${state}`, () => ({
			overviewRulerColor: new ThemeColor(looks[state].color),
			overviewRulerLane: OverviewRulerLane.Left,
		}));
	}

	dispose(): void {
		this.#types.forEach((type) => type.dispose());
		const { before, told, behind } = this.words;
		[before, ...Object.values(told), behind].forEach((type) => type.dispose());
	}

	#type(name: string, options: () => DecorationRenderOptions): TextEditorDecorationType {
		const type = this.#types.get(name) ?? window.createTextEditorDecorationType(options());
		this.#types.set(name, type);
		return type;
	}
}

/** The types of the words at the end of a line. They are drawn at one place, in this order. */
interface WordTypes {
	readonly before: TextEditorDecorationType;
	/** What tells, and the tool tip. */
	readonly told: Readonly<Record<MarkState, TextEditorDecorationType>>;
	readonly behind: TextEditorDecorationType;
}

/**
 * VS Code draws what stands at one place in the order of the types' keys, which are texts that end with a count: 10 comes before 9, but
 * 11 before 12. Until all are in order, other ones are made; as a count gets a digit more seldom, that is once at most.
 */
function wordTypes(): WordTypes {
	const before = wordType(quiet, 'normal', '0 0 0 3ch');
	const told = {
		ok: toldType('ok'),
		progress: toldType('progress'),
		missing: toldType('missing'),
		temporary: toldType('temporary'),
		permanent: toldType('permanent'),
		lost: toldType('lost'),
	};
	const behind = wordType(quiet, 'normal');
	const all = [before, ...Object.values(told), behind];
	const keys = all.map(({ key }) => `${key}-`);
	if (keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key)) {
		return { before, told, behind };
	}
	all.forEach((type) => type.dispose());
	return wordTypes();
}

function toldType(state: MarkState): TextEditorDecorationType {
	const { color, isFailing } = looks[state];
	return wordType(color, isFailing ? 'bold' : 'normal');
}

function wordType(color: string, fontWeight: string, margin = '0'): TextEditorDecorationType {
	return window.createTextEditorDecorationType({
		after: { color: new ThemeColor(color), fontWeight, fontStyle: 'normal', margin },
	});
}

function iconUri(look: IconLook, background: Background): Uri {
	return Uri.parse(`data:image/svg+xml;base64,${btoa(icon(look, background))}`);
}
