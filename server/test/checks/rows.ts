import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFindings } from '../../src/checks/all';
import { MailLog } from '../../src/core/mailLog';
import { log, postfix } from '../features/logs';

/** What a log is, its lines, and what is found in it as `line severity rule`, lines from 0; words of the first message. */
export type Row = readonly [
	what: string,
	lines: readonly string[],
	found: readonly string[],
	message?: RegExp,
];

/** Rules about how something was sent, not about what became of it: most transcripts of tests are sent in the clear. */
export const hasRowsElsewhere: ReadonlySet<string> = new Set([
	'secret.inText',
	'auth.inTheClear',
	'tls.notUsed',
]);

/** Each log has these findings and no others, of the rules that have their rows so. */
export function checkRows(rows: readonly Row[]): void {
	for (const [what, lines, expected, message] of rows) {
		test(what, () => {
			const findings = allFindings(MailLog.of(log(...lines))).filter(
				({ rule }) => !hasRowsElsewhere.has(rule),
			);
			const words = findings.map((finding) => finding.message());
			assert.deepEqual(
				findings.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`),
				expected,
				words.join('\n'),
			);
			if (message) {
				assert.match(words[0] ?? '', message);
			}
			for (const finding of findings) {
				for (const text of [finding.title('id'), finding.message('id'), finding.fix?.('id') ?? '']) {
					assert.doesNotMatch(text, /[{}]|undefined/);
				}
			}
		});
	}
}

/** A transcript of swaks; `S` is what the server says, `C` the client, anything else swaks itself. */
export function talk(...lines: readonly string[]): string[] {
	return lines.map((line) => {
		const words = line.slice(2);
		if (line.startsWith('C ')) {
			return ` -> ${words}`;
		}
		return line.startsWith('S ') ? `${/^[45]/.test(words) ? '<** ' : '<-  '}${words}` : line;
	});
}

/** Greeting and EHLO, as `talk` takes them: 7 lines. */
export const hello = [
	'S 220 mx.example.com ESMTP',
	'C EHLO client.example.org',
	'S 250-mx.example.com',
	'S 250-PIPELINING',
	'S 250-SIZE 10240000',
	'S 250-8BITMIME',
	'S 250 STARTTLS',
];

/** The same of a server that offers nothing of all that: 4 lines. */
export const plainHello = [
	'S 220 mx.example.com ESMTP',
	'C EHLO client.example.org',
	'S 250-mx.example.com',
	'S 250 ENHANCEDSTATUSCODES',
];

export const mail = ['C MAIL FROM:<a@example.org>', 'S 250 2.1.0 Ok'];
export const rcpt = ['C RCPT TO:<b@example.com>', 'S 250 2.1.5 Ok'];
export const data = ['C DATA', 'S 354 End data with <CR><LF>.<CR><LF>'];
export const content = ['C Subject: test', 'C ', 'C Hello', 'C .', 'S 250 2.0.0 Ok: queued as 4jYB4w0dbLz5c'];
export const quit = ['C QUIT', 'S 221 2.0.0 Bye'];

/** A session of smtpd; `CLIENT` is the client. */
export function smtpd(...texts: readonly string[]): string[] {
	return texts.map((text, at) =>
		postfix(
			`10:30:${String(at).padStart(2, '0')}`,
			'smtpd[2214]',
			text.replaceAll('CLIENT', 'mx.example.org[192.0.2.9]'),
		),
	);
}

/** A session of postscreen; `CLIENT` is the client. */
export function postscreen(...texts: readonly string[]): string[] {
	return texts.map((text, at) =>
		postfix(
			`10:30:${String(at).padStart(2, '0')}`,
			'postscreen[2214]',
			text.replaceAll('CLIENT', '[192.0.2.9]:51937'),
		),
	);
}

/** Lines of Exim's main log; `CLIENT` is the client. */
export function exim(...texts: readonly string[]): string[] {
	return texts.map(
		(text, at) =>
			`2026-11-23 10:00:0${at} ${text.replaceAll('CLIENT', 'H=mx.example.org [203.0.113.40]:4411')}`,
	);
}

export const tls = [
	'C STARTTLS',
	'S 220 2.0.0 Ready to start TLS',
	'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
];
export const login = ['C AUTH PLAIN AGFsaWNlAHNlY3JldA==', 'S 235 2.7.0 Authentication successful'];
export const authHello = [
	'S 220 mx.example.com ESMTP',
	'C EHLO client.example.org',
	'S 250-mx.example.com',
	'S 250 AUTH PLAIN LOGIN',
];
export const heloSession = [
	'S 220 mx.example.com ESMTP',
	'C HELO client.example.org',
	'S 250 mx.example.com',
];
