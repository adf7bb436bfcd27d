import { plainText } from '../../checks/words';
import { term } from '../../knowledge/knowledge';
import { probeOf } from '../../knowledge/probe';
import type { Answer, Pointed } from './pointed';
import { answerOf } from './termWords';

/** What a client said before the greeting, or in place of a command: another protocol, a scanner. */
export function probeHover(pointed: Pointed): Answer | undefined {
	const { event, text, character, say, language } = pointed;
	//   PREGREET 19 after 0 from [203.0.113.9]:51937: \003\000\000\023…    NON-SMTP COMMAND from … after CONNECT: GET / HTTP/1.1
	//                                                 -----------------                                           --------------
	const begins =
		/^(?:PREGREET|NON-SMTP COMMAND|COMMAND PIPELINING|improper command pipelining|warning: non-SMTP command from)[^\]]{0,300}\](?::\d{1,5})?(?: after [A-Z-]{1,20})?: /.exec(
			text.slice(event.start, event.start + 500),
		)?.[0];
	const start = event.start + (begins?.length ?? 0);
	if (begins === undefined || character < start || character > text.length) {
		return undefined;
	}
	const said = text.slice(start, start + 2048);
	const name = probeOf(said);
	const known = name === undefined ? undefined : term('probe', name, language);
	return (
		known &&
		answerOf(pointed, known, {
			span: { start, end: text.length },
			shown: '',
			first: [say('probe', { words: { code: plainText(said, 100) } })],
		})
	);
}
