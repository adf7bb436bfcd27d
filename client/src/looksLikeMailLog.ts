import { plainLine } from './plainLine';

/** How many non-empty lines are looked at. */
export const sampleSize = 100;

/** UTF-16 columns of a line that are looked at: what tells a mail log stands at the beginning. */
const headLength = 200;

/**
 * Says whether lines are those of a mail log or an SMTP transcript, for files whose name does not tell.
 * Careful rather than keen: a mail address, the stack trace of a mail library or a page about SMTP is none.
 *
 * @param lines the first lines of a text, without line ends; empty ones do not count, and of the others the first `sampleSize`
 */
export function looksLikeMailLog(lines: readonly string[]): boolean {
	const sample = lines
		.filter((line) => line.trim() !== '')
		.slice(0, sampleSize)
		.map((line) => line.replace(/\r$/, ''));
	return (
		isServerLog(sample.map(unpasted).flatMap(plainLine).map(head)) ||
		isTranscript(sample.map(head).map(unpasted))
	);
}

function head(line: string): string {
	return line.slice(0, headLength);
}

/** The line without what mail clients, forums and web pages put around it. */
//   > > 220 mx    12: 220 mx    [FONT=Menlo]Jan  5 10:00:00 …    &lt;- 220 mx
function unpasted(line: string): string {
	const text = line.includes('&')
		? line.replace(/&(?:lt|gt|#0?39|quot);/g, (name) => entities[name] ?? name)
		: line;
	return text.replace(
		/^[>|\s]{0,24}(?:\d{1,5}[:|\t] {0,3})?(?:\[[A-Za-z]{1,10}(?:=[^\]]{0,40})?\](?=\S))?/,
		(before) => (/[>|\d[]/.test(before) ? '' : before),
	);
}

const entities: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&#039;': "'",
};

/** Half of the lines or more are of mail programs, and at least one is of a program that moves mail. */
function isServerLog(sample: readonly string[]): boolean {
	const movers = sample.filter((line) => isOfMover(line)).length;
	const others = sample.filter(
		(line) => companionLine.test(line) || rejectedHeader.test(line) || protocolHeader.test(line),
	).length;
	return movers > 0 && (movers + others) * 2 >= sample.length;
}

function isOfMover(line: string): boolean {
	return [...moverLines, ...protocolLines].some((pattern) => pattern.test(line));
}

//   Jan  5 10:00:00    <22>Jan  5 10:00:00    2026-01-05T10:00:00.120Z    <22>1 2026-01-05T10:00:00.1+01:00
const syslogTime = String.raw`^(?:<\d{1,3}>(?:1 )?)?(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,16}) `;

//   mx1    192.0.2.1    or nothing
const host = String.raw`(?:[\w.:-]{1,80} )?`;

//   [2211]:    and in RFC 5424:  2211 - -
const pid = String.raw`(?:\[\d{1,8}\]:| \d{1,8} - )`;

//   2026-01-05 10:00:00    2026-01-05 10:00:00.120 +0100 [812]
const eximTime = String.raw`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?(?: \[\d{1,8}\])? `;

/** The lines of programs that move mail. */
const moverLines: readonly RegExp[] = [
	//   postfix/smtpd[2211]:    postfix-in/submission/smtpd[2211]:    postfix 2211 - -
	new RegExp(syslogTime + host + String.raw`postfix(?:-[\w.-]{1,40})?(?:\/[\w-]{1,40}){0,3}` + pid),
	//   exim[812]:    sm-mta[204]:    smtpd[75295]:
	new RegExp(syslogTime + host + String.raw`(?:exim\d?|sm-mta|sendmail|smtpd|opensmtpd)` + pid),
	//   1vKq2A-0001Ab-C1 <=    1vKq2A-00000000Abc-1XYZ Completed
	new RegExp(eximTime + String.raw`\w{6}-\w{6}(?:\w{5})?-\w{2}(?:\w{2})? `),
	//   H=mx.example.net [192.0.2.1]    H=mx.example.net (helo) [192.0.2.1]:52144    H=[192.0.2.1]
	new RegExp(eximTime + String.raw`H=(?:[\w.-]{1,100} )?(?:\([^)]{0,100}\) )?\[[0-9A-Fa-f.:]{2,45}\]`),
	//   U=app F=<a@example.com> rejected RCPT <b@example.net>
	new RegExp(eximTime + String.raw`U=\S{1,40} (?:F=\S{1,150} )?(?:temporarily )?rejected `),
	//   plain_server authenticator failed for mx.example.net
	new RegExp(eximTime + String.raw`[\w-]{1,40} authenticator failed for `),
	//   exim 4.96 daemon started: pid=812    Start queue run: pid=812
	new RegExp(eximTime + String.raw`(?:exim [0-9.]{1,8} daemon started|(?:Start|End) queue run): `),
	//   Exim configuration error in line 3 of …    unqualified sender rejected: <a> H=…    rejected EHLO from mx.example.net [192.0.2.1]: …
	new RegExp(
		eximTime +
			'(?:Exim configuration error[ :]|unqualified (?:sender|recipient) rejected: |rejected (?:EHLO|HELO) from )',
	),
	//   Connection from [192.0.2.1] refused: too many connections
	new RegExp(eximTime + String.raw`Connection from \[[0-9A-Fa-f.:]{2,45}\](?::\d{1,5})? refused`),
	//   SMTP connection from [192.0.2.1]    no MAIL in SMTP connection from mx.example.net    no host name found for IP address 192.0.2.1
	new RegExp(
		eximTime +
			'(?:(?:no MAIL in )?SMTP (?:connection|call|command|data|protocol|syntax)|no (?:host name|IP address) found for|TLS error on connection) ',
	),
];

/** Protocol logs: each line is one of a dialogue, or of the connection that it is held on. */
const protocolLines: readonly RegExp[] = [
	//   2026-01-05T10:00:00.123Z,EX1\Default Frontend EX1,08DA4F7C11473A60,9,192.0.2.25:25,192.0.2.1:53722,>,535 5.7.3 …
	/^"?\d{4}-\d\d-\d\dT[\d:.]{8,16}Z"?,[^,]{0,80},"?[0-9A-Fa-f]{16}"?,"?\d{1,9}"?,[^,]{0,60},[^,]{0,60},"?[-+*<>]"?(?:,|$)/,
	//   "SMTPD"⇥100⇥1⇥"2026-01-02 10:00:00.000"⇥"192.0.2.1"⇥"SENT: 250 OK"
	/^"SMTP[DC]"\t\d{1,10}\t\d{1,12}\t"\d{4}-\d\d-\d\d /,
	//   [PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1] [core] S: 220    level=PROTOCOL uuid=    {"level":"PROTOCOL","uuid":
	/^(?:\d\S{1,40} )?(?:\[[A-Z]{4,8}\] \[|(?:\{"level":"|level=)[A-Z]{4,8}"?[ ,]"?uuid"?[=:]"?)[0-9A-F]{8}-[0-9A-F]{4}-/,
];

/** What Exchange writes above. */
const protocolHeader = /^#(?:Software|Version|Log-type|Date|Fields): /;

/** A line of a program that is found beside those: filters, mailbox servers, policy daemons. */
//   mx1 dovecot:    mx1 amavis[5136]:
const companionLine = new RegExp(
	syslogTime +
		host +
		String.raw`(?:dovecot|amavisd?|rspamd|spamd|postgrey|policyd-spf|opendkim|opendmarc|clamsmtpd)(?:\[\d{1,8}\])?: `,
);

/** What Exim's reject log writes below a refusal: the envelope and the headers, each with a letter in front. */
//   Envelope-from: <a@example.com>    P Received: from    F From: A    and a header's further lines
const rejectedHeader = /^(?:Envelope-(?:from|to): |(?:[A-Z*] )?[A-Z][\w-]{1,60}: |\s)/;

/** Both sides speak SMTP, or a greeting names it, and the conversation is half of the lines or more. */
function isTranscript(sample: readonly string[]): boolean {
	const heading = sample.slice(0, 3);
	if (heading.some((line) => unmistakableHeading.test(line))) {
		return true;
	}
	const hasPreamble = heading.some((line) => preambleHeading.test(line));
	let [commands, replies, marked, neutral] = [0, 0, 0, 0];
	let inContent = false;
	for (const line of sample) {
		const kind: Kind | 'content' | undefined = inContent && line !== '.' ? 'content' : conversationKind(line);
		inContent = kind === 'content' || goAhead.test(line);
		commands += kind === 'command' || kind === 'greeting' ? 1 : 0;
		replies += kind === 'reply' || kind === 'greeting' ? 1 : 0;
		marked += kind === 'marked' ? 1 : 0;
		const isPreamble = hasPreamble && (commands + replies === 0 || sessionTicket.test(line));
		neutral += kind === 'content' || (kind === undefined && (isPreamble || encodedLine.test(line))) ? 1 : 0;
	}
	return commands > 0 && replies > 0 && (commands + replies + marked) * 2 >= sample.length - neutral;
}

/** What a line is in a conversation. `marked`: something else that a tool shows, with its mark. */
type Kind = 'greeting' | 'reply' | 'command' | 'marked';

function conversationKind(line: string): Kind | undefined {
	const reply = replyLine.exec(line);
	if (reply) {
		const begin = reply.index + reply[0].length;
		const names = /\bE?SMTP\b/.test(line.slice(begin, begin + longestGreeting));
		return (names && greetingCode.test(reply[0])) || firstCapability.test(line) ? 'greeting' : 'reply';
	}
	if (commandLine.test(line)) {
		return 'command';
	}
	return toolLine.test(line) ? 'marked' : undefined;
}

//   === Trying mx.example.net:25...    **** SMTP testing session as if from host 192.0.2.1    Exim version 4.96 uid=0 gid=0 pid=812
const unmistakableHeading =
	/^=== Trying \S{1,150}:\d{1,5}\.\.\.|^\*{4} SMTP testing session as if from host |^ {0,4}(?:\d{1,8} )?Exim version \d[\d.]{0,8} uid=\d/;

/** Tools that say much before the conversation begins: certificates, settings. */
//   openssl s_client: CONNECTED(00000003)    msmtp: host = mx.example.net
const preambleHeading =
	/^(?:CONNECTED\([0-9A-F]{8}\)|Connecting to |Processed \d{1,4} CA |SSL handshake has read |host = )/;

//   220 mx ESMTP    <-  250-SIZE 1000    <** 550 no    S: 220 mx    reply: b'250 ok    SMTP<< 220 mx    C <-- S: 220 mx    [220] 'mx'
const replyLine =
	/^\s{0,60}(?:<[-~*]{0,3}|<<<)?\s{0,4}[2-5]\d\d(?:[ -]|$)|(?:^|[\s)])(?:S:|CLIENT:|SERVER:|<--|-->|<<<?|SMTP<<|ESMTP<|reply: b?'|Out:|Got:)\s{0,3}[2-5]\d\d[ -]|^\[[2-5]\d\d\] '|^-> "[2-5]\d\d[ -]/;

/** The code at the end of what `replyLine` finds. */
//   220    S: 421-    [554] '
const greetingCode = /(?:220|421|554)\D{0,3}$/;

/** UTF-16 columns in which a greeting names its protocol. */
const longestGreeting = 150;

//   250-PIPELINING
const firstCapability = /^250[ -](?:PIPELINING|8BITMIME|CHUNKING|SMTPUTF8|ENHANCEDSTATUSCODES)$/;

/** What openssl shows in the middle of a conversation. */
const sessionTicket = /^(?: {4}|---$|Post-Handshake |SSL-Session:|read R BLOCK)/;

//   EHLO a    -> EHLO a    > MAIL FROM:<a@example.com>    C: ehlo a    send: 'ehlo [127.0.0.1]    SMTP>> EHLO a    C --> S: EHLO a
const commandLine =
	/(?:^\s{0,4}|[\s)])(?:[-~*]{0,3}>{1,3}|C:|SERVER:|SMTP>>|SMTP\|>|ESMTP>|send: b?'|In:|Sent:|C --> S:|<--|<- ")\s{0,3}\[?(?:(?:EHLO|HELO|LHLO)(?: |$)|MAIL FROM:|RCPT TO:|VRFY |AUTH (?:PLAIN|LOGIN|CRAM-MD5))|^(?:(?:EHLO|HELO|LHLO)(?: \S+)?|MAIL FROM:.{1,150})$/i;

/** Any other line of a conversation, or of the tool that shows it. */
//   === Connected    *** Error    ~> QUIT    > QUIT    * Connected    C: QUIT    send: 'quit'    [2026-01-05 10:00:00] DEBUG [Zx3] Closing
const toolLine =
	/^(?:===|\*\*\*|\*|[ *]?[-~*]{1,3}>|<[-~*]{1,3}|[<>]{1,3}|[{}])(?: |$)|(?:^|[\s)])(?:[CS]:|CLIENT -> SERVER:|SERVER -> CLIENT:|C (?:-->|<--) S:|SMTP(?:>>|\|>|<<)|send:|reply:|data:|connect:|-->|<--|>>>|<<<|In:|Out:|Sent:|Got:) |^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] (?:DEBUG|INFO|ERROR) |^(?:Trying |Connected to |Escape character is |Connection closed by )|^(?:RCPT TO:|AUTH |STARTTLS$|DATA$|QUIT$|RSET$|VRFY |NOOP$|\.$)/i;

//   354 End data with <CR><LF>.<CR><LF>    where a conversation without marks goes on with the message itself
const goAhead = /^354[ -]/;

//   MIIDazCCAlOgAwIBAgIUe    of a certificate or an AUTH exchange
const encodedLine = /^[A-Za-z0-9+/]{8,100}={0,2}$/;
