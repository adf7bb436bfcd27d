// Logs of one shape, as long as one wants: what nobody's server writes all day, and somebody may send. Each is made of pieces that cost
// little alone; what is asked of it must cost what it is long.

const clock = (second) =>
	[second / 3600, (second / 60) % 60, second % 60]
		.map((part) => String(Math.floor(part)).padStart(2, '0'))
		.join(':');

/** The beginning of a line of Postfix, so many seconds after the first. */
const at = (second) =>
	`Jan ${String(1 + (Math.floor(second / 86_400) % 28)).padStart(2)} ${clock(second % 86_400)} mx1 postfix/`;

const id = (mail) => `A${mail.toString(16).toUpperCase().padStart(9, '0')}`;
const peer = 'a.example[192.0.2.1]';
const relay = 'relay=mx.example.com[198.51.100.7]:25, delay=1, delays=0/0/0/1';
const connect = `${at(0)}smtpd[1]: connect from ${peer}\n`;
const active = (mail, second) =>
	`${at(second)}qmgr[2]: ${id(mail)}: from=<a@example.net>, size=400, nrcpt=1 (queue active)\n`;
const refusal = (to) =>
	`${at(1)}smtpd[1]: NOQUEUE: reject: RCPT from ${peer}: 550 5.1.1 <${to}>: Recipient address rejected: User unknown; from=<a@example.net> to=<${to}> proto=ESMTP helo=<a.example>\n`;
/** A filter hands a mail back. */
const handedOn = (mail, child, to = 'b@example.com') =>
	`${at(1)}smtpd[1]: ${id(child)}: client=localhost[127.0.0.1]\n${at(1)}smtp[3]: ${id(mail)}: to=<${to}>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${id(child)})\n`;
const greeting = '220 mx.example.com ESMTP\nEHLO a.example\n250 mx.example.com\n';

/** Each has a beginning, and pieces by their number, from 0. */
const pieces = {
	'a session of refusals': [connect, (n) => refusal(`x${n}@example.com`)],
	'a session that repeats one refusal': [connect, () => refusal('x@example.com')],
	'a session of mails': [connect, (n) => `${at(n)}smtpd[1]: ${id(n)}: client=${peer}\n${active(n, n)}`],
	'a client of deliveries': [
		'',
		(n) => `${at(n)}smtp[1]: ${id(n)}: to=<b@example.com>, ${relay}, dsn=2.0.0, status=sent (250 2.0.0 Ok)\n`,
	],
	'a mail of recipients': [
		active(0, 0),
		(n) =>
			`${at(1)}smtp[1]: ${id(0)}: to=<b${n}@example.com>, ${relay}, dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.1.1 unknown (in reply to RCPT TO command))\n`,
	],
	'a mail of attempts': [
		active(0, 0),
		(n) =>
			`${at(n * 60)}smtp[1]: ${id(0)}: to=<b@example.com>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.7]:25: Connection timed out)\n`,
	],
	'a queue id of mails': [
		'',
		(n) =>
			`${at(n * 400)}smtpd[1]: connect from ${peer}\n${at(n * 400)}smtpd[1]: ${id(0)}: client=${peer}\n${at(n * 400)}smtpd[1]: disconnect from ${peer} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5\n${at(n * 400)}qmgr[2]: ${id(0)}: removed\n`,
	],
	'bounces of bounces': [
		'',
		(n) => `${at(n)}bounce[4]: ${id(n)}: sender non-delivery notification: ${id(n + 1)}\n${active(n + 1, n)}`,
	],
	'filters behind filters': ['', (n) => handedOn(n, n + 1)],
	'a mail that became many': ['', (n) => handedOn(0, n + 1, `b${n}@example.com`)],
	'logins that fail': [
		'',
		(n) =>
			`${at(n)}smtpd[${n % 50}]: connect from unknown[192.0.2.1]\n${at(n)}smtpd[${n % 50}]: warning: unknown[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6\n${at(n)}smtpd[${n % 50}]: disconnect from unknown[192.0.2.1] ehlo=1 auth=0/1 commands=1/2\n`,
	],
	'sessions that never end': [
		'',
		(n) => `${at(n)}postscreen[1]: CONNECT from [192.0.2.1]:${1024 + n} to [198.51.100.1]:25\n`,
	],
	'a client of Exim that does not wait': [
		'',
		() =>
			'2026-01-05 10:00:00 SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "HELO a.example" H=[203.0.113.204] next input="MAIL FROM:<a@example.net>\\r\\n"\n',
	],
	'a transcript of commands': [greeting, (n) => `RCPT TO:<x${n}@example.com>\n550 5.1.1 unknown\n`],
	'a transcript of mails': [
		greeting,
		(n) =>
			`MAIL FROM:<a@example.org>\n250 ok\nRCPT TO:<x@example.com>\n250 ok\nDATA\n354 go on\nSubject: x\n\nhello\n.\n250 ok queued as ${id(n)}\n`,
	],
	'a reply of many lines': [greeting.split('250')[0], (n) => `250-X${n}\n`],
};

/** A log of each shape, by name: a function of how many octets it shall have, about. */
export const shapes = Object.entries(pieces).map(([title, [beginning, piece]]) => ({
	title,
	text(octets) {
		const parts = [beginning];
		for (let length = 0, number = 0; length < octets; number++) {
			const part = piece(number);
			parts.push(part);
			length += part.length;
		}
		return parts.join('');
	},
}));
