import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { countWholeLog, figuresOf } from '../../src/report/report';
import { unitOf } from '../../src/report/words';
import { checkRows, reportOf, rowsOf, totalsOf } from './count';

const delivered = `\
Jan  5 10:00:00 mx1 postfix/smtpd[101]: connect from mx.example.net[192.0.2.1]
Jan  5 10:00:00 mx1 postfix/smtpd[101]: Anonymous TLS connection established from mx.example.net[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
Jan  5 10:00:00 mx1 postfix/smtpd[101]: 4F2A1B0C9D: client=mx.example.net[192.0.2.1], sasl_method=PLAIN, sasl_username=alice
Jan  5 10:00:00 mx1 postfix/cleanup[102]: 4F2A1B0C9D: message-id=<x@example.net>
Jan  5 10:00:00 mx1 postfix/qmgr[100]: 4F2A1B0C9D: from=<a@Example.NET>, size=1500, nrcpt=2 (queue active)
Jan  5 10:00:02 mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=2, delays=0.5/0.25/1/0.25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5A5A5A5A5A)
Jan  5 10:00:03 mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<c@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=3, delays=0.5/0.25/2/0.25, dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.1.1 <c@example.com>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command))
Jan  5 10:00:03 mx1 postfix/bounce[104]: 4F2A1B0C9D: sender non-delivery notification: 4F2A1B0C9E
Jan  5 10:00:03 mx1 postfix/qmgr[100]: 4F2A1B0C9D: removed
`;

test('what came, what went, what came back', () => {
	const report = reportOf(delivered);
	assert.deepEqual(totalsOf(report), {
		received: 1,
		receivedOctets: 1500,
		delivered: 1,
		deliveredOctets: 1500,
		copies: 1,
		bounced: 1,
		notifications: 1,
		connections: 1,
		logins: 1,
		senders: 1,
		senderDomains: 1,
		recipients: 1,
		recipientDomains: 1,
	});
	assert.equal(report.from, '2026-01-05 10:00:00');
	assert.equal(report.to, '2026-01-05 10:00:03');
});

test('by domain, address, host and user; domains are the same in any case', () => {
	const report = reportOf(delivered);
	checkRows(report, 'senderDomains', { 'example.net': { messages: 1, octets: 1500 } });
	checkRows(report, 'senders', { 'a@example.net': { messages: 1, octets: 1500 } });
	checkRows(report, 'recipientDomains', {
		'example.com': { delivered: 1, octets: 1500, deferrals: 0, bounced: 1, delayMean: 2000, delayMost: 3000 },
	});
	checkRows(report, 'recipients', { 'b@example.com': { delivered: 1 }, 'c@example.com': { bounced: 1 } });
	checkRows(report, 'relays', { 'mx.example.com': { delivered: 1, bounced: 1 } });
	checkRows(report, 'clients', { 'mx.example.net': { messages: 1 } });
	checkRows(report, 'users', { alice: { messages: 1 } });
	checkRows(report, 'tls', { 'TLSv1.3 TLS_AES_256_GCM_SHA384': { incoming: 1, outgoing: 0 } });
	checkRows(report, 'days', { '2026-01-05': { received: 1, delivered: 1, bounced: 1 } });
	checkRows(report, 'hours', { '10': { received: 1, delivered: 1, bounced: 1 } });
});

test('each leg of the delay, and the time to the first and the last delivery', () => {
	const report = reportOf(delivered);
	checkRows(report, 'delays', {
		beforeQueue: { count: 2, most: 500 },
		queue: { count: 2, most: 250 },
		connect: { count: 2, p50: 1009, most: 2000 },
		transmit: { count: 2, most: 250 },
		attempt: { count: 2, most: 3000 },
		firstDelivery: { count: 1, most: 2000 },
		lastDelivery: { count: 1, most: 2000 },
	});
});

test('why something came back, and who is at fault', () => {
	const report = reportOf(delivered);
	checkRows(report, 'bounces', {
		'550 5.1.1 Recipient address rejected: User unknown in virtual mailbox table (RCPT)': {
			count: 1,
			reason: 'recipient',
			atFault: 'recipient',
		},
	});
	const [cause] = Object.values(rowsOf(report, 'causes'));
	assert.deepEqual([cause?.['total'], cause?.['bounces'], cause?.['atFault']], [1, 1, 'recipient']);
});

const filtered = `\
Jan  5 10:00:00 mx1 postfix/smtpd[101]: 4F2A1B0C91: client=mx.example.net[192.0.2.1]
Jan  5 10:00:00 mx1 postfix/qmgr[100]: 4F2A1B0C91: from=<a@example.net>, size=1500, nrcpt=1 (queue active)
Jan  5 10:00:01 mx1 postfix/smtpd[105]: 4F2A1B0C92: client=localhost[127.0.0.1]
Jan  5 10:00:01 mx1 postfix/qmgr[100]: 4F2A1B0C92: from=<a@example.net>, size=1700, nrcpt=1 (queue active)
Jan  5 10:00:01 mx1 postfix/smtp[103]: 4F2A1B0C91: to=<b@example.com>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F2A1B0C92)
Jan  5 10:00:01 mx1 postfix/qmgr[100]: 4F2A1B0C91: removed
Jan  5 10:00:02 mx1 postfix/smtp[103]: 4F2A1B0C92: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.example.com[198.51.100.7] said: 450 4.2.0 Mailbox busy (in reply to RCPT TO command))
`;

test('a mail that went through a filter is one mail, and is not delivered before it is', () => {
	const report = reportOf(filtered);
	const { received, reinjected, delivered: sent, forwarded, deferrals } = totalsOf(report);
	assert.deepEqual(
		{ received, reinjected, sent, forwarded, deferrals },
		{ received: 1, reinjected: 1, sent: undefined, forwarded: 1, deferrals: 1 },
	);
	assert.deepEqual(rowsOf(report, 'outcomes'), { deferred: { recipients: 1 } });
	checkRows(report, 'senders', { 'a@example.net': { messages: 1, octets: 1500 } });
});

const retried = `\
Jan  5 10:00:00 mx1 postfix/pickup[101]: 4F2A1B0C91: uid=1000 from=<a@example.com>
Jan  5 10:00:00 mx1 postfix/qmgr[100]: 4F2A1B0C91: from=<a@example.com>, size=900, nrcpt=2 (queue active)
Jan  5 10:00:01 mx1 postfix/smtp[103]: 4F2A1B0C91: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 <b@example.net>: Recipient address rejected: Greylisted (in reply to RCPT TO command))
Jan  5 10:05:00 mx1 postfix/qmgr[100]: 4F2A1B0C91: from=<a@example.com>, size=900, nrcpt=2 (queue active)
Jan  5 10:05:01 mx1 postfix/smtp[103]: 4F2A1B0C91: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=301, delays=300/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)
Jan  6 11:00:00 mx1 postfix/smtp[103]: 4F2A1B0C91: to=<c@example.org>, relay=none, delay=90000, delays=90000/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.org[203.0.113.7]:25: Connection timed out)
Jan 10 10:00:00 mx1 postfix/qmgr[100]: 4F2A1B0C91: from=<a@example.com>, status=expired, returned to sender
`;

test('outcomes are the last word: what waited and came, what waited until it was given up', () => {
	assert.deepEqual(rowsOf(reportOf(retried), 'outcomes'), {
		sent: { recipients: 1 },
		expired: { recipients: 1 },
	});
	checkRows(reportOf(retried), 'totals', { deferrals: { value: 2 }, expired: { value: 1 } });
});

const administered = `\
2026-01-05 10:00:00 1vwqhc-00007d-GV <= a@example.com U=a P=local S=400
2026-01-05 10:00:01 1vwqhc-00007d-GV == b@example.net R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-05 10:00:01 1vwqhc-00007d-GV == c@example.net R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-05 11:00:00 1vwqhc-00007d-GV address <c@example.net> marked delivered by root
2026-01-05 11:00:01 1vwqhc-00007d-GV removed by root
2026-01-05 12:00:00 1vwqhd-00007e-GW <= a@example.com U=a P=local S=400
2026-01-05 12:00:01 1vwqhd-00007e-GW == d@example.net R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-05 12:00:01 1vwqhd-00007e-GW == e@example.net R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-09 12:00:01 1vwqhd-00007e-GW ** d@example.net: retry timeout exceeded
2026-01-09 12:00:01 1vwqhd-00007e-GW Completed
`;

test('Exim: what an administrator decided, and what waited until the retry time was over', () => {
	const report = reportOf(administered);
	assert.deepEqual(rowsOf(report, 'outcomes'), {
		removed: { recipients: 1 },
		discarded: { recipients: 1 },
		expired: { recipients: 1 },
		deferred: { recipients: 1 },
	});
	checkRows(report, 'totals', { bounced: { value: 0 }, expired: { value: 1 } });
	checkRows(report, 'recipients', { 'd@example.net': { deferrals: 1, bounced: 1 } });
});

test('and what postsuper -d and smtpctl remove took out of the queue', () => {
	const queue = 'Jan  5 10:00:00 mx1 postfix/qmgr[100]: 4F2A1B0C91:';
	const cause = 'dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection refused)';
	const postfix = `\
${queue} from=<a@example.com>, size=900, nrcpt=1 (queue active)
Jan  5 10:00:01 mx1 postfix/smtp[103]: 4F2A1B0C91: to=<b@example.net>, relay=none, delay=1, delays=1/0/0/0, ${cause}
Jan  5 10:00:02 mx1 postfix/postsuper[104]: 4F2A1B0C91: removed
`;
	const opensmtpd = `\
Jan  5 10:00:00 mx1 smtpd[126]: 0000000000000000 mta delivery evpid=9ddd7856fe02f04e from=<a@example.com> to=<b@example.net> rcpt=<-> source="-" relay="example.net" delay=11s result="TempFail" stat="Network error on destination MXs"
Jan  5 10:00:01 mx1 smtpd[127]: relay: Remove for 9ddd7856fe02f04e: from=<a@example.com>, to=<b@example.net>, rcpt=<->, delay=11s, stat=Removed by administrator
`;
	for (const text of [postfix, opensmtpd]) {
		assert.deepEqual(rowsOf(reportOf(text), 'outcomes'), { removed: { recipients: 1 } });
	}
});

test('Exim: who has it in a mailbox or a file is told by the address, and a reply that is made for it is no recipient', () => {
	const report = reportOf(`\
2026-01-05 10:00:00 1vwqhc-00007d-GV <= a@example.org H=mx.example.org [192.0.2.1] P=esmtp S=400
2026-01-05 10:00:01 1vwqhc-00007d-GV => gina <gina@example.com> R=localuser T=local_delivery
2026-01-05 10:00:01 1vwqhd-00007e-GW <= <> R=1vwqhc-00007d-GV U=gina P=local S=300
2026-01-05 10:00:01 1vwqhc-00007d-GV => >a@example.org <gina@example.com> R=userforward T=address_reply
2026-01-05 10:00:01 1vwqhc-00007d-GV => /home/hans/saved.mbox <hans@example.com> R=userforward T=address_file
2026-01-05 10:00:01 1vwqhc-00007d-GV Completed
2026-01-05 10:00:02 1vwqhd-00007e-GW => a@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1] C="250 OK"
2026-01-05 10:00:02 1vwqhd-00007e-GW Completed
`);
	assert.deepEqual(rowsOf(report, 'outcomes'), { sent: { recipients: 3 } });
	assert.deepEqual(Object.keys(rowsOf(report, 'recipientDomains')).sort(), ['example.com', 'example.org']);
	checkRows(report, 'recipientDomains', { 'example.org': { delivered: 1 } });
	checkRows(report, 'totals', { recipients: { value: 3 }, recipientDomains: { value: 2 } });
});

test('what greylisting cost: mail from us that waited', () => {
	checkRows(reportOf(retried), 'greylisting', { there: { delayed: 1, passed: 1, most: 300_000 } });
});

test('and mail to us that was put off and came again', () => {
	const line = (time: string, text: string) => `Jan  5 ${time} mx1 postfix/smtpd[101]: ${text}\n`;
	const report = reportOf(
		[1, 2]
			.map((second) =>
				line(
					`10:00:0${second}`,
					'NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted, see http://postgrey.example/; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
				),
			)
			.join('') +
			line('10:06:01', '4F2A1B0C91: client=unknown[192.0.2.9]') +
			'Jan  5 10:06:01 mx1 postfix/qmgr[100]: 4F2A1B0C91: from=<a@example.org>, size=900, nrcpt=1 (queue active)\n' +
			'Jan  5 10:06:02 mx1 postfix/local[103]: 4F2A1B0C91: to=<b@example.com>, relay=local, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)\n',
	);
	checkRows(report, 'greylisting', { here: { delayed: 1, passed: 1, most: 360_000 } });
	checkRows(report, 'totals', { rejected: { value: 2 }, temporarilyRejected: { value: 2 } });
	checkRows(report, 'rejects', {
		'450 4.2.0 Recipient address rejected: Greylisted, see http://postgrey.example/ (RCPT)': {
			count: 2,
			reason: 'greylist',
			atFault: 'nobody',
		},
	});
});

const exim = `\
2026-01-05 10:00:00 1vwqhc-00007d-GV <= a@example.net H=mx.example.net [192.0.2.1]:4711 P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no S=1500 id=x@example.net
2026-01-05 10:00:01 1vwqhc-00007d-GV => b@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.7] C="250 OK"
2026-01-05 10:00:01 1vwqhc-00007d-GV -> c@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.7] C="250 OK"
2026-01-05 10:00:01 1vwqhc-00007d-GV == d@example.org R=dnslookup T=remote_smtp defer (111): Connection refused
2026-01-05 10:00:02 1vwqhc-00007d-GV ** nobody@example.com: Unrouteable address
2026-01-05 10:00:03 H=(x) [203.0.113.9] F=<a@example.org> temporarily rejected RCPT <b@example.com>: greylisted
2026-01-05 10:00:04 login authenticator failed for (x) [203.0.113.9]: 535 Incorrect authentication data (set_id=eve)
`;

test('Exim: copies, recipients, transports', () => {
	const report = reportOf(exim);
	assert.deepEqual(totalsOf(report), {
		received: 1,
		receivedOctets: 1500,
		delivered: 2,
		deliveredOctets: 3000,
		copies: 1,
		deferrals: 1,
		deferredMessages: 1,
		bounced: 1,
		rejected: 1,
		temporarilyRejected: 1,
		failedLogins: 1,
		senders: 1,
		senderDomains: 1,
		recipients: 2,
		recipientDomains: 1,
	});
	checkRows(report, 'transports', { remote_smtp: { delivered: 2, copies: 1, octets: 1500 } });
	checkRows(report, 'failedLogins', { '203.0.113.0/24': { failures: 1 } });
	checkRows(report, 'outcomes', {
		sent: { recipients: 2 },
		deferred: { recipients: 1 },
		bounced: { recipients: 1 },
	});
});

const mailsOfOpensmtpd = `\
2026-01-05T10:00:00.000000+00:00 mx1 smtpd[126]: 856a14de596a45f3 smtp connected address=192.0.2.50 host=<unknown>
2026-01-05T10:00:00.100000+00:00 mx1 smtpd[126]: 856a14de596a45f3 smtp message msgid=4ac18475 size=365 nrcpt=2 proto=ESMTP
2026-01-05T10:00:00.200000+00:00 mx1 smtpd[126]: 856a14de596a45f3 smtp envelope evpid=4ac184754bb20945 from=<a@example.net> to=<b@example.com>
2026-01-05T10:00:00.200000+00:00 mx1 smtpd[126]: 856a14de596a45f3 smtp envelope evpid=4ac184754bb20946 from=<a@example.net> to=<c@example.com>
2026-01-05T10:00:01.000000+00:00 mx1 smtpd[126]: 856a14e28cd037f6 mta delivery evpid=4ac184754bb20945 from=<a@example.net> to=<b@example.com> rcpt=<-> source="192.0.2.1" relay="198.51.100.7 (mx.example.com)" delay=1s result="Ok" stat="250 2.0.0 Ok"
2026-01-05T10:00:02.100000+00:00 mx1 smtpd[126]: 856a14de596a45f3 smtp event=message msgid=23146346 size=100 nrcpt=1 proto=ESMTP
2026-01-05T10:00:02.200000+00:00 mx1 smtpd[126]: 856a14de596a45f3 smtp event=envelope evpid=23146346b0b41d4d from=<> to=<b@example.com>
`;

test('OpenSMTPD: the sender of a mail stands in another line than its size', () => {
	const report = reportOf(mailsOfOpensmtpd);
	checkRows(report, 'totals', { received: { value: 2 }, receivedOctets: { value: 465 } });
	checkRows(report, 'senders', { 'a@example.net': { messages: 1, octets: 365 } });
	checkRows(report, 'senderDomains', { 'example.net': { messages: 1, octets: 365 } });
	checkRows(report, 'recipients', { 'b@example.com': { delivered: 1, octets: 365 } });
});

test('what Exim writes to the reject log, too, is counted once', () => {
	const lines = exim.split('\n');
	const copy = `${lines.slice(5).join('\n')}`;
	const log = MailLog.of(exim + copy);
	const report = countWholeLog(log, { parts: [0, lines.length - 1] }).report();
	checkRows(report, 'totals', { rejected: { value: 1 }, failedLogins: { value: 1 } });
});

test('every figure names its lines, and no others', () => {
	const log = MailLog.of(delivered + exim, { year: 2026, offset: 0 });
	const counted = countWholeLog(log);
	const report = counted.report();
	const lines = counted.linesOf(figuresOf(report));
	const text = (figure: string) => (lines.get(figure) ?? []).map((line) => log.text(line));
	assert.match(
		text('recipients/c@example.com/bounced').join('\n'),
		/^Jan {2}5 10:00:03 .*to=<c@example\.com>.*bounced/,
	);
	assert.equal(text('totals/bounced/value').length, 2);
	assert.equal(text('causes/No such mailbox/bounces').length, 0);
	for (const { id, columns, rows } of report.sections) {
		for (const { name, values } of rows) {
			for (const column of columns) {
				const found = lines.get(`${id}/${name}/${column.id}`);
				if (found && unitOf(id, name, column) === 'count') {
					assert.equal(found.length, values[column.id], `${id}/${name}/${column.id}`);
				}
			}
		}
	}
});

const twoDays = delivered + delivered.replaceAll('Jan  5', 'Jan  6').replaceAll('4F2A1B0C9', '5F2A1B0C9');
const local = (text: string) => ({ local: Date.parse(`${text}Z`) / 1000 });

test('a period: what lies in it counts', () => {
	const of = (period: Parameters<typeof reportOf>[1]) => totalsOf(reportOf(twoDays, period))['received'];
	assert.equal(of({}), 2);
	assert.equal(of({ period: { since: local('2026-01-06T00:00:00') } }), 1);
	assert.equal(of({ period: { until: local('2026-01-05T23:00:00') } }), 1);
	assert.equal(of({ period: { since: local('2026-01-07T00:00:00') } }), undefined);
	// A moment with a zone, of a log whose zone is known.
	assert.equal(of({ period: { since: { local: 0, utc: local('2026-01-05T12:00:00').local } } }), 1);
});

test('a log without a year is taken to be of the last twelve months', () => {
	const report = countWholeLog(MailLog.of(twoDays.replaceAll(/[45]F2A1B0C9/g, '$&')), {
		period: { since: local('2026-01-06T00:00:00'), now: local('2026-01-07T00:00:00').local },
	}).report();
	assert.equal(totalsOf(report)['received'], 1);
	assert.deepEqual(Object.keys(rowsOf(report, 'days')), ['01-06']);
});

test('an empty log, and one without mail', () => {
	for (const text of ['', 'nothing here\n', 'Jan  5 10:00:00 mx1 sshd[1]: Accepted publickey for root\n']) {
		assert.deepEqual(reportOf(text).sections, []);
	}
});
