/** Logs of hosts that hand mail to each other, as several tests look at them. */
import { log } from '../features/logs';

/** A line of Postfix on a host. */
export function on(host: string, time: string, daemon: string, text: string): string {
	return `Nov 23 ${time} ${host} postfix/${daemon}: ${text}`;
}

/** What Postfix writes on a host of one mail: the lines of its daemons behind its queue id, by `time daemon`. */
function mail(
	host: string,
	id: string,
	...lines: readonly (readonly [at: string, text: string])[]
): string[] {
	return lines.map(([at, text]) => {
		const [time = '', daemon = ''] = at.split(' ');
		return on(host, time, daemon, `${id}: ${text}`);
	});
}

/** mx1 takes a mail of a client, hands it on to mx2, and one recipient of it bounces. */
export const mx1Log = log(
	on('mx1', '10:30:00', 'smtpd[11]', 'connect from client.example.org[192.0.2.9]'),
	...mail(
		'mx1',
		'4jYB5r214Jz6x',
		['10:30:00 smtpd[11]', 'client=client.example.org[192.0.2.9]'],
		['10:30:00 cleanup[12]', 'message-id=<m1@example.org>'],
		['10:30:00 qmgr[9]', 'from=<a@example.org>, size=900, nrcpt=2 (queue active)'],
	),
	on(
		'mx1',
		'10:30:00',
		'smtpd[11]',
		'disconnect from client.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=2 data=1 quit=1 commands=6',
	),
	...mail(
		'mx1',
		'4jYB5r214Jz6x',
		[
			'10:30:02 smtp[13]',
			'to=<b@example.com>, relay=mx2.example.com[192.0.2.2]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4jYB5s0bBcz7y)',
		],
		[
			'10:30:02 smtp[14]',
			'to=<c@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=2, delays=0/0/1/1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 <c@example.net>: User unknown (in reply to RCPT TO command))',
		],
	),
	...mail('mx1', '4jYB5t3bZdz8w', [
		'10:30:02 cleanup[12]',
		'message-id=<20261123103002.4jYB5t3bZdz8w@mx1.example.com>',
	]),
	...mail('mx1', '4jYB5r214Jz6x', ['10:30:02 bounce[15]', 'sender non-delivery notification: 4jYB5t3bZdz8w']),
	...mail('mx1', '4jYB5t3bZdz8w', ['10:30:02 qmgr[9]', 'from=<>, size=2900, nrcpt=1 (queue active)']),
	...mail('mx1', '4jYB5r214Jz6x', ['10:30:02 qmgr[9]', 'removed']),
	...mail(
		'mx1',
		'4jYB5t3bZdz8w',
		[
			'10:30:03 smtp[13]',
			'to=<a@example.org>, relay=client.example.org[192.0.2.9]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
		],
		['10:30:03 qmgr[9]', 'removed'],
	),
);

/** The same mail on mx2, whose clock is 40 seconds slow. */
export const mx2Log = log(
	on('mx2', '10:29:00', 'smtpd[21]', 'connect from other.example.org[192.0.2.77]'),
	on('mx2', '10:29:00', 'smtpd[21]', 'disconnect from other.example.org[192.0.2.77] quit=1 commands=1'),
	on('mx2', '10:29:21', 'smtpd[21]', 'connect from mx1.example.com[192.0.2.1]'),
	...mail(
		'mx2',
		'4jYB5s0bBcz7y',
		['10:29:22 smtpd[21]', 'client=mx1.example.com[192.0.2.1]'],
		['10:29:22 cleanup[22]', 'message-id=<m1@example.org>'],
		['10:29:22 qmgr[8]', 'from=<a@example.org>, size=1100, nrcpt=1 (queue active)'],
	),
	on(
		'mx2',
		'10:29:22',
		'smtpd[21]',
		'disconnect from mx1.example.com[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	),
	...mail(
		'mx2',
		'4jYB5s0bBcz7y',
		[
			'10:29:22 local[23]',
			'to=<b@example.com>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)',
		],
		['10:29:22 qmgr[8]', 'removed'],
	),
);
