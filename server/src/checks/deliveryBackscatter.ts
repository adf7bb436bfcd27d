import type { MailLog } from '../core/mailLog';
import { say } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { scatterOf, severalScattered, type Scatter } from './scatter';
import { addressWords } from './words';

export const deliveryBackscatter: Check = {
	id: 'delivery.backscatter',
	severity: 'warning',
	doc: `This server sends bounces to people who sent nothing (backscatter; RFC 5321 §6.1 and §6.2, Postfix BACKSCATTER_README): three
or more messages from other hosts, without a login, were accepted and then bounced because there is no such mailbox here; or three or
more bounces for messages from other hosts bounced themselves, as their sender addresses were forged. One finding for a log and cause;
\`delivery.bounced\` does not tell of each of them again, and tells of them where they are fewer. Mail of this host, of its users who
logged in, of private networks, and mail that a server elsewhere refused is left alone, and so is what the log does not show the
arrival of.`,
	example: `Nov 23 10:20:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:20:00 mx1 postfix/smtpd[2214]: 4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]
Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<user1@example.net>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
Nov 23 10:20:01 mx1 postfix/local[2320]: 4jYB5r214Jz6x: to=<nobody@example.com>, relay=local, delay=1.2, delays=1/0/0/0.2, dsn=5.1.1, status=bounced (unknown user: "nobody")
Nov 23 10:20:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed
Nov 23 10:21:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:21:00 mx1 postfix/smtpd[2214]: 4jYB5r2ZZJz6y: client=mx.example.org[192.0.2.9]
Nov 23 10:21:00 mx1 postfix/qmgr[900]: 4jYB5r2ZZJz6y: from=<user2@example.net>, size=900, nrcpt=1 (queue active)
Nov 23 10:21:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
Nov 23 10:21:01 mx1 postfix/local[2320]: 4jYB5r2ZZJz6y: to=<nobody@example.com>, relay=local, delay=1.2, delays=1/0/0/0.2, dsn=5.1.1, status=bounced (unknown user: "nobody")
Nov 23 10:21:01 mx1 postfix/qmgr[900]: 4jYB5r2ZZJz6y: removed
Nov 23 10:22:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:22:00 mx1 postfix/smtpd[2214]: 4jYB5r3BBJz6z: client=mx.example.org[192.0.2.9]
Nov 23 10:22:00 mx1 postfix/qmgr[900]: 4jYB5r3BBJz6z: from=<user3@example.net>, size=900, nrcpt=1 (queue active)
Nov 23 10:22:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
Nov 23 10:22:01 mx1 postfix/local[2320]: 4jYB5r3BBJz6z: to=<nobody@example.com>, relay=local, delay=1.2, delays=1/0/0/0.2, dsn=5.1.1, status=bounced (unknown user: "nobody")
Nov 23 10:22:01 mx1 postfix/qmgr[900]: 4jYB5r3BBJz6z: removed`,
	start(log) {
		const causes = new Causes<Scatter, Scatter>();
		return {
			message(message) {
				for (const scatter of scatterOf(message, log)) {
					causes.add(scatter.cause, scatter, scatter);
				}
				return [];
			},
			rest: () =>
				causes.map((cause) => (cause.count < severalScattered ? [] : [toFinding(cause, log)])).flat(),
		};
	},
};

function toFinding(found: SameCause<Scatter, Scatter>, log: MailLog): Finding {
	const { cause, line, recipient } = found.first;
	return {
		rule: deliveryBackscatter.id,
		severity: 'warning',
		line,
		span: spanOf(log, line),
		title: say(`backscatter.${cause}.title`),
		message: say(`backscatter.${cause}`, { count: found.count, recipient: addressWords(recipient) }),
		fix: say(`backscatter.${cause}.fix`),
		...found.related(log, (place) => () => addressWords(place.recipient)),
	};
}
