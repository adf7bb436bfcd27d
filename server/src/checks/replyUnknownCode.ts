import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { replyCode } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import { hasDialogue } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { verbOf } from '../core/dialects/transcript/grammar';

const codeFaults = remembered((session: Session, log: MailLog): readonly Fault[] =>
	hasDialogue(session, log) ? session.steps.flatMap((step) => inStep(session, step)) : [],
);

export const replyUnknownCode = faultCheck(
	{
		id: 'reply.unknownCode',
		severity: 'information',
		doc: `A reply has a code that no RFC and no registry knows, or one that does not answer the command it came to, such as 354 to
RCPT. Clients go by the first digit (RFC 5321 §4.3.2), people and programs that look at the whole code do not know what to make of it.
It needs to see which command was answered: a transcript, or Postfix with \`-v\`. Refusals with a code of their own that many servers
give are known, and \`reply.rejected\` explains them; a 4yz or 5yz that some RFC has may come to any command.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<a@example.org>
<-  299 fine
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	codeFaults,
);

function inStep(session: Session, { stage, command, continuation, reply }: Step): Fault[] {
	if (!reply) {
		return [];
	}
	const { code, line } = reply;
	if (code === prdr) {
		return [];
	}
	const known = replyCode(code);
	const verb = stage === 'content' ? 'end-of-data' : stage === 'greeting' ? 'connect' : verbOf(command ?? '');
	const kind =
		known && known.sentBy === 'server' && known.standing !== 'unregistered'
			? isOutOfPlace(code, known.afterCommands, continuation ? 'AUTH' : verb)
				? 'misplaced'
				: undefined
			: known && /^[45]/.test(code)
				? undefined
				: 'unknown';
	return kind
		? [
				{
					session: headOf(session),
					key: [kind, code, verb].join(' '),
					severity: 'information',
					line,
					title: say(`unknownCode.${kind}.title`),
					told: say(`unknownCode.${kind}`, { code, verb: verb || say('rejected.command') }),
					fix: say(`unknownCode.${kind}.fix`, { code, digit: code.charAt(0) }),
					reply,
				},
			]
		: [];
}

/** Per-recipient data responses, an extension of Exim and others that never became an RFC (draft-hall-prdr). */
const prdr = '353';

/** Successes are particular; a command of which nothing is known may be answered with anything. */
function isOutOfPlace(code: string, afterCommands: readonly string[], verb: string): boolean {
	return (
		/^[23]/.test(code) && verb !== '' && answers.has(verb) && !afterCommands.some((each) => each === verb)
	);
}

/** The commands whose answers are known. */
const answers: ReadonlySet<string> = new Set(
	'connect EHLO HELO LHLO MAIL RCPT DATA BDAT end-of-data RSET VRFY EXPN NOOP HELP QUIT AUTH STARTTLS ETRN'.split(
		' ',
	),
);
