/** A piece of HTML that is safe to stand in a page; made by `markup` only. */
export class Html {
	constructor(readonly text: string) {}
}

type Hole = string | number | Html | readonly Html[];

/** HTML with values in it: texts are escaped, also for attributes in quotes; what was made by `markup` is not. */
export function markup(pieces: TemplateStringsArray, ...holes: readonly Hole[]): Html {
	return new Html(pieces.map((piece, at) => piece + textOf(holes[at])).join(''));
}

function textOf(hole: Hole | undefined): string {
	if (hole === undefined) {
		return '';
	}
	if (hole instanceof Html) {
		return hole.text;
	}
	return typeof hole === 'object' ? hole.map(({ text }) => text).join('') : escaped(String(hole));
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
