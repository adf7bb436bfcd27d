import { authPayloadStart } from './grammar';

const mask = '****';

/** A command without the payload of its AUTH: `AUTH PLAIN ****`. */
export function maskedCommand(text: string): string {
	const start = authPayloadStart(text);
	return start === undefined ? text : text.slice(0, start) + mask;
}

/** What a client answers to a 334; `*` gives up (RFC 4954 §4), and an empty line hides nothing. */
export function maskedAnswer(text: string): string {
	return text === '*' || text === '' ? text : mask;
}
