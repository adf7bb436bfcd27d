import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../../../src/core/mailLog';
import { valueOf } from '../../../../src/core/event';

/** One dialogue, as it was: who speaks, and the words. */
const dialogue: readonly (readonly ['S' | 'C', string])[] = [
	['S', '220 mx.example.net ESMTP Postfix'],
	['C', 'EHLO client.example.org'],
	['S', '250-mx.example.net'],
	['S', '250-SIZE 10240000'],
	['S', '250 AUTH PLAIN LOGIN'],
	['C', 'AUTH LOGIN'],
	['S', '334 VXNlcm5hbWU6'],
	['C', 'YWxpY2VAZXhhbXBsZS5vcmc='],
	['S', '334 UGFzc3dvcmQ6'],
	['C', 'c2VjcmV0LXBhc3M='],
	['S', '535 5.7.8 Error: authentication failed'],
	['C', 'MAIL FROM:<alice@example.org> SIZE=100'],
	['S', '250 2.1.0 Ok'],
	['C', 'RCPT TO:<bob@example.net>'],
	['S', '550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown'],
	['C', 'RCPT TO:<carol@example.net>'],
	['S', '250 2.1.5 Ok'],
	['C', 'DATA'],
	['S', '354 End data with <CR><LF>.<CR><LF>'],
	['C', 'Subject: hello'],
	['C', '220 looks like a greeting'],
	['C', 'EHLO looks.like.a.command'],
	['C', ''],
	['C', 'Jan  5 10:11:12 mx postfix/smtpd[1]: connect from client.example.org[192.0.2.1]'],
	['C', '.'],
	['S', '250 2.0.0 Ok: queued as 4F2A1B0C9D'],
	['C', 'QUIT'],
	['S', '221 2.0.0 Bye'],
];
const secrets = ['YWxpY2VAZXhhbXBsZS5vcmc', 'c2VjcmV0LXBhc3M'];

const unmarked = dialogue.map(([, words]) => words);
const asSwaks = dialogue.map(([who, words]) => (who === 'S' ? '<-  ' : ' -> ') + words);

const entity = (line: string) =>
	line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;');
const clock = (index: number) => `10:${String(index).padStart(2, '0')}:07`;

/** What happens to lines when they are pasted, or written into a log. */
const damages: Readonly<Record<string, (lines: readonly string[]) => readonly string[]>> = {
	'nothing happened': (lines) => lines,
	'quoted by a mail client': (lines) => lines.map((line) => `> ${line}`),
	'quoted, blanks at the end lost': (lines) => lines.map((line) => `> ${line}`.trimEnd()),
	'quoted three times': (lines) => lines.map((line) => `> > > ${line}`),
	'quoted twice, without a blank': (lines) => lines.map((line) => `>> ${line}`),
	'with bars': (lines) => lines.map((line) => `| ${line}`),
	'escaped for HTML': (lines) => lines.map(entity),
	'HTML with line breaks': (lines) => lines.map((line) => `${entity(line)}<br />`),
	'BBCode around it': (lines) =>
		lines.map((line, at) => (at === 0 ? `[code]${line}` : at === lines.length - 1 ? `${line}[/code]` : line)),
	'BBCode around each line': (lines) => lines.map((line) => `[FONT=Menlo]${line}[/FONT]`),
	'a fence of Markdown': (lines) => ['I get this:', '', '```', ...lines, '```', 'Any ideas?'],
	'with line numbers': (lines) => lines.map((line, at) => `${String(at + 1).padStart(3)}: ${line}`),
	'with line numbers and blanks': (lines) => lines.map((line, at) => `${String(at + 1)}  ${line}`),
	indented: (lines) => lines.map((line) => `    ${line}`),
	'indented with a tabulator': (lines) => lines.map((line) => `\t${line}`),
	'with ^M': (lines) => lines.map((line) => `${line}^M`),
	'quoted-printable': (lines) => lines.map((line) => line.replaceAll('=', '=3D')),
	'with characters that have no width': (lines) => lines.map((line) => `\u200b${line}`),
	'with hard blanks': (lines) => lines.map((line) => line.replaceAll(' ', '\u00a0')),
	'an empty line after each': (lines) => lines.flatMap((line) => [line, '']),
	"with a forum's times": (lines) => lines.map((line, at) => `[${clock(at)}] ${line}`),
	"in a program's syslog": (lines) => lines.map((line, at) => `Jan  5 ${clock(at)} web app[4242]: ${line}`),
	"in a framework's log": (lines) => lines.map((line, at) => `[2026-01-05 ${clock(at)}] mail.DEBUG: ${line}`),
	'in a log with threads': (lines) =>
		lines.map(
			(line, at) => `2026-01-05 ${clock(at)},${String(100 + at)} DEBUG [nio-8080-exec-3] o.e.Smtp - ${line}`,
		),
};

for (const [layout, lines] of Object.entries({ raw: unmarked, swaks: asSwaks })) {
	for (const [damage, harm] of Object.entries(damages)) {
		test(`a transcript (${layout}), ${damage}`, () => {
			check(harm(lines), layout);
		});
	}
}

/** Marks that no tool has: each side's is found out. */
const marks: Readonly<Record<string, (at: number, who: 'S' | 'C') => string>> = {
	'two arrows': (at, who) => `smtp[${String(at)}] ${who === 'S' ? '<=' : '=>'} `,
	'two words': (at, who) => `${clock(at)} INFO smtp ${who === 'S' ? 'RECV' : 'SEND'}: `,
	'double arrows behind a prefix': (at, who) =>
		`[2026-01-05 ${clock(at)}] mail.DEBUG: ${who === 'S' ? '<<' : '>>'} `,
	'one prefix for both': (at) => `${clock(at)} talk: `,
};

for (const [name, mark] of Object.entries(marks)) {
	test(`a transcript of an unknown tool: ${name}, and noise between`, () => {
		const lines = dialogue.flatMap(([who, words], at) => [
			mark(at, who) + words,
			`2026-01-05 ${clock(at)} something else entirely, ${String(at)}`,
		]);
		check(lines);
	});
}

function check(lines: readonly string[], layout?: string): void {
	const log = MailLog.of(lines.join('\n'));
	const [session, ...others] = [...log.sessions()];
	assert.equal(others.length, 0);
	assert.deepEqual(
		session?.steps.flatMap(({ reply }) => reply?.code ?? []),
		['220', '250', '334', '334', '535', '250', '550', '250', '354', '250', '221'],
	);
	assert.deepEqual(
		session.recipients.map(({ address, code }) => [address, code]),
		[
			['bob@example.net', '550'],
			['carol@example.net', '250'],
		],
	);
	assert.deepEqual(session.queueIds, ['4F2A1B0C9D']);
	if (layout !== undefined) {
		assert.equal(log.layout, layout);
	}
	checkColumns(log);
	const told = JSON.stringify(session);
	for (const secret of secrets) {
		assert.ok(!told.includes(secret));
	}
}

/** Columns are those of the real line: the code is there, and a secret is covered as far as it goes. */
function checkColumns(log: MailLog): void {
	const hidden: string[] = [];
	for (let line = 0; line < log.lineCount; line++) {
		const text = log.text(line);
		const event = log.event(line);
		for (const { name, value, span } of event.fields) {
			const written = text.slice(span.start, span.end);
			if (name === 'code') {
				assert.equal(written, value, text);
			} else if (name === 'secret') {
				hidden.push(written);
			}
		}
		if (event.kind === 'reply') {
			assert.ok(valueOf(event, 'code'), text);
		}
	}
	for (const secret of secrets) {
		assert.ok(
			hidden.some((written) => written.startsWith(secret)),
			secret,
		);
	}
}

test('what only looks like damage is left as it is', () => {
	const lines = [
		'EHLO client.example.org',
		'MAIL FROM:<a@example.org> SIZE=2048',
		'MAIL FROM:<a=40b@example.org> SIZE=4096',
		'MAIL FROM:<a@example.org> SIZE=20',
		'EHLO [192.0.2.1]',
	];
	const log = MailLog.of(lines.join('\n'));
	assert.deepEqual(
		lines.map((_, line) => valueOf(log.event(line), 'text')),
		lines,
	);
});

test('a reply that a mail client wrapped is one reply', () => {
	const log = MailLog.of(
		[
			'220 mx.example.net ESMTP',
			'RCPT TO:<b@example.net>',
			'554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using',
			'zen.dnsbl.example; https://www.example.org/query/ip/192.0.2.1',
			'QUIT',
			'221 Bye',
		].join('\n'),
	);
	const [session] = [...log.sessions()];
	assert.deepEqual(
		session?.steps.map(({ command, reply }) => [command, reply?.code, reply?.lines]),
		[
			[undefined, '220', 1],
			['RCPT TO:<b@example.net>', '554', 2],
			['QUIT', '221', 1],
		],
	);
	assert.match(session?.steps[1]?.reply?.text ?? '', /blocked using zen\.dnsbl\.example; https/);
});

test('columns point into the real line', () => {
	const log = MailLog.of(
		'> &lt;-&nbsp; 220 mx.example.net ESMTP\n> &nbsp;-&gt; EHLO client.example.org\n> &lt;** 550 5.7.1 no',
	);
	const event = log.event(2);
	assert.deepEqual(
		event.fields.map(({ name, span }) => [name, log.text(2).slice(span.start, span.end)]),
		[
			['speaker', ''],
			['code', '550'],
			['enhanced', '5.7.1'],
			['text', '550 5.7.1 no'],
		],
	);
});

test('what a prefix does not make a transcript of', () => {
	const lines = [
		'Jan  5 10:11:12 web app[1]: sent 220 items to EHLO',
		'Jan  5 10:11:12 web fail2ban[1]: Ban 192.0.2.1: EHLO from somewhere else',
		'He wrote: 220 people came to the service',
		'> > Did you get 250 OK?',
		'  - 250 g flour',
		'[2026-01-05 10:11:12] app.INFO: HELO is a greeting',
		'12: 404 not found',
		'{"message":"550 is the number"}',
	];
	for (const line of lines) {
		assert.equal(MailLog.of(line).sessionCount, 0, line);
	}
});
