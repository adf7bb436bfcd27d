// Show Session: the lines of one session, without those of the others, in a document of its own.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = new LogFolder();
const lines = [
	'Jan  5 10:00:00 mx1 postfix/smtpd[4711]: connect from one.example.org[192.0.2.10]',
	'Jan  5 10:00:00 mx1 postfix/smtpd[4712]: connect from two.example.org[192.0.2.20]',
	'Jan  5 10:00:01 mx1 postfix/smtpd[4712]: 4F2A1B0C9D: client=two.example.org[192.0.2.20]',
	'Jan  5 10:00:01 mx1 postfix/smtpd[4711]: NOQUEUE: reject: RCPT from one.example.org[192.0.2.10]: 550 5.1.1 <b@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<one.example.org>',
	'Jan  5 10:00:02 mx1 postfix/smtpd[4712]: disconnect from two.example.org[192.0.2.20] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	'Jan  5 10:00:02 mx1 kernel: nothing to do with mail',
	'Jan  5 10:00:02 mx1 postfix/smtpd[4711]: disconnect from one.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	'Jan  5 10:00:03 mx1 postfix/smtpd[4711]: connect from three.example.org[192.0.2.30]',
	'Jan  5 10:00:03 mx1 postfix/smtpd[4711]: disconnect from three.example.org[192.0.2.30] ehlo=1 quit=1 commands=2',
];
folder.add('mail.log', `${lines.join('\n')}\n`);
const scenario = inWorkbench(folder, 'mail.log');

/** In CSS pixels, at the right of the editor. */
const overviewRuler = 14;

scenario('Show Session shows its lines and no others', async (workbench) => {
	await workbench.wordsAfter(4, /✗ RCPT 550/);
	await workbench.goTo(4);
	await workbench.command('Mail Log: Show Session');
	await workbench.editorShown(/one\.example\.org/);
	const own = [1, 4, 7];
	const drawn = await workbench.eventually(
		'the session is drawn',
		() => workbench.drawnLines(),
		(all) => all.length === own.length,
	);
	assert.deepEqual(
		drawn.map(({ text }) => text),
		own.map((number) => lines[number - 1]),
	);
	await workbench.languageIs('Mail Log');
});

scenario('each line has the number it has in the log', async (workbench) => {
	const drawn = await workbench.eventually(
		'the numbers are drawn',
		() => workbench.drawnLines(),
		(all) => all.every(({ runs }) => runs.some(({ before }) => before.text !== '')),
	);
	assert.deepEqual(
		drawn.map(({ runs }) => Number.parseInt(runs.map(({ before }) => before.text).join(''), 10)),
		[1, 4, 7],
	);
});

scenario(
	'where long lines are wrapped the numbers are counted: no word is beyond the edge',
	async (workbench) => {
		for (const width of [800, 1280]) {
			await workbench.widthIs(width);
			await workbench.eventually(
				`all words are in the window of ${width} pixels`,
				() => workbench.drawnLines(),
				(drawn) =>
					drawn.length === 3 &&
					drawn.every(({ runs }) =>
						runs.every((run) => run.text === '' || run.left + run.width <= width - overviewRuler),
					),
			);
			await workbench.screenshot(`session-document-${width}`);
		}
	},
);

scenario('hovers, findings and the timeline are there, too', async (workbench) => {
	await workbench.wordsAfter(2, /✗ RCPT 550 5\.1\.1/);
	const text = await workbench.hover(2, ' 550 ', /^550 Mailbox unavailable/m);
	assert.match(text, /recipient b@example\.com/);
	await workbench.dismissHover();
	await workbench.screenshot('session-document');
});

scenario('it cannot be written to', async (workbench) => {
	const before = (await workbench.drawnLines()).map(({ text }) => text);
	await workbench.goTo(1);
	await workbench.page.keyboard.type('x');
	await workbench.locator('.monaco-editor .message').filter({ hasText: 'read-only' }).waitFor();
	assert.deepEqual(
		(await workbench.drawnLines()).map(({ text }) => text),
		before,
	);
});

scenario('a line of no session has none to show', async (workbench) => {
	await workbench.openFile(folder.file('mail.log'));
	await workbench.goTo(6);
	await workbench.command('Mail Log: Show Session');
	await workbench.notified(/not on a line of a session/);
});
