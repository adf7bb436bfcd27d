import type { MailLog } from '../core/mailLog';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { plainText, sessionId } from './words';

export const logCountersDisagree: Check = {
	id: 'log.countersDisagree',
	severity: 'information',
	doc: `The last line of a session of Postfix counts its commands (\`disconnect from … mail=1 rcpt=2\`, since 3.0), and the lines before
show more of them than it counts: lines of two sessions were joined that do not belong together, the log was edited or merged, or lines
stand in it twice. One finding for a log. Fewer lines than are counted are nothing, since Postfix writes no line for what goes well; a
session of which every line says that all went well is not looked at.`,
	example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: NOQUEUE: reject_warning: RCPT from mx.example.org[192.0.2.9]: 450 4.7.1 <x>: Helo command rejected: Host not found; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>
Nov 23 10:30:02 mx1 postfix/smtpd[2214]: 4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]
Nov 23 10:30:03 mx1 postfix/smtpd[2214]: 4jYB5r2ZZJz6y: client=mx.example.org[192.0.2.9]
Nov 23 10:30:04 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=2 data=1 quit=1 commands=6`,
	start(log) {
		const causes = new Causes<Place, Place>();
		return {
			session({ index, countersDisagree, lines }) {
				const [first] = countersDisagree ?? [];
				const line = lines.findLast((each) => log.kindAt(each) === 'disconnect');
				if (first && line !== undefined) {
					const place = { ...first, line, session: index };
					causes.add('', place, place);
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

function toFinding(cause: SameCause<Place, Place>, log: MailLog): Finding {
	const { line, session, verb, counted, seen } = cause.first;
	return {
		rule: logCountersDisagree.id,
		severity: 'information',
		line,
		span: spanOf(log, line),
		title: say('disagree.title'),
		message: sayCount('disagree', cause.count, {
			session: sessionId(session),
			verb: plainText(verb, 20),
			counted,
			seen,
		}),
		fix: say('disagree.fix'),
		session,
		...cause.related(log, (each) => say('tlsFailed.place', { session: sessionId(each.session) })),
	};
}

interface Place {
	readonly line: number;
	readonly session: number;
	readonly verb: string;
	readonly counted: number;
	readonly seen: number;
}
