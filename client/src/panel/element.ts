/** What an element has: attributes by their names; `undefined` leaves one out, `class` and `aria-label` among them. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Makes an element. Text stays text, whatever stands in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Attributes = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (value !== undefined) {
			made.setAttribute(key, String(value));
		}
	}
	made.append(...children);
	return made;
}

/** A button with words on it. */
export function button(words: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
	const made = element('button', { type: 'button', ...attributes }, words);
	made.addEventListener('click', onClick);
	return made;
}
