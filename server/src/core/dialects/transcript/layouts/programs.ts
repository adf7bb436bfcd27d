import type { Layout } from '../layout';

// Programs that send mail, and mark who speaks.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

export const swaks: Layout = {
	name: 'swaks',
	first: ' *<=',
	// <~* 535 5.7.8 Error: authentication failed
	// ^^^
	mark: /^(?:(?<client> ->| ~>|\*\*>|\*~>)|(?<server><- |<~ |<\*\*|<~\*)|(?<tool>===|\*\*\*|  >|<  ))(?: |$)/,
	opens: /^=== Trying /,
	closes: /^(?:=== Connection closed |\*\*\* Error connecting )/,
	unmarked: 'dialogue',
	samples: [
		'=== Trying mx.example.net:25...',
		'=== Connected to mx.example.net.',
		'<-  220 mx.example.net ESMTP',
		' -> EHLO client.example.org',
		' ~> AUTH PLAIN AGFsaWNlAHdyb25n',
		'<~  235 2.7.0 Authentication successful',
		'<** 550 5.1.1 <nobody@example.net>: unknown user',
		'<~* 535 5.7.8 authentication failed',
		'**> QUIT',
		'*~> QUIT',
		'*** No authentication type succeeded',
		'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
		'=== response in 0.014s',
		'=== Connection closed with remote host.',
	],
};

export const curl: Layout = {
	name: 'curl',
	first: '<>*{}c',
	// < 250-mx.example.net
	// ^^
	mark: /^(?:(?<client>>)|(?<server><)|(?<tool>\*|[{}] \[\d+ bytes data\]))(?: |$)/,
	weak: true,
	hidesContent: true,
	tool: /^(?:curl: \(\d+\) |\* {1,3}(?:Trying |Connected to |Host |IPv[46]: |Closing connection|Could not resolve|Rebuilt URL to))/,
	opens: /^\*\s{1,3}Trying /,
	closes: /^\* (?:Closing connection|Connection #\d+ to host )/,
	samples: [
		'*   Trying 192.0.2.25:25...',
		'* Connected to mx.example.net (192.0.2.25) port 25 (#0)',
		'< 220 mx.example.net ESMTP',
		'> EHLO client.example.org',
		'curl: (55) RCPT failed: 550',
	],
	followers: ['* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384', '} [5 bytes data]'],
};

export const msmtp: Layout = {
	name: 'msmtp',
	first: '-<mulrT',
	// <-- 250-PIPELINING
	// ^^^
	mark: /^(?:(?<client>-->)|(?<server><--))(?: |$)/,
	weak: true,
	tool: /^(?:msmtp: |using account specified on |loaded (?:user|system) configuration file |reading recipients from the command line|TLS (?:session parameters|certificate information):)/,
	preamble: /^(?:using account |loaded |TLS )/,
	samples: [
		'<-- 220 mx.example.net ESMTP',
		'--> EHLO client.example.org',
		'msmtp: cannot connect to 192.0.2.25, port 25: Connection refused',
		'using account specified on command line',
	],
};

export const sNail: Layout = {
	name: 's-nail',
	first: 'sm',
	// s-nail: >>> SERVER: 220 mx.example.net ESMTP
	// ^^^^^^^^^^^^^^^^^^^
	mark: /^(?:s-nail|mailx|mail): (?:(?<server>>>> SERVER:)|(?<client>>>>)|(?<tool>))(?: |$)?/,
	tool: /^s-nail: (?:Credentials: |Resolving host |Forking child |P\(seudo\)|Warning -- |Obsoletion warning)/,
	secret: /^s-nail: Credentials: .{0,300}, pass /,
	opens: /^(?:s-nail|mailx|mail): Connecting to /,
	samples: [
		's-nail: >>> SERVER: 220 mx.example.net ESMTP',
		's-nail: >>> EHLO client.example.org',
		's-nail: Connecting to 192.0.2.25:25 ... connected.',
	],
};

export const sylpheed: Layout = {
	name: 'sylpheed',
	first: '*[ES',
	// [10:11:12] ESMTP< 220 mx.example.net ESMTP
	// ^^^^^^^^^^^^^^^^^
	mark: /^(?:\* )?(?:\[\d\d:\d\d:\d\d\] )?(?:\* )?E?SMTP(?:(?<client>>)|(?<server><)) /,
	samples: [
		'[10:11:12] ESMTP< 220 mx.example.net ESMTP',
		'[10:11:12] ESMTP> EHLO client.example.org',
		'SMTP> QUIT',
	],
};

export const mutt: Layout = {
	name: 'mutt',
	first: '[<0123456789',
	// [2026-01-05 10:11:12] 5> EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\[[^\]]{0,40}\] )?<?\d(?:(?<client>>)|(?<server><)) /,
	weak: true,
	samples: ['[2026-01-05 10:11:12] 5> EHLO client.example.org', '5< 220 mx.example.net ESMTP'],
};

export const smtpCli: Layout = {
	name: 'smtp-cli',
	first: '[>',
	// [550] '5.7.1 Relaying denied'
	mark: /^(?:(?<server>)(?=\[[2-5]\d\d\] ')|(?<client>> )(?=[A-Za-z*.]))/,
	weak: true,
	wrapping: 'bracketed',
	samples: ["[220] 'mx.example.net ready'"],
	followers: ['> HELO client.example.org'],
};
