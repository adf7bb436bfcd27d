import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { violation } from './violation';

export const bareLineEndFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const faults = session.lines.flatMap((line) => noted(session, line, log));
	const shown = session.role === 'observer' ? session.lines.filter((line) => isBare(line, log)) : [];
	const [first] = shown;
	return first === undefined
		? faults
		: [
				...faults,
				{ session: headOf(session), severity: 'warning', line: first, others: shown, ...words('transcript') },
			];
});

export const protocolBareLineEnd = faultCheck(
	{
		id: 'protocol.bareLineEnd',
		severity: 'warning',
		doc: `A line ended with LF or CR alone, where CR LF has to stand (RFC 5321 §2.3.8). A server and a filter that see different
line ends can be made to see different messages (SMTP smuggling), so servers turn such clients away. It reports what servers say
(Postfix's \`bare <LF> received\`; postscreen's \`BARE NEWLINE\`, which is information unless it refused the client for that), and what the transcripts of tools show that
write line ends as \`\\r\\n\` (Python's smtplib). Other transcripts do not show line ends. A reply that refuses for a bare line end is
\`reply.rejected\`.`,
		example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: bare <LF> received after DATA (28 bytes) from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4`,
	},
	bareLineEndFaults,
);

/** What servers note of bare line ends. */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	const kind = log.kindAt(line);
	if (kind !== 'dropped' && kind !== 'postscreen-violation') {
		return [];
	}
	const event = log.event(line);
	const isViolation = kind === 'postscreen-violation';
	const isBareEnd = isViolation
		? valueOf(event, 'action') === 'BARE NEWLINE'
		: log.text(line).startsWith('bare <LF> received', event.start);
	return isBareEnd
		? [
				{
					...(isViolation
						? violation(session, line, log)
						: { session: headOf(session), severity: 'warning' as const, line }),
					...words('server'),
				},
			]
		: [];
}

/** Whether smtplib shows that the client sent a bare line end: `send: 'mail FROM:<a@example.org>\n'`. */
function isBare(line: number, log: MailLog): boolean {
	const entry = log.transcriptLine(line);
	if (entry?.layout !== 'smtplib' || entry.speaker !== 'client') {
		return false;
	}
	const text = log.text(line);
	// Two backslashes are one that was sent.
	const sent = text.replace(/\\\\/g, '  ');
	return /(?<!\\r)\\n|\\r(?!\\n)/.test(sent);
}

function words(key: 'server' | 'transcript'): Pick<Fault, 'key' | 'title' | 'told' | 'fix'> {
	return {
		key,
		title: say('bareLineEnd.title'),
		told: say(`bareLineEnd.${key}`),
		fix: say('bareLineEnd.fix'),
	};
}
