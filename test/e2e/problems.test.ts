// The Problems panel and the wavy underlines: what failed, why, and where.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
folder.add(
	'healthy.smtp',
	[
		'220 mx.example.net ESMTP',
		'EHLO client.example.org',
		'250 mx.example.net',
		'MAIL FROM:<a@example.org>',
		'250 2.1.0 Ok',
		'RCPT TO:<b@example.net>',
		'250 2.1.5 Ok',
		'DATA',
		'354 Go ahead',
		'Subject: hello',
		'.',
		'250 2.0.0 Ok: queued as 4F2A1B0C9D',
		'QUIT',
		'221 2.0.0 Bye',
		'',
	].join('\n'),
);
const scenario = inWorkbench(folder, 'healthy.smtp');

scenario('a session in which nothing failed has no finding', async (workbench) => {
	await workbench.wordsAfter(1, /221$/);
	// The findings of this file were asked for before those of the next: when those are there, these would be.
	await workbench.openFile(folder.file('session.smtp'));
	await workbench.problems('session.smtp has findings', (rows) => rows.some((row) => row.includes('550')));
	await workbench.openFile(folder.file('healthy.smtp'));
	await workbench.wordsAfter(1, /221$/);
	const rows = await workbench.problems('the panel is there', (all) => all.length > 0);
	assert.ok(!rows.some((row) => row.includes('healthy.smtp')), rows.join('\n'));
	assert.deepEqual(
		(await workbench.drawnLines()).flatMap(({ squiggles }) => squiggles),
		[],
	);
});

scenario('a refused recipient is an error at the reply code', async (workbench) => {
	const line = folder.lineOf('swaks.txt', /^<\*\* 550 /);
	await workbench.openFile(folder.file('swaks.txt'));
	await workbench.goTo(line);
	const { squiggles } = await workbench.lineWhere(
		'the reply is underlined',
		(drawn) => drawn.line === line && drawn.squiggles.length > 0,
	);
	assert.deepEqual(squiggles, [{ severity: 'error', text: '550' }]);
	const found = await workbench.finding('refused the recipient rabbit@example.com at RCPT: 550 5.1.1');
	assert.equal(found.severity, 'error');
	assert.match(found.text, /User unknown/);
	assert.match(found.text, new RegExp(`\\[Ln ${line}, Col 5\\]`));
});

scenario('a session without 235 although AUTH was tried is an error', async (workbench) => {
	const line = folder.lineOf('swaks.txt', /^<~\* 535 /);
	const found = await workbench.finding('no 235 came');
	assert.equal(found.severity, 'error');
	assert.match(found.text, /login at mx1\.example\.com failed with PLAIN/);
	assert.match(found.text, new RegExp(`\\[Ln ${line}, Col 5\\]`));
	await workbench.screenshot('problems-swaks');
});

scenario('a click on a finding leads to its line', async (workbench) => {
	await workbench.openFile(folder.file('session.smtp'));
	await workbench.goTo(1);
	await workbench.locator('.markers-panel .monaco-list-row', 'tweedledee').click();
	const line = folder.lineOf('session.smtp', /^550 /);
	await workbench.cursorIsAt(line);
});

scenario('the log of Postfix tells of bounces, refusals and failed logins', async (workbench) => {
	await workbench.openFile(folder.file('postfix.log'));
	const severities: Readonly<Record<string, string>> = {
		'to nobody@example.net bounced': 'error',
		'rabbit@example.com was refused to relay.example.net': 'warning',
		'did not log in with PLAIN as alice: no 235 came': 'warning',
		'to eve@closed.example is deferred': 'warning',
	};
	for (const [text, severity] of Object.entries(severities)) {
		assert.equal((await workbench.finding(text)).severity, severity, text);
	}
	await workbench.screenshot('problems-postfix');
});

scenario('an edit changes the findings', async (workbench) => {
	await workbench.openFile(folder.file('healthy.smtp'));
	await workbench.typeOver(7, '550 5.1.1 No such user');
	await workbench.lineWhere(
		'the new reply is underlined',
		({ line, squiggles }) => line === 7 && squiggles.some(({ severity }) => severity === 'error'),
	);
	await workbench.wordsAfter(7, /✗ RCPT 550 5\.1\.1/);
	assert.equal((await workbench.finding('refused the recipient b@example.net')).severity, 'error');
	await workbench.typeOver(7, '250 2.1.5 Ok');
	await workbench.lineWhere(
		'nothing is underlined',
		({ line, squiggles }) => line === 7 && !squiggles.length,
	);
	await workbench.wordsAfter(7, /^RCPT 250$/);
});
