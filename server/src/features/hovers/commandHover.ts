import { plainText } from '../../checks/words';
import { term } from '../../knowledge/knowledge';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { placeOfReply } from './placeOfReply';
import { toMarkdown } from './say';
import { answerOf, type Here } from './termWords';
import { matchUnder } from './token';

/** An SMTP command: in a dialogue the client's own, with its answer; elsewhere the one that a refusal or a reply belongs to. */
export function commandHover(pointed: Pointed): Answer | undefined {
	const phase = fieldUnder(pointed, 'phase');
	if (phase) {
		return commandAnswer(pointed, phase.value, { span: phase.span });
	}
	if (pointed.event.kind === 'command') {
		const text = pointed.event.fields.find(({ name }) => name === 'text');
		//   MAIL FROM:<alice@example.com> SIZE=100
		//   ---------
		const verb = /^(?:MAIL FROM|RCPT TO|[A-Za-z0-9-]{1,16}|\.$)/i.exec(text?.value ?? '')?.[0];
		if (!text || verb === undefined || pointed.character > text.span.start + verb.length) {
			return undefined;
		}
		const span = { start: text.span.start, end: text.span.start + verb.length };
		return commandAnswer(pointed, verb, { span, first: [answerWords(pointed)] });
	}
	//   (in reply to end of DATA command)
	//                -----------
	const found = matchUnder(pointed, /\bin reply to ([A-Za-z ]{2,24}) command\b/g);
	const name = found?.groups[0] === 'end of DATA' ? 'end-of-data' : (found?.groups[0] ?? '');
	return found && commandAnswer(pointed, name, { span: found.span });
}

/** What is done about a command is to wait for its replies: those that are usual. */
function commandAnswer(pointed: Pointed, name: string, here: Here): Answer | undefined {
	const found = term('command', name, pointed.language);
	if (!found) {
		return undefined;
	}
	const { action, ...command } = found;
	const replies = action && pointed.say('command.replies', { replies: { markdown: action } });
	return answerOf(pointed, command, { ...here, last: [replies] });
}

/** What the command of this line was answered with. */
function answerWords({ log, line, say }: Pointed): string | undefined {
	const { session } = placeOfReply(log, line);
	const step = session?.steps.find((each) => each.line === line);
	const reply = step?.reply;
	if (!reply || step.stage === 'auth') {
		return reply && say('command.answer', { code: { code: reply.code }, line: reply.line + 1, text: '' });
	}
	return say('command.answer', {
		code: { code: [reply.code, reply.enhanced].filter(Boolean).join(' ') },
		text: { markdown: toMarkdown(plainText(reply.text.split('\n', 1)[0] ?? '', 80)) },
		line: reply.line + 1,
	});
}
