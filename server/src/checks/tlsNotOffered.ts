import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { dialogueOf } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

/** Host did not advertise STARTTLS · STARTTLS not supported. · STARTTLS extension not supported by server. · the server does not support TLS via the STARTTLS command · Didn't find STARTTLS in server response, trying anyway... */
const missing =
	/\b(?:did not advertise STARTTLS|STARTTLS (?:extension )?not supported|not support TLS via the STARTTLS|Didn't find STARTTLS in server response)/i;

const notOfferedFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	if (session.role !== 'observer') {
		return [];
	}
	const lines = dialogueOf(session, log).flatMap(({ who, text, line }) =>
		who === 'tool' && missing.test(text) ? [line] : [],
	);
	const [line] = lines;
	if (line === undefined) {
		return [];
	}
	const goesOn = session.steps.find(
		({ stage, line: at, failed, reply }) =>
			at > line && ((stage === 'tls' && !failed) || (stage === 'mail' && reply?.code.startsWith('2'))),
	);
	return [
		{
			session: headOf(session),
			key: 'notOffered',
			severity: goesOn ? 'information' : 'error',
			line,
			others: lines,
			count: 1,
			title: say('notOffered.title'),
			told: say(
				goesOn === undefined
					? 'notOffered'
					: goesOn.stage === 'tls'
						? 'notOffered.worked'
						: 'notOffered.inClear',
			),
			fix: say('notOffered.fix'),
		},
	];
});

export const tlsNotOffered = faultCheck(
	{
		id: 'tls.notOffered',
		severity: 'error',
		doc: `STARTTLS was wanted, and the answer to EHLO does not offer it (RFC 3207 §4), as the tool says whose transcript it is. An
error where that ended the session; information where the mail then went in the clear, or TLS worked all the same. Port 465 speaks TLS
from the first octet and offers no STARTTLS (RFC 8314 §3.3). Where it was offered and failed, \`tls.failed\` tells, and of mail
in the queue \`delivery.deferred\`.`,
		example: `=== Trying mx.example.com:25...
=== Connected to mx.example.com.
<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 8BITMIME
*** Host did not advertise STARTTLS
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	notOfferedFaults,
);
