import { valueOf } from '../core/event';
import { octetsOf, verbOf } from '../core/dialects/transcript/grammar';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { dialogueOf, type Utterance } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

/** A line that is too long, and how long it is, with its line end. */
interface LongLine {
	readonly kind: Kind;
	readonly line: number;
	readonly octets: number;
}

type Kind = 'command' | 'auth' | 'text' | 'reply';

/** Octets with the line end: RFC 5321 §4.5.3.1.4 to §4.5.3.1.6, RFC 4954 §4. */
const limits: Readonly<Record<Kind, number>> = { command: 512, auth: 12288, text: 1000, reply: 512 };

export const lineFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const long = longLines(session, log);
	return [
		...(['command', 'auth', 'text', 'reply'] as const).flatMap((kind) =>
			toFaults(
				session,
				kind,
				long.filter((each) => each.kind === kind),
			),
		),
		...session.lines.flatMap((line) => noted(session, line, log)),
	];
});

export const protocolLineTooLong = faultCheck(
	{
		id: 'protocol.lineTooLong',
		severity: 'warning',
		doc: `A line is longer than the protocol allows, its line end counted: a command of more than 512 octets (the parameters that
extensions add to MAIL and RCPT do not count, and AUTH may have 12288), a line of a message of more than 1000, a line of a reply of
more than 512 (RFC 5321 §4.5.3.1, RFC 4954 §4). Servers refuse such lines, cut them, or break them in two, which breaks signatures.
For a reply it is information. It needs to see the lines: a transcript, or Postfix with \`-v\`; of servers' logs, postscreen's
\`COMMAND LENGTH LIMIT\`, smtpd's \`request longer than\` and OpenSMTPD's \`Line too long\`. What a BDAT chunk holds is not looked at.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> NOOP ${'x'.repeat(520)}
<-  250 2.0.0 Ok
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	lineFaults,
);

function longLines(session: Session, log: MailLog): LongLine[] {
	let isAuth = false;
	return dialogueOf(session, log).flatMap((utterance): LongLine[] => {
		const { who, text, line, isChunk } = utterance;
		if (who === 'tool' || (who === 'content' && isChunk)) {
			return [];
		}
		if (who === 'client' && !utterance.isPiece) {
			isAuth = /^(?:AUTH|X-EXPS)$/.test(verbOf(text));
		}
		const kind = who === 'content' ? 'text' : who === 'server' ? 'reply' : isAuth ? 'auth' : 'command';
		const octets = Math.max(...text.split(/\r?\n/).map((each) => octetsOf(counted(each, utterance)) + 2));
		return octets > limits[kind] ? [{ kind, line, octets }] : [];
	});
}

/** `MAIL FROM:<a@example.org> SIZE=900`: extensions lengthen the limit by what they add. */
function counted(text: string, { who }: Utterance): string {
	if (who !== 'client' || text.length < 500 || !/^\s*(?:MAIL|RCPT)\b/i.test(text)) {
		return text;
	}
	const end = text.indexOf('> ');
	return end < 0 ? text : text.slice(0, end + 1);
}

function toFaults(session: Session, kind: Kind, lines: readonly LongLine[]): Fault[] {
	const [first] = lines;
	return first
		? [
				{
					session: headOf(session),
					key: kind,
					severity: kind === 'reply' ? 'information' : 'warning',
					line: first.line,
					others: lines.map(({ line }) => line),
					title: say(`lineTooLong.${kind}.title`),
					told: say(`lineTooLong.${kind}`, {
						octets: Math.max(...lines.map(({ octets }) => octets)),
						limit: limits[kind],
					}),
					fix: say(`lineTooLong.${kind}.fix`),
				},
			]
		: [];
}

/** What servers note of lines that are too long. */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	const kind = log.kindAt(line);
	if (session.role !== 'server' || kind === undefined || !notes.has(kind)) {
		return [];
	}
	const event = log.event(line);
	const isLong =
		kind === 'postscreen-violation'
			? valueOf(event, 'action') === 'COMMAND LENGTH LIMIT'
			: // warning: unknown[192.0.2.7]: request longer than 2048: AUTH PLAIN AAAA...    result="500 5.0.0 Line too long"
				/: request longer than \d{1,9}: |result="500 5\.0\.0 Line too long"/.test(
					log.text(line).slice(event.start, event.start + 600),
				);
	return isLong
		? [
				{
					session: headOf(session),
					key: 'noted',
					severity: kind === 'postscreen-violation' ? 'information' : 'warning',
					line,
					explains: [line],
					title: say('lineTooLong.command.title'),
					told: say('lineTooLong.noted'),
					fix: say('lineTooLong.command.fix'),
				},
			]
		: [];
}

const notes: ReadonlySet<string> = new Set(['postscreen-violation', 'warning', 'syntax-error', 'info']);
