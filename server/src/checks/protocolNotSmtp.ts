import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

export const notSmtpFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const lines = session.role === 'server' ? session.lines.filter((line) => isNotSmtp(log, line)) : [];
	const [line] = lines;
	return line === undefined
		? []
		: [
				{
					session: headOf(session),
					key: 'notSmtp',
					severity: 'information',
					line,
					others: lines,
					explains: lines,
					title: say('notSmtp.title'),
					told: say('notSmtp'),
					fix: say('notSmtp.fix'),
				},
			];
});

export const protocolNotSmtp = faultCheck(
	{
		id: 'protocol.notSmtp',
		severity: 'information',
		doc: `Something that does not speak SMTP came to the port: a web browser or a search for open proxies (\`GET / HTTP/1.1\`,
\`CONNECT …\`), a mail's own header lines after the content broke off. Postfix \`non-SMTP command\` (\`smtpd_forbidden_commands\`),
postscreen \`NON-SMTP COMMAND\`, sendmail \`probable open proxy\`, and commands of HTTP that Exim quotes. One finding for each client
address. Commands of SMTP at a wrong place are \`protocol.order\`.`,
		example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from unknown[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: warning: non-SMTP command from unknown[192.0.2.9]: GET / HTTP/1.1
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: disconnect from unknown[192.0.2.9] unknown=0/1 commands=0/1`,
	},
	notSmtpFaults,
);

// probable open proxy: command=GET / HTTP/1.0\r\n   non-SMTP command from …   "GET / HTTP/1.1" unrecognized command
const words =
	/\bprobable open proxy\b|^non-SMTP command from |"(?:GET|POST|HEAD|CONNECT|OPTIONS) [^"]{1,500}" /;

function isNotSmtp(log: MailLog, line: number): boolean {
	const kind = log.kindAt(line);
	if (kind === 'postscreen-violation') {
		return valueOf(log.event(line), 'action') === 'NON-SMTP COMMAND';
	}
	if (kind !== 'protocol-error' && kind !== 'syntax-error') {
		return false;
	}
	const { start } = log.event(line);
	return words.test(
		log
			.text(line)
			.slice(start, start + 1000)
			.replace(/^warning: /, ''),
	);
}
