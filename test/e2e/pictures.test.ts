// The pictures of the README. `npm run pictures` saves them in images/readme/; every run takes them, and so proves what they show.
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
const settings = {
	'breadcrumbs.enabled': false,
	'editor.stickyScroll.enabled': false,
	'workbench.activityBar.location': 'hidden',
};
folder.setSettings(settings);
const scenario = inWorkbench(folder, 'session.smtp');

scenario('timeline', async (workbench) => {
	await workbench.command('View: Toggle Primary Side Bar Visibility');
	const line = folder.lineOf('session.smtp', /^550 /);
	// In the middle of its session, whose first and last lines are then in view, too.
	await workbench.goTo(line - 3, 99);
	await workbench.wordsAfter(line, /✗ RCPT 550/);
	await workbench.picture('timeline');
	await workbench.closeEditor();
});

scenario('hover', async (workbench) => {
	await workbench.openFile(folder.file('swaks.txt'));
	const line = folder.lineOf('swaks.txt', /^<~ {2}235 /);
	await workbench.goTo(line + 3, 99);
	await workbench.wordsAfter(line, /AUTH 235/);
	await workbench.hover(line, ' 235 ', /Authentication successful/);
	await workbench.picture('hover');
	await workbench.dismissHover();
});

scenario('compare', async (workbench) => {
	await workbench.command('Mail Log: Compare Reply Codes…');
	await workbench.pick('220', '');
	await workbench.eventually(
		'the second code is asked for',
		() => workbench.pickerTitle(),
		(title) => title.includes('220 with'),
	);
	await workbench.pick('235', '');
	const heading = workbench.webview().getByRole('heading', { name: 'Key differences' });
	await heading.waitFor();
	await heading.evaluate((element) => element.scrollIntoView());
	await workbench.picture('compare');
	await workbench.closeEditor();
});

scenario('problems', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.finding('no 235 came');
	const line = folder.lineOf('swaks.txt', /^<~\* 535 /);
	await workbench.goTo(line + 2, 99);
	await workbench.wordsAfter(line, /✗ AUTH 535/);
	await workbench.lineWhere(
		'the failure is underlined',
		(drawn) => drawn.line === line && drawn.squiggles.length > 0,
	);
	await workbench.picture('problems');
	await workbench.command('View: Toggle Panel Visibility');
});

// The lines of its log are long, and are to be seen whole.
scenario('session', async (workbench) => {
	folder.setSettings({ ...settings, 'editor.fontSize': 13 });
	await workbench.openFile(folder.file('postfix.log'));
	const line = folder.lineOf('postfix.log', /reject: .*554 5\.7\.1 .*Relay access denied/);
	await workbench.wordsAfter(line, /✗ RCPT 554/);
	await workbench.goTo(line);
	await workbench.command('Mail Log: Show Session');
	await workbench.editorShown(/Session/);
	await workbench.wordsAfter(2, /✗ RCPT 554/);
	await workbench.goTo(1, 999);
	await workbench.wordsAfter(3, /DISCONNECT/);
	await workbench.picture('session', 240);
});

/** Puts the pointer where nothing is, and waits until what it pointed at before has gone. */
async function pointNowhere(workbench: Workbench): Promise<void> {
	await workbench.page.mouse.move(700, tall.height - 4);
	await workbench.locator('.workbench-hover:visible').waitFor({ state: 'detached' });
	await workbench.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
}

/** The panel's pictures are tall: a list above, a session below it. CSS pixels, as wide as the others. */
const tall = { width: 1280, height: 1000 };

// The lines of the log are not what these two show: its editor is narrow.
scenario('panel', async (workbench) => {
	folder.setSettings({ ...settings, 'editor.fontSize': 12 });
	await workbench.page.setViewportSize(tall);
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(folder.lineOf('swaks.txt', /^<\*\* 550 /));
	await workbench.command('Mail Log: Show Session Timeline');
	await workbench.webview().getByRole('treeitem', { name: /550/ }).first().waitFor();
	await pointNowhere(workbench);
	await workbench.picture('panel', tall.height);
});

scenario('comparison', async (workbench) => {
	await workbench.focusEditor();
	await workbench.goTo(folder.lineOf('swaks.txt', /^<~\* 535 /), 6);
	await workbench.quickFixes();
	await workbench.takeQuickFix(/^Compare with a session that worked/);
	await workbench.webview().getByText('AUTH mechanism: this one (s2) PLAIN').waitFor();
	await pointNowhere(workbench);
	await workbench.picture('comparison', tall.height);
});
