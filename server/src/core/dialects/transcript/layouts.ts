import type { Layout } from './layout';

// Marks are anchored and linear. Each row was made from the output of the tool itself or from its source.

const swaks: Layout = {
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

const smtplib: Layout = {
	name: 'smtplib',
	first: ' \tsrcdm0123456789',
	// 14:25:41.123456 reply: b'250 HELP\r\n'
	// ^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^\s{0,8}(?:\d\d:\d\d:\d\d\.\d+ )?(?:(?<tool>reply: retcode |connect: |data: |make connection: )|(?<client>send: )|(?<server>reply: ))/,
	opens: /^\s{0,8}(?:\d\d:\d\d:\d\d\.\d+ )?connect: (?:to )?\('[^']*', \d+\)/,
	closes: /SMTPServerDisconnected/,
	tool: /^smtplib\.SMTP\w+:/,
	wrapping: 'python',
	samples: [
		"connect: to ('mx.example.net', 25) None",
		"reply: b'220 mx.example.net ESMTP\\r\\n'",
		"reply: retcode (220); Msg: b'mx.example.net ESMTP'",
		"send: 'ehlo [127.0.1.1]\\r\\n'",
		"\treply: '250-SIZE 35882577\\r\\n'",
		"14:25:41.123456 send: 'quit\\r\\n'",
		"data: (250, b'OK')",
		"smtplib.SMTPAuthenticationError: (535, b'5.7.8 authentication failed')",
	],
};

const phpmailer: Layout = {
	name: 'phpmailer',
	first: '0123456789SCM',
	// 2026-01-05 10:11:12⇥SERVER -> CLIENT: 250-mx.example.net
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\s)?(?:SMTP \(level \d\): )?(?:(?<client>CLIENT -(?:>|&gt;) (?:SERVER|SMTP):)|(?<server>SERVER -(?:>|&gt;) CLIENT:|SMTP -(?:>|&gt;) FROM SERVER:)|(?<tool>SMTP INBOUND:|SMTP (?:ERROR|Error|NOTICE):|SMTP -(?:>|&gt;) |Connection: |SMTP connect\(\) failed))(?: |$)?/,
	opens: /Connection: opening to /,
	closes: /Connection: closed/,
	tool: /^(?:Message has been sent|Message could not be sent|Mailer Error: |SMTP Error: )/,
	wrapping: 'html',
	wholeReplies: true,
	samples: [
		'2026-01-05 10:11:12\tConnection: opening to mx.example.net:25, timeout=300, options=array()',
		'2026-01-05 10:11:12\tSERVER -> CLIENT: 220 mx.example.net ESMTP',
		'2026-01-05 10:11:12\tCLIENT -> SERVER: EHLO client.example.org',
		'2026-01-05 10:11:12\tSMTP INBOUND: "250 HELP"',
		'2026-01-05 10:11:12 CLIENT -&gt; SERVER: MAIL FROM:&lt;a@example.org&gt;<br>',
		'SERVER -> CLIENT: 250-mx.example.net250-PIPELINING250 HELP',
		'SMTP (level 1): CLIENT -> SERVER: STARTTLS\\r\\n, referer: https://www.example.org/contact.php',
		'SMTP -> FROM SERVER:220 mx.example.net ESMTP',
		'SMTP ERROR: Password command failed: 535 5.7.8 authentication failed',
		'SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting',
	],
};

const nodemailer: Layout = {
	name: 'nodemailer',
	first: '[TDIWEF',
	// [2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] C: EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\[[^\]]{0,40}\] )?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s?:? {1,2}\[#?(?<connection>[\w-]{6,24})\] (?:(?<client>C: ?)|(?<server>S: ?)|(?<tool>(?=(?:Resolved \S+ as|Connection (?:established|from|upgraded|closed)|Secure connection|SMTP handshake|User "|Closing connection|<\d+ bytes encoded|Greeting never) ))|(?<content>))/,
	tool: /^(?:\[[^\]]{0,40}\] )?(?:DEBUG|INFO|ERROR)\s?:? {1,2}(?:Creating transport: nodemailer|Sending mail using |Sending message <|SMTP Server listening |Send [Ee]rror)/,
	opens:
		/\] (?:Resolved \S+ as |Connection established to |Secure connection established to |Connection from )/,
	closes: /\] (?:Closing connection to the server|Connection closed|Greeting never received)/,
	samples: [
		'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] S: 220 mx.example.net ESMTP',
		'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] C: EHLO client.example.org',
		'DEBUG [Zx3kT0aQ9c] S: 235 Authentication successful',
		'[2026-01-05 10:11:12] INFO  [Zx3kT0aQ9c] Connection established to 192.0.2.25:25',
		'[2026-01-05 10:11:12] DEBUG: [Zx3kT0aQ9c] S: 220 mx.example.net ESMTP',
		'[2026-01-05 10:11:12] DEBUG Creating transport: nodemailer (6.9.16; +https://nodemailer.com/)',
	],
};

const exim: Layout = {
	name: 'exim-v',
	first: ' \tpSLEcdC0123456789',
	// 01:01:01 p1235   SMTP|> MAIL FROM:<a@example.org>
	// ^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^\s{0,4}(?:\d\d:\d\d:\d\d(?:\.\d+)? )?(?:p?\d{1,10} )?\s{0,4}SMTP(?:(?<tool>>-|\([^)]{1,60}\)(?:<<|>>)|>>(?=\(close on process exit\)| \(?writing message))|(?<in><<)|(?<out>>>|\|>|\+>|>\||~>))(?: |$|(?=\())/,
	tool: /^(?:LOG: (?:[A-Za-z_]{1,40} )*(?:MAIN|REJECT|PANIC|PROCESS)|Exim version \d|cmdlog: '|delivering [A-Za-z0-9]{6}-|Connecting to \S+ \[| connected$|  Completed$)/,
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

const curl: Layout = {
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

const msmtp: Layout = {
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

const longArrows: Layout = {
	name: 'arrows',
	first: '-<',
	mark: /^(?:(?<client>-{3,8}>)|(?<server><-{3,8}))(?: |$)/,
	weak: true,
	samples: ['<--- 220 mx.example.net ESMTP', '---> helo client.example.org'],
};

const goMail: Layout = {
	name: 'go-mail',
	first: '0123456789DC',
	// 2026/01/05 10:11:12 DEBUG: C <-- S: 220 mx.example.net ESMTP
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? )?(?:DEBUG: )?(?:(?<client>C --> S:)|(?<server>C <-- S:))(?: |$)/,
	unmarked: 'continuation',
	samples: [
		'C <-- S: 220 mx.example.net ESMTP',
		'2026/01/05 10:11:12 DEBUG: C --> S: EHLO client.example.org',
	],
};

const ruby: Layout = {
	name: 'net-smtp',
	first: '-<C',
	// -> "220 mx.example.net ESMTP\r\n"
	// ^^^
	mark: /^(?:(?<server>->)|(?<client><-)) (?=")/,
	tool: /^Connection (?:opened: |closed$)/,
	opens: /^Connection opened: /,
	closes: /^Connection closed$/,
	wrapping: 'ruby',
	samples: [
		'-> "220 mx.example.net ESMTP\\r\\n"',
		'<- "EHLO client.example.org\\r\\n"',
		'Connection opened: mx.example.net:25',
	],
};

const perl: Layout = {
	name: 'net-smtp-perl',
	first: 'N',
	// Net::SMTP::_SSL=GLOB(0x56168dab4438)>>> EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^Net::SMTP(?:::\w{1,20})*(?:=(?:3D)?GLOB\(0x(?<connection>[0-9a-f]+)\)(?:(?<tool>(?:>>>|<<<) \(decoded\))|(?<client>>>>)|(?<server><<<)|: )|>>>)(?: |$)/,
	tool: /^Net::SMTP(?:::\w{1,20})*(?:>>>|: )/,
	secret: /^Net::SMTP\S{0,60}(?:>>>|<<<) \(decoded\) ?/,
	samples: [
		'Net::SMTP>>>   Net::Cmd(3.14)',
		'Net::SMTP=GLOB(0x56168dab4438)<<< 220 mx.example.net ESMTP',
		'Net::SMTP::_SSL=GLOB(0x56168dab4438)>>> EHLO client.example.org',
		'Net::SMTP=3DGLOB(0x56168dab4438)>>> QUIT',
		'Net::SMTP::_SSL=GLOB(0x56168dab4438)<<< (decoded) realm="",nonce="YwgAqh7uP5lk"',
	],
};

const postfixNotice: Layout = {
	name: 'postfix-notice',
	first: ' TSF',
	//  Out: 220 mx.example.net ESMTP
	// ^^^^^^
	mark: /^ (?:(?<out>Out:)|(?<in>In: ))(?: |$)/,
	tool: /^Transcript of session follows\.|^(?:Session aborted, reason: |For other details, see the local mail logfile)/,
	samples: [
		' Out: 220 mx.example.net ESMTP',
		' In:  EHLO client.example.org',
		'Transcript of session follows.',
	],
	followers: ['     PORT=53672'],
};

const postfixVerbose: Layout = {
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

const posttlsFinger: Layout = {
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

const sNail: Layout = {
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

const sendmail: Layout = {
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

const doubleArrows: Layout = {
	name: 'double-arrows',
	first: '<>',
	mark: /^(?:(?<client>>>)|(?<server><<)) /,
	weak: true,
	samples: ['>> EHLO client.example.org', '<< 220 mx.example.net ESMTP'],
};

const clientServer: Layout = {
	name: 'client-server',
	first: ' \tCS',
	// S: 220 mx.example.net ESMTP
	// ^^
	mark: /^\s{0,8}(?:(?<client>C|Client|CLIENT)|(?<server>S|Server|SERVER)):(?: |$)/,
	weak: true,
	tool: /^Connected to smtps?:\/\//,
	opens: /^Connected to smtps?:\/\//,
	samples: [
		'S: 220 mx.example.net ESMTP',
		'C: EHLO client.example.org',
		'Client: QUIT',
		'Connected to smtp://mx.example.net:587/?starttls=when-available',
	],
};

const sentGot: Layout = {
	name: 'sent-got',
	first: '[<>SGRC',
	// Got: 220 mx.example.net ESMTP
	// ^^^^
	mark: /^(?:\[[^\]]{0,60}\]:? )?(?:<\w{4,40}> )?(?:(?<out>Sent|SENT|Send|Sending|>>>? ?Sent)|(?<in>Got|Recv|Received|RECEIVED)): ?/,
	weak: true,
	tool: /^Connecting to \S+ at \d+$/,
	opens: /^Connecting to \S+ at \d+$/,
	wrapping: 'escaped',
	samples: [
		'Got: 220 mx.example.net ESMTP',
		'Sent: EHLO client.example.org',
		'[05-Jan-2026 10:11:12 +0000]: <a1b2c3d4> Recv: 220 mx.example.net ESMTP',
		'Connecting to mx.example.net at 587',
	],
};

const haraka: Layout = {
	name: 'haraka',
	first: '[0123456789',
	// [PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] S: 220 mx.example.net
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\d\S{1,40} )?\[PROTOCOL\] \[(?<connection>[0-9A-F-]{36}[.\d]*)\] \[[\w.\/-]{1,60}\] (?:(?<client>C:)|(?<server>S:))(?: |$)/,
	tool: /^(?:\d\S{1,40} )?\[[A-Z]{4,8}\] \[[0-9A-F-]{36}[.\d]*\] \[/,
	wrapping: 'escaped',
	samples: [
		'[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] S: 220 mx.example.net\\r\\n',
		'[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [core] C: EHLO client.example.org',
		'[DEBUG] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] Trying TLS for domain: example.net',
	],
};

const sylpheed: Layout = {
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

const smtpCli: Layout = {
	name: 'smtp-cli',
	first: '[>',
	// [550] '5.7.1 Relaying denied'
	mark: /^(?:(?<server>)(?=\[[2-5]\d\d\] ')|(?<client>> )(?=[A-Za-z*.]))/,
	weak: true,
	wrapping: 'bracketed',
	samples: ["[220] 'mx.example.net ready'"],
	followers: ['> HELO client.example.org'],
};

const rainLoop: Layout = {
	name: 'rainloop',
	first: '[ S',
	// [10:11:12.123][a1b2c3d4] SMTP[DATA]: > EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\[[^\]]{0,40}\]){0,3} ?SMTP\[DATA\]: (?:(?<client>>)|(?<server><)) /,
	wrapping: 'escaped',
	samples: [
		'[10:11:12.123][a1b2c3d4] SMTP[DATA]: > EHLO client.example.org',
		'SMTP[DATA]: < 220 mx.example.net ESMTP',
	],
};

const symfony: Layout = {
	name: 'symfony',
	first: '[',
	// [2026-01-05T10:11:12.123456+00:00] < 220 mx.example.net ESMTP
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^\[\d{4}-\d\d-\d\dT[^\]]{8,24}\] (?:(?<client>>)|(?<server><)) /,
	samples: [
		'[2026-01-05T10:11:12.123456+00:00] < 220 mx.example.net ESMTP',
		'[2026-01-05T10:11:12.123456+00:00] > EHLO client.example.org',
	],
};

const mutt: Layout = {
	name: 'mutt',
	first: '[<0123456789',
	// [2026-01-05 10:11:12] 5> EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\[[^\]]{0,40}\] )?<?\d(?:(?<client>>)|(?<server><)) /,
	weak: true,
	samples: ['[2026-01-05 10:11:12] 5> EHLO client.example.org', '5< 220 mx.example.net ESMTP'],
};

const openssl: Layout = {
	name: 'openssl',
	first: '0123456789ABCDEFabcdefvSrRPc-',
	tool: /^(?:CONNECTED\([0-9A-Fa-f]{8}\)|depth=\d+ |verify (?:error:num=|return:|depth is )|---$|SSL handshake has read |[0-9A-Fa-f]{8,16}:error:|read R BLOCK$|RENEGOTIATING$|DONE$|closed$|Post-Handshake New Session Ticket arrived:|didn't find starttls in server response)/,
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

const gnutls: Layout = {
	name: 'gnutls-cli',
	first: 'PRC-*',
	tool: /^(?:Processed \d+ CA certificate|Resolving '|Connecting to '|- (?:Certificate|Status:|Description:|Session ID:|Options:|Handshake was completed|Simple Client Mode|Got a certificate|Version:|Peer has closed)|\*\*\* (?:PKI|Fatal error|Starting TLS|Server has terminated|Verifying|Received))/,
	opens: /^(?:Resolving|Connecting to) '/,
	closes: /^(?:\*\*\* Server has terminated|- Peer has closed)/,
	preamble: /^(?:Processed|Resolving|Connecting|- )/,
	unmarked: 'dialogue',
	samples: ["Connecting to '192.0.2.25:25'...", '- Certificate type: X.509', '- Simple Client Mode:'],
};

const telnet: Layout = {
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

const netcat: Layout = {
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

const javaMail: Layout = {
	name: 'javamail',
	first: 'D',
	tool: /^DEBUG(?: (?:SMTPS?|SMTP TRANSPORT|JavaMail|Jakarta Mail|Angus Mail|getProvider\(\))(?: [\w.]+)?)?: /,
	opens: /^DEBUG SMTPS?(?: TRANSPORT)?: trying to connect to host /,
	unmarked: 'dialogue',
	samples: [
		'DEBUG SMTP: connected to host "mx.example.net", port: 587',
		'DEBUG: setDebug: JavaMail version 1.6.2',
	],
	followers: ['220 mx.example.net ESMTP', 'EHLO client.example.org'],
};

const eximTest: Layout = {
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

/** All marked layouts, the ones with the clearest marks first. */
export const layouts: readonly Layout[] = [
	swaks,
	phpmailer,
	nodemailer,
	smtplib,
	exim,
	perl,
	goMail,
	haraka,
	rainLoop,
	sNail,
	ruby,
	postfixNotice,
	postfixVerbose,
	posttlsFinger,
	sylpheed,
	symfony,
	openssl,
	gnutls,
	telnet,
	netcat,
	javaMail,
	sendmail,
	eximTest,
	msmtp,
	longArrows,
	curl,
	doubleArrows,
	clientServer,
	sentGot,
	smtpCli,
	mutt,
];

/** The layout of that name. */
export function layoutNamed(name: string): Layout | undefined {
	return name === raw.name ? raw : (byName.get(name) ?? (name === 'exim-d' ? exim : undefined));
}

/** The layouts that a line with this first character can be written in. */
export function layoutsFor(line: string): readonly Layout[] {
	return byFirst[line.charCodeAt(0)] ?? anyFirst;
}

const anyFirst = layouts.filter(({ first }) => first === undefined);

const byFirst = Array.from({ length: 128 }, (_, code) =>
	layouts.filter(({ first }) => first?.includes(String.fromCharCode(code)) ?? true),
);

const byName = new Map(layouts.map((layout) => [layout.name, layout]));
