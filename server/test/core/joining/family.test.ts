import { test } from 'node:test';
import { checkJoined, postfix } from './joined';

test('postsuper -r gives the mail another id: what becomes of that counts for those who waited', () => {
	checkJoined(
		postfix([
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'smtp[20]: A0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=4.2.0, status=deferred (host mx.d.example[198.51.100.7] said: 450 4.2.0 later (in reply to RCPT TO command))',
			'postsuper[50]: A0320E00C3: requeued',
			'postsuper[50]: Requeued: 1 message',
			'pickup[11]: B0320E00C3: uid=89 from=<a@example.com> orig_id=A0320E00C3',
			'qmgr[13]: B0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'smtp[20]: B0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
			'qmgr[13]: B0320E00C3: removed',
		]),
		{
			messages: [
				'A0320E00C3 | from=a@example.com | x@d.example sent | deferred | children=B0320E00C3 | cut=start | lines=1,2,3',
				'B0320E00C3 | from=a@example.com | x@d.example sent | delivered | parent=A0320E00C3 | lines=5,6,7,8',
			],
		},
	);
});

test('local(8) sends on what an alias or .forward says, as a mail of its own', () => {
	checkJoined(
		postfix([
			'pickup[11]: A0320E00C3: uid=0 from=<root>',
			'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
			'qmgr[13]: A0320E00C3: from=<root@example.com>, size=400, nrcpt=1 (queue active)',
			'cleanup[12]: B0320E00C3: message-id=<1@example.com>',
			'local[14]: A0320E00C3: to=<alice@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (forwarded as B0320E00C3)',
			'qmgr[13]: B0320E00C3: from=<root@example.com>, size=500, nrcpt=1 (queue active)',
			'qmgr[13]: A0320E00C3: removed',
			'smtp[3]: B0320E00C3: to=<alice@far.example>, orig_to=<alice@example.com>, relay=mx.far.example[198.51.100.9]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.far.example[198.51.100.9] said: 450 4.2.0 later (in reply to RCPT TO command))',
		]),
		{
			messages: [
				'A0320E00C3 | from=root | alice@example.com deferred | delivered | children=B0320E00C3 | lines=1,2,3,5,7',
				'B0320E00C3 | from=root@example.com | alice@far.example deferred | deferred | parent=A0320E00C3 | cut=end | lines=4,6,8',
			],
		},
	);
});

test('what is refused between two mails of a session is told with the one that follows; connect and disconnect with both', () => {
	checkJoined(
		postfix([
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'smtpd[1]: NOQUEUE: reject: RCPT from a.example[192.0.2.1]: 550 5.1.1 <n@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<n@example.com> proto=SMTP helo=<a>',
			'smtpd[1]: B0320E00C3: client=a.example[192.0.2.1]',
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=2 rcpt=2/3 data=2 quit=1 commands=8/9',
			'qmgr[13]: A0320E00C3: removed',
			'qmgr[13]: B0320E00C3: removed',
		]),
		{
			messages: ['A0320E00C3 | discarded | lines=1,2,5,6', 'B0320E00C3 | discarded | lines=1,3,4,5,7'],
		},
	);
});

test('mails that turn into each other, again and again, are followed once', () => {
	const numbers = Array.from({ length: 300 }, (_, at) => at);
	const delivery = (from: string, to: string, at: number) =>
		`smtp[20]: ${from}: to=<x${at}@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${to})`;
	checkJoined(
		postfix([
			'pickup[11]: A0320E00C3: uid=0 from=<root>',
			'pickup[11]: B0320E00C3: uid=0 from=<root>',
			...numbers.map((at) => delivery('A0320E00C3', 'B0320E00C3', at)),
			...numbers.map((at) => delivery('B0320E00C3', 'A0320E00C3', at)),
		]),
		{
			messages: [
				['A0320E00C3', 'B0320E00C3', 3],
				['B0320E00C3', 'A0320E00C3', 303],
			].map(
				([id, other, first]) =>
					`${id} | from=root | ${numbers.map((at) => `x${at}@d.example sent`).join(' ')} | delivered | parent=${other} | children=${other} | cut=end | lines=${id === 'A0320E00C3' ? 1 : 2},${numbers.map((at) => at + Number(first)).join(',')}`,
			),
		},
	);
});
