/** Entries of Exim that are more than a line, as they stand in a reject and in a panic log. */
export const entriesInFiles = [
	'2026-11-23 16:35:10 1xVX0Y-00008E-0N H=mx.example.org (mx.example.org) [203.0.113.40]:4411 F=<a@example.org> rejected after DATA: spam',
	'Envelope-from: <a@example.org>',
	'Envelope-to: <b@example.com>',
	'    <c@example.com>',
	'P Received: from mx.example.org ([203.0.113.40])',
	'\tby mail.example.com with esmtp (Exim 4.96)',
	'F From: Alice <a@example.org>',
	'I Message-ID: <a.1@example.org>',
	'  Subject: 250 ways to be rich',
	'* Sender: x@example.org',
	'----------------------------------------------------------------------------------------------',
	'2026-11-23 16:35:11 H=(x) [203.0.113.41]:4412 F=<a@example.org> rejected RCPT <d@example.com>: Unknown user',
	'2026-11-23 16:35:12 Exim configuration error in line 3 of /etc/exim4/exim4.conf:',
	'  main option "colour" unknown',
	'a line of nobody',
	"  indented, and nobody's as well",
];

/** The same behind syslog, the pieces of two processes mixed. */
export const entriesBehindSyslog = [
	'Nov 23 16:35:10 mx1 exim[510]: [1\\4] 2026-11-23 16:35:10 1xVX0Y-00008F-0N H=mx.example.org [203.0.113.40] F=<a@example.org> rejected after DATA: spam',
	'Nov 23 16:35:10 mx1 exim[510]: [2\\4] Envelope-from: <a@example.org>',
	'Nov 23 16:35:10 mx1 exim[511]: [1/2] 1xVX0Y-00008G-0N <= a@example.org H=mx.example.org [203.0.113.42] P=esmtp S=510 for b@example.com',
	'Nov 23 16:35:10 mx1 exim[510]: [3\\4] Envelope-to: <b@example.com>',
	'Nov 23 16:35:10 mx1 exim[511]: [2/2] c@example.com',
	'Nov 23 16:35:10 mx1 exim[510]: [4/4] I Message-ID: <a.2@example.org>',
	'Nov 23 16:35:10 mx1 exim[512]: [3/4] the rest of something that is not here',
	'Nov 23 16:35:11 mx1 exim[513]: [513] 1xVX0Y-00008H-0N => b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 OK"',
];
