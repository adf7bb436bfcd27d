import { sessionWords } from './sessionHover';
import { fieldUnder, type Answer, type Pointed } from './pointed';

/** What a client sends to log in: that it is a secret, and nothing of it. */
export function secretHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'secret');
	if (!field) {
		return undefined;
	}
	const { log, line, say } = pointed;
	const session = log.sessionAt(line);
	return {
		sections: [say('secret'), say('secret.advice'), session && sessionWords(session, log, say)],
		span: field.span,
	};
}
