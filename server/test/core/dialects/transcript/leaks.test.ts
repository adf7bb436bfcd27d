import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { allFindings } from '../../../../src/checks/all';
import { reportPieces } from '../../../../src/cli/analysisReport';
import { MailLog } from '../../../../src/core/mailLog';
import { hover } from '../../../../src/features/hover';

const folder = 'server/test/core/dialects/transcript/fixtures';

/** The passwords that the fixtures were made with. */
const passwords = ['s3cr3t-Pass', 's3cr3t-Wrong', 'wonderland'];

/** What must not be told: the passwords, and what AUTH sends that has one in it, or was made from one. */
function secretsOf(text: string): Set<string> {
	const secrets = new Set(passwords.filter((password) => text.includes(password)));
	for (const [token] of text.matchAll(/[A-Za-z0-9+/]{8,400}={0,2}/g)) {
		const decoded = Buffer.from(token, 'base64').toString('latin1');
		// alice 8143334a108b75e4e2550938d77bc7eb: what CRAM-MD5 answers
		if (/^[ -~]+ [0-9a-f]{32}$/.test(decoded) || /^\0?[\w.@-]+\0\S+$/.test(decoded)) {
			secrets.add(token);
		} else if (
			passwords.some((password) => decoded.includes(password)) ||
			/^alice(?:@[\w.]+)?$/.test(decoded)
		) {
			secrets.add(token);
		}
	}
	return secrets;
}

let found = 0;

for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
	test(`${name}: no secret in it leaves its line`, () => {
		const text = readFileSync(`${folder}/${name}`, 'utf8');
		const secrets = secretsOf(text);
		found += secrets.size;
		const told = toldOf(MailLog.of(text));
		for (const secret of secrets) {
			assert.ok(!told.includes(secret), `${secret} is told`);
		}
	});
}

test('the fixtures have secrets', () => {
	assert.ok(found >= 25, String(found));
});

/** Everything that is said about a log: the whole report, and what a hover shows anywhere. */
function toldOf(log: MailLog): string {
	const report = [
		...reportPieces({ file: 'a.log', log, findings: allFindings(log), findingCounts: new Map() }, 'lines'),
	].join('');
	const hovers: string[] = [];
	for (let line = 0; line < log.lineCount; line++) {
		const places = new Set([0, ...log.event(line).fields.map(({ span }) => span.start)]);
		for (const character of places) {
			hovers.push(JSON.stringify(hover(log, { position: { line, character } })));
		}
	}
	return report + hovers.join('');
}

/** How each tool and each protocol log writes what the client (C) and the server (S) say. */
const styles: Readonly<Record<string, (who: 'C' | 'S', words: string) => string>> = {
	raw: (_, words) => words,
	swaks: (who, words) => (who === 'C' ? ' ~> ' : '<~  ') + words,
	curl: (who, words) => (who === 'C' ? '> ' : '< ') + words,
	msmtp: (who, words) => (who === 'C' ? '--> ' : '<-- ') + words,
	smtplib: (who, words) => (who === 'C' ? `send: '${words}\\r\\n'` : `reply: b'${words}\\r\\n'`),
	phpmailer: (who, words) =>
		`2026-01-05 10:11:12\t${who === 'C' ? 'CLIENT -> SERVER' : 'SERVER -> CLIENT'}: ${words}`,
	nodemailer: (who, words) => `[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9c] ${who}: ${words}`,
	'client-server': (who, words) => `${who}: ${words}`,
	perl: (who, words) => `Net::SMTP=GLOB(0x5616)${who === 'C' ? '>>>' : '<<<'} ${words}`,
	ruby: (who, words) => `${who === 'C' ? '<-' : '->'} "${words}\\r\\n"`,
	'go-mail': (who, words) => `2026/01/05 10:11:12 DEBUG: C ${who === 'C' ? '-->' : '<--'} S: ${words}`,
	sylpheed: (who, words) => `[10:11:12] ESMTP${who === 'C' ? '>' : '<'} ${words}`,
	mutt: (who, words) => `[2026-01-05 10:11:12] 5${who === 'C' ? '>' : '<'} ${words}`,
	's-nail': (who, words) => `s-nail: >>> ${who === 'C' ? '' : 'SERVER: '}${words}`,
	symfony: (who, words) => `[2026-01-05T10:11:12.123456+00:00] ${who === 'C' ? '>' : '<'} ${words}`,
	'exim-v': (who, words) => `  SMTP${who === 'C' ? '>>' : '<<'} ${words}`,
	'postfix-notice': (who, words) => (who === 'C' ? ' In:  ' : ' Out: ') + words,
	'postfix-v, smtpd': (who, words) =>
		`Jan  5 10:11:12 mx postfix/smtpd[77]: ${who === 'C' ? '<' : '>'} unknown[192.0.2.1]: ${words}`,
	'postfix-v, smtp': (who, words) =>
		`Jan  5 10:11:12 mx postfix/smtp[77]: ${who === 'C' ? '>' : '<'} mx.example.net[192.0.2.25]:25: ${words}`,
	exchange: (who, words) =>
		`2026-01-05T10:11:12.123Z,EX1\\Default,08DA4F7C11473A60,9,192.0.2.25:25,192.0.2.1:53722,${who === 'C' ? '<' : '>'},${words},`,
	hmailserver: (who, words) =>
		`"SMTPD"\t100\t1\t"2026-01-05 10:11:12.123"\t"192.0.2.1"\t"${who === 'C' ? 'RECEIVED' : 'SENT'}: ${words}"`,
	haraka: (who, words) => `[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4] [core] ${who}: ${words}`,
	'haraka, JSON': (who, words) =>
		`{"level":"PROTOCOL","uuid":"78407A3F-31FC-4937-80E7-A52CBDCAB1A4","source":"core","message":"${who}: ${words}"}`,
	'a log': (who, words) => `[2026-01-05 10:11:12] mail.DEBUG: ${who === 'C' ? '>>' : '<<'} ${words}`,
	'a quoted mail': (who, words) => `> ${who === 'C' ? ' -> ' : '<-  '}${words}`,
};

/** Every way to authenticate; `…` is the secret. */
const exchanges: Readonly<Record<string, readonly string[]>> = {
	'PLAIN, at once': ['C AUTH PLAIN …', 'S 235 2.7.0 Ok'],
	'PLAIN, asked for': ['C AUTH PLAIN', 'S 334 ', 'C …', 'S 535 5.7.8 no'],
	LOGIN: ['C AUTH LOGIN', 'S 334 VXNlcm5hbWU6', 'C …', 'S 334 UGFzc3dvcmQ6', 'C …', 'S 235 2.7.0 Ok'],
	'LOGIN, the user at once': ['C AUTH LOGIN …', 'S 334 UGFzc3dvcmQ6', 'C …', 'S 535 5.7.8 no'],
	'LOGIN, not waiting': [
		'C AUTH LOGIN',
		'C …',
		'C …',
		'S 334 VXNlcm5hbWU6',
		'S 334 UGFzc3dvcmQ6',
		'S 235 2.7.0 Ok',
	],
	'CRAM-MD5': ['C AUTH CRAM-MD5', 'S 334 PDE3LjQyQG14LmV4YW1wbGUubmV0Pg==', 'C …', 'S 235 2.7.0 Ok'],
	XOAUTH2: ['C AUTH XOAUTH2 …', 'S 334 eyJzdGF0dXMiOiI0MDAifQ==', 'C ', 'S 535 5.7.8 no'],
	'SCRAM-SHA-256': ['C AUTH SCRAM-SHA-256 …', 'S 334 cj1hYmM=', 'C …', 'S 334 dj1hYmM=', 'C …', 'S 235 Ok'],
	NTLM: ['C AUTH NTLM …', 'S 334 TlRMTVNTUAACAAAA', 'C …', 'S 235 Ok'],
};

for (const [style, write] of Object.entries(styles)) {
	test(`${style}: what AUTH sends is told by nobody`, () => {
		for (const [name, exchange] of Object.entries(exchanges)) {
			const secret = 'UVVJVGFuZFNFQ1JFVA==';
			const lines = [
				'S 220 mx.example.net ESMTP',
				'C EHLO client.example.org',
				'S 250 AUTH PLAIN',
				...exchange,
			];
			const said = [...lines, 'C MAIL FROM:<a@example.org>', 'S 250 2.1.0 Ok', 'C QUIT', 'S 221 Bye'];
			const text = said
				.map((line) => write(line.charAt(0) as 'C' | 'S', line.slice(2).replace('…', secret)))
				.join('\n');
			const log = MailLog.of(text);
			assert.ok(!toldOf(log).includes('UVVJVGFuZFNFQ1JFVA'), `${name}\n${text}`);
			const [session, ...others] = [...log.sessions()];
			assert.equal(others.length, 0, name);
			assert.deepEqual(
				session?.steps.flatMap(({ reply }) => reply?.code ?? []),
				said.filter((line) => line.startsWith('S')).map((line) => line.slice(2, 5)),
				`${name}\n${text}`,
			);
		}
	});
}
