import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { faultCheck, type Fault } from './faults';
import { refusalsOf } from './refusals';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { situationsOf, type Situation } from './situations';
import { violation } from './violation';
import { plainText } from './words';

/** Behind these nothing may come before they are answered (RFC 2920 §3.1, RFC 3207 §4, RFC 4954 §4). */
const lastInGroup: ReadonlySet<string> = new Set(
	'EHLO HELO LHLO DATA VRFY EXPN TURN QUIT NOOP AUTH STARTTLS HELP ETRN XCLIENT'.split(' '),
);

export const pipeliningFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const explains = followers(session, log);
	const [first, ...others] = [
		...spoken(session, log),
		...session.lines.flatMap((line) => noted(session, line, log)),
	];
	// What only follows is explained once, however often a client did not wait.
	return first ? [{ ...first, explains: [...(first.explains ?? []), ...explains] }, ...others] : [];
});

export const protocolPipelining = faultCheck(
	{
		id: 'protocol.pipelining',
		severity: 'warning',
		doc: `Commands were sent before the answer to the one before, though the server had not offered PIPELINING, had not greeted yet,
or the one before must be the last of a group: EHLO, DATA, AUTH, STARTTLS, QUIT and others (RFC 2920 §3.1, RFC 5321 §4.3.1). Servers
drop such clients, since programs that send spam do not wait. A warning in a transcript and where a server turned the client away
(Exim's \`SMTP protocol synchronization error\`, Postfix's \`improper command pipelining\`, sendmail's \`pre-greeting traffic\`);
information where postscreen caught a client that speaks first (\`PREGREET\`), which is what it is for, unless it refused it for that. Exim's own way to send with the
connection (PIPECONNECT) is allowed where the server offers it.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 SIZE 10240000
 -> MAIL FROM:<a@example.org>
 -> RCPT TO:<b@example.com>
<-  250 2.1.0 Ok
<-  250 2.1.5 Ok
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	pipeliningFaults,
);

/** Commands of a transcript that stand before the answer to the one before. */
function spoken(session: Session, log: MailLog): readonly Fault[] {
	const situations = situationsOf(session, log);
	const greeting = session.steps.find(({ stage }) => stage === 'greeting')?.reply;
	const isEarlyAllowed = situations.some(
		({ before }) => before.offered?.has('PIPECONNECT') || before.offered?.has('X_PIPE_CONNECT'),
	);
	const early =
		greeting && !isEarlyAllowed
			? situations.filter(
					({ step, verb }) => step.line < greeting.line && verb !== 'PROXY' && step.stage !== 'other',
				)
			: [];
	const eager = situations.flatMap((situation, at) => {
		const last = situations[at - 1];
		return last && isEager(situation, last, greeting?.line) ? [{ situation, last: last.verb }] : [];
	});
	const misplaced = eager.filter(({ last }) => lastInGroup.has(last));
	const unoffered = eager.filter(
		({ situation, last }) => !lastInGroup.has(last) && situation.before.offered?.has('PIPELINING') === false,
	);
	return [
		...faultOf(session, 'greeting', early),
		...faultOf(
			session,
			'last',
			misplaced.map(({ situation }) => situation),
			misplaced[0]?.last,
		),
		...faultOf(
			session,
			'notOffered',
			unoffered.map(({ situation }) => situation),
		),
	];
}

/** Whether a command came before the answer to the last one. */
function isEager({ step }: Situation, last: Situation, greeting = -1): boolean {
	const answer = last.step.reply?.line;
	// Content that comes too early is told as that.
	const isContent = last.verb === 'DATA' && step.stage === 'other';
	return (
		answer !== undefined &&
		!isContent &&
		step.line > greeting &&
		step.line > last.step.line &&
		step.line < answer
	);
}

function faultOf(
	session: Session,
	key: 'greeting' | 'last' | 'notOffered',
	situations: readonly Situation[],
	last?: string,
): Fault[] {
	const [first] = situations;
	return first
		? [
				{
					session: headOf(session),
					severity: 'warning',
					line: first.step.line,
					others: situations.map(({ step }) => step.line),
					...wordsOf(key, first.verb, last),
				},
			]
		: [];
}

/** What servers note of clients that do not wait. */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	const kind = log.kindAt(line);
	if (kind !== 'pipelining' && kind !== 'postscreen-violation') {
		return [];
	}
	const event = log.event(line);
	const text = log.text(line).slice(event.start, event.start + 400);
	const action = valueOf(event, 'action') ?? '';
	const isViolation = kind === 'postscreen-violation';
	if (isViolation && action !== 'PREGREET' && action !== 'COMMAND PIPELINING') {
		return [];
	}
	const phase = valueOf(event, 'phase')?.toUpperCase();
	// improper command pipelining after CONNECT … | (input sent without waiting for greeting) | pre-greeting traffic | PREGREET 11 after 0.1
	const isBeforeGreeting =
		phase === 'CONNECT' || action === 'PREGREET' || /waiting for greeting|pre-greeting/.test(text);
	const isUnoffered = /pipelining was not advertised/.test(text);
	const key = isBeforeGreeting ? 'greeting' : isUnoffered ? 'notOffered' : 'last';
	// rejected "HELO early.example" H=[203.0.113.204]
	//           ----
	const verb = /rejected "([A-Za-z]{1,8})\b/.exec(text)?.[1]?.toUpperCase();
	return [
		{
			...(isViolation
				? violation(session, line, log)
				: {
						session: headOf(session),
						severity: 'warning' as const,
						line,
						explains: [line],
					}),
			...wordsOf(key, undefined, phase ?? verb),
		},
	];
}

/** `503 5.5.0 … Client host rejected: Improper use of SMTP command pipelining`, `554 SMTP synchronization error` */
function followers(session: Session, log: MailLog): number[] {
	return refusalsOf(session, log).flatMap(({ text, line }) =>
		/improper use of SMTP command pipelining|SMTP (?:protocol )?synchronization error/i.test(text)
			? line
			: [],
	);
}

function wordsOf(
	key: 'greeting' | 'last' | 'notOffered',
	verb: string | undefined,
	last: string | undefined,
): Pick<Fault, 'key' | 'title' | 'told' | 'fix'> {
	return {
		key,
		title: say(`pipelining.${key}.title`),
		told: say(`pipelining.${key}`, {
			verb: verb ?? say('pipelining.commands'),
			last: last === undefined ? say('pipelining.commands') : plainText(last, 30),
		}),
		fix: say('pipelining.fix'),
	};
}
