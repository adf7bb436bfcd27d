import type { SentenceKey } from '../../knowledge/knowledge';
import { say, type Said, type Value } from '../../knowledge/say';

/** A sentence that may begin with a session's name, which is then written with a capital: `This one (s12) …`. */
export function sentence(key: SentenceKey, values: Readonly<Record<string, Value>>): Said {
	const words = say(key, values);
	return (language) => {
		const text = words(language);
		return text.charAt(0).toUpperCase() + text.slice(1);
	};
}

/** Several things in a row: `MAIL, RCPT, DATA`. */
export function listed(things: readonly (string | Said)[]): Said {
	return (language) =>
		things.map((thing) => (typeof thing === 'string' ? thing : thing(language))).join(', ');
}
