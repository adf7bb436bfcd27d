import { fieldOf, type Span } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { relatedPlaces } from './places';
import { remembered } from './remembered';

export const secretInText: Check = {
	id: 'secret.inText',
	severity: 'warning',
	doc: `What a client sent to log in stands in the text: the payload of AUTH, an answer to a 334, a password that a tool prints.
base64 hides nothing (RFC 4616 §4, RFC 4954 §9). One finding for each session and kind, with line and columns and never the secret
itself. A warning in the log of a server; information in a transcript, which somebody made or pasted. What is masked already, with
asterisks or a word such as \`redacted\`, is left alone.`,
	example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from laptop.example.org[192.0.2.9]
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: > laptop.example.org[192.0.2.9]: 220 mx1.example.com ESMTP
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: < laptop.example.org[192.0.2.9]: EHLO laptop.example.org
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: > laptop.example.org[192.0.2.9]: 250-mx1.example.com
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: > laptop.example.org[192.0.2.9]: 250 AUTH PLAIN LOGIN
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: < laptop.example.org[192.0.2.9]: AUTH PLAIN AGFsaWNlAHNlY3JldA==
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: > laptop.example.org[192.0.2.9]: 235 2.7.0 Authentication successful
Nov 23 10:30:00 mx1 postfix/smtpd[2214]: disconnect from laptop.example.org[192.0.2.9] ehlo=1 auth=1 quit=1 commands=3`,
	start: (log) => ({ session: (session) => findingsOf(session, log) }),
};

/** What a secret is good for: a password or a token is all that is needed; an answer of CRAM or SCRAM can be guessed from. */
type Secret = 'password' | 'token' | 'answer';

interface Place {
	readonly line: number;
	readonly span: Span;
}

const findingsOf = remembered((session: Session, log: MailLog): readonly Finding[] => {
	const isObserved = session.role === 'observer';
	const isShown = session.steps.some(({ stage, command }) => stage === 'auth' && command?.includes('****'));
	if (!isObserved && !isShown) {
		return [];
	}
	const places = new Map<Secret, Place[]>();
	for (const line of session.lines) {
		const field = fieldOf(log.event(line), 'secret');
		if (field && !isMasked(field.value)) {
			const kind = kindOf(session, line);
			const known = places.get(kind) ?? [];
			places.set(kind, known);
			known.push({ line, span: field.span });
		}
	}
	return Array.from(places, ([kind, all]) => toFinding(kind, all, session, log));
});

/** The mechanism of the last AUTH before a line tells. */
function kindOf({ steps }: Session, line: number): Secret {
	const command = steps.findLast(
		(step) => step.stage === 'auth' && !step.continuation && step.command !== undefined && step.line <= line,
	)?.command;
	const mechanism = /^\s{0,4}AUTH\s{1,4}([\w-]{1,30})/i.exec(command ?? '')?.[1] ?? '';
	if (/OAUTH/i.test(mechanism)) {
		return 'token';
	}
	return /CRAM|DIGEST|SCRAM|NTLM|GSSAPI|GS2/i.test(mechanism) ? 'answer' : 'password';
}

// ****   <hidden>   [credentials]   REDACTED   xxxxxxxx
function isMasked(value: string): boolean {
	return (
		/^[*x•.X#\s-]*$/.test(value) ||
		/^[<[({].{0,60}[>\])}]$/.test(value) ||
		/redacted|hidden|masked|removed|omitted/i.test(value)
	);
}

function toFinding(kind: Secret, places: readonly Place[], session: Session, log: MailLog): Finding {
	const last = places.at(-1) ?? { line: session.lines[0] ?? 0, span: { start: 0, end: 0 } };
	const { line, span } = last;
	return {
		rule: secretInText.id,
		severity: session.role === 'observer' ? 'information' : 'warning',
		line,
		span,
		title: say(`secret.${kind}.title`),
		message: say(`secret.${kind}`, { line: line + 1, from: span.start + 1, to: span.end }),
		fix: say(session.role === 'observer' ? 'secret.fix.transcript' : 'secret.fix.server'),
		session: session.index,
		...relatedPlaces(
			log,
			places.map(({ line: at }) => ({ line: at, message: say(`secret.${kind}.title`) })),
			line,
		),
	};
}
