import { valueOf, type FieldName, type LineEvent } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { lineNumber, present, senderAddress, sessionId } from './reportParts';

/** What stands in a report in place of a secret. */
const mask = '****';

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
		from: senderAddress(valueOf(event, 'from')),
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
	};
}

/** The words of a transcript's line without its secrets. */
function spokenText(event: LineEvent): string {
	return event.fields
		.filter(({ name, value }) => name === 'secret' && value !== '')
		.reduce((words, { value }) => masked(words, value), valueOf(event, 'text') ?? '');
}

/** A secret is what the words end with; where the line writes it in another way, nothing of it may be shown. */
function masked(words: string, secret: string): string {
	const at = words.lastIndexOf(secret);
	return at < 0 ? mask : words.slice(0, at) + mask + words.slice(at + secret.length);
}
