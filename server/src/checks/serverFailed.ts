import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { plainText } from './words';

export const serverFailed: Check = {
	id: 'server.failed',
	severity: 'error',
	doc: `A daemon of the mail server gave up: Postfix \`fatal:\` and \`panic:\`, a daemon that master(8) starts again and again
(\`bad command startup -- throttling\`), a table or a service that does not answer (\`is unavailable\`, \`Connect to Dovecot auth socket
… failed\`). Whoever was served got nothing or \`4yz\`. One finding for each cause, with how often it came. What commands say to the one
who calls them (\`postfix/sendmail\`, \`postsuper\`, \`postmap\`) is left alone.`,
	example: `Nov 23 10:30:00 mx1 postfix/submission/smtpd[2214]: warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory
Nov 23 10:30:00 mx1 postfix/submission/smtpd[2214]: fatal: no SASL authentication mechanisms
Nov 23 10:30:01 mx1 postfix/master[900]: warning: process /usr/lib/postfix/sbin/smtpd pid 2214 exit status 1
Nov 23 10:30:01 mx1 postfix/master[900]: warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling`,
	start: (log) => ({ rest: () => findingsOf(log) }),
};

/** What stopped working. */
interface Trouble {
	readonly line: number;
	readonly cause: Cause;
	readonly program: string;
	readonly text: string;
}

type Cause = 'sasl' | 'table' | 'full' | 'other';

// Each in the words of Postfix; those that say more come first.
const causes: readonly (readonly [cause: Cause, words: RegExp])[] = [
	// fatal: no SASL authentication mechanisms   SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory
	['sasl', /\bSASL\b/],
	['full', /No space left on device|insufficient system storage|Disk quota exceeded|Too many open files/],
	// open database /etc/aliases.db: No such file   hash:/etc/aliases is unavailable. …   table hash:x: …   mysql:…: connect failed
	['table', /\bopen database\b|\bis unavailable\b|\bunsupported dictionary type\b|lookup error/],
];

/** Who starts these sees what they say. */
const commands =
	/^(?:sendmail|post(?:super|queue|map|alias|conf|drop|cat|log|kick|lock|fix|fix-script|multi))$/;

// warning: hash:/etc/aliases is unavailable. open database …   warning: /usr/lib/…/smtpd: bad command startup -- throttling
const troubles = /\bis unavailable\. |bad command startup -- throttling|Connect to Dovecot auth socket '/;

function findingsOf(log: MailLog): Finding[] {
	const found = new Causes<Trouble>();
	for (let line = 0; line < log.lineCount; line++) {
		const trouble = log.kindAt(line) === 'warning' ? troubleAt(log, line) : undefined;
		if (trouble) {
			// A cause that is known shows in several texts; what is not known is told text by text.
			const { cause, text, program } = trouble;
			found.add(
				[cause, cause === 'other' ? `${program} ${text.replace(/\d+/g, '#')}` : ''].join('\n'),
				trouble,
				{
					line,
				},
			);
		}
	}
	return withoutConsequences(found.map((cause) => cause)).map((cause) => toFinding(cause, log));
}

function troubleAt(log: MailLog, line: number): Trouble | undefined {
	const whole = log.text(line);
	if (!troubles.test(whole) && !/(?:^|[: ])(?:fatal|panic): /.test(whole)) {
		return undefined;
	}
	const event = log.event(line);
	const { program = '', format } = event;
	const isGrave = /^(?:fatal|panic)$/.test(valueOf(event, 'severity') ?? '');
	if (format !== 'postfix' || commands.test(program) || !(isGrave || troubles.test(whole))) {
		return undefined;
	}
	const text = plainText(whole.slice(event.start), 200).replace(/^(?:warning|fatal|panic): /, '');
	const cause = causes.find(([, words]) => words.test(text))?.[0] ?? 'other';
	return { line, cause, program, text };
}

/** That a daemon is started again and again follows from what it said itself, where the log has that. */
function withoutConsequences(found: readonly SameCause<Trouble>[]): readonly SameCause<Trouble>[] {
	const own = found.filter(({ first }) => first.program !== 'master');
	return own.length > 0 ? own : found;
}

function toFinding(cause: SameCause<Trouble>, log: MailLog): Finding {
	const { line, cause: kind, program, text } = cause.first;
	return {
		rule: serverFailed.id,
		severity: 'error',
		line,
		span: spanOf(log, line),
		title: say(`serverFailed.${kind}.title`),
		message: sayCount('serverFailed', cause.count, { program, text }),
		fix: say(`serverFailed.${kind}.fix`),
		...cause.related(log, () => say('serverFailed.place')),
	};
}
