import type { Field, FieldName, LineEvent, Span } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Language } from '../../knowledge/knowledge';
import type { Say } from './say';

/** What the cursor points at, and for whom it is explained. */
export interface Pointed {
	readonly log: MailLog;
	readonly line: number;
	readonly character: number;
	/** What the line says, and the line itself. */
	readonly event: LineEvent;
	readonly text: string;
	readonly language: Language | undefined;
	readonly say: Say;
	/** The editor runs the commands that a hover links to. */
	readonly commandLinks: boolean;
	/** The words of the findings that the editor shows above the hover. Plain text. */
	readonly told: string;
}

/** What a hover says: Markdown, a paragraph each, what matters first; `undefined` is left out. */
export interface Answer {
	readonly sections: readonly (string | undefined)[];
	/** Where to read on: the last line. */
	readonly footer?: string | undefined;
	/** What it is about; absent for the whole line. */
	readonly span?: Span;
}

/** Explains what is pointed at, if it is of its kind. */
export type Explain = (pointed: Pointed) => Answer | undefined;

/**
 * The field under the cursor, if it is one of these names. The end of a field belongs to it: there the cursor stands after a double
 * click. So does the bracket before it.
 */
export function fieldUnder(
	{ event, text, character }: Pointed,
	...names: readonly FieldName[]
): Field | undefined {
	return event.fields.find(
		({ name, span: { start, end } }) =>
			names.includes(name) &&
			(start <= character || (start === character + 1 && '<[("'.includes(text.charAt(character)))) &&
			character <= end,
	);
}

/** The same where the cursor is over the key before it, too: `delays=0.1/0/0/0.2`. */
export function attributeUnder(
	pointed: Pointed,
	key: string,
	...names: readonly FieldName[]
): Field | undefined {
	const { event, text, character } = pointed;
	return (
		fieldUnder(pointed, ...names) ??
		event.fields.find(({ name, span: { start } }) => {
			const begin = start - key.length;
			return (
				names.includes(name) && begin <= character && character < start && text.slice(begin, start) === key
			);
		})
	);
}

/** Whether the findings above say this already. */
export function isTold({ told }: Pointed, markdown: string): boolean {
	return told !== '' && told.includes(markdown.replaceAll('`', ''));
}
