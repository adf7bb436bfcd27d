/** Sentences about a log, said in whatever language is asked for when they are shown. */
import { formOf, sentence, type Language, type SentenceKey } from './knowledge';

/** Something to say. Plain text. */
export type Said = (language?: Language) => string;

/** What stands in a sentence's `{name}`; nothing is left out with the blank before it. */
export type Value = string | number | Said | undefined;

/** A sentence of `data/en/sentences.json`, with its `{names}` filled in. */
export function say(key: SentenceKey, values: Readonly<Record<string, Value>> = {}): Said {
	return (language) => fillIn(sentence(key, language), values, language);
}

/** The same with a number, which decides the form: `attempt.one`, `attempt.many`. */
export function sayCount(key: CountedKey, count: number, values: Readonly<Record<string, Value>> = {}): Said {
	return say(`${key}.${formOf(count)}`, { count, ...values });
}

/** Several, with a blank between them. */
export function sayAll(...parts: readonly Value[]): Said {
	return (language) =>
		parts
			.map((part) => toText(part, language))
			.filter(Boolean)
			.join(' ');
}

/** The sentences that have a form for one and a form for many. */
type CountedKey = NameOfMany<SentenceKey>;
type NameOfMany<Key> = Key extends `${infer Name}.many` ? Name : never;

function fillIn(pattern: string, values: Readonly<Record<string, Value>>, language?: Language): string {
	// {peer} refused it {times} at {stage}
	//        ------------------
	return pattern.replace(/ ?\{(\w+)\}/g, (place, name: string) => {
		const text = toText(values[name], language);
		return text === '' ? '' : (place.startsWith(' ') ? ' ' : '') + text;
	});
}

function toText(value: Value, language: Language | undefined): string {
	return typeof value === 'function' ? value(language) : String(value ?? '');
}
