import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { say } from '../knowledge/say';
import { faultCheck, type Fault } from './faults';
import { hasDialogue } from './dialogue';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

export const goAheadFaults = remembered((session: Session, log: MailLog): readonly Fault[] =>
	hasDialogue(session, log) && session.steps.some(({ reply }) => reply)
		? session.steps.flatMap((step, at) => (step.stage === 'data' ? afterData(session, step, at) : []))
		: [],
);

export const protocolDataWithoutGoAhead = faultCheck(
	{
		id: 'protocol.dataWithoutGoAhead',
		severity: 'warning',
		doc: `The content of a message was sent although the server had not said 354: before its answer to DATA, or after it had
refused it (RFC 5321 §3.3, §4.1.1.4). The server takes each line for a command, and answers all of
them. It needs to see the content: a transcript that shows the answers, too. Why DATA was refused is \`reply.rejected\`.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<a@example.org>
<-  250 2.1.0 Ok
 -> RCPT TO:<b@example.com>
<-  250 2.1.5 Ok
 -> DATA
 -> Subject: too early
<-  354 End data with <CR><LF>.<CR><LF>
 -> .
<-  250 2.0.0 Ok
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	goAheadFaults,
);

function afterData(session: Session, { reply, command }: Step, at: number): Fault[] {
	if (!/^\s*DATA\s*$/i.test(command ?? '')) {
		return [];
	}
	const isGranted = reply?.code.startsWith('3') === true;
	const strays = strayLines(session.steps, at).filter(({ line }) => !isGranted || line < reply!.line);
	const [first] = strays;
	if (!first || !strays.some(isContent)) {
		return [];
	}
	const isRefused = reply !== undefined && !isGranted;
	const key = isRefused ? 'refused' : 'early';
	return [
		{
			session: headOf(session),
			key,
			severity: 'warning',
			line: first.line,
			title: say('goAhead.title'),
			told: say(`goAhead.${key}`),
			fix: say('goAhead.fix'),
			count: 1,
			others: strays.map(({ line }) => line),
			explains: strays.flatMap((step) => (step.reply ? step.reply.line : [])),
		},
	];
}

/** The lines behind DATA, up to the next command, that are none. */
function strayLines(steps: readonly Step[], data: number): readonly Step[] {
	const strays: Step[] = [];
	for (let at = data + 1; at < steps.length; at++) {
		const step = steps[at];
		if (step?.command !== undefined && step.stage !== 'other') {
			break;
		}
		if (step?.command !== undefined) {
			strays.push(step);
		}
	}
	return strays;
}

/** `Subject: test`, or the dot. */
function isContent({ command = '' }: Step): boolean {
	return command === '.' || /^[!-9;-~]{1,60}:(?:\s|$)/.test(command);
}
