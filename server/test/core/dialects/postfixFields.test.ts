import { checkPostfixLines } from './checkPostfixLines';

checkPostfixLines('smtpd', [
	['smtpd', 'connect from unknown[203.0.113.9]:51937', 'connect', { address: '203.0.113.9', port: '51937' }],
	['smtpd', 'connect from unknown[unknown]', 'connect', { host: 'unknown', address: undefined }],
	['submission/smtpd', 'connect from unknown[203.0.113.9]', 'connect', { address: '203.0.113.9' }],
	[
		'smtpd',
		'4jYB5r214Jz6x: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=alice, sasl_sender=bob@example.com, orig_queue_id=4jYB4w0dbLz5c, orig_client=host10.isp.example[203.0.113.10]',
		'client',
		{
			address: '127.0.0.1',
			saslMethod: 'PLAIN',
			saslUser: 'alice',
			saslSender: 'bob@example.com',
			otherQueueId: '4jYB4w0dbLz5c',
		},
	],
	// Postfix 2.0, without queue id, enhanced code, protocol and helo.
	[
		'smtpd',
		'reject: RCPT from unknown[192.0.2.9]: 554 <b@example.com>: Relay access denied; from=<a@example.org> to=<b@example.com>',
		'reject',
		{
			phase: 'RCPT',
			address: '192.0.2.9',
			code: '554',
			enhanced: undefined,
			text: '<b@example.com>: Relay access denied',
			from: 'a@example.org',
			to: 'b@example.com',
			queueId: undefined,
		},
	],
	[
		'smtpd',
		'NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 553 5.7.1 <c@example.com>: Sender address rejected: not owned by user alice; from=<c@example.com> to=<b@example.com> proto=ESMTP helo=<x> sasl_method=PLAIN sasl_username=alice',
		'reject',
		{ code: '553', saslMethod: 'PLAIN', saslUser: 'alice', helo: 'x' },
	],
	[
		'smtpd',
		'4jYB4w0dbLz5c: reject: DATA content from unknown[192.0.2.9]: bare <LF> received; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		'reject',
		{ phase: 'DATA', text: 'bare <LF> received', code: undefined, from: 'a@example.org' },
	],
	[
		'smtpd',
		'warning: reject: ETRN example.com... from unknown[192.0.2.9]',
		'reject',
		{ severity: 'warning', phase: 'ETRN', address: '192.0.2.9' },
	],
	[
		'smtpd',
		'4jYB4w0dbLz5c: discard: RCPT from unknown[192.0.2.9]: <b@example.com>: Recipient address triggers DISCARD action; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		'info',
		{ action: 'discard', phase: 'RCPT', to: 'b@example.com' },
	],
	[
		'smtpd',
		'4jYB4w0dbLz5c: lost connection after DATA (7774180 bytes) from unknown[192.0.2.7]',
		'lost-connection',
		{ queueId: '4jYB4w0dbLz5c', phase: 'DATA', address: '192.0.2.7' },
	],
	[
		'smtpd',
		'NOQUEUE: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as 1D8D8217; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		'proxy',
		{ phase: 'END-OF-MESSAGE', code: '250', acceptedAs: '1D8D8217', from: 'a@example.org' },
	],
	[
		'smtpd',
		'warning: proxy 127.0.0.1:10025 rejected "RCPT TO:<b@example.com>": "550 5.1.1 User unknown"',
		'proxy',
		{ severity: 'warning', phase: 'RCPT', code: '550', enhanced: '5.1.1', text: 'User unknown' },
	],
	[
		'smtpd',
		'warning: proxy 127.0.0.1:10025 rejected "connection request": "421 4.3.2 All server ports are busy"',
		'warning',
		{ code: undefined },
	],
]);

checkPostfixLines('what smtpd notices', [
	[
		'smtpd',
		'warning: hostname mx.example.org does not resolve to address 2001:db8::9: Name or service not known',
		'warning',
		{ host: 'mx.example.org', address: '2001:db8::9', text: 'Name or service not known' },
	],
	[
		'smtpd',
		'warning: hostname mx.example.org does not resolve to address 192.0.2.9',
		'warning',
		{ host: 'mx.example.org', address: '192.0.2.9', text: undefined },
	],
	[
		'smtpd',
		'warning: 192.0.2.9: hostname mx.example.org verification failed: Name or service not known',
		'warning',
		{ host: 'mx.example.org', address: '192.0.2.9' },
	],
	[
		'smtpd',
		'warning: 192.0.2.9: address not listed for hostname mx.example.org',
		'warning',
		{ host: 'mx.example.org', address: '192.0.2.9' },
	],
	[
		'smtpd',
		'warning: Connection rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtpd',
		'dropped',
		{ host: 'mx.example.org', address: '192.0.2.123' },
	],
	[
		'smtpd',
		'warning: Too many connections: 51 from 192.0.2.123 for service smtp',
		'dropped',
		{ address: '192.0.2.123' },
	],
	[
		'smtpd',
		'warning: unknown[203.0.113.11]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=(unavailable)',
		'sasl-failed',
		{ address: '203.0.113.11', saslMethod: 'PLAIN', saslUser: undefined, text: '(reason unavailable)' },
	],
	[
		'smtpd',
		'warning: unknown[203.0.113.11]: SASL LOGIN authentication failed',
		'sasl-failed',
		{ address: '203.0.113.11', saslMethod: 'LOGIN', text: undefined },
	],
	[
		'smtpd',
		'warning: unknown[203.0.113.11]: SASL LOGIN authentication aborted',
		'sasl-failed',
		{ address: '203.0.113.11', saslMethod: 'LOGIN', text: undefined },
	],
	[
		'smtpd',
		'warning: Illegal address syntax from unknown[192.0.2.7] in RCPT command: <b@@example.com>',
		'syntax-error',
		{ address: '192.0.2.7', phase: 'RCPT', text: '<b@@example.com>' },
	],
	[
		'smtpd',
		'warning: 4jYB4w0dbLz5c: BDAT request from unknown[192.0.2.7] exceeds message size limit',
		'warning',
		{ queueId: '4jYB4w0dbLz5c', address: '192.0.2.7', text: 'exceeds message size limit' },
	],
	// A table that cannot be asked is no client who failed to log in.
	[
		'smtpd',
		'warning: connect to pgsql server 192.0.2.30: FATAL:  password authentication failed for user "postfix"',
		'warning',
		{ address: undefined, saslMethod: undefined },
	],
	[
		'smtpd',
		'using backwards-compatible default setting mynetworks_style=subnet to permit request from client "mx.example.org[192.0.2.9]"',
		'info',
		{ host: 'mx.example.org', address: '192.0.2.9' },
	],
]);

checkPostfixLines('cleanup', [
	[
		'cleanup',
		'4jYB4w0dbLz5c: reject: header Subject: buy now from mx.example.org[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: 5.7.1 message content rejected',
		'header-action',
		{
			action: 'reject',
			host: 'mx.example.org',
			address: '192.0.2.9',
			from: 'a@example.org',
			helo: 'x',
			enhanced: '5.7.1',
			text: 'message content rejected',
		},
	],
	[
		'cleanup',
		'4jYB4w0dbLz5c: warning: header Received: from x from local; from=<a@example.org> to=<b@example.com>: seen',
		'header-action',
		{ severity: 'warning', action: undefined, host: undefined, to: 'b@example.com', text: 'seen' },
	],
	// A header that imitates what stands behind it.
	[
		'cleanup',
		'4jYB4w0dbLz5c: reject: header Subject: x from evil[192.0.2.66]; from=<c@example.net> to=<d@example.net>: y from unknown[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: 5.7.1 no',
		'header-action',
		{ address: '192.0.2.9', from: 'a@example.org', to: 'b@example.com', helo: 'x', text: 'no' },
	],
	[
		'cleanup',
		'4jYB4w0dbLz5c: reject: mime-error improper use of 8-bit data in message header: Subject: ? from unknown[192.0.2.9]; from=<a@example.org> to=<b@example.com>',
		'header-action',
		{ action: 'reject', address: '192.0.2.9', from: 'a@example.org' },
	],
	[
		'cleanup',
		'4jYB4w0dbLz5c: milter-header-reject: header X-Spam-Flag: YES from unknown[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: 5.7.1 spam',
		'milter',
		{ action: 'reject', address: '192.0.2.9', enhanced: '5.7.1', text: 'spam' },
	],
	[
		'cleanup',
		'warning: 4jYB4w0dbLz5c: message rejected: hopcount exceeded',
		'header-action',
		{ severity: 'warning', action: 'reject', text: 'hopcount exceeded' },
	],
	[
		'cleanup',
		'4jYB4w0dbLz5c: message-id=<"a > b"@example.com>',
		'message-id',
		{ messageId: '"a > b"@example.com' },
	],
	['cleanup', '4jYB4w0dbLz5c: removed (canceled)', 'cancelled', { queueId: '4jYB4w0dbLz5c' }],
	[
		'smtp',
		'4jYB4w0dbLz5c: replace: header X-Seen: from here from there: X-Seen: no',
		'header-action',
		{ action: 'replace', host: undefined },
	],
]);

checkPostfixLines('queue', [
	[
		'nqmgr',
		'0F5383D: from=<a@example.org>, size=5360, nrcpt=2 (queue active)',
		'queue-active',
		{ queueId: '0F5383D', from: 'a@example.org', size: '5360', recipientCount: '2' },
	],
	[
		'qmgr',
		'0F5383D: from=a@example.org, size=5360, nrcpt=2 (queue active)',
		'queue-active',
		{ from: 'a@example.org', size: '5360' },
	],
	[
		'oqmgr',
		'4jYB4w0dbLz5c: from=<a@example.org>, status=force-expired, returned to sender',
		'expired',
		{ from: 'a@example.org', status: 'force-expired' },
	],
	[
		'qmgr',
		'warning: saving corrupt file "4jYB4w0dbLz5c" from queue "active" to queue "corrupt"',
		'warning',
		{ queueId: '4jYB4w0dbLz5c' },
	],
	[
		'bounce',
		'fatal: append file defer 4jYB4w0dbLz5c: No space left on device',
		'warning',
		{ severity: 'fatal', queueId: '4jYB4w0dbLz5c' },
	],
	['qmgr', 'warning: open active 0F5383D: No such file or directory', 'warning', { queueId: '0F5383D' }],
	[
		'pickup',
		'4jYB4w0dbLz5c: uid=105 from=<a@example.org> orig_id=4jYB5r214Jz6x',
		'pickup',
		{ user: '105', from: 'a@example.org', otherQueueId: '4jYB5r214Jz6x' },
	],
	['pickup', 'warning: 4jYB4w0dbLz5c: uid=33: no envelope sender', 'warning', { queueId: '4jYB4w0dbLz5c' }],
	[
		'bounce',
		'4jYBGn0ylxz7K: postmaster delay notification: 4jYBGn1jgJz7T',
		'bounce-notification',
		{ text: 'postmaster delay notification', otherQueueId: '4jYBGn1jgJz7T' },
	],
	[
		'bounce',
		'4jYBGn0ylxz7K: sender notification failed to <a@example.org>: queue file write error',
		'bounce-notification',
		{ to: 'a@example.org', text: 'queue file write error', otherQueueId: undefined },
	],
	[
		'bounce',
		'warning: 4jYBGn0ylxz7K: postmaster notice failed while bouncing to a@example.org',
		'warning',
		{ to: 'a@example.org' },
	],
	['postsuper', 'Force-expired: 1 message', 'postsuper', {}],
]);
