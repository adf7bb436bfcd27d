// The pictures of the walkthrough. `npm run pictures` saves them in images/walkthrough/; every run takes them, and so proves what they show.
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
folder.add('mail.log', folder.text('postfix.log'));
/** In CSS pixels. Small, so that the words can be read in a picture of half a window. */
const windowSize = { width: 680, height: 420 };
const scenario = inWorkbench(folder, 'mail.log');

scenario('a window without a side bar', async (workbench) => {
	await workbench.command('View: Toggle Primary Side Bar Visibility');
	await workbench.locator('.part.sidebar').waitFor({ state: 'hidden' });
	await workbench.page.setViewportSize(windowSize);
});

for (const [theme, name] of [
	['dark', 'Default Dark Modern'],
	['light', 'Default Light Modern'],
] as const) {
	scenario(`colours, ${theme}`, async (workbench) => {
		folder.setSettings({
			'breadcrumbs.enabled': false,
			'editor.fontSize': 12,
			'editor.occurrencesHighlight': 'off',
			'editor.stickyScroll.enabled': false,
			'workbench.activityBar.location': 'hidden',
			'workbench.colorTheme': name,
		});
		await workbench.themeIs(name);
		await workbench.locator('.part.activitybar').waitFor({ state: 'hidden' });
		await workbench.page.mouse.move(2, 2);
		await workbench.showFile(folder.file('mail.log'));
	});

	scenario(`log, ${theme}`, async (workbench) => {
		await workbench.showFile(folder.file('mail.log'));
		const line = folder.lineOf('mail.log', /450 4\.2\.0/);
		await workbench.goTo(line - 4);
		await workbench.wordsAfter(line, /✗ RCPT 450/);
		await workbench.walkthroughPicture(`log-${theme}`);
	});

	scenario(`hover, ${theme}`, async (workbench) => {
		const line = folder.lineOf('mail.log', /550 5\.1\.1 <rabbit/);
		await workbench.page.setViewportSize({ width: 680, height: 500 });
		await workbench.goTo(line + 3);
		await workbench.hover(line, ' 550 ', /Mailbox unavailable/);
		await workbench.walkthroughPicture(`hover-${theme}`);
		await workbench.dismissHover();
		await workbench.page.setViewportSize(windowSize);
	});

	scenario(`session, ${theme}`, async (workbench) => {
		await workbench.goTo(folder.lineOf('mail.log', /reject: .*554 5\.7\.1 .*Relay access denied/));
		await workbench.command('Mail Log: Show Session');
		await workbench.editorShown(/Session/);
		await workbench.wordsAfter(2, /✗ RCPT 554/);
		await workbench.walkthroughPicture(`session-${theme}`, 160);
		await workbench.closeEditor();
	});

	scenario(`follow, ${theme}`, async (workbench) => {
		await workbench.goTo(folder.lineOf('mail.log', /4jYN854WyjzX6: client=/));
		await workbench.command('Mail Log: Follow Message…');
		await workbench.eventually(
			'the message of the line is offered',
			() => workbench.pickerEntries(),
			([first]) => first?.includes('4jYN854WyjzX6') === true,
		);
		await workbench.page.keyboard.press('Enter');
		await workbench.editorShown(/4jYN854WyjzX6/);
		await workbench.wordsAfter(10, /550/);
		await workbench.walkthroughPicture(`follow-${theme}`);
		await workbench.closeEditor();
	});

	scenario(`findings, ${theme}`, async (workbench) => {
		const line = folder.lineOf('mail.log', /550 5\.1\.1 <rabbit/);
		await workbench.goTo(line);
		await workbench.finding('rabbit@example.com');
		await workbench.walkthroughPicture(`findings-${theme}`);
		await workbench.command('View: Toggle Panel Visibility');
	});

	scenario(`timeline, ${theme}`, async (workbench) => {
		await workbench.openFile(folder.file('session.smtp'));
		const line = folder.lineOf('session.smtp', /^235 /);
		await workbench.goTo(line + 8);
		await workbench.wordsAfter(line, /AUTH 235/);
		await workbench.walkthroughPicture(`timeline-${theme}`);
		await workbench.closeEditor();
	});

	scenario(`compare, ${theme}`, async (workbench) => {
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
		await workbench.walkthroughPicture(`compare-${theme}`);
		await workbench.closeEditor();
	});
}
