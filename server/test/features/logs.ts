/** Logs that several tests look at. Every line is one that a server or client writes. */

/** The lines of a log, with a line feed behind each. */
export function log(...lines: readonly string[]): string {
	return lines.map((line) => `${line}\n`).join('');
}

/** One line of Postfix. */
export function postfix(time: string, daemon: string, text: string): string {
	return `Nov 23 ${time} mx1 postfix/${daemon}: ${text}`;
}

/** A refused recipient, over TLS. */
export const refusedLog = log(
	postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
	postfix(
		'10:30:00',
		'smtpd[2214]',
		'Anonymous TLS connection established from mx.example.org[192.0.2.9]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
	),
	postfix(
		'10:30:03',
		'smtpd[2214]',
		'NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table; from=<a_b@example.org> to=<nobody@example.com> proto=ESMTP helo=<mx.example.org>',
	),
	postfix(
		'10:30:03',
		'smtpd[2214]',
		'disconnect from mx.example.org[192.0.2.9] ehlo=2 starttls=1 mail=1 rcpt=0/1 quit=1 commands=5/6',
	),
);

/** A message of two recipients: one bounced, one deferred. */
export const sentLog = log(
	postfix('10:20:00', 'pickup[901]', '4jYB5r214Jz6x: uid=1000 from=<alice@example.com>'),
	postfix('10:20:00', 'cleanup[2301]', '4jYB5r214Jz6x: message-id=<m2@example.com>'),
	postfix(
		'10:20:00',
		'qmgr[900]',
		'4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=2 (queue active)',
	),
	postfix(
		'10:20:01',
		'smtp[2320]',
		'4jYB5r214Jz6x: to=<nobody@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown (in reply to RCPT TO command))',
	),
	postfix(
		'10:20:31',
		'smtp[2321]',
		'4jYB5r214Jz6x: to=<c@example.edu>, relay=none, delay=31, delays=0.1/0/31/0, dsn=4.4.1, status=deferred (connect to mx.example.edu[203.0.113.5]:25: Connection timed out)',
	),
);

/** A session with STARTTLS, a login and one accepted message, as swaks shows it. */
export const swaksLog = log(
	'=== Trying mx.example.com:587...',
	'=== Connected to mx.example.com.',
	'<-  220 mx.example.com ESMTP Postfix',
	' -> EHLO client.example.org',
	'<-  250-mx.example.com',
	'<-  250-PIPELINING',
	'<-  250 STARTTLS',
	' -> STARTTLS',
	'<-  220 2.0.0 Ready to start TLS',
	'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
	' ~> EHLO client.example.org',
	'<~  250-mx.example.com',
	'<~  250 AUTH PLAIN LOGIN',
	' ~> AUTH PLAIN AGFsaWNlAHNlY3JldA==',
	'<~  235 2.7.0 Authentication successful',
	' ~> MAIL FROM:<alice@example.com>',
	'<~  250 2.1.0 Ok',
	' ~> RCPT TO:<bob@example.com>',
	'<~  250 2.1.5 Ok',
	' ~> RCPT TO:<carol@example.com>',
	'<~  250 2.1.5 Ok for carol',
	' ~> DATA',
	'<~  354 End data with <CR><LF>.<CR><LF>',
	' ~> Subject: test',
	' ~> ',
	' ~> 550 is a number',
	' ~> .',
	'<~  250 2.0.0 Ok: queued as 4jYB4w0dbLz5c',
	' ~> QUIT',
	'<~  221 2.0.0 Bye',
	'=== Connection closed with remote host.',
);

/** A login that is refused, as swaks shows it. */
export const wrongPasswordLog = log(
	'=== Trying mx.example.com:587...',
	'=== Connected to mx.example.com.',
	'<-  220 mx.example.com ESMTP Postfix',
	' -> EHLO client.example.org',
	'<-  250-mx.example.com',
	'<-  250 AUTH PLAIN LOGIN',
	' -> AUTH LOGIN',
	'<-  334 VXNlcm5hbWU6',
	' -> YWxpY2U=',
	'<-  334 UGFzc3dvcmQ6',
	' -> c2VjcmV0',
	'<** 535 5.7.8 Error: authentication failed',
	' -> QUIT',
	'<-  221 2.0.0 Bye',
	'=== Connection closed with remote host.',
);

/** A mail that a filter handed back under another id, which was deferred and then sent. */
export const filteredLog = log(
	postfix('10:00:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
	postfix('10:00:01', 'smtpd[2214]', '4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]'),
	postfix('10:00:01', 'cleanup[2301]', '4jYB5r214Jz6x: message-id=<m2@example.org>'),
	postfix(
		'10:00:01',
		'qmgr[900]',
		'4jYB5r214Jz6x: from=<alice@example.org>, size=900, nrcpt=1 (queue active)',
	),
	postfix(
		'10:00:01',
		'smtpd[2214]',
		'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	),
	postfix('10:00:03', 'smtpd[2250]', 'connect from localhost[127.0.0.1]'),
	postfix(
		'10:00:03',
		'smtpd[2250]',
		'4jYB5t3k2Xz70: client=localhost[127.0.0.1], orig_queue_id=4jYB5r214Jz6x, orig_client=mx.example.org[192.0.2.9]',
	),
	postfix('10:00:03', 'cleanup[2301]', '4jYB5t3k2Xz70: message-id=<m2@example.org>'),
	postfix(
		'10:00:03',
		'qmgr[900]',
		'4jYB5t3k2Xz70: from=<alice@example.org>, size=1400, nrcpt=1 (queue active)',
	),
	postfix(
		'10:00:03',
		'smtp[2320]',
		'4jYB5r214Jz6x: to=<bob@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=2.1, delays=0.1/0/0/2, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4jYB5t3k2Xz70)',
	),
	postfix('10:00:03', 'qmgr[900]', '4jYB5r214Jz6x: removed'),
	postfix(
		'10:00:04',
		'smtp[2330]',
		'4jYB5t3k2Xz70: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, please try again in 5 minutes (in reply to RCPT TO command))',
	),
	postfix(
		'10:05:33',
		'qmgr[900]',
		'4jYB5t3k2Xz70: from=<alice@example.org>, size=1400, nrcpt=1 (queue active)',
	),
	postfix(
		'10:05:34',
		'smtp[2331]',
		'4jYB5t3k2Xz70: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=331, delays=330/0/0.9/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7F00D)',
	),
	postfix('10:05:34', 'qmgr[900]', '4jYB5t3k2Xz70: removed'),
);
