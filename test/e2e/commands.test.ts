// The commands of the palette that explain, compare and go on.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'session.smtp');

scenario(
	'Explain Reply Code… offers the codes, and shows the page of the one that is chosen',
	async (workbench) => {
		await workbench.goTo(folder.lineOf('session.smtp', /^DATA$/));
		await workbench.command('Mail Log: Explain Reply Code…');
		const entries = await workbench.pickerEntries();
		assert.ok(entries.length > 5, entries.join('\n'));
		await workbench.screenshot('explain-picker');
		await workbench.pick('550');
		const page = workbench.webview();
		await page.getByRole('heading', { level: 1, name: '550 Mailbox unavailable' }).waitFor();
		for (const heading of ['Description', 'When you see it', 'How to fix', 'Learn more']) {
			await page.getByRole('heading', { name: heading, exact: true }).waitFor();
		}
		await page.getByRole('link', { name: 'RFC 5321 §4.2.3' }).first().waitFor();
		await workbench.screenshot('explain-page');
	},
);

scenario('Explain Reply Code… finds a code by its words', async (workbench) => {
	await workbench.showFile(folder.file('session.smtp'));
	await workbench.command('Mail Log: Explain Reply Code…');
	await workbench.pick('235', 'authentication successful');
	await workbench
		.webview()
		.getByRole('heading', { level: 1, name: '235 Authentication successful' })
		.waitFor();
});

scenario('Explain Reply Code… takes the code under the cursor', async (workbench) => {
	await workbench.showFile(folder.file('session.smtp'));
	await workbench.goTo(folder.lineOf('session.smtp', /^354 /), 2);
	await workbench.command('Mail Log: Explain Reply Code…');
	await workbench.webview().getByRole('heading', { level: 1, name: '354 Start mail input' }).waitFor();
});

scenario('Compare Reply Codes… offers 220 and 235 first, and sets them side by side', async (workbench) => {
	await workbench.showFile(folder.file('session.smtp'));
	await workbench.command('Mail Log: Compare Reply Codes…');
	const first = await workbench.pickerEntries();
	assert.match(first[0] ?? '', /^220 ?Service ready/);
	assert.match(first[1] ?? '', /^235 ?Authentication successful/);
	await workbench.screenshot('compare-picker');
	await workbench.pick('220', '');
	await workbench.eventually(
		'the second code is asked for',
		() => workbench.pickerTitle(),
		(title) => title.includes('220 with'),
	);
	await workbench.pick('235', '');
	const page = workbench.webview();
	await page.getByRole('heading', { level: 1, name: /220 and 235/ }).waitFor();
	for (const heading of [
		'Description',
		'When you see it',
		'Key differences',
		'When to use which',
		'How to fix',
		'Learn more',
	]) {
		await page.getByRole('heading', { name: heading, exact: true }).waitFor();
	}
	const row = page.getByRole('row').filter({ hasText: 'After which command' });
	const cells = await row.getByRole('cell').allInnerTexts();
	assert.match(cells[1] ?? '', /STARTTLS/);
	assert.match(cells[2] ?? '', /AUTH/);
	await workbench.screenshot('compare-page');
});

scenario('Go to Next Failure goes from one to the next, and round', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(1);
	const login = folder.lineOf('swaks.txt', /^<~\* 535 /);
	const recipient = folder.lineOf('swaks.txt', /^<\*\* 550 /);
	await workbench.wordsAfter(login, /✗ AUTH 535/);
	await workbench.goTo(1);
	for (const line of [login, recipient]) {
		await workbench.command('Mail Log: Go to Next Failure');
		await workbench.cursorIsAt(line);
	}
	await workbench.screenshot('next-failure');
	await workbench.goTo(folder.lines('swaks.txt').length - 1);
	await workbench.command('Mail Log: Go to Next Failure');
	await workbench.cursorIsAt(login);
	await workbench.statusSays(/From the top again, line \d+: /);
	await workbench.command('Mail Log: Go to Previous Failure');
	await workbench.cursorIsAt(folder.lineOf('swaks.txt', /^\*\*\* Error connecting 203\./) - 1);
	await workbench.statusSays(/From the end again, line \d+: /);
});

scenario('Go to Next and Previous Session go to where they begin, and round', async (workbench) => {
	await workbench.showFile(folder.file('postfix.log'));
	const first = folder.lineOf('postfix.log', /smtpd\[\d+\]: connect from /);
	await workbench.goTo(1);
	await workbench.wordsAfter(first, /220/);
	await workbench.goTo(1);
	await workbench.command('Mail Log: Go to Next Session');
	await workbench.cursorIsAt(first);
	await workbench.statusSays(/Line \d+: Session s1 /);
	await workbench.command('Mail Log: Go to Previous Session');
	await workbench.statusSays(/From the end again, line \d+: Session s/);
	await workbench.screenshot('previous-session');
	await workbench.command('Mail Log: Go to Next Session');
	await workbench.cursorIsAt(first);
});

scenario('Go to Next and Previous Stage stay in the session, and round', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	const login = folder.lineOf('swaks.txt', /^<~\* 535 /);
	await workbench.wordsAfter(login, /✗ AUTH 535/);
	await workbench.goTo(login);
	await workbench.command('Mail Log: Go to Next Stage');
	await workbench.eventually(
		'the cursor is behind the login',
		() => workbench.cursorLine(),
		(line) => line > login,
	);
	await workbench.screenshot('next-stage');
	await workbench.command('Mail Log: Go to Previous Stage');
	await workbench.cursorIsAt(login);
	await workbench.statusSays(/Line \d+: Session s\d.* AUTH 535/);
});
