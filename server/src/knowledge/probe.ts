/** What a client said in place of SMTP, or before it was asked: the name of a term of kind `probe`. */

/** So many octets are looked at. */
const longest = 512;

/** What the first octets of a client are. Text may have Postfix's escapes: `\026\003\001`, `\r\n`. */
export function probeOf(said: string | Uint8Array): string | undefined {
	const text = typeof said === 'string' ? unescape(said) : latin1(said);
	return (
		binaryProbes.find(([, is]) => is(text))?.[0] ??
		textProbes.find(([, begins]) => begins.some((each) => text.startsWith(each)))?.[0] ??
		wordsProbe(text)
	);
}

type Is = (text: string) => boolean;

const code = (text: string, at: number) => text.charCodeAt(at);
const has =
	(...parts: readonly string[]): Is =>
	(text) =>
		parts.some((part) => text.includes(part));

/** Told by octets at their places, or by what stands anywhere. */
const binaryProbes: readonly (readonly [name: string, is: Is])[] = [
	['proxy-protocol', (text) => text.startsWith('\r\n\r\n\0\r\nQUIT\n')],
	['rdp', has('mstshash=')],
	// A record of a handshake in SSL 3 or TLS; in SSL 2.
	['tls', (text) => code(text, 0) === 0x16 && code(text, 1) === 3 && code(text, 2) <= 4],
	['sslv2', (text) => (code(text, 0) & 0x80) !== 0 && code(text, 2) === 1 && isOneOf(code(text, 3), 0, 2, 3)],
	['smb', (text) => /[\xfe\xff]SMB/.test(text.slice(0, 12))],
	// TPKT.
	['rdp', (text) => text.startsWith('\x03\0\0') && code(text, 3) < 0x80],
	['socks', (text) => (text.startsWith('\x04\x01') || text.startsWith('\x04\x02')) && text.length >= 8],
	['socks', (text) => code(text, 0) === 5 && code(text, 1) > 0 && text.length === 2 + code(text, 1)],
	// PostgreSQL asks for TLS, or names its version; SQL Server; MongoDB; Oracle.
	['mysql', (text) => text.startsWith('\0\0\0\x08\x04\xd2\x16\x2f') || text.slice(4, 8) === '\0\x03\0\0'],
	['mysql', (text) => text.startsWith('\x12\x01\0') || has('admin.$cmd', '(CONNECT_DATA=')(text)],
	[
		'memcached',
		(text) => /^(?:\0{5}\x01\0\0)?(?:stats|version|get |gets )/.test(text) && !text.includes('HTTP'),
	],
	['dns', has('version\x04bind', 'VERSION\x04BIND')],
	['mqtt', (text) => code(text, 0) === 0x10 && /MQTT|MQIsdp/.test(text.slice(0, 12))],
	['ldap', (text) => code(text, 0) === 0x30 && text.slice(2, 4) === '\x02\x01' && code(text, 5) === 0x60],
	['redis', (text) => /^\*\d{1,3}\r\n\$/.test(text)],
];

/** Told by what it begins with. */
const textProbes: readonly (readonly [name: string, begins: readonly string[]])[] = [
	['http2', ['PRI * HTTP/2']],
	['proxy-protocol', ['PROXY TCP', 'PROXY UNKNOWN']],
	['ssh', ['SSH-']],
	['jdwp', ['JDWP-Handshake', 'JRMI']],
	['rsync', ['@RSYNCD:']],
	['adb', ['CNXN\0']],
	['xmpp', ['<?xml', '<stream:']],
];

const httpMethods = new Set('GET POST HEAD PUT DELETE OPTIONS CONNECT TRACE PATCH PROPFIND'.split(' '));
const smtpCommands = new Set(
	'EHLO HELO LHLO MAIL RCPT DATA BDAT RSET NOOP QUIT AUTH STARTTLS VRFY EXPN HELP ETRN XCLIENT'.split(' '),
);
const scanners = ['masscan', 'zgrab', 'zmap', 'nmap', 'censys', 'shodan', 'internet-measurement', 'scanner'];

/** Told by its first line. */
function wordsProbe(text: string): string | undefined {
	if (text === '') {
		return undefined;
	}
	const line = text.split(/[\r\n]/, 1)[0] ?? '';
	const [first = '', second = ''] = line.split(' ', 2);
	const word = first.toUpperCase();
	if (line.includes('SIP/2.0') || second.startsWith('sip:')) {
		return 'sip';
	}
	if (line.includes('RTSP/')) {
		return 'rtsp';
	}
	if ((httpMethods.has(word) && second !== '') || /^(?:Host|User-Agent|Accept(?:-\w+)?):$/i.test(first)) {
		return 'http';
	}
	if (word === 'EHLO' || word === 'HELO' || word === 'LHLO') {
		return helloProbe(second) ?? 'smtp';
	}
	if (smtpCommands.has(word)) {
		return 'smtp';
	}
	if (['USER', 'PASS', 'CAPA'].includes(word) || /^\w{1,8} (?:LOGIN|CAPABILITY)\b/i.test(line)) {
		return 'ftp';
	}
	if (/^[\r\n\t ]*$/.test(text)) {
		return 'empty';
	}
	return /[^\t\r\n -~]/.test(text.slice(0, 16)) ? 'binary' : undefined;
}

/** Names that clients give themselves. */
function helloProbe(name: string): string | undefined {
	const lower = name.toLowerCase();
	if (lower === 'ylmf-pc' || lower === 'user') {
		return lower;
	}
	if (scanners.some((scanner) => lower.includes(scanner))) {
		return 'masscan';
	}
	if (/^(?:\[?127\.|localhost\b)/.test(lower)) {
		return 'helo-loopback';
	}
	if (/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(lower)) {
		return 'helo-bare-address';
	}
	return /^(?:win|desktop|laptop)-[a-z\d]/.test(lower) ? 'helo-windows' : undefined;
}

function isOneOf(value: number, ...values: readonly number[]): boolean {
	return values.includes(value);
}

function latin1(octets: Uint8Array): string {
	return String.fromCharCode(...octets.subarray(0, longest));
}

const letters: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
};

/** Postfix writes what cannot be printed as `\026` or `\n`, and a backslash as `\\`. */
function unescape(text: string): string {
	// \026  \r  \\
	return text
		.slice(0, 4 * longest)
		.replace(/\\([0-3][0-7]{2}|[abfnrtv\\])/g, (_, escaped: string) =>
			escaped.length === 3 ? String.fromCharCode(parseInt(escaped, 8)) : (letters[escaped] ?? '\\'),
		);
}
