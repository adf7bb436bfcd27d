import { maskedAnswer, maskedCommand } from '../core/dialects/transcript/masking';
import { valueOf, type FieldName, type LineEvent } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { LineProof } from '../core/proof';
import { lineNumber, present, projectProof, mailAddress, sessionId } from './reportParts';

/** What one line says, as the contract writes it. `line` counts from 0. */
export function projectLine(log: MailLog, line: number): object {
	const event = log.event(line);
	const session = log.sessionIndexAt(line);
	const first = (...names: FieldName[]) => names.map((name) => present(valueOf(event, name))).find(Boolean);
	const speaker = valueOf(event, 'speaker');
	return {
		n: lineNumber(line),
		kind: event.kind,
		program: present(event.program),
		queueId: first('queueId'),
		severity: first('severity'),
		// The other side of a delivery is the relay.
		host: first('host', 'relayHost'),
		address: first('address', 'relayAddress'),
		code: first('code'),
		enhanced: first('enhanced'),
		from: mailAddress(valueOf(event, 'from')),
		to: first('to'),
		relay: first('relay'),
		dsn: first('dsn'),
		status: first('status'),
		flag: first('flag'),
		router: first('router'),
		transport: first('transport'),
		phase: first('phase'),
		temporary: event.temporary,
		speaker,
		// An empty line that somebody said is a line too.
		text: event.format === 'transcript' && speaker !== undefined ? spokenText(event) : undefined,
		session: session === undefined ? undefined : sessionId(session),
		// Which two lines prove that this one belongs to its session and to its message; absent where it is alone.
		proof: projectProofs(log.proofOf(line)),
	};
}

function projectProofs({ session, message }: LineProof): object | undefined {
	return session || message ? { session: projectProof(session), message: projectProof(message) } : undefined;
}

/** The words of a transcript's line without its secrets: `AUTH PLAIN ****`. */
function spokenText(event: LineEvent): string {
	const text = valueOf(event, 'text') ?? '';
	const secret = valueOf(event, 'secret');
	if (secret === text) {
		return maskedAnswer(text);
	}
	const command = event.kind === 'command' ? maskedCommand(text) : text;
	return secret === undefined || !text.includes(secret)
		? command
		: command.replaceAll(secret, maskedAnswer(secret));
}
