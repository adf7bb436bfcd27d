import type { Answer, Pointed } from './pointed';
import { termAnswer } from './termWords';
import { isInMessage } from './token';

/** What postscreen did with a client, or what the client did: the words in capitals with which its lines begin. */
export function postscreenHover(pointed: Pointed): Answer | undefined {
	const { event, text, character } = pointed;
	if (event.program !== 'postscreen' || !isInMessage(pointed)) {
		return undefined;
	}
	//   PREGREET 11 after 0.1 from …    DNSBL rank 3 for …    NON-SMTP COMMAND from …
	//   --------                        ----------            ----------------
	const message = text.slice(event.start, event.start + 80);
	const verdict = /^(?:NOQUEUE: reject: [A-Z]{4,7}|DNSBL rank|[A-Z][A-Z -]{3,30}[A-Z])(?= |:|$)/.exec(
		message,
	)?.[0];
	if (verdict === undefined || character > event.start + verdict.length) {
		return undefined;
	}
	const span = { start: event.start, end: event.start + verdict.length };
	return termAnswer(pointed, 'postscreen', verdict, { span });
}
