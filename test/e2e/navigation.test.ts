// Finding one's way: the outline, references, the way of a mail from host to host, and all its lines in one document.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import type { Workbench } from './workbench';

const mx1 = [
	'Nov 23 10:30:00 mx1 postfix/smtpd[11]: connect from client.example.org[192.0.2.9]',
	'Nov 23 10:30:00 mx1 postfix/smtpd[11]: 4jYB5r214Jz6x: client=client.example.org[192.0.2.9]',
	'Nov 23 10:30:00 mx1 postfix/cleanup[12]: 4jYB5r214Jz6x: message-id=<m1@example.org>',
	'Nov 23 10:30:00 mx1 postfix/qmgr[9]: 4jYB5r214Jz6x: from=<a@example.org>, size=900, nrcpt=1 (queue active)',
	'Nov 23 10:30:00 mx1 postfix/smtpd[11]: disconnect from client.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	'Nov 23 10:30:02 mx1 postfix/smtp[13]: 4jYB5r214Jz6x: to=<b@example.com>, relay=mx2.example.com[192.0.2.2]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4jYB5s0bBcz7y)',
	'Nov 23 10:30:02 mx1 postfix/qmgr[9]: 4jYB5r214Jz6x: removed',
];
// The clock of mx2 is 40 seconds slow.
const mx2 = [
	'Nov 23 10:29:00 mx2 postfix/smtpd[21]: connect from other.example.org[192.0.2.77]',
	'Nov 23 10:29:00 mx2 postfix/smtpd[21]: disconnect from other.example.org[192.0.2.77] quit=1 commands=1',
	'Nov 23 10:29:21 mx2 postfix/smtpd[21]: connect from mx1.example.com[192.0.2.1]',
	'Nov 23 10:29:22 mx2 postfix/smtpd[21]: 4jYB5s0bBcz7y: client=mx1.example.com[192.0.2.1]',
	'Nov 23 10:29:22 mx2 postfix/cleanup[22]: 4jYB5s0bBcz7y: message-id=<m1@example.org>',
	'Nov 23 10:29:22 mx2 postfix/qmgr[8]: 4jYB5s0bBcz7y: from=<a@example.org>, size=1100, nrcpt=1 (queue active)',
	'Nov 23 10:29:22 mx2 postfix/smtpd[21]: disconnect from mx1.example.com[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	'Nov 23 10:29:22 mx2 postfix/local[23]: 4jYB5s0bBcz7y: to=<b@example.com>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=5.1.1, status=bounced (unknown user: "b")',
];
const folder = new LogFolder();
folder.add('mx1.log', `${mx1.join('\n')}\n`);
folder.add('mx2.log', `${mx2.join('\n')}\n`);
folder.setSettings({ 'editor.wordWrap': 'off' });
const scenario = inWorkbench(folder, 'mx2.log');

async function bothOpen(workbench: Workbench): Promise<void> {
	await workbench.languageIs('Mail Log');
	await workbench.showFile(folder.file('mx1.log'));
	await workbench.languageIs('Mail Log');
	await workbench.wordsAfter(1, /220/);
}

async function rows(
	workbench: Workbench,
	selector: string,
	condition: (texts: string[]) => boolean,
): Promise<string[]> {
	const items = workbench.locator(`${selector} .monaco-list-row`);
	return await workbench.eventually(
		`${selector} has its rows`,
		async () => (await items.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
		condition,
	);
}

scenario('the outline has the session, its mail, and what became of the recipient', async (workbench) => {
	await bothOpen(workbench);
	await workbench.goTo(2, 46);
	await workbench.command('Explorer: Focus on Outline View');

	const shown = await rows(workbench, '.outline-tree', (texts) =>
		texts.some((text) => text.includes('s1 ·')),
	);
	assert.ok(
		shown.some((text) => text.includes('client.example.org [192.0.2.9]')),
		shown.join('\n'),
	);
	await workbench.screenshot('navigation-outline');
});

scenario('references are found in both logs', async (workbench) => {
	await workbench.showFile(folder.file('mx1.log'));
	await workbench.goTo(3, (mx1[2] ?? '').indexOf('m1@') + 2);
	await workbench.command('Peek References');
	const peek = workbench.locator('.peekview-widget');
	await peek.waitFor();
	const files = await rows(workbench, '.peekview-widget', (texts) =>
		texts.some((text) => text.includes('mx2.log')),
	);
	assert.ok(
		files.some((text) => text.includes('mx1.log')),
		files.join('\n'),
	);
	await workbench.screenshot('navigation-references');
	await workbench.page.keyboard.press('Escape');
	await peek.waitFor({ state: 'hidden' });
});

scenario('the call hierarchy is the way of the mail, from log to log', async (workbench) => {
	await workbench.showFile(folder.file('mx2.log'));
	await workbench.goTo(8, (mx2[7] ?? '').indexOf('4jYB') + 3);
	await workbench.command('Peek Call Hierarchy');
	const shown = await rows(workbench, '.call-hierarchy', (texts) =>
		texts.some((text) => text.includes('4jYB5r214Jz6x')),
	);
	assert.ok(
		shown.some((text) => text.includes('handed over')),
		shown.join('\n'),
	);
	await workbench.screenshot('navigation-calls');
	await workbench.page.keyboard.press('Escape');
});

scenario('Follow Message shows all its lines from both logs, in true order', async (workbench) => {
	await workbench.showFile(folder.file('mx1.log'));
	await workbench.goTo(4, (mx1[3] ?? '').indexOf('4jYB') + 3);
	await workbench.command('Mail Log: Follow Message…');
	await workbench.eventually(
		'the message of the line is offered',
		() => workbench.pickerEntries(),
		(entries) => entries.some((entry) => entry.includes('4jYB5r214Jz6x')),
	);
	await workbench.screenshot('navigation-follow-pick');
	await workbench.page.keyboard.press('Enter');
	await workbench.editorShown(/4jYB5r214Jz6x/);
	const drawn = await workbench.eventually(
		'all lines are drawn',
		() => workbench.drawnLines(),
		(lines) => lines.length === mx1.length + mx2.length - 2,
	);
	const numbers = await workbench.eventually(
		'the places of the lines are drawn',
		async () =>
			(await workbench.drawnLines()).map(({ runs }) => runs.map(({ before }) => before.text).join('')),
		(labels) => labels.every((label) => label.includes(':')),
	);
	assert.equal(drawn[0]?.text, mx1[0]);
	const at = (label: string) => numbers.findIndex((each) => each.includes(label));
	assert.ok(at('mx1.log:4') < at('mx2.log:4') && at('mx2.log:4') < at('mx1.log:6'), numbers.join('\n'));
	await workbench.screenshot('navigation-follow');
});

scenario(
	'hovers and findings are there, and the definition of a line is its place in the log',
	async (workbench) => {
		const bounced = (await workbench.drawnLines()).find(({ text }) => text.includes('status=bounced'));
		assert.ok(bounced);
		await workbench.hover(bounced.line, '5.1.1', /5\.1\.1/);
		await workbench.dismissHover();
		await workbench.goTo(bounced.line, 10);
		await workbench.command('Mail Log: Go to Original Line');
		await workbench.editorShown('mx2.log');
		await workbench.statusSays(/Ln 8, Col 10/);
	},
);

scenario('the document grows with the logs', async (workbench) => {
	const removed = 'Nov 23 10:29:22 mx2 postfix/qmgr[8]: 4jYB5s0bBcz7y: removed';
	folder.add('mx2.log', `${[...mx2, removed].join('\n')}\n`);
	await workbench.locator('.tab', 'Message 4jYB5r214Jz6x').first().click();
	await workbench.eventually(
		'the new line is drawn',
		() => workbench.drawnLines(),
		(lines) => lines.some(({ text }) => text === removed),
	);
});

scenario('a part of a queue id is found in the workspace', async (workbench) => {
	await workbench.page.keyboard.press('Control+t');
	await workbench.locator('.quick-input-widget:visible .quick-input-filter input').fill('#4jYB5s0');
	await workbench.eventually(
		'the mail is offered',
		() => workbench.pickerEntries(),
		(entries) => entries.some((entry) => entry.includes('4jYB5s0bBcz7y')),
	);
	await workbench.screenshot('navigation-symbols');
	await workbench.page.keyboard.press('Escape');
});
