import assert from 'node:assert/strict';
import { allFindings } from '../../src/checks/all';
import { MailLog } from '../../src/core/mailLog';
import { log, postfix } from '../features/logs';

/** What of these rules is found in some lines, as `line severity rule`, lines from 0, and what the first of it says. */
export function checkRules(
	rules: RegExp,
	lines: readonly string[],
	expected: readonly string[],
	message?: RegExp,
): void {
	const found = allFindings(MailLog.of(log(...lines))).filter(({ rule }) => rules.test(rule));
	assert.deepEqual(
		found.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`),
		expected,
		found.map(({ message: words }) => words()).join('\n'),
	);
	if (message) {
		assert.match(found[0]?.message() ?? '', message);
	}
}

/** Lines of one daemon of Postfix, a second apart from minute `minute` of ten o'clock on. */
export function daemon(program: string, minute: number, ...texts: readonly string[]): string[] {
	return texts.map((text, at) => postfix(time(minute, at), program, text));
}

function time(minute: number, second: number): string {
	const pair = (number: number) => String(number).padStart(2, '0');
	return `${pair(10 + Math.floor(minute / 60))}:${pair(minute % 60)}:${pair(second)}`;
}

/** What swaks writes with a server that answers so: commands begin with `>`, replies with `<`, all else stands as it is. */
export function swaks(target: string, ...lines: readonly string[]): string[] {
	let isEncrypted = false;
	return [
		`=== Trying ${target}...`,
		`=== Connected to ${target.replace(/:\d+$/, '')}.`,
		...lines.map((line) => {
			isEncrypted ||= line.includes('TLS started');
			if (line.startsWith('> ')) {
				return `${isEncrypted ? ' ~>' : ' ->'} ${line.slice(2)}`;
			}
			if (!line.startsWith('< ')) {
				return line;
			}
			const mark = /^< [45]/.test(line) ? '<**' : '<- ';
			return `${isEncrypted ? mark.replace('-', '~') : mark} ${line.slice(2)}`;
		}),
	];
}

export const greeting = ['< 220 mx.example.com ESMTP', '> EHLO client.example.org'];
export const plainMail = [
	'> MAIL FROM:<a@example.org>',
	'< 250 2.1.0 Ok',
	'> RCPT TO:<b@example.com>',
	'< 250 2.1.5 Ok',
];
export const quit = ['> QUIT', '< 221 2.0.0 Bye'];
export const tls = [
	'> STARTTLS',
	'< 220 2.0.0 Ready to start TLS',
	'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
];
