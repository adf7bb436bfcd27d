// The grammar colours a log on its own: here the language server is missing.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { languageServers, putServerAway, putServerBack } from './extension';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

before(putServerAway);

const folder = new LogFolder();
folder.add(
	'mail.log',
	[
		'Jan  5 10:00:00 mx1 postfix/smtpd[4711]: connect from client.example.org[192.0.2.10]',
		'Jan  5 10:00:01 mx1 postfix/smtp[4712]: 4F2A1B0C9D: to=<a@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=0.6, delays=0.1/0/0.3/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
		'Jan  5 10:00:02 mx1 postfix/smtp[4713]: 4F2A1B0C9E: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=0.6, delays=0.1/0/0.3/0.2, dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.1.1 No such user (in reply to RCPT TO command))',
		'Jan  5 10:00:03 mx1 kernel: nothing to do with mail',
		'',
	].join('\n'),
);
const scenario = inWorkbench(folder, 'mail.log');
after(putServerBack);

scenario('the parts of a line have colours of their own', async (workbench) => {
	await workbench.languageIs('Mail Log');
	await workbench.lineWhere(
		'line 2 has several colours',
		({ line, runs }) => line === 2 && new Set(runs.map(({ color }) => color)).size > 3,
	);
	const plain = await workbench.colorOf(4, 'nothing to do with mail');
	for (const part of ['4F2A1B0C9D', 'a@example.com', '250 ']) {
		assert.notEqual(await workbench.colorOf(2, part), plain, part);
	}
	// The client tries to start it, and Node.js lives for a moment before it finds no program.
	await workbench.eventually(
		'no language server runs',
		async () => languageServers(),
		(pids) => pids.length === 0,
	);
	await workbench.screenshot('colours-without-the-server');
});

scenario('a failure does not look like a success', async (workbench) => {
	assert.notEqual(await workbench.colorOf(2, 'sent'), await workbench.colorOf(3, 'bounced'));
	assert.notEqual(await workbench.colorOf(2, '250 '), await workbench.colorOf(3, '550 '));
});
