import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
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
		const places: Place[] = [];
		let count = 0;
		return {
			session({ index, countersDisagree, lines }) {
				const [first] = countersDisagree ?? [];
				const line = lines.findLast((each) => log.kindAt(each) === 'disconnect');
				if (first && line !== undefined) {
					count++;
					if (places.length <= relatedLimit) {
						places.push({ ...first, line, session: index });
					}
				}
				return [];
			},
			rest: () => places.slice(0, 1).map((first) => toFinding(first)),
		};

		function toFinding({ line, session, verb, counted, seen }: Place): Finding {
			return {
				rule: logCountersDisagree.id,
				severity: 'information',
				line,
				span: spanOf(log, line),
				title: say('disagree.title'),
				message: sayCount('disagree', count, {
					session: sessionId(session),
					verb: plainText(verb, 20),
					counted,
					seen,
				}),
				fix: say('disagree.fix'),
				session,
				...relatedPlaces(
					log,
					places.map((each) => ({
						line: each.line,
						message: say('tlsFailed.place', { session: sessionId(each.session) }),
					})),
					line,
				),
			};
		}
	},
};

interface Place {
	readonly line: number;
	readonly session: number;
	readonly verb: string;
	readonly counted: number;
	readonly seen: number;
}
