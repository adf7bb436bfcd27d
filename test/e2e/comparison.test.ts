// Two sessions side by side: from the lightbulb, from the palette, with the keyboard alone, in every kind of theme.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { violations } from './violations';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
folder.setSettings({ 'workbench.editor.revealIfOpen': true });
const scenario = inWorkbench(folder, 'swaks.txt');
const tall = { width: 1500, height: 1300 };

/** What differs, as the panel says it. */
function sentences(workbench: Workbench): Locator {
	return workbench.webview().locator('.differences .sentence');
}

async function said(workbench: Workbench, expected: RegExp): Promise<readonly string[]> {
	return await workbench.eventually(
		`the panel says ${String(expected)}`,
		() => sentences(workbench).allInnerTexts(),
		(all) => all.some((sentence) => expected.test(sentence)),
	);
}

/** Puts the cursor on a line and compares its session with the nearest, with Enter alone. */
async function compareAt(workbench: Workbench, name: string, line: RegExp): Promise<void> {
	await workbench.focusEditor();
	await workbench.showFile(folder.file(name));
	await workbench.languageIs('Mail Log');
	await workbench.goTo(folder.lineOf(name, line));
	await workbench.command('Mail Log: Compare Sessions…');
	await takePreselected(workbench, /the First/);
	await takePreselected(workbench, / with …/);
}

async function takePreselected(workbench: Workbench, title: RegExp): Promise<string> {
	await workbench.eventually(
		`the picker is ${String(title)}`,
		() => workbench.pickerTitle().catch(() => ''),
		(text) => title.test(text),
	);
	const [first = ''] = await workbench.pickerEntries();
	await workbench.screenshot(`comparison-pick-${title.test('the First') ? 'first' : 'second'}`);
	await workbench.page.keyboard.press('Enter');
	return first;
}

scenario('the lightbulb compares a login that failed with the nearest that worked', async (workbench) => {
	await workbench.page.setViewportSize(tall);
	await workbench.finding('535');
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(folder.lineOf('swaks.txt', /^<~\* 535 /), 6);
	const titles = await workbench.quickFixes();
	assert.ok(
		titles.includes('Compare with a session that worked (s1, same server)'),
		`not in ${titles.join(' | ')}`,
	);
	await workbench.screenshot('comparison-lightbulb');
	await workbench.takeQuickFix(/^Compare with a session that worked/);
	const all = await said(workbench, /^AUTH: this one \(s2\) got 535 5\.7\.8 .*; that one \(s1\) got 235\.$/);
	assert.match(all[0] ?? '', /^AUTH: /);
	assert.equal(all[1], 'AUTH mechanism: this one (s2) PLAIN; that one (s1) LOGIN.');
	await workbench.webview().getByText('That one (s1) is the nearest that worked: same server.').waitFor();
	await workbench.command('View: Toggle Panel Visibility');
	await workbench.command('View: Toggle Primary Side Bar Visibility');
	await workbench.webview().locator('.compared').scrollIntoViewIfNeeded();
	await workbench.screenshot('comparison-login');
	assert.deepEqual(await violations(workbench), []);
});

scenario('a sentence leads to both lines', async (workbench) => {
	const links = workbench.webview().locator('.differences li').first().getByRole('button');
	const wanted = [/^<~\* 535 /, /^<~ {2}235 /];
	for (const [at, pattern] of wanted.entries()) {
		await links.nth(at).click();
		await workbench.activeLineIs(folder.lineOf('swaks.txt', pattern));
	}
});

scenario(
	'from the palette, two sessions are picked with Enter: the one at the cursor, and the nearest',
	async (workbench) => {
		await compareAt(workbench, 'postfix.log', /NOQUEUE: reject: RCPT .*rabbit@example\.com/);
		await said(workbench, /^Recipients: this one \(s6\) rabbit@example\.com; that one \(s1\) /);
		await workbench.screenshot('comparison-recipient');
	},
);

scenario('with the keyboard alone: to the buttons, the other way round, and to a line', async (workbench) => {
	const { page } = workbench;
	const focused = workbench.webview().locator(':focus');
	await workbench.webview().getByRole('tab', { name: 'Comparison' }).focus();
	const tabTo = async (name: string) =>
		await workbench.eventually(
			`${name} has the focus`,
			async () => {
				await page.keyboard.press('Tab');
				return (await focused.allInnerTexts()).join('');
			},
			(text) => text === name,
		);
	await tabTo('Swap');
	await page.keyboard.press('Enter');
	await said(workbench, /^RCPT: this one \(s1\) got through; that one \(s6\) got 550 5\.1\.1/);
	await workbench.webview().getByRole('tab', { name: 'Comparison' }).focus();
	await tabTo(`s1: line ${folder.lineOf('postfix.log', /4jYN7n3GXkzWj: client=/)}`);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Control+1');
	await workbench.cursorIsAt(folder.lineOf('postfix.log', /4jYN7n3GXkzWj: client=/));
});

scenario('another session is chosen, and all of it opened as a page', async (workbench) => {
	await workbench.webview().getByRole('button', { name: 'Compare with Another…' }).click();
	await workbench.pick('s13 · relay.example.net [203.0.113.10]', 's13');
	await said(workbench, /this one \(s1\) .*that one \(s13\)/);
	await workbench.webview().getByRole('button', { name: 'Open as Page' }).click();
	const page = workbench.page.frameLocator('iframe.webview.ready').nth(-1).frameLocator('#active-frame');
	await page.getByRole('heading', { level: 1, name: 's1 and s13' }).waitFor();
	await workbench.screenshot('comparison-page');
	await workbench.closeEditor();
});

scenario('a session of another log is chosen, and each side leads to its own', async (workbench) => {
	folder.setSettings({ 'workbench.editor.revealIfOpen': true, 'workbench.editor.enablePreview': false });
	await workbench.focusEditor();
	await workbench.openFile(folder.file('swaks.txt'));
	await workbench.languageIs('Mail Log');
	await compareAt(workbench, 'postfix.log', /SASL PLAIN authentication failed/);
	await workbench.webview().getByRole('button', { name: 'Compare with Another…' }).click();
	await workbench.pick('Another log…');
	await workbench.pick('s1 · mx1.example.com', 's1');
	const all = await said(workbench, /that one \(s1, swaks\.txt\)/);
	assert.ok(
		all.some((sentence) => /this one \(s5, postfix\.log\)/.test(sentence)),
		all.join('\n'),
	);
	await workbench.screenshot('comparison-logs');
	assert.deepEqual(await violations(workbench), []);
	const item = workbench.webview().locator('.differences li').filter({ hasText: /235/ }).first();
	for (const [at, name, pattern] of [
		[1, 'swaks.txt', /^<~ {2}235 /],
		[0, 'postfix.log', /SASL PLAIN authentication failed/],
	] as const) {
		await item.getByRole('button').nth(at).click();
		// The tab of the panel has the log's name, too.
		await workbench.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
		await workbench.activeLineIs(folder.lineOf(name, pattern));
	}
});

for (const theme of [
	'Default Dark Modern',
	'Default Light Modern',
	'Default High Contrast',
	'Default High Contrast Light',
]) {
	scenario(`in ${theme}, without a finding of axe-core`, async (workbench) => {
		folder.setSettings({ 'workbench.colorTheme': theme, 'workbench.editor.revealIfOpen': true });
		await workbench.themeIs(theme);
		await compareAt(workbench, 'postfix.log', /lost connection after DATA/);
		await said(workbench, /lost the connection/);
		await workbench.screenshot(`comparison-${theme}`);
		assert.deepEqual(await violations(workbench), []);
	});
}

scenario('in a narrow window nothing is cut off', async (workbench) => {
	await workbench.page.setViewportSize({ width: 800, height: 1600 });
	await workbench.webview().locator('.compared').scrollIntoViewIfNeeded();
	const region = workbench.webview().locator('[role=tabpanel]:not([hidden])');
	await workbench.eventually(
		'the region is no wider than it shows',
		() => region.evaluate((element) => element.scrollWidth - element.clientWidth),
		(more) => more <= 0,
	);
	await workbench.screenshot('comparison-narrow');
	assert.deepEqual(await violations(workbench), []);
});
