// SMTP as clients show it: who speaks is marked in front of each line, by each program in its own way, or not at all.
import { angleAddress, plainTime, replyCode, enhancedCode } from './common.mjs';
import {
	before,
	either,
	here,
	lineEnd,
	lineOf,
	lineStart,
	linesWhile,
	match,
	notBefore,
	optional,
	scoped,
	sequence,
} from './pattern.mjs';

/**
 * The marks of the programs: in front of what the server says, and in front of what the client says.
 * A mark is enough to know that a line belongs to a session. Who speaks is seen from the text,
 * because programs contradict each other; the pair only serves to find where a message's content ends.
 * `between` is what some write in the middle of a command or its answer.
 */
const marks = [
	// <-  220 mx.example.net ESMTP       -> EHLO client.example     <~* 535 5.7.8 …     <** 550 …
	{ name: 'swaks', server: /<(?:- |~ |\*\*|~\*) /, client: / (?:-|~|\*\*|\*~)>(?: |$)|(?:\*\*|\*~)> / },
	// <-- 220 …    --> EHLO …
	{ name: 'msmtp', server: /<--(?: |$)/, client: /-->(?: |$)/ },
	// Net::SMTP=GLOB(0x56168dab4438)<<< 220 …
	{
		name: 'perl',
		between: /Net::SMTP[\w:]{0,20}=(?:3D)?GLOB\(0x[0-9a-f]{1,16}\)<<< \(decoded\)/,
		server: /Net::SMTP[\w:]{0,20}=(?:3D)?GLOB\(0x[0-9a-f]{1,16}\)<<<(?: |$)/,
		client: /Net::SMTP[\w:]{0,20}=(?:3D)?GLOB\(0x[0-9a-f]{1,16}\)>>>(?: |$)/,
	},
	// s-nail: >>> SERVER: 220 …    s-nail: >>> EHLO …
	{ name: 's-nail', server: /s-nail: >>> SERVER: /, client: /s-nail: >>> (?!SERVER: )/ },
	// <<< 220 …    >>> EHLO …
	{ name: 'sendmail', server: /<<<?(?: |$)/, client: />>>?(?: |$)/ },
	//   SMTP<< 220 …      SMTP>> EHLO …      SMTP|> MAIL FROM:<user@example.com>
	{
		name: 'exim',
		server: / {0,12}(?:\d{1,7} {1,4})?SMTP<<(?: |$)/,
		client: / {0,12}(?:\d{1,7} {1,4})?SMTP(?:>>|\|>|\+>|\([a-z]{1,12}\)>>)(?: |$)/,
	},
	// < 220 …    > EHLO …    (curl, posttls-finger; curl writes } [5 bytes data] in between)
	{
		name: 'curl',
		between: /[{}] \[/,
		server: /(?:posttls-finger: )?< /,
		client: /(?:posttls-finger: )?>(?: |$)/,
	},
	// reply: b'220 …\r\n'    send: 'ehlo client.example\r\n'
	{
		name: 'smtplib',
		between: /reply: retcode \(3[35]4\)|data: \(354/,
		server: /reply: b?(?=['"])/,
		client: /send: b?(?=['"])/,
	},
	// -> "220 …\r\n"    <- "EHLO …\r\n"
	{ name: 'ruby', server: /-> (?=")/, client: /<- (?=")/ },
	// SERVER -> CLIENT: 220 …    CLIENT -> SERVER: EHLO …
	{
		name: 'phpmailer',
		server: /SERVER -(?:>|&gt;) CLIENT: |SMTP INBOUND: /,
		client: /CLIENT -(?:>|&gt;) SERVER:(?: |$)/,
	},
	// C <-- S: 220 …    C --> S: EHLO …
	{ name: 'go-mail', server: /C <-- S:(?: |$)/, client: /C --> S:(?: |$)/ },
	// S: 220 …    C: EHLO …
	{ name: 'letters', server: /(?:S|Server): /, client: /(?:C|Client): / },
	// ESMTP< 220 …    ESMTP> EHLO …
	{ name: 'sylpheed', server: /E?SMTP< /, client: /E?SMTP> / },
	//  Out: 220 …     In:  EHLO …    (Postfix' notice to the postmaster)
	{ name: 'notice', server: / Out: /, client: / In:(?:  | (?! )|$)/ },
];

// [2026-07-05 06:52:11] DEBUG [Ipf3FKLHQlQ]      2026-07-05 06:52:11⇥      [06:52:11]      06:52:11.123
const clockTime = either(plainTime, /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/);
const clock = sequence(
	either(
		sequence('[', scoped('constant.numeric.time', clockTime), ']'),
		scoped('constant.numeric.time', clockTime),
	),
	/[ \t]{1,4}/,
);
const level = sequence(
	either(
		scoped('invalid.illegal.severity.error', /(?:ERROR|FATAL)\b/),
		scoped('keyword.other.severity', /(?:TRACE|DEBUG|INFO|WARN(?:ING)?|PROTOCOL)\b/),
	),
	/[ \t]{1,4}/,
);
const session = sequence(
	scoped('variable.other.constant.session constant.other.session', /\[[\w#.:-]{1,64}\]/),
	' ',
);
const prelude = sequence(lineStart, optional(clock), optional(level), optional(session));
const preludeAhead =
	/(?:\[?(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?[ \t]{1,4})?(?:[A-Z]{4,8}[ \t]{1,4})?(?:\[[\w#.:-]{1,64}\] )?/;

const mark = (pattern) => scoped('punctuation.definition.speaker keyword.operator.speaker', pattern);
const anyMark = mark(either(...marks.flatMap(({ server, client }) => [server, client])));
const quote = /["']?/;
const text = scoped('meta.text.reply', /.*/);

// PIPELINING    SIZE 10240000    AUTH PLAIN LOGIN
const extension = sequence(
	scoped(
		'support.constant.extension',
		/(?:8BITMIME|ATRN|AUTH|BINARYMIME|BURL|CHUNKING|DELIVERBY|DSN|ENHANCEDSTATUSCODES|ETRN|EXPN|FUTURERELEASE|HELP|LIMITS|MT-PRIORITY|MTRK|NO-SOLICITING|PIPELINING|PRDR|REQUIRETLS|RRVS|SIZE|SMTPUTF8|STARTTLS|VRFY|XCLIENT|XFORWARD)\b/i,
	),
	optional(/[ =]/, scoped('string.unquoted.parameter', /[^'"\\]*/)),
);

const verb = (words) => scoped('keyword.control.command', words);

/** What an SMTP client says: the same with a mark and without, because each form is told by its arguments. */
const command = either(
	sequence(verb(/(?:EHLO|HELO|LHLO)/i), / +/, scoped('entity.name.type.host', /[^\s'"\\<>]{1,255}/)),
	sequence(verb(/(?:MAIL FROM|RCPT TO|SEND FROM|SOML FROM|SAML FROM)/i), /: ?/, optional(angleAddress)),
	sequence(
		verb(/AUTH/i),
		' ',
		scoped('support.constant.mechanism', /[A-Z0-9_-]{3,20}/i),
		optional(' ', scoped('string.other.secret', /[^\s'"\\]{1,4000}/)),
	),
	sequence(verb(/BDAT/i), ' ', scoped('constant.numeric.value', /\d{1,12}/), optional(' ', verb(/LAST/i))),
	sequence(
		verb(/(?:VRFY|EXPN|ETRN|XCLIENT|XFORWARD|NOOP|HELP)/i),
		' ',
		scoped('string.unquoted.parameter', /[^'"\\]{1,1000}/),
	),
	sequence(verb(/(?:DATA|RSET|NOOP|QUIT|HELP|STARTTLS|TURN)/i), /(?=\s*(?:$|["'\\<]))/),
	sequence(verb('.'), /(?=\s*(?:$|["'\\<]))/),
);

const never = /(?!)/;

/** After 354: the lines of the message, up to the lone dot or to the next line that the client does not say. */
function content({ name, server, client, between = never }) {
	return linesWhile(
		`meta.reply.${name}`,
		[prelude, mark(server), quote, scoped('constant.language.reply.intermediate', '354'), text, lineEnd],
		either(sequence(preludeAhead, client, notBefore(/\.["']?\s*$/)), between),
		[
			match(lineStart, scoped('keyword.other.information', between), text, lineEnd),
			match(prelude, mark(client), scoped('meta.content.message', /.*/), lineEnd),
		],
	);
}

/** After 334: what the client answers, until the server speaks again. */
function secret({ name, server, client, between = never }) {
	const challenge = scoped('string.other.challenge', /.*/);
	return linesWhile(
		`meta.reply.${name}`,
		[
			prelude,
			mark(server),
			quote,
			scoped('constant.language.reply.intermediate', '334'),
			/ ?/,
			challenge,
			lineEnd,
		],
		either(sequence(preludeAhead, client), between),
		[
			match(lineStart, scoped('keyword.other.information', between), text, lineEnd),
			match(prelude, mark(client), scoped('string.other.secret', /.*/), lineEnd),
		],
	);
}

const sessionMark =
	/<[-~*]|[ *][-~*]{1,2}>|={3} |\*{3} |[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d[T ]|<\d{1,3}>|Trying |Connected to |Connection closed|QUIT\s*$|quit\s*$/;

export const transcriptRules = {
	// [2026-07-05 06:52:11] DEBUG [Ipf3FKLHQlQ] Subject: hello    (nodemailer leaves the mark out)
	'content-nodemailer': linesWhile(
		'meta.reply.nodemailer',
		[
			lineStart,
			clock,
			level,
			session,
			mark('S: '),
			scoped('constant.language.reply.intermediate', '354'),
			text,
			lineEnd,
		],
		sequence(/\[[\d :-]{8,19}\] DEBUG \[[\w#.:-]{1,64}\] /, notBefore(/(?:[SC]: |\.\s*$)/)),
		[match(lineStart, clock, level, session, scoped('meta.content.message', /.*/), lineEnd)],
	),

	...Object.fromEntries(marks.map((pair) => [`content-${pair.name}`, content(pair)])),

	// 354 End data with <CR><LF>.<CR><LF>    (telnet, openssl)
	// Without marks, whatever looks like the session itself ends the content, so a missing dot costs a few lines at most.
	'content-unmarked': linesWhile(
		'meta.reply.unmarked',
		[lineStart, scoped('constant.language.reply.intermediate', '354'), /[ -]/, text, lineEnd],
		notBefore(either(/\.\s*$/, /[2-5][0-5]\d[ -]/, sessionMark)),
		[match(lineStart, scoped('meta.content.message', /.+/), lineEnd)],
	),

	...Object.fromEntries(marks.map((pair) => [`secret-${pair.name}`, secret(pair)])),

	// 334 VXNlcm5hbWU6    (telnet, openssl)
	'secret-unmarked': linesWhile(
		'meta.reply.unmarked',
		[
			lineStart,
			scoped('constant.language.reply.intermediate', '334'),
			optional(' ', scoped('string.other.challenge', /.*/)),
			lineEnd,
		],
		sequence(notBefore(/[2-5][0-5]\d(?:[ -]|$)/), /[A-Za-z0-9+\/*]{1,4000}={0,3}\s*$/),
		[match(lineStart, scoped('string.other.secret', /.*/), lineEnd)],
	),

	// <-  250-PIPELINING    < 550 5.1.1 User unknown    250 OK    (and, aligned below them, later lines of the same reply)
	reply: lineOf(
		'meta.reply',
		[
			prelude,
			either(anyMark, /[ \t]{0,60}/),
			quote,
			replyCode,
			either(/[ -]/, lineEnd, before(/["'\\]/)),
			optional(either(sequence(enhancedCode, / ?/), extension)),
		],
		['#inline'],
	),

	//  -> MAIL FROM:<user@example.com>    EHLO client.example
	command: lineOf('meta.command', [prelude, optional(anyMark), quote, command], ['#inline']),

	// reply: retcode (250); Msg: b'Ok'    data: (250, b'Ok')    connect: (220, b'…')
	summary: lineOf(
		'meta.reply',
		[prelude, mark(/reply: retcode |data: |connect: /), '(', replyCode],
		['#inline'],
	),

	//  -> anything else that is said
	said: lineOf('meta.said', [prelude, anyMark], ['#inline']),

	// === Connected to mx.example.net.    * Trying 192.0.2.1:25…    *** Error connecting    LOG: MAIN
	failure: lineOf(
		'meta.information markup.deleted.failure',
		[
			prelude,
			scoped('invalid.illegal.severity.error', /\*\*\*(?= )|(?:SMTP ERROR|SMTP Error|Traceback|Error):/),
		],
		['#inline'],
	),
	information: lineOf(
		'meta.information comment.line.information',
		[
			prelude,
			scoped(
				'keyword.other.information',
				/=== |\*{4} |\* |[{}] \[|LOG:|DEBUG SMTP:|cmdlog:|---|depth=|verify |CONNECTED\(|Verify return code|Connection(?:: | closed| to )|Connecting to |Trying |Connected to |Escape character is |delivering |Processed |Resolving |Net::SMTP>>>|s-nail: |Exim version /,
			),
		],
		['#inline'],
	),

	// $ openssl s_client -crlf -quiet -connect mx.example.net:465
	shell: lineOf(
		'meta.shell',
		[
			lineStart,
			scoped('punctuation.definition.prompt keyword.operator.prompt', '$ '),
			scoped('entity.name.function.program', /[\w.\/-]{1,80}/),
		],
		['#shell-password', '#inline'],
	),

	// curl: (8) Weird server reply    smtplib.SMTPAuthenticationError: (535, b'…')
	program: lineOf(
		'meta.information',
		[
			lineStart,
			scoped(
				'entity.name.function.program',
				/(?:curl|msmtp|openssl|telnet|nc|swaks|mutt|git|smtplib\.\w{1,60})/,
			),
			': ',
		],
		['#inline'],
	),

	// [2026-07-05 06:52:11] INFO  [Ipf3FKLHQlQ] Connection upgraded with STARTTLS
	clocked: lineOf('meta.information', [lineStart, clock, optional(level), optional(session)], ['#inline']),

	// password = *    host = mx.example.net    (msmtp shows its settings)
	settingSecret: match(
		lineStart,
		scoped('entity.other.attribute-name.setting', /password|passwordeval/),
		' = ',
		scoped('string.other.secret', /.*/),
		lineEnd,
	),
	setting: match(
		lineStart,
		scoped('entity.other.attribute-name.setting', /[a-z][a-z_ ]{1,30}/),
		' = ',
		scoped('string.unquoted.value', /.*/),
		lineEnd,
	),
};

/** What may stand in a command line of the shell that the others do not have. */
export const shellRules = {
	// --auth-password PASSWORD    -u user:PASSWORD
	password: match(
		/(?<= )/,
		scoped('variable.parameter.option', /--(?:auth-)?password|--pass|--user|-ap|-u/),
		/[ =]/,
		scoped('string.other.secret', /\S{1,1000}/),
	),
};

/** SMTP in the middle of a log line (Postfix with -v, or debug_peer_list): > mx.example.net[192.0.2.1]:25: EHLO client.example */
export function tracedRules(hostOrAddress) {
	const speaker = sequence(here, mark(/[<>] /), hostOrAddress, ': ');
	return {
		traced: lineOf(
			'meta.text',
			[speaker, either(sequence(replyCode, /[ -]|$/, optional(enhancedCode)), command)],
			['#inline'],
		),
	};
}
