import { octetsOf } from '../core/dialects/transcript/grammar';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { dialogueOf } from './dialogue';
import { answered, faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { mailBefore, situationsOf, type Situation } from './situations';

export const sizeFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const situations = situationsOf(session, log);
	return [
		...situations.flatMap((situation) => announced(session, situation)),
		...sentBeyond(session, log, situations),
		...session.lines.flatMap((line) => noted(session, line, log)),
	];
});

export const protocolSizeExceeded = faultCheck(
	{
		id: 'protocol.sizeExceeded',
		severity: 'error',
		doc: `A message is larger than the server takes: MAIL announces a \`SIZE=\` beyond the \`SIZE\` that the answer to EHLO offered,
or the content that was sent is larger than it (RFC 1870 §4 to §6). An error in a transcript where it was refused, information
where the server took it all the same; a warning in Postfix's log, where content that grew beyond \`message_size_limit\` leaves
\`queue file size limit exceeded\`. A limit that a server did not offer is known from its refusal only, which is \`reply.rejected\`.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 SIZE 10240000
 -> MAIL FROM:<a@example.org> SIZE=20480000
<** 552 5.3.4 Message size exceeds fixed limit
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	sizeFaults,
);

/** RFC 1870 §6, and what servers say that know no better. */
const tooLarge = /^5(?:23|5[024])$/;

/** What EHLO offered; 0 and no number are no limit (RFC 1870 §4). */
function limitIn({ before }: Situation): number | undefined {
	return Number(/^\d{1,15}/.exec(before.offered?.get('SIZE') ?? '')?.[0] ?? 0) || undefined;
}

function announced(session: Session, situation: Situation): Fault[] {
	const { verb, command, step, isOvercome } = situation;
	const limit = limitIn(situation);
	const size = Number(/\sSIZE=(\d{1,15})\b/i.exec(command)?.[1] ?? 0);
	return verb === 'MAIL' && limit !== undefined && size > limit
		? [
				{
					...answered(session, step.reply, isOvercome, tooLarge),
					key: 'announced',
					line: step.line,
					title: say('sizeExceeded.title'),
					told: say('sizeExceeded.announced', { size, limit }),
					fix: say('sizeExceeded.fix'),
				},
			]
		: [];
}

function sentBeyond(session: Session, log: MailLog, situations: readonly Situation[]): Fault[] {
	const mailOf = mailBefore(situations);
	if (!situations.some((situation) => limitIn(situation) !== undefined)) {
		return [];
	}
	const content = dialogueOf(session, log).filter(({ who }) => who === 'content');
	let at = 0;
	return session.steps.flatMap((step) => {
		if (step.stage !== 'content') {
			return [];
		}
		const end = step.reply?.line ?? Infinity;
		let size = 0;
		for (let said = content[at]; said && said.line < end; said = content[at]) {
			size += octetsOf(said.text) + 2;
			at++;
		}
		const mail = mailOf(step.line);
		const limit = mail && limitIn(mail);
		const isBeyond = mail && limit !== undefined && size > limit && announced(session, mail).length === 0;
		return isBeyond
			? [
					{
						...answered(session, step.reply, false, tooLarge),
						key: 'content',
						line: step.reply?.line ?? step.line,
						title: say('sizeExceeded.title'),
						told: say('sizeExceeded.content', { size, limit }),
						fix: say('sizeExceeded.fix'),
					},
				]
			: [];
	});
}

/** `warning: 4jYB6M0BJrz77: queue file size limit exceeded`: Postfix answers 552, and no line tells of it. */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	if (session.role !== 'server' || session.software !== 'postfix' || log.kindAt(line) !== 'warning') {
		return [];
	}
	const text = log.text(line);
	return text.endsWith(': queue file size limit exceeded') || text.endsWith(' exceeds message size limit')
		? [
				{
					session: headOf(session),
					key: 'noted',
					severity: 'warning',
					line,
					title: say('sizeExceeded.title'),
					told: say('sizeExceeded.noted'),
					fix: say('sizeExceeded.fix'),
				},
			]
		: [];
}
