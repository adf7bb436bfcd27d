import type { Layout } from '../layout';

// Programs that show the dialogue without a mark: grammar alone decides who speaks.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

export const openssl: Layout = {
	name: 'openssl',
	first: '0123456789ABCDEFabcdefvSrRPc-',
	tool: /^(?:CONNECTED\([0-9A-Fa-f]{8}\)|depth=\d+ |verify (?:error:num=|return:|depth is )|---$|SSL handshake has read |[0-9A-Fa-f]{8,16}:error:|read R BLOCK$|RENEGOTIATING$|DONE$|closed$|Post-Handshake New Session Ticket arrived:|[Dd]idn't find (?:starttls|STARTTLS) in server response)/,
	opens: /^CONNECTED\(/,
	closes: /^(?:DONE|closed)$/,
	preamble: /^(?:CONNECTED\(|---$|SSL handshake has read |Post-Handshake|depth=)/,
	unmarked: 'dialogue',
	samples: [
		'CONNECTED(00000003)',
		'depth=0 CN = mx.example.net',
		'verify error:num=18:self-signed certificate',
		'80BB9340FB7F0000:error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading:',
	],
	followers: [
		'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
		'subject=CN = mx.example.net',
		'EHLO client.example.org',
		'250 CHUNKING',
	],
};

export const gnutls: Layout = {
	name: 'gnutls-cli',
	first: 'PRC-*',
	tool: /^(?:Processed \d+ CA certificate|Resolving '|Connecting to '|- (?:Certificate|Status:|Description:|Session ID:|Options:|Handshake was completed|Simple Client Mode|Got a certificate|Version:|Peer has closed)|\*\*\* (?:PKI|Fatal error|Starting TLS|Server has terminated|Verifying|Received))/,
	opens: /^(?:Resolving|Connecting to) '/,
	closes: /^(?:\*\*\* Server has terminated|- Peer has closed)/,
	preamble: /^(?:Processed|Resolving|Connecting|- )/,
	unmarked: 'dialogue',
	samples: ["Connecting to '192.0.2.25:25'...", '- Certificate type: X.509', '- Simple Client Mode:'],
};

export const telnet: Layout = {
	name: 'telnet',
	first: '$%#TCEt^',
	tool: /^(?:[$%#] ?telnet \S|Trying [0-9A-Fa-f.:]+\.\.\.|Connected to \S+\.$|Escape character is |telnet> |telnet: (?:Unable|could not|connect)|\^\]$|Connection closed(?: by foreign host)?\.$)/,
	opens: /^(?:[$%#] ?telnet |Trying )/,
	closes: /^Connection closed/,
	unmarked: 'dialogue',
	samples: [
		'Trying 192.0.2.25...',
		'Connected to mx.example.net.',
		"Escape character is '^]'.",
		'$ telnet mx.example.net 25',
		'Connection closed by foreign host.',
	],
	followers: ['220 mx.example.net ESMTP', 'EHLO client.example.org'],
};

export const netcat: Layout = {
	name: 'nc',
	first: 'CnN(',
	tool: /^(?:Connection to \S+ (?:\([^)]{1,60}\) )?\d+ port \[[^\]]{1,20}\] succeeded!|nc: |Ncat: |\(UNKNOWN\) \[[^\]]{1,60}\] \d+ )/,
	opens: /^(?:Connection to |Ncat: Connected)/,
	unmarked: 'dialogue',
	samples: [
		'Connection to mx.example.net (192.0.2.25) 25 port [tcp/smtp] succeeded!',
		'nc: connect to 192.0.2.25 port 25 (tcp) failed: Connection refused',
		'Ncat: Connected to 192.0.2.25:25.',
	],
};

/** A conversation without marks: grammar alone decides. */
export const raw: Layout = {
	name: 'raw',
	unmarked: 'dialogue',
	samples: [
		'220 mx.example.net ESMTP',
		'EHLO client.example.org',
		'MAIL FROM:<a@example.org>',
		'550 Administrative prohibition',
		'250-PIPELINING',
	],
};
