// The stages of each session from 220 to 221, drawn beside and after their lines.
import assert from 'node:assert/strict';
import type { Drawn, DrawnLine } from './editorSnapshot';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { iconName, piecesAfterLine, wordsAfterLine } from './workbench';

const folder = LogFolder.ofSamples();
folder.add(
	'timed.log',
	[
		'Jan  5 10:00:00 mx1 postfix/smtpd[4711]: connect from client.example.org[192.0.2.10]',
		'Jan  5 10:00:04 mx1 postfix/smtpd[4711]: NOQUEUE: reject: RCPT from client.example.org[192.0.2.10]: 450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<client.example.org>',
		'Jan  5 10:00:05 mx1 postfix/smtpd[4711]: disconnect from client.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
		'',
	].join('\n'),
);
const scenario = inWorkbench(folder, 'session.smtp');

/** The piece of a mark's words that tells how the stage went. */
function marked(drawn: DrawnLine): Drawn {
	const pieces = piecesAfterLine(drawn);
	return (
		pieces.find(({ text }) => text.includes('✗')) ??
		pieces.find(({ text }) => text.trim() !== '') ??
		assert.fail(`nothing stands after line ${drawn.line}`)
	);
}

scenario('every stage is marked at its line', async (workbench) => {
	const stages: readonly (readonly [RegExp, RegExp, string])[] = [
		[/^220 /, /^GREETING 220$/, 'talk-ok'],
		[/^250-mx1/, /^EHLO 250$/, 'talk-ok'],
		[/^334 /, /^AUTH 334$/, 'key-progress'],
		[/^235 /, /^AUTH 235$/, 'key-ok'],
		[/^250 2\.1\.0/, /^MAIL 250$/, 'envelope-ok'],
		[/^250 2\.1\.5/, /^RCPT 250$/, 'envelope-ok'],
		[/^354 /, /^DATA 354$/, 'content-progress'],
		[/^250 2\.0\.0/, /^CONTENT 250$/, 'content-ok'],
		[/^221 /, /^QUIT 221$/, 'end-ok'],
	];
	for (const [line, words, icon] of stages) {
		const drawn = await workbench.wordsAfter(folder.lineOf('session.smtp', line), words);
		assert.equal(iconName(drawn), icon, drawn.text);
	}
	await workbench.screenshot('timeline-session');
});

scenario('the first line of a session shows the whole of it', async (workbench) => {
	const first = folder.lineOf('session.smtp', /telnet mx1/);
	await workbench.goTo(first);
	await workbench.wordsAfter(first, /^220 · EHLO · MAIL · ✗ RCPT 550 · RCPT · 354 · 250 · 221$/);
	await workbench.wordsAfter(
		folder.lineOf('session.smtp', /openssl/) + 1,
		/235 · MAIL · RCPT · 354 · 250 · 221$/,
	);
});

scenario('a stage that failed has a colour, a weight, a sign and an icon of its own', async (workbench) => {
	await workbench.goTo(folder.lineOf('session.smtp', /^550 /));
	const failed = await workbench.wordsAfter(folder.lineOf('session.smtp', /^550 /), /^✗ RCPT 550 5\.1\.1$/);
	const good = await workbench.lineWhere('a recipient is taken', (drawn) =>
		/^RCPT 250/.test(wordsAfterLine(drawn)),
	);
	const goesOn = await workbench.lineWhere('DATA goes on', (drawn) =>
		/^DATA 354/.test(wordsAfterLine(drawn)),
	);
	assert.equal(new Set([failed, good, goesOn].map((drawn) => marked(drawn).color)).size, 3);
	assert.deepEqual([failed, good, goesOn].map(iconName), [
		'envelope-permanent',
		'envelope-ok',
		'content-progress',
	]);
	assert.ok(Number(marked(failed).weight) > Number(marked(good).weight));
});

scenario('the words tell how long a stage took', async (workbench) => {
	await workbench.openFile(folder.file('timed.log'));
	await workbench.wordsAfter(1, /✗ RCPT 450.* — 5 s$/);
	const failed = await workbench.wordsAfter(2, /✗ RCPT 450 4\.2\.0 · 4 s /);
	const end = await workbench.wordsAfter(3, /DISCONNECT/);
	assert.notEqual(failed.icon, end.icon);
	await workbench.screenshot('timeline-timed');
});

scenario('timeline: minimal leaves words only after what failed', async (workbench) => {
	folder.setSettings({ 'mailLogLens.timeline': 'minimal' });
	const end = await workbench.wordsAfter(3, /^$/);
	assert.notEqual(end.icon, '');
	const failed = await workbench.wordsAfter(2, /✗ RCPT 450/);
	assert.notEqual(failed.icon, '');
	await workbench.screenshot('timeline-minimal');
});

scenario('timeline: off leaves nothing', async (workbench) => {
	folder.setSettings({ 'mailLogLens.timeline': 'off' });
	await workbench.lineWhere('line 3 has no icon', ({ line, icon }) => line === 3 && icon === '');
	const lines = await workbench.drawnLines();
	assert.deepEqual(
		lines.map((drawn) => wordsAfterLine(drawn) + drawn.icon),
		lines.map(() => ''),
	);
	assert.ok(
		lines.some(({ squiggles }) => squiggles.length > 0),
		'the findings stay',
	);
});

for (const theme of [
	'Default Dark Modern',
	'Default Light Modern',
	'Default High Contrast',
	'Default High Contrast Light',
]) {
	scenario(`the timeline in ${theme}`, async (workbench) => {
		folder.setSettings({ 'workbench.colorTheme': theme });
		await workbench.showFile(folder.file('session.smtp'));
		await workbench.themeIs(theme);
		const line = folder.lineOf('session.smtp', /^550 /);
		await workbench.goTo(line);
		const failed = await workbench.wordsAfter(line, /✗ RCPT 550/);
		const good = await workbench.wordsAfter(folder.lineOf('session.smtp', /^250 2\.1\.5/), /^RCPT 250/);
		await workbench.goTo(line);
		assert.notEqual(marked(failed).color, marked(good).color);
		await workbench.screenshot(`timeline-${theme}`);
	});
}
