import { test } from 'node:test';
import { checkRules, daemon, greeting, plainMail, quit, swaks, tls } from './find';

const offers = (...keywords: string[]) => [
	'< 250-mx.example.com',
	...keywords.map((word, at) => `< 250${at === keywords.length - 1 ? ' ' : '-'}${word}`),
];
const login = ['> AUTH PLAIN ****', '< 235 2.7.0 Authentication successful'];

/** A login that fails, as smtpd logs it. */
function failure(pid: number, minute: number, address: string, user = 'alice@example.com'): string[] {
	return daemon(
		`submission/smtpd[${pid}]`,
		minute,
		`connect from unknown[${address}]`,
		`warning: unknown[${address}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=${user}`,
		`disconnect from unknown[${address}] ehlo=2 starttls=1 auth=0/1 quit=1 commands=4/5`,
	);
}

const series = (count: number, failed: (at: number) => string[]) =>
	Array.from({ length: count }, (_, at) => failed(at)).flat();
const guesses = /^auth\.(?:guessing|notAuthenticated)$/;

test('five failures of one address within an hour are one finding', () => {
	checkRules(
		guesses,
		series(5, (at) => failure(100 + at, at * 10, '198.51.100.66', `user${at}@example.com`)),
		['1 warning auth.guessing'],
		/from 198\.51\.100\.66 failed 5 times within 40 minutes, as user0@example\.com and 4 others/,
	);
});

test('ten failures of three neighbours are one finding of their network', () => {
	checkRules(
		guesses,
		series(10, (at) => failure(100 + at, at, `198.51.100.${at % 3}`)),
		['1 warning auth.guessing'],
		/from the network 198\.51\.100\.0\/24 \(3 addresses\) failed 10 times/,
	);
	checkRules(
		guesses,
		series(10, (at) => failure(100 + at, at, `2001:db8:0:1::${at % 3}`)),
		['1 warning auth.guessing'],
		/network 2001:db8:0:1::\/64/,
	);
});

test('many addresses that try one user are one finding of the user', () => {
	checkRules(
		guesses,
		series(10, (at) => failure(100 + at, at, `198.51.${at}.66`)),
		['1 warning auth.guessing'],
		/as alice@example\.com from 10 addresses failed 10 times/,
	);
});

test('Exim shows it, too', () => {
	checkRules(
		guesses,
		series(6, (at) => [
			`2026-11-23 10:0${at}:00 login authenticator failed for (x) [203.0.113.40]: 535 Incorrect authentication data (set_id=bob)`,
		]),
		['5 warning auth.guessing'],
		/from 203\.0\.113\.40 failed 6 times within 5 minutes, all as bob/,
	);
});

test('what is no series is left to auth.notAuthenticated', () => {
	const slow = series(6, (at) => failure(100 + at, at * 16, '198.51.100.66'));
	checkRules(guesses, slow, ['1 warning auth.notAuthenticated']);
	checkRules(
		guesses,
		series(4, (at) => failure(100 + at, at, '198.51.100.66')),
		['1 warning auth.notAuthenticated'],
	);
	const two = series(4, (at) => failure(100 + at, at, `198.51.100.${at % 2}`));
	checkRules(guesses, two, ['1 warning auth.notAuthenticated', '4 warning auth.notAuthenticated']);
	const far = series(2, (at) => failure(100 + at, at, `198.51.${at}.66`, `user${at}@example.com`));
	checkRules(guesses, far, ['1 warning auth.notAuthenticated', '4 warning auth.notAuthenticated']);
});

const clear = /^auth\.inTheClear$/;

test('a password before TLS is a warning', () => {
	checkRules(
		clear,
		swaks('mx.example.com:587', ...greeting, ...offers('AUTH PLAIN LOGIN'), ...login, ...quit),
		['6 warning auth.inTheClear'],
		/AUTH PLAIN was sent to mx\.example\.com before TLS/,
	);
	checkRules(
		clear,
		[
			'<-  220 mx.example.com ESMTP',
			' -> EHLO x',
			'<-  250-mx.example.com',
			'<-  250-STARTTLS',
			'<-  250 AUTH LOGIN',
			' -> AUTH LOGIN',
			'<-  334 VXNlcm5hbWU6',
			' -> ****',
			'<-  334 UGFzc3dvcmQ6',
			' -> ****',
			'<-  235 2.7.0 Ok',
		],
		['5 warning auth.inTheClear'],
	);
	checkRules(
		clear,
		[
			'2026-11-23 10:00:00 1xVX0Y-00008E-0N <= alice@example.com H=(laptop) [192.0.2.9] P=esmtpa A=plain_login:alice S=420',
		],
		['0 warning auth.inTheClear'],
		/alice logged in with PLAIN without TLS/,
	);
	checkRules(clear, server('submission/smtpd', 'PLAIN', ''), ['1 warning auth.inTheClear']);
});

test('a server that offers it before TLS is information', () => {
	checkRules(
		clear,
		swaks('mx.example.com:25', ...greeting, ...offers('STARTTLS', 'AUTH PLAIN LOGIN'), ...plainMail, ...quit),
		['6 information auth.inTheClear'],
	);
});

/** A login that works, as smtpd logs it. */
function server(
	service: string,
	mechanism: string,
	counters: string,
	client = 'laptop.example.org[192.0.2.9]',
): string[] {
	return daemon(
		`${service}[7]`,
		0,
		`connect from ${client}`,
		`4jYB5r214Jz6x: client=${client}, sasl_method=${mechanism}, sasl_username=alice`,
		`disconnect from ${client} ehlo=1${counters} auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6`,
	);
}

test('a password behind TLS, on this machine, or of which the log does not tell, is nothing', () => {
	for (const lines of [
		swaks(
			'mx.example.com:587',
			...greeting,
			...offers('STARTTLS'),
			...tls,
			'> EHLO client.example.org',
			...offers('AUTH PLAIN'),
			...login,
			...quit,
		),
		swaks('127.0.0.1:587', ...greeting, ...offers('AUTH PLAIN LOGIN'), ...login, ...quit),
		swaks('mx.example.com:465', ...greeting, ...offers('AUTH PLAIN LOGIN'), ...login, ...quit),
		swaks(
			'mx.example.com:587',
			...greeting,
			...offers('AUTH CRAM-MD5'),
			'> AUTH CRAM-MD5',
			'< 334 PDE+',
			'> ****',
			'< 235 2.7.0 Ok',
		),
		server('submission/smtpd', 'PLAIN', ' starttls=1'),
		server('smtps/smtpd', 'PLAIN', ''),
		server('smtpd', 'PLAIN', ''),
		server('submission/smtpd', 'CRAM-MD5', ''),
		server('submission/smtpd', 'PLAIN', '', 'localhost[127.0.0.1]'),
		[
			'2026-11-23 10:00:00 1xVX0Y-00008E-0N <= alice@example.com H=(laptop) [192.0.2.9] P=esmtpsa X=TLS1.3:ECDHE__AES_256_GCM:256 A=plain_login:alice S=420',
		],
	]) {
		checkRules(clear, lines, []);
	}
});

const secret = /^secret\.inText$/;
const verbose = (...texts: string[]) =>
	daemon(
		'smtpd[7]',
		0,
		'connect from laptop.example.org[192.0.2.9]',
		'> laptop.example.org[192.0.2.9]: 220 mx1.example.com ESMTP',
		...texts.map((text) => text.replace(/^[<>]/, '$& laptop.example.org[192.0.2.9]:')),
	);

test('what was sent to log in is found where it stands, and never said', () => {
	checkRules(
		secret,
		swaks(
			'mx.example.com:587',
			...greeting,
			...offers('AUTH PLAIN'),
			'> AUTH PLAIN AGFsaWNlAHNlY3JldA==',
			'< 235 2.7.0 Ok',
		),
		['6 information secret.inText'],
		/^A password stands in line 7, columns 16 to 35/,
	);
	checkRules(
		secret,
		swaks(
			'mx.example.com:587',
			...greeting,
			...offers('AUTH LOGIN'),
			'> AUTH LOGIN',
			'< 334 VXNlcm5hbWU6',
			'> YWxpY2U=',
			'< 334 UGFzc3dvcmQ6',
			'> c2VjcmV0',
			'< 235 2.7.0 Ok',
		),
		['10 information secret.inText'],
	);
	checkRules(
		secret,
		swaks(
			'mx.example.com:587',
			...greeting,
			...offers('AUTH CRAM-MD5'),
			'> AUTH CRAM-MD5',
			'< 334 PDE+',
			'> YWxpY2UgMTIzNDU2Nzg5MA==',
			'< 235 2.7.0 Ok',
		),
		['8 information secret.inText'],
		/^The answer to a challenge/,
	);
	checkRules(secret, verbose('< AUTH PLAIN AGFsaWNlAHNlY3JldA==', '> 235 2.7.0 Ok'), [
		'2 warning secret.inText',
	]);
});

test('what is masked, or no secret, is left alone', () => {
	for (const answer of ['****', '<hidden>', 'xxxxxxxx', '[credentials]']) {
		checkRules(
			secret,
			swaks(
				'mx.example.com:587',
				...greeting,
				...offers('AUTH PLAIN'),
				`> AUTH PLAIN ${answer}`,
				'< 235 2.7.0 Ok',
			),
			[],
		);
	}
	checkRules(
		secret,
		swaks(
			'mx.example.com:587',
			...greeting,
			...offers('AUTH LOGIN'),
			'> AUTH LOGIN',
			'< 334 VXNlcm5hbWU6',
			'> *',
			'< 501 5.7.0 Aborted',
		),
		[],
	);
	checkRules(secret, verbose('< AUTH PLAIN ****', '> 235 2.7.0 Ok'), []);
});
