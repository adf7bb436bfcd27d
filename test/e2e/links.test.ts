// What a log says of addresses stays text in every page and hover: nobody writes or goes there by a click that was not meant.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = new LogFolder();
const at = (text: string) => `Jan  5 10:00:00 mx1 postfix/smtpd[4711]: ${text}`;
folder.add(
	'mail.log',
	[
		at('connect from mx.evil.example[192.0.2.10]'),
		at(
			'NOQUEUE: reject: RCPT from mx.evil.example[192.0.2.10]: 550 5.7.1 <b@evil.example>: Recipient address rejected: see http://evil.example/x?id=1, www.evil.example or mailto:c@evil.example; from=<a@evil.example> to=<b@evil.example> proto=ESMTP helo=<mx.evil.example>',
		),
		at('disconnect from mx.evil.example[192.0.2.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4'),
		'',
	].join('\n'),
);
folder.add('report.md', printed('report', '--format', 'markdown', folder.file('mail.log')));
const scenario = inWorkbench(folder, 'mail.log');

/** What the command line prints. */
function printed(...args: string[]): string {
	const { stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { encoding: 'utf8' });
	assert.match(stdout, /evil/, stderr);
	return stdout;
}

scenario('a page has no link to where the log says, in VS Code’s preview', async (workbench) => {
	await workbench.openFile(folder.file('report.md'));
	await workbench.goTo(1);
	await workbench.page.keyboard.press('Control+Shift+V');
	const page = workbench.webview();
	await page.getByText('evil.example').first().waitFor();
	const links = await page
		.locator('a[href]')
		.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
	assert.deepEqual(
		links.filter((link) => /evil|@|^mailto:/.test(link)),
		[],
	);
	await workbench.screenshot('links-page');
	await workbench.closeEditor();
});

scenario('hovers have none either', async (workbench) => {
	await workbench.showFile(folder.file('mail.log'));
	const links = workbench.locator('.monaco-hover:not(.hidden) .hover-contents a');
	const addresses = () =>
		links.evaluateAll((all) =>
			all.map((link) => link.getAttribute('data-href') ?? link.getAttribute('href') ?? ''),
		);
	await workbench.hover(2, ' 550 ', /see http:\/\/evil\.example/);
	assert.deepEqual(
		(await addresses()).filter((link) => link.includes('evil')),
		[],
	);
	await workbench.screenshot('links-hover');
	await workbench.dismissHover();
	await workbench.hoverBehind(2, /see http:\/\/evil\.example/);
	assert.deepEqual(
		(await addresses()).filter((link) => link.includes('evil')),
		[],
	);
	await workbench.screenshot('links-tool-tip');
	await workbench.dismissHover();
});
