import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { MailLog } from '../../src/core/mailLog';
import { shellQuote } from '../../src/features/shellQuote';
import { swaksCommand } from '../../src/features/swaksCommand';

const words: readonly (readonly [word: string, quoted: string | undefined])[] = [
	['a@example.org', 'a@example.org'],
	['a@example.org,b@example.net', 'a@example.org,b@example.net'],
	['', "''"],
	['<>', "'<>'"],
	['a b', "'a b'"],
	["o'brien@example.org", String.raw`'o'\''brien@example.org'`],
	["'", String.raw`''\'''`],
	['$(id)@example.org', "'$(id)@example.org'"],
	['`id`', "'`id`'"],
	['a;rm -rf ~', "'a;rm -rf ~'"],
	['~root', "'~root'"],
	['=ls', "'=ls'"],
	['!event', "'!event'"],
	['a\\b', "'a\\b'"],
	['*', "'*'"],
	['#x', "'#x'"],
	['jürgen@bücher.example', "'jürgen@bücher.example'"],
	['-oQ/tmp', undefined],
	['--data', undefined],
	['a\nb', undefined],
	['a\u001b[2Jb', undefined],
	['a\0b', undefined],
	['a\u202eb', undefined],
	['a\u2028b', undefined],
];

for (const [word, quoted] of words) {
	test(`${JSON.stringify(word)} for a shell`, () => {
		assert.equal(shellQuote(word), quoted);
	});
}

test('a shell reads what was quoted as one word', () => {
	const all = fc
		.sample(fc.string({ unit: 'grapheme', maxLength: 20 }), { numRuns: 200, seed: 1 })
		.flatMap((word) => {
			const quoted = shellQuote(word);
			return quoted === undefined ? [] : [{ word, quoted }];
		});
	const script = `printf '%s\\n' ${all.map(({ quoted }) => quoted).join(' ')}`;
	const told = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
	assert.equal(told, all.map(({ word }) => `${word}\n`).join(''));
});

const dialogue = (lines: readonly string[]) => lines.join('\n');

const commands: readonly (readonly [
	name: string,
	log: string,
	session: number,
	command: string | undefined,
])[] = [
	[
		'a session of swaks',
		readFileSync('samples/swaks.txt', 'utf8'),
		0,
		'swaks --server mx1.example.com --port 587 --ehlo host77.isp.example --tls --auth LOGIN --from alice@example.com --to bob@example.net',
	],
	[
		'a login that failed',
		readFileSync('samples/swaks.txt', 'utf8'),
		1,
		'swaks --server mx1.example.com --port 587 --ehlo host77.isp.example --tls --auth PLAIN --quit-after AUTH',
	],
	[
		'TLS from the beginning',
		readFileSync('samples/session.smtp', 'utf8'),
		0,
		'swaks --server mx1.example.com --ehlo host78.isp.example --tls-on-connect --auth LOGIN --from alice@example.com --to bob@example.net',
	],
	[
		'what Postfix sent',
		readFileSync('samples/postfix.log', 'utf8'),
		3,
		'swaks --server mx.example.net --port 25 --tls --from alice@example.com --to bob@example.net',
	],
	[
		'what came to Postfix by submission',
		readFileSync('samples/postfix.log', 'utf8'),
		2,
		'swaks --server mx1 --port 587 --tls --auth LOGIN --auth-user alice --from alice@example.com --to bob@example.net',
	],
	[
		'a recipient that was refused',
		readFileSync('samples/postfix.log', 'utf8'),
		8,
		'swaks --server mx1 --port 25 --ehlo friend --from offers@bulk.example --to someone@example.org --quit-after RCPT',
	],
	[
		'the null sender, and LMTP',
		dialogue([
			'S: 220 mx.example.net LMTP',
			'C: LHLO pc.example.org',
			'S: 250 ok',
			'C: MAIL FROM:<>',
			'S: 250 ok',
			'C: RCPT TO:<b@example.net>',
			'S: 550 no',
		]),
		0,
		"swaks --server mx.example.net --protocol LMTP --ehlo pc.example.org --from '<>' --to b@example.net --quit-after RCPT",
	],
	[
		'a hostile recipient',
		dialogue([
			'S: 220 mx.example.net ESMTP',
			'C: EHLO $(reboot)',
			'S: 250 ok',
			"C: MAIL FROM:<a';id;'@example.org>",
			'S: 250 ok',
			'C: RCPT TO:<-oX@example.net>',
			'S: 550 no',
		]),
		0,
		String.raw`swaks --server mx.example.net --ehlo '$(reboot)' --from 'a'\'';id;'\''@example.org' --quit-after RCPT`,
	],
	[
		'nothing to go to',
		dialogue(['C: EHLO pc.example.org', 'S: 250 ok', 'C: QUIT', 'S: 221 bye']),
		0,
		undefined,
	],
];

for (const [name, text, index, command] of commands) {
	test(`swaks: ${name}`, () => {
		assert.equal(swaksCommand(MailLog.of(text), index), command);
	});
}

test('swaks is never told a password', () => {
	const secret = Buffer.from('\0alice\0s3cr3t-Pass').toString('base64');
	const log = MailLog.of(
		dialogue([
			'S: 220 mx.example.net ESMTP',
			'C: EHLO pc',
			'S: 250 ok',
			`C: AUTH PLAIN ${secret}`,
			'S: 235 ok',
			'C: QUIT',
			'S: 221 bye',
		]),
	);
	const command = swaksCommand(log, 0) ?? '';
	assert.match(command, / --auth PLAIN /);
	assert.doesNotMatch(command, /password|s3cr3t|AGFsaWNl/);
});
