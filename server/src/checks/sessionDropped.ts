import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { failedLogin } from './failedLogin';
import { faultCheck, type Fault } from './faults';
import { refusalsOf } from './refusals';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

/** What a client did too often. */
type Kind = 'errors' | 'idleCommands';

const droppedFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const line = session.role === 'server' ? session.lines.find((each) => kindOf(log, each)) : undefined;
	const kind = line === undefined ? undefined : kindOf(log, line);
	if (line === undefined || kind === undefined) {
		return [];
	}
	const isTold = refusalsOf(session, log).length > 0 || failedLogin(session, log) !== undefined;
	return [
		{
			session: headOf(session),
			key: kind,
			severity: isTold ? 'information' : 'warning',
			line,
			title: say(`dropped.${kind}.title`),
			told: say(`dropped.${kind}`),
			fix: say(`dropped.${kind}.fix`),
		},
	];
});

export const sessionDropped = faultCheck(
	{
		id: 'session.dropped',
		severity: 'warning',
		doc: `A server ended the session itself, with \`421\` or \`554\`, as the client made too many mistakes or sent too many commands
that bring no mail forward: Postfix \`too many errors after …\` (\`smtpd_hard_error_limit\`, \`smtpd_junk_command_limit\`), Exim
\`dropped: too many …\` (\`smtp_max_synprot_errors\`, \`smtp_max_unknown_commands\`, \`smtp_accept_max_nonmail\`). Information where the
refusals that led to it are findings themselves. One finding for each client address.`,
		example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: too many errors after NOOP from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 noop=100 commands=101`,
	},
	droppedFaults,
);

/** Commands that bring no mail forward (postconf(5), smtpd_junk_command_limit). */
const idle: ReadonlySet<string> = new Set(['NOOP', 'VRFY', 'ETRN', 'RSET']);

function kindOf(log: MailLog, line: number): Kind | undefined {
	if (log.kindAt(line) !== 'dropped') {
		return undefined;
	}
	const event = log.event(line);
	// too many errors after NOOP from …   dropped: too many nonmail commands (last was "RSET")
	const [words, noMail] =
		/\btoo many (?:errors after|syntax or protocol errors|unrecognized commands|(nonmail) commands)/.exec(
			log.text(line).slice(event.start),
		) ?? [];
	if (words === undefined) {
		return undefined;
	}
	return noMail !== undefined || idle.has(valueOf(event, 'phase') ?? '') ? 'idleCommands' : 'errors';
}
