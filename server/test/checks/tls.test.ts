import { test } from 'node:test';
import { checkRules, daemon, greeting, plainMail, quit, swaks, tls } from './find';

const starttls = ['< 250-mx.example.com', '< 250 STARTTLS'];
const failing = (text: string) =>
	swaks('mx.example.com:25', ...greeting, ...starttls, '> STARTTLS', '< 220 2.0.0 Ready to start TLS', text);
const failed = /^(?:tls\.failed|session\.lost)$/;

/** A handshake that fails, as smtpd logs it. */
function refused(pid: number, client: string, library?: string): string[] {
	return daemon(
		`smtpd[${pid}]`,
		pid,
		`connect from ${client}`,
		`SSL_accept error from ${client}: ${library === undefined ? 'lost connection' : '-1'}`,
		...(library === undefined ? [] : [`warning: TLS library problem: error:${library}:../ssl/x.c:350:`]),
		`lost connection after STARTTLS from ${client}`,
		`disconnect from ${client} ehlo=1 starttls=0/1 commands=1/2`,
	);
}

test('a handshake that fails says why, in plain words', () => {
	const rows: readonly (readonly [text: string, why: RegExp])[] = [
		[
			'*** TLS startup failed (connect(): error:0A000086:SSL routines::certificate verify failed)',
			/could not be verified\. “certificate verify failed”/,
		],
		[
			'*** TLS startup failed (connect(): error:0A00010B:SSL routines::wrong version number)',
			/does not speak TLS/,
		],
		[
			'*** TLS startup failed (connect(): error:0A000102:SSL routines::unsupported protocol)',
			/no TLS version in common/,
		],
		[
			'*** TLS startup failed (connect(): error:0A000410:SSL routines::sslv3 alert handshake failure)',
			/ended the handshake/,
		],
		[
			'*** TLS startup failed (connect(): error:0A000126:SSL routines::unexpected eof while reading)',
			/hung up/,
		],
		['*** TLS startup failed (connect(): error:0A00018A:SSL routines::dh key too small)', /too small/],
	];
	for (const [text, why] of rows) {
		checkRules(failed, failing(text), ['8 error tls.failed'], why);
	}
});

test('a server has one finding for each reason, with all clients that had it', () => {
	const wrong = '0A00010B:SSL routines::wrong version number';
	checkRules(
		failed,
		[
			...refused(1, 'a.example.org[192.0.2.9]', wrong),
			...refused(2, 'unknown[198.51.100.7]', wrong),
			...refused(3, 'unknown[198.51.100.8]'),
		],
		['1 information tls.failed', '11 information tls.failed'],
		/with 2 clients failed: the other side does not speak TLS/,
	);
	checkRules(
		failed,
		refused(1, 'a.example.org[192.0.2.9]', '0A000418:SSL routines::tlsv1 alert unknown ca'),
		['1 warning tls.failed'],
		/refused the certificate/,
	);
	checkRules(
		failed,
		[
			'2026-11-23 10:00:00 TLS error on connection from host44.isp.example [203.0.113.44] (gnutls_handshake): No supported cipher suites have been found.',
		],
		['0 information tls.failed'],
		/no cipher in common/,
	);
	checkRules(
		failed,
		[
			'2026-11-23 10:00:00 TLS error on connection from host44.isp.example [203.0.113.44] (cert/key setup: cert=/etc/x.pem key=/etc/x.pem): Error while reading file.',
		],
		['0 warning tls.failed'],
	);
});

test('a failure that the queue tells of does not hide a graver one of the same host', () => {
	const failing = (pid: number) => [
		`Nov 23 10:0${pid}:00 mx1 postfix/smtp[${pid}]: SSL_connect error to mx.example.com[198.51.100.7]:25: -1`,
		`Nov 23 10:0${pid}:00 mx1 postfix/smtp[${pid}]: warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/x.c:350:`,
	];
	checkRules(
		failed,
		[
			...failing(1),
			'Nov 23 10:01:00 mx1 postfix/smtp[1]: 4jYB5r214Jz6x: to=<a@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)',
			...failing(2),
		],
		['0 information tls.failed', '3 error tls.failed'],
		/does not speak TLS/,
	);
});

test('what is no failed handshake is none', () => {
	checkRules(failed, swaks('mx.example.com:25', ...greeting, ...starttls, ...tls, ...quit), []);
	checkRules(
		failed,
		swaks(
			'mx.example.com:25',
			...greeting,
			...starttls,
			'> STARTTLS',
			'< 454 4.7.0 TLS not available',
			'*** STARTTLS attempted but failed',
			...quit,
		),
		[],
	);
	checkRules(
		/^tls\.failed$/,
		[
			'2026-11-23 10:00:00 TLS error on connection from host44.isp.example [203.0.113.44] (recv): The TLS connection was non-properly terminated.',
		],
		[],
	);
	checkRules(
		failed,
		daemon(
			'smtpd[7]',
			0,
			'connect from a.example.org[192.0.2.9]',
			'Anonymous TLS connection established from a.example.org[192.0.2.9]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
			'disconnect from a.example.org[192.0.2.9] ehlo=2 starttls=1 quit=1 commands=4',
		),
		[],
	);
});

const fellBack = /^tls\.(?:fellBack|failed)$/;
const id = '4jYB5r214Jz6x';
const mx = 'mx.example.net[198.51.100.7]:25';
const queued = daemon('pickup[9]', 0, `${id}: uid=1000 from=<alice@example.com>`);
const broken = (pid: number) =>
	daemon(
		`smtp[${pid}]`,
		1,
		`SSL_connect error to ${mx}: -1`,
		'warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/x.c:350:',
		`${id}: Cannot start TLS: handshake failure`,
	);
const delivered = (pid: number, relay = mx) =>
	daemon(
		`smtp[${pid}]`,
		2,
		`${id}: to=<b@example.net>, relay=${relay}, delay=1.2, delays=0.1/0/0.9/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok)`,
	);
const exim = (text: string) => `2026-11-23 10:00:01 1xVX0Y-00008E-0N ${text}`;
const eximFellBack = [
	exim('<= alice@example.com U=alice P=local S=420'),
	exim(
		'TLS session: (gnutls_handshake): timed out: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)',
	),
	exim('=> b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 Ok"'),
	exim('Completed'),
];

test('TLS that failed, and mail that went on without it', () => {
	checkRules(
		fellBack,
		eximFellBack,
		['1 warning tls.fellBack'],
		/1xVX0Y-00008E-0N went to mx\.example\.net in the clear after TLS had failed: no answer came in time/,
	);
	checkRules(
		fellBack,
		[...queued, ...broken(7), ...delivered(7)],
		['3 warning tls.fellBack'],
		/does not speak TLS here/,
	);
	const other = (line: string) => line.replace('1xVX0Y-00008E-0N', '1xVX0Z-00008F-0P');
	checkRules(
		fellBack,
		[...eximFellBack, ...eximFellBack.map(other)],
		['1 warning tls.fellBack'],
		/^2 mails went to mx\.example\.net/,
	);
	checkRules(
		fellBack,
		eximFellBack.map((line) =>
			line.replace('TLS session: (gnutls_handshake): timed out: ', 'TLS session failure: '),
		),
		['1 warning tls.fellBack'],
	);
});

test('mail that did not go on without it, or went elsewhere, is no such thing', () => {
	checkRules(
		fellBack,
		eximFellBack.filter((line) => !line.includes('TLS session')),
		[],
	);
	const deferred = daemon(
		'smtp[7]',
		2,
		`${id}: to=<b@example.net>, relay=${mx}, delay=1.2, delays=0.1/0/0.9/0.2, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)`,
	);
	checkRules(/^tls\.fellBack$/, [...queued, ...broken(7), ...deferred], []);
	checkRules(
		/^tls\.fellBack$/,
		[...queued, ...broken(7), ...delivered(7, 'mx2.example.net[198.51.100.8]:25')],
		[],
	);
	const again = daemon(
		'smtp[8]',
		2,
		`Untrusted TLS connection established to ${mx}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)`,
	);
	checkRules(/^tls\.fellBack$/, [...queued, ...broken(7), ...again, ...delivered(8)], []);
});

const notUsed = /^tls\.notUsed$/;

test('STARTTLS that was offered and not used', () => {
	const mail = swaks('mx.example.com:25', ...greeting, ...starttls, ...plainMail, ...quit);
	checkRules(notUsed, mail, ['6 information tls.notUsed'], /^mx\.example\.com offered STARTTLS/);
	checkRules(notUsed, [...mail, ...mail], ['6 information tls.notUsed']);
	checkRules(notUsed, mail.slice(2), ['4 information tls.notUsed'], /^The server offered/);
	checkRules(
		notUsed,
		[
			'< 220 mx.example.com ESMTP',
			'> EHLO x',
			'< 250-mx.example.com',
			'< 250 STARTTLS',
			'> MAIL FROM:<a@example.org>',
			'< 250 Ok',
			'> QUIT',
			'< 221 Bye',
		],
		['4 information tls.notUsed'],
	);
});

test('STARTTLS that was used, not offered, or not needed', () => {
	checkRules(
		notUsed,
		swaks(
			'mx.example.com:25',
			...greeting,
			...starttls,
			...tls,
			'> EHLO x',
			'< 250 mx.example.com',
			...plainMail,
			...quit,
		),
		[],
	);
	checkRules(
		notUsed,
		swaks('mx.example.com:25', ...greeting, '< 250 mx.example.com', ...plainMail, ...quit),
		[],
	);
	checkRules(notUsed, swaks('127.0.0.1:25', ...greeting, ...starttls, ...plainMail, ...quit), []);
	checkRules(notUsed, swaks('mx.example.com:25', ...greeting, ...starttls, ...quit), []);
	checkRules(
		notUsed,
		swaks(
			'mx.example.com:587',
			...greeting,
			'< 250-mx.example.com',
			'< 250-STARTTLS',
			'< 250 AUTH PLAIN',
			'> AUTH PLAIN ****',
			'< 235 Ok',
			...plainMail,
			...quit,
		),
		[],
	);
});

const weak = /^tls\.weak$/;
const secured = (parameters: string) =>
	daemon(
		'smtpd[7]',
		0,
		'connect from a.example.org[192.0.2.9]',
		`Anonymous TLS connection established from a.example.org[192.0.2.9]: ${parameters}`,
		'disconnect from a.example.org[192.0.2.9] ehlo=2 starttls=1 quit=1 commands=4',
	);
const out = (parameters: string) =>
	daemon('smtp[7]', 0, `Untrusted TLS connection established to ${mx}: ${parameters}`).concat(
		queued,
		delivered(7),
	);
const accepted = (cipher: string, login = '') => [
	exim(`<= a@example.org H=mx.example.org [203.0.113.40] P=esmtps${login && 'a'} X=${cipher}${login} S=420`),
];

test('old versions, weak ciphers and small keys', () => {
	checkRules(
		weak,
		secured('TLSv1 with cipher ECDHE-RSA-AES256-SHA (256/256 bits)'),
		['1 information tls.weak'],
		/^TLSv1 was used with a\.example\.org/,
	);
	checkRules(
		weak,
		secured('TLSv1.2 with cipher ECDHE-RSA-RC4-SHA (128/128 bits)'),
		['1 information tls.weak'],
		/ECDHE-RSA-RC4-SHA/,
	);
	checkRules(
		weak,
		secured(
			'TLSv1.2 with cipher DHE-RSA-AES256-GCM-SHA384 (256/256 bits) key-exchange DHE (1024 bits) server-signature RSA-PSS (2048 bits)',
		),
		['1 information tls.weak'],
		/1024 bits/,
	);
	checkRules(weak, out('TLSv1.1 with cipher ECDHE-RSA-AES256-SHA (256/256 bits)'), ['0 warning tls.weak']);
	checkRules(weak, accepted('TLS1.0:RSA_AES_256_CBC_SHA1:256'), ['0 information tls.weak'], /TLS1\.0/);
	checkRules(weak, accepted('TLS1.0:RSA_AES_256_CBC_SHA1:256', ' A=plain_login:alice'), [
		'0 warning tls.weak',
	]);
	checkRules(
		weak,
		swaks(
			'mx.example.com:25',
			...greeting,
			...starttls,
			...tls.slice(0, 2),
			'=== TLS started with cipher TLSv1.2:DES-CBC3-SHA:112',
			...quit,
		),
		['8 warning tls.weak'],
	);
});

test('what is as it should be', () => {
	for (const parameters of [
		'TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
		'TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)',
		'TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256',
	]) {
		checkRules(weak, secured(parameters), []);
		checkRules(weak, out(parameters), []);
	}
	checkRules(weak, accepted('TLS1.3:ECDHE_SECP256R1__RSA_PSS_RSAE_SHA256__AES_256_GCM:256'), []);
	checkRules(weak, swaks('mx.example.com:25', ...greeting, ...starttls, ...tls, ...quit), []);
});
