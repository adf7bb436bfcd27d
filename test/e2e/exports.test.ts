// What leaves the editor: copies of a session, with and without names, and of the whole log.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'swaks.txt');
const refused = folder.lineOf('swaks.txt', /^<\*\* 550 /);

scenario('Copy Session… asks for the form and says what it copied', async (workbench) => {
	await workbench.languageIs('Mail Log');
	await workbench.goTo(refused);
	await workbench.command('Mail Log: Copy Session…');
	await workbench.screenshot('copy-session');
	await workbench.pick('Transcript');
	await workbench.notified(/Copied: \d+ lines/);
});

scenario('Copy Session Redacted… does the same', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(refused);
	await workbench.command('Mail Log: Copy Session Redacted…');
	await workbench.pick('Markdown');
	await workbench.notified(/Copied: \d+ lines/);
});

scenario('Copy as swaks Command copies one line', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(refused);
	await workbench.command('Mail Log: Copy as swaks Command');
	await workbench.notified(/Copied: swaks --server mx1\.example\.com/);
});

scenario('Export Redacted Copy opens a copy that names nobody', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.command('Mail Log: Export Redacted Copy');
	const lines = await workbench.eventually(
		'the copy is shown',
		() => workbench.drawnLines(),
		(drawn) => drawn.some(({ text }) => text.includes('domain1.example')),
	);
	assert.ok(lines.every(({ text }) => !text.includes('example.com')));
	await workbench.languageIs('Mail Log');
	await workbench.screenshot('redacted-copy');
});
