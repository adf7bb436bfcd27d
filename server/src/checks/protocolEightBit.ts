import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { dialogueOf } from './dialogue';
import { answered, faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { mailBefore, situationsOf, type Situation } from './situations';

export const eightBitFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const situations = situationsOf(session, log);
	return [...addressFaults(session, situations), ...contentFaults(session, log, situations)];
});

export const protocolEightBit = faultCheck(
	{
		id: 'protocol.eightBit',
		severity: 'error',
		doc: `Octets above 127 came where only ASCII may stand: in an address, though MAIL did not say \`SMTPUTF8\` (RFC 6531 §3.4), or
in the content, though MAIL said neither \`BODY=8BITMIME\` nor \`SMTPUTF8\` (RFC 6152 §3). An address is an error where it was
refused, and a warning else. Content is a warning where the server does not offer \`8BITMIME\`, information where it does: most
servers take it either way. It needs to see commands and content: a transcript. What a next server refuses for lack of SMTPUTF8 is
\`delivery.bounced\`.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<jürgen@example.org>
<** 553 5.6.7 Must have SMTPUTF8
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	eightBitFaults,
);

function addressFaults(session: Session, situations: readonly Situation[]): Fault[] {
	const wrong = situations.filter(
		({ verb, command, before }) =>
			(verb === 'MAIL' || verb === 'RCPT') &&
			isBeyondAscii(command) &&
			!saysUtf8(verb === 'MAIL' ? command : before.mail?.command),
	);
	const [first] = wrong;
	if (!first) {
		return [];
	}
	const base = answered(session, first.step.reply, first.isOvercome, /^5/);
	return [
		{
			...base,
			severity: base.severity === 'information' ? 'warning' : base.severity,
			explains: wrong.flatMap(({ step: { reply } }) =>
				/^5/.test(reply?.code ?? '') && reply ? reply.line : [],
			),
			key: 'address',
			line: first.step.line,
			others: wrong.map(({ step }) => step.line),
			title: say('eightBit.address.title'),
			told: say('eightBit.address', { verb: first.verb }),
			fix: say('eightBit.address.fix'),
		},
	];
}

function contentFaults(session: Session, log: MailLog, situations: readonly Situation[]): Fault[] {
	const mailOf = mailBefore(situations);
	const lines = dialogueOf(session, log).filter(
		({ who, text, isChunk, line }) =>
			who === 'content' && !isChunk && isBeyondAscii(text) && !isAnnounced(mailOf(line)),
	);
	const [first] = lines;
	if (!first) {
		return [];
	}
	const mail = mailBefore(situations)(first.line);
	const isOffered = mail?.before.offered?.has('8BITMIME') !== false;
	return [
		{
			session: headOf(session),
			key: 'content',
			severity: isOffered ? 'information' : 'warning',
			line: first.line,
			others: lines.map(({ line }) => line),
			count: 1,
			title: say('eightBit.content.title'),
			told: say(isOffered ? 'eightBit.content.offered' : 'eightBit.content'),
			fix: say('eightBit.content.fix'),
		},
	];
}

/** Where no MAIL is seen nothing is known. */
function isAnnounced(mail: Situation | undefined): boolean {
	return (
		mail === undefined || saysUtf8(mail.command) || /\sBODY=(?:8BITMIME|BINARYMIME)\b/i.test(mail.command)
	);
}

function saysUtf8(command: string | undefined): boolean {
	return command === undefined || /\sSMTPUTF8\b/i.test(command);
}

function isBeyondAscii(text: string): boolean {
	return /[\u0080-\uffff]/.test(text);
}
