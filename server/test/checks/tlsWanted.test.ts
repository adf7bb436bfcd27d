import { test } from 'node:test';
import { checkRules, greeting, plainMail, quit, swaks } from './find';

// STARTTLS that was wanted and not to be had, and certificates that tools refuse.

const rule = /^tls\.(?:notOffered|failed|notUsed)$/;
const plain = ['< 250-mx.example.com', '< 250 8BITMIME'];

test('STARTTLS that is not offered is told in the words of each tool', () => {
	checkRules(
		rule,
		swaks('mx.example.com:25', ...greeting, ...plain, '*** Host did not advertise STARTTLS', ...quit),
		['6 error tls.notOffered'],
		/the server does not offer it/,
	);
	checkRules(
		rule,
		[
			'*   Trying 198.51.100.7:25...',
			'* Connected to mx.example.com (198.51.100.7) port 25 (#0)',
			'< 220 mx.example.com ESMTP',
			'> EHLO client.example.org',
			'< 250-mx.example.com',
			'< 250 8BITMIME',
			'* STARTTLS not supported.',
			'* Closing connection 0',
			'curl: (64) STARTTLS not supported.',
		],
		['6 error tls.notOffered'],
	);
	checkRules(
		rule,
		[
			"send: 'ehlo client.example.org\\r\\n'",
			"reply: b'250-mx.example.com\\r\\n'",
			"reply: b'250 8BITMIME\\r\\n'",
			'smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.',
		],
		['3 error tls.notOffered'],
	);
	checkRules(
		rule,
		[
			'<-- 220 mx.example.com ESMTP',
			'--> EHLO client.example.org',
			'<-- 250 mx.example.com',
			'msmtp: the server does not support TLS via the STARTTLS command',
		],
		['3 error tls.notOffered'],
	);
});

test('it is information where mail or TLS went on', () => {
	checkRules(
		rule,
		[
			'CONNECTED(00000003)',
			"Didn't find STARTTLS in server response, trying anyway...",
			'depth=0 CN = mx.example.com',
			'verify return:1',
			'---',
			'New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384',
			'---',
			'250 8BITMIME',
		],
		['1 information tls.notOffered'],
		/TLS worked all the same/,
	);
	checkRules(
		rule,
		swaks('mx.example.com:25', ...greeting, ...plain, '*** Host did not advertise STARTTLS', ...plainMail),
		['6 information tls.notOffered'],
		/sent in the clear/,
	);
});

test('the same words of a server, or of a mail, say nothing', () => {
	checkRules(
		rule,
		swaks(
			'mx.example.com:25',
			...greeting,
			...plain,
			...plainMail,
			'> DATA',
			'< 354 Go ahead',
			'> *** Host did not advertise STARTTLS',
			'> .',
			'< 250 STARTTLS not supported.',
			...quit,
		),
		[],
	);
});

test('a certificate that a tool refuses is a handshake that failed', () => {
	const upTo = (mark: (speaker: 'C' | 'S', text: string) => string) => [
		mark('S', '220 mx.example.com ESMTP'),
		mark('C', 'EHLO client.example.org'),
		mark('S', '250-mx.example.com'),
		mark('S', '250 STARTTLS'),
		mark('C', 'STARTTLS'),
		mark('S', '220 2.0.0 Ready to start TLS'),
	];
	const nodemailer = upTo((speaker, text) => `[2026-11-23 10:00:00] DEBUG [Zx3kT0aQ9c] ${speaker}: ${text}`);
	checkRules(
		rule,
		[...nodemailer, '[2026-11-23 10:00:01] ERROR [Zx3kT0aQ9c] self-signed certificate'],
		['6 error tls.failed'],
		/could not be verified\. “self-signed certificate”/,
	);
	checkRules(
		rule,
		[
			...nodemailer,
			"[2026-11-23 10:00:01] ERROR [Zx3kT0aQ9c] Hostname/IP does not match certificate's altnames: Host: mx.example.com. is not in the cert's altnames: DNS:x.example",
		],
		['6 error tls.failed'],
		/for another name/,
	);
	// A line of the mail in these words is no error.
	checkRules(
		rule,
		[
			...nodemailer.slice(0, 4),
			'[2026-11-23 10:00:01] DEBUG [Zx3kT0aQ9c] C: DATA',
			'[2026-11-23 10:00:01] DEBUG [Zx3kT0aQ9c] S: 354 Go ahead',
			'[2026-11-23 10:00:01] DEBUG [Zx3kT0aQ9c] self-signed certificate',
		],
		[],
	);
	checkRules(
		rule,
		[
			'msmtp: TLS certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown. ',
			...upTo((speaker, text) => `${speaker === 'C' ? '-->' : '<--'} ${text}`),
		],
		['0 error tls.failed'],
		/could not be verified/,
	);
	const perl = upTo(
		(speaker, text) => `Net::SMTP=GLOB(0x55ec8db40180)${speaker === 'C' ? '>>>' : '<<<'} ${text}`,
	);
	const failure =
		'starttls: SSL connect attempt failed error:0A000086:SSL routines::certificate verify failed';
	checkRules(rule, [...perl, failure], ['6 error tls.failed'], /could not be verified/);
	// With two conversations it is nobody's.
	checkRules(rule, [...perl.map((line) => line.replace('40180', '40999')), ...perl, failure], []);
	checkRules(
		rule,
		[
			...upTo((speaker, text) => (speaker === 'C' ? `send: '${text}\\r\\n'` : `reply: b'${text}\\r\\n'`)),
			'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)',
		],
		['6 error tls.failed'],
		/could not be verified/,
	);
});
