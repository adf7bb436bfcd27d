import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { strip } from '../../src/features/strip';
import { timeline } from '../../src/features/timeline';
import { log } from './logs';

/** The strip of each session. */
function strips(text: string): string[] {
	const mailLog = MailLog.of(text);
	return [...mailLog.sessions()].map((session) => strip(session, mailLog));
}

const rows: readonly (readonly [title: string, text: string, ...expected: string[]])[] = [
	[
		'a command that got no answer is not drawn like one that was taken',
		log(
			'[2026-01-05 10:11:12] INFO  [Zx3kT0aQ9c] Connection established to 192.0.2.25:25',
			'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] S: 220 mx.example.com ESMTP',
			'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] C: EHLO client.example.org',
			'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] S: 250 mx.example.com',
			'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] C: MAIL FROM:<a@example.org>',
			'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] S: 250 2.1.0 Ok',
			'[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] C: RCPT TO:<b@example.com>',
			'[2026-01-05 10:11:12] INFO  [Zx3kT0aQ9c] Connection closed',
		),
		'220 · EHLO · MAIL · RCPT?',
	],
	[
		'a client that does not wait for the answer to QUIT',
		log(
			'Connecting to mx.example.com [192.0.2.25]:25 from 192.0.2.10 ...  connected',
			'  SMTP<< 220 mx.example.com ESMTP',
			'  SMTP>> EHLO client.example.org',
			'  SMTP<< 250-mx.example.com',
			'         250 AUTH PLAIN',
			'  SMTP>> AUTH PLAIN ****************',
			'  SMTP<< 535 5.7.8 Username and Password not accepted',
			'  SMTP>> QUIT',
			'  SMTP(close)>>',
		),
		'220 · EHLO · ✗ AUTH 535 · QUIT?',
	],
	[
		'a tool that shows no replies: the content is no command',
		log(
			'2026-01-05 10:11:12\tCLIENT -> SERVER: EHLO client.example.org',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: MAIL FROM:<a@example.org>',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: RCPT TO:<b@example.com>',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: DATA',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: Subject: test',
			'2026-01-05 10:11:12\tCLIENT -> SERVER:',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: HELO there.',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: QUIT the list as you like',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: .',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: QUIT',
		),
		'EHLO? · MAIL? · RCPT? · DATA? · CONTENT? · QUIT?',
	],
	[
		'a tool that shows neither replies nor content',
		log(
			'2026-01-05 10:11:12\tCLIENT -> SERVER: MAIL FROM:<a@example.org>',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: RCPT TO:<b@example.com>',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: DATA',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: QUIT',
		),
		'MAIL? · RCPT? · DATA? · QUIT?',
	],
	[
		'an empty content where no reply is shown',
		log(
			'2026-01-05 10:11:12\tCLIENT -> SERVER: MAIL FROM:<a@example.org>',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: DATA',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: .',
			'2026-01-05 10:11:12\tCLIENT -> SERVER: QUIT',
		),
		'MAIL? · DATA? · CONTENT? · QUIT?',
	],
	[
		'an error about TLS that was printed before the dialogue it ended',
		log(
			'msmtp: TLS certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown. ',
			'msmtp: could not send mail',
			'host = mx.example.com',
			'port = 25',
			'<-- 220 mx.example.com ESMTP',
			'--> EHLO client.example.org',
			'<-- 250-mx.example.com',
			'<-- 250 STARTTLS',
			'--> STARTTLS',
			'<-- 220 2.0.0 Ready to start TLS',
		),
		'220 · EHLO · ✗ TLS',
	],
	[
		'an error about TLS that comes before a greeting because TLS does',
		log(
			'msmtp: TLS certificate verification failed: The certificate is NOT trusted. The certificate issuer is unknown. ',
			'host = mx.example.com',
			'port = 465',
			'<-- 220 mx.example.com ESMTP',
		),
		'✗ TLS · 220',
	],
	[
		'a handshake of which the log tells only when the connection is closed',
		log(
			'Connecting to mx.example.com [192.0.2.25]:25 from 192.0.2.10 ...  connected',
			'  SMTP<< 220 mx.example.com ESMTP',
			'  SMTP>> EHLO client.example.org',
			'  SMTP<< 250-mx.example.com',
			'         250 STARTTLS',
			'  SMTP>> STARTTLS',
			'  SMTP<< 220 2.0.0 Ready to start TLS',
			'  SMTP(close)>>',
			'LOG: MAIN',
			'  TLS session: (gnutls_handshake): An unexpected TLS packet was received.: delivering unencrypted to H=mx.example.com [192.0.2.25] (not in hosts_require_tls)',
		),
		'220 · EHLO · ✗ TLS',
	],
	[
		'a certificate that Exim does not like and does not need',
		log(
			'Connecting to mx.example.com [192.0.2.25]:25 from 192.0.2.10 ...  connected',
			'  SMTP<< 220 mx.example.com ESMTP',
			'  SMTP>> EHLO client.example.org',
			'  SMTP<< 250-mx.example.com',
			'         250 STARTTLS',
			'  SMTP>> STARTTLS',
			'  SMTP<< 220 2.0.0 Ready to start TLS',
			'TLS certificate verification failed (certificate invalid): peerdn="CN=mx.example.com"',
			'TLS verify failure overridden (host in tls_try_verify_hosts)',
			'  SMTP>> EHLO client.example.org',
			'  SMTP<< 250 mx.example.com',
			'  SMTP>> QUIT',
			'  SMTP<< 221 2.0.0 Bye',
		),
		'220 · EHLO · STARTTLS · EHLO · 221',
	],
	[
		'a 500 to words that the log does not show is no answer to EHLO',
		log(
			'Trying 192.0.2.25...',
			'Connected to mx.example.com.',
			"Escape character is '^]'.",
			'220 mx.example.com ESMTP',
			'500 5.5.2 unrecognized command',
			'helo client',
			'250 mx.example.com',
		),
		'220 · ✗ COMMAND 500 · HELO',
	],
];
for (const [title, text, ...expected] of rows) {
	test(title, () => {
		assert.deepEqual(strips(text), expected);
	});
}

test('the mark of a command without an answer says so', () => {
	const text = log('=== Connected to mx.example.com.', '<-  220 mx.example.com ESMTP', ' -> NOOP');
	const mark = timeline(MailLog.of(text), { firstLine: 2, lastLine: 2 })[0];
	assert.equal(mark?.text, 'NOOP?');
	assert.equal(mark.state, 'progress');
	assert.equal(mark.description, 'Session s1: NOOP?, and the log shows no answer.');
});
