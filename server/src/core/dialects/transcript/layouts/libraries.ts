import type { Layout } from '../layout';

// Libraries that send mail, as far as they show the dialogue.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

export const smtplib: Layout = {
	name: 'smtplib',
	first: ' \tsrcdm0123456789',
	// 14:25:41.123456 reply: b'250 HELP\r\n'
	// ^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^\s{0,8}(?:\d\d:\d\d:\d\d\.\d+ )?(?:(?<tool>reply: retcode |connect: |data: |make connection: )|(?<client>send: )|(?<server>reply: ))/,
	opens: /^\s{0,8}(?:\d\d:\d\d:\d\d\.\d+ )?connect: (?:to )?\('[^']*', \d+\)/,
	closes: /SMTPServerDisconnected/,
	tool: /^(?:smtplib\.SMTP|ssl\.SSL)\w+:/,
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
		'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)',
	],
};

export const phpmailer: Layout = {
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

export const nodemailer: Layout = {
	name: 'nodemailer',
	isMixed: true,
	first: '[TDIWEF',
	// [2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] C: EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\[[^\]]{0,40}\] )?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s?:? {1,2}\[#?(?<connection>[\w-]{6,24})\] (?:(?<client>C: ?)|(?<server>S: ?)|(?<tool>(?=(?:Resolved \S+ as|Connection (?:established|from|upgraded|closed)|Secure connection|SMTP handshake|User "|Closing connection|<\d+ bytes encoded|Greeting never) )|(?<=(?:ERROR|FATAL) {1,2}\[[\w-]{6,24}\] ))|(?<content>))/,
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
	followers: ['[2026-01-05 10:11:12] ERROR [Zx3kT0aQ9c] self-signed certificate'],
};

export const goMail: Layout = {
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

export const ruby: Layout = {
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

export const perl: Layout = {
	name: 'net-smtp-perl',
	isMixed: true,
	first: 'N',
	// Net::SMTP::_SSL=GLOB(0x56168dab4438)>>> EHLO client.example.org
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^Net::SMTP(?:::\w{1,20})*(?:=(?:3D)?GLOB\(0x(?<connection>[0-9a-f]+)\)(?:(?<tool>(?:>>>|<<<) \(decoded\))|(?<client>>>>)|(?<server><<<)|: )|>>>)(?: |$)/,
	tool: /^Net::SMTP(?:::\w{1,20})*(?:>>>|: )/,
	// starttls: SSL connect attempt failed error:0A000086:SSL routines::certificate verify failed
	aside: /^(?:[\w.-]{1,40}: )?SSL connect attempt failed /,
	secret: /^Net::SMTP\S{0,60}(?:>>>|<<<) \(decoded\) ?/,
	samples: [
		'Net::SMTP>>>   Net::Cmd(3.14)',
		'Net::SMTP=GLOB(0x56168dab4438)<<< 220 mx.example.net ESMTP',
		'Net::SMTP::_SSL=GLOB(0x56168dab4438)>>> EHLO client.example.org',
		'Net::SMTP=3DGLOB(0x56168dab4438)>>> QUIT',
		'Net::SMTP::_SSL=GLOB(0x56168dab4438)<<< (decoded) realm="",nonce="YwgAqh7uP5lk"',
	],
};

export const javaMail: Layout = {
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

export const rainLoop: Layout = {
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

export const symfony: Layout = {
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
