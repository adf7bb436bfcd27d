import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HushedSessions, withoutHosts } from '../../src/checks/hush';
import { MailLog } from '../../src/core/mailLog';
import { codeActions } from '../../src/features/codeActions';
import { clientCommands } from '../../src/protocol';
import { diagnostics } from '../../src/features/diagnostics';
import { testCommands } from '../../src/features/testCommands';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from './logs';

const uri = 'file:///mail.log';

/** The code actions at the first finding of a log, as `command argument, argument …`. */
function actionsOf(text: string): readonly string[] {
	const model = MailLog.of(text);
	const [first] = diagnostics(model, { uri });
	assert.ok(first);
	return codeActions(model, { uri, diagnostics: [first] }).map(({ command }) =>
		[command?.command, ...(command?.arguments ?? [])].join(' '),
	);
}

test('a refused recipient: explanation, session, what to test with, and three ways to hush', () => {
	assert.deepEqual(actionsOf(refusedLog), [
		`${clientCommands.explain} 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table`,
		`${clientCommands.showSession} ${uri} 2`,
		`${clientCommands.copy} postmap -q nobody@example.com $(postconf -hx virtual_alias_maps | tr ',' ' ')`,
		`${clientCommands.copy} postmap -q nobody@example.com $(postconf -hx virtual_mailbox_maps | tr ',' ' ')`,
		`${clientCommands.copy} postmap -q nobody@example.com $(postconf -hx local_recipient_maps | tr ',' ' ')`,
		`${clientCommands.copy} dig +short example.com MX`,
		`${clientCommands.hushSession} reply.rejected ${uri} 2`,
		`${clientCommands.hush} reply.rejected 192.0.2.9`,
		`${clientCommands.hush} reply.rejected`,
	]);
});

test('a secret in the text: a copy without it', () => {
	const model = MailLog.of(
		log(
			postfix('10:30:00', 'smtpd[2214]', 'connect from laptop.example.org[192.0.2.9]'),
			postfix('10:30:00', 'smtpd[2214]', '< laptop.example.org[192.0.2.9]: AUTH PLAIN AGFsaWNlAHNlY3JldA=='),
		),
	);
	const secret = diagnostics(model, { uri }).filter(({ code }) => code === 'secret.inText');
	const [first] = codeActions(model, { uri, diagnostics: secret });
	assert.deepEqual(
		[first?.title, first?.command?.command, first?.command?.arguments],
		['Make a redacted copy', clientCommands.redact, []],
	);
	assert.doesNotMatch(actionsOf(refusedLog).join('\n'), /exportRedactedCopy/);
});

test('a finding of another extension is left alone, and so is one of lines that are gone', () => {
	const model = MailLog.of(refusedLog);
	const [first] = diagnostics(model, { uri });
	assert.ok(first);
	const gone = { ...first, range: { start: { line: 99, character: 0 }, end: { line: 99, character: 1 } } };
	assert.deepEqual(codeActions(model, { uri, diagnostics: [{ ...first, code: 'no-such-rule' }, gone] }), []);
});

/** What is offered to test with at the first line that has a text. */
const rows: readonly (readonly [what: string, text: string, at: string, commands: readonly RegExp[]])[] = [
	[
		'a bounce: the queue, and a conversation with who refused',
		sentLog,
		'status=bounced',
		[
			/^postqueue -j \| grep -F '"queue_id": "4jYB5r214Jz6x"'$/,
			/^postcat -q 4jYB5r214Jz6x$/,
			/^swaks --server mx\.example\.net --port 25 --tls-optional --from alice@example\.com --to nobody@example\.net --quit-after RCPT$/,
			/^openssl s_client -connect mx\.example\.net:25 -starttls smtp -servername mx\.example\.net -crlf -brief$/,
		],
	],
	[
		'a wrong password: never the password itself',
		wrongPasswordLog,
		'535',
		[/^swaks --server \S+ --port 587 .*--auth (?:PLAIN|LOGIN).*--quit-after AUTH$/],
	],
	[
		'a listed client: what the list says',
		log(
			postfix('10:30:00', 'smtpd[1]', 'connect from unknown[192.0.2.9]'),
			postfix(
				'10:30:01',
				'smtpd[1]',
				'NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
			),
		),
		'blocked using',
		[
			/^dig \+short -x 192\.0\.2\.9$/,
			/^dig \+short 9\.2\.0\.192\.zen\.spamhaus\.org A$/,
			/^dig \+short 9\.2\.0\.192\.zen\.spamhaus\.org TXT$/,
		],
	],
	[
		'a deferral of Exim',
		'2026-01-05 10:00:00 1vcdzG-000000001fz-2J1A == b@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<b@example.com>: 450 4.2.0 Greylisted\n',
		' == ',
		[/^exim -Mvl 1vcdzG-000000001fz-2J1A$/, /^exim -Mvh 1vcdzG-000000001fz-2J1A$/],
	],
];

for (const [what, text, at, wanted] of rows) {
	test(`commands to test with: ${what}`, () => {
		const model = MailLog.of(text);
		const line = text.split('\n').findIndex((each) => each.includes(at));
		const commands = testCommands(model, line).map(({ command }) => command);
		for (const pattern of wanted) {
			assert.ok(
				commands.some((command) => pattern.test(command)),
				`${String(pattern)} is not in\n${commands.join('\n')}`,
			);
		}
		assert.doesNotMatch(commands.join('\n'), /password/);
	});
}

test('nothing that a log says leaves its quotation', () => {
	const hostile = log(
		postfix('10:20:00', 'qmgr[900]', '4jYB5r214Jz6x: from=<a@example.com>, size=900, nrcpt=1 (queue active)'),
		postfix(
			'10:20:01',
			'smtp[2320]',
			"4jYB5r214Jz6x: to=<x';reboot;'$(id)@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 no (in reply to RCPT TO command))",
		),
	);
	const [swaks] = testCommands(MailLog.of(hostile), 1).filter(({ command }) => command.startsWith('swaks'));
	const offered = (recipient: string) =>
		testCommands(MailLog.of(hostile.replace("x';reboot;'$(id)@example.net", recipient)), 1)
			.map(({ command }) => command)
			.join('\n');
	assert.doesNotMatch(offered('-oX@example.net'), /-oX/);
	assert.doesNotMatch(offered('x@-oX.example.net'), /dig .*-oX/);
	assert.match(swaks?.command ?? '', /--to 'x'\\'';reboot;'\\''\$\(id\)@example\.net' --quit/);
});

test('a rule is hushed for a host by its name or address', () => {
	const model = MailLog.of(refusedLog);
	const found = (hosts: readonly string[]) =>
		diagnostics(model, { uri, isWanted: withoutHosts(model, { 'reply.rejected': hosts }) }).length;
	assert.equal(found([]), 1);
	assert.equal(found(['mx.example.net', '192.0.2.1']), 1);
	assert.equal(found(['mx.example.org']), 0);
	assert.equal(found(['192.0.2.9']), 0);
});

test('a rule is hushed for a session, also when lines come before it', () => {
	const model = MailLog.of(refusedLog + wrongPasswordLog);
	const all = diagnostics(model, { uri });
	const hushed = new HushedSessions();
	hushed.add(model, 'reply.rejected', 3);
	const left = () => diagnostics(model, { uri, isWanted: hushed.isWanted(model) });
	assert.equal(left().length, all.length - 1);
	model.replace({ line: 0, character: 0 }, { line: 0, character: 0 }, swaksLog);
	assert.ok(left().every(({ code }) => code !== 'reply.rejected'));
});

test('of two sessions that begin with the same line one is hushed', () => {
	const model = MailLog.of(wrongPasswordLog + wrongPasswordLog);
	const hushed = new HushedSessions();
	const lines = () =>
		diagnostics(model, { uri, isWanted: hushed.isWanted(model) })
			.filter(({ code }) => code === 'auth.notAuthenticated')
			.map(({ range }) => range.start.line);
	const [first = 0, second] = lines();
	hushed.add(model, 'auth.notAuthenticated', first);
	assert.deepEqual(lines(), [second]);
});
