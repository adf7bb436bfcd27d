import type { Layout } from '../layout';

// Mail servers that show the dialogue, and what they write to the postmaster.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

export const exim: Layout = {
	name: 'exim-v',
	first: ' \tpSLEcdC0123456789',
	// 01:01:01 p1235   SMTP|> MAIL FROM:<a@example.org>
	// ^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^\s{0,4}(?:\d\d:\d\d:\d\d(?:\.\d+)? )?(?:p?\d{1,10} )?\s{0,4}SMTP(?:(?<tool>>-|\([^)]{1,60}\)(?:<<|>>)|>>(?=\(close on process exit\)| \(?writing message))|(?<in><<)|(?<out>>>|\|>|\+>|>\||~>))(?: |$|(?=\())/,
	// 14:07:56.452  7857 Exim version 4.97 uid=1000
	tool: /^(?:\d\d:\d\d:\d\d(?:\.\d{1,6})? )?\s{0,4}(?:p?\d{1,10} )?\s{0,4}(?:LOG: (?:[A-Za-z_]{1,40} )*(?:MAIN|REJECT|PANIC|PROCESS)|Exim version \d|cmdlog: '|delivering [A-Za-z0-9]{6}-|Connecting to \S+ \[| connected$|  Completed$)/,
	aside: /^ {2}(?:TLS |H=|=> |-> |\*\* |== |<= |>> |Completed)/,
	opens: /^Connecting to \S+ \[/,
	closes: /SMTP\(close\)>>/,
	hidesContent: true,
	samples: [
		'LOG: MAIN',
		'Connecting to mx.example.net [192.0.2.25]:25 ... connected',
		'  SMTP<< 220 mx.example.net ESMTP',
		'  SMTP>> EHLO client.example.org',
		'  SMTP|> MAIL FROM:<a@example.org>',
		'  SMTP+> QUIT',
		'SMTP>| 250 client.example.org Hello',
		'01:01:01 p1235   SMTP<< 250 OK',
		'12345   SMTP>> RCPT TO:<b@example.net>',
		'  SMTP(close)>>',
		"cmdlog: '220:EHLO:250-:QUIT'",
	],
	followers: ['  SMTP<< 250-mx.example.net', '         250-PIPELINING', '  SMTP>> (writing message)'],
};

export const eximTest: Layout = {
	name: 'exim-bh',
	first: '>*L',
	tool: /^(?:>>> (?:host in |using ACL |processing |check |looking up |checking addresses |IP address lookup |\S+: condition test |end of |  )|>>> ?$|\*\*\*\* (?:SMTP testing session as if from host |but without any ident|This is not for real))/,
	aside: /^(?:>>> |LOG: )/,
	unmarked: 'dialogue',
	samples: [
		'>>> host in hosts_connection_nolog? no (option unset)',
		'**** SMTP testing session as if from host 203.0.113.20',
	],
	followers: ['220 mx.example.net ESMTP'],
};

export const postfixNotice: Layout = {
	name: 'postfix-notice',
	first: ' TSF',
	//  Out: 220 mx.example.net ESMTP
	// ^^^^^^
	mark: /^ (?:(?<out>Out:)|(?<in>In:))(?: {1,2}|$)/,
	tool: /^Transcript of session follows\.|^(?:Session aborted, reason: |For other details, see the local mail logfile)/,
	samples: [
		' Out: 220 mx.example.net ESMTP',
		' In:  EHLO client.example.org',
		'Transcript of session follows.',
	],
	followers: ['     PORT=53672'],
};

export const postfixVerbose: Layout = {
	name: 'postfix-v',
	first: '<>',
	// > mx.example.net[192.0.2.25]:25: EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:(?<out>>)|(?<in><)) (?:[\w.-]{1,255})?\[[0-9A-Fa-f.:]{2,45}\](?::\d{1,5})?: ?/,
	samples: [
		'> mx.example.net[192.0.2.25]:25: EHLO client.example.org',
		'< unknown[192.0.2.99]: quit',
		'> [192.0.2.99]:52144: 220 mx.example.net',
	],
};

export const posttlsFinger: Layout = {
	name: 'posttls-finger',
	first: 'p',
	mark: /^posttls-finger: (?:(?<client>>)|(?<server><)|(?<tool>))(?: |(?=\S))/,
	opens: /^posttls-finger: (?:Connected to |using DANE|Failed to establish)/,
	samples: [
		'posttls-finger: > EHLO client.example.org',
		'posttls-finger: < 220 mx.example.net ESMTP',
		'posttls-finger: Connected to mx.example.net[192.0.2.25]:25',
	],
};

export const sendmail: Layout = {
	name: 'sendmail',
	// 050 >>> MAIL From:<a@example.org>
	// ^^^^^^^
	mark: /^(?:050 )?(?:(?<client>>>>)|(?<server><<<))(?: |$)/,
	weak: true,
	tool: /^(?:050 )?(?:\.\.\. while talking to \S+:$|\S+\.\.\. Connecting to \S+ via )/,
	opens: /\.\.\. (?:while talking to|Connecting to) /,
	unmarked: 'continuation',
	samples: [
		'... while talking to mx.example.net.:',
		'>>> RCPT To:<b@example.net>',
		'<<< 550 5.1.1 user unknown',
		'050 >>> MAIL From:<a@example.org>',
	],
};
