// The newcomer's way in: the walkthrough has pictures, its links do what they say, and each step is ticked off by doing it.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import type { Workbench } from './workbench';

const folder = new LogFolder();
folder.add('notes.txt', 'Nothing of mail in here.\n');
const scenario = inWorkbench(folder, 'notes.txt');

/** What a step's row in the walkthrough looks like. */
const step = (workbench: Workbench, title: string) =>
	workbench.locator('.gettingStartedContainer .getting-started-step').filter({ hasText: title });

/** Opens a step of the walkthrough and presses its button. */
async function follow(workbench: Workbench, title: string, button: string): Promise<void> {
	await openWalkthrough(workbench);
	await step(workbench, title).click();
	await workbench
		.locator('.step-container, .getting-started-step')
		.getByRole('button', { name: button })
		.click();
}

async function openWalkthrough(workbench: Workbench): Promise<void> {
	// The palette lists what is known when it opens.
	await workbench.locator('.activitybar').getByRole('tab', { name: 'Mail Log' }).waitFor();
	await workbench.command('View: Close All Editors');
	await workbench.command('Mail Log: Get Started');
	await step(workbench, 'Open a mail log').waitFor();
}

/** Waits until a step is ticked off. */
async function isDone(workbench: Workbench, title: string): Promise<void> {
	const done = step(workbench, title).locator('.codicon-getting-started-step-checked').first();
	if (!(await done.isVisible())) {
		// What the step has opened may lie over the walkthrough.
		await workbench.command('Mail Log: Get Started');
	}
	await done.waitFor();
	await workbench.screenshot(`walkthrough-${title}`);
}

scenario('every step has a picture', async (workbench) => {
	await openWalkthrough(workbench);
	const titles = await step(workbench, '').locator('.step-title').allInnerTexts();
	assert.equal(titles.length, 7);
	for (const title of titles) {
		await step(workbench, title).click();
		const picture = workbench.locator('.getting-started-media img').first();
		await workbench.eventually(
			`the picture of “${title}” is drawn`,
			() => picture.evaluate((image: HTMLImageElement) => ({ width: image.naturalWidth, alt: image.alt })),
			({ width, alt }) => width > 100 && alt !== '',
		);
		await workbench.screenshot(`walkthrough-picture-${title}`);
	}
});

scenario('the sample log is opened beside it, and cannot be written to', async (workbench) => {
	await follow(workbench, 'Open a mail log', 'Open the Sample Log');
	await workbench.editorShown('sample.maillog');
	await workbench.languageIs('Mail Log');
	await workbench.wordsAfter(8, /220/);
	await workbench.page.keyboard.type('x');
	await workbench.locator('.monaco-editor .message').filter({ hasText: 'read-only' }).waitFor();
	await isDone(workbench, 'Open a mail log');
});

scenario('its refusal is explained', async (workbench) => {
	await follow(workbench, 'Point at a code', 'Point at a Refusal');
	const hover = workbench.locator('.monaco-hover:not(.hidden) .hover-contents');
	await hover.filter({ hasText: 'Mailbox unavailable' }).first().waitFor();
	await isDone(workbench, 'Point at a code');
});

scenario('a transcript is shown from 220 to 221, with its timeline', async (workbench) => {
	await follow(workbench, 'See a session from 220 to 221', 'Show the Timeline');
	await workbench.webview().locator('main').filter({ hasText: '2 sessions' }).first().waitFor();
	await isDone(workbench, 'See a session from 220 to 221');
});

scenario('the transcript can be looked at alone', async (workbench) => {
	await follow(workbench, 'See a session from 220 to 221', 'look at a transcript');
	await workbench.editorShown('sample.smtp');
	await workbench.cursorIsAt(28);
	await workbench.wordsAfter(28, /AUTH 235/);
});

scenario('220 and 235 are compared', async (workbench) => {
	await follow(workbench, 'Tell 220 from 235', 'Compare 220 and 235');
	await workbench.webview().getByRole('heading', { name: 'Key differences' }).waitFor();
	await isDone(workbench, 'Tell 220 from 235');
});

scenario('one session of the sample is shown alone', async (workbench) => {
	await follow(workbench, 'Read one session alone', 'Show a Session');
	await workbench.editorShown(/^Session s\d+ .*203\.0\.113\.66/);
	await isDone(workbench, 'Read one session alone');
});

scenario('a mail of the sample is followed from its arrival to its delivery', async (workbench) => {
	await follow(workbench, 'Follow a message', 'Follow a Message');
	await workbench.editorShown(/4jYN854WyjzX6/);
	await workbench.eventually(
		'the lines of its delivery follow those of its arrival',
		() => workbench.drawnLines(),
		(lines) => lines.some(({ text }) => text.includes('4jYN854WyjzX6: to=<eve@closed.example>')),
	);
	await isDone(workbench, 'Follow a message');
});

scenario('its first failure is found', async (workbench) => {
	await follow(workbench, 'Find what went wrong', 'Go to a Failure');
	await workbench.statusSays(/Line \d+: .*did not log in/);
	await isDone(workbench, 'Find what went wrong');
});

scenario('the sample is offered without the walkthrough, too', async (workbench) => {
	await workbench.command('Mail Log: Open Sample Log');
	await workbench.editorShown('sample.maillog');
});
