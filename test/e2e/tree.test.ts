// The session tree: the sessions of the mail log in front, in a view of its own.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import type { Workbench } from './workbench';

const folder = new LogFolder();
const lines = [
	'Jan  5 10:00:00 mx1 postfix/smtpd[4711]: connect from one.example.org[192.0.2.10]',
	'Jan  5 10:00:00 mx1 postfix/smtpd[4712]: connect from two.example.org[192.0.2.20]',
	'Jan  5 10:00:01 mx1 postfix/smtpd[4712]: 4F2A1B0C9D: client=two.example.org[192.0.2.20]',
	'Jan  5 10:00:01 mx1 postfix/smtpd[4711]: NOQUEUE: reject: RCPT from one.example.org[192.0.2.10]: 550 5.1.1 <b@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<one.example.org>',
	'Jan  5 10:00:02 mx1 postfix/smtpd[4712]: disconnect from two.example.org[192.0.2.20] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	'Jan  5 10:00:02 mx1 postfix/qmgr[100]: 4F2A1B0C9D: from=<c@example.org>, size=371, nrcpt=1 (queue active)',
	'Jan  5 10:00:02 mx1 postfix/smtpd[4711]: disconnect from one.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	'Jan  5 11:00:03 mx1 postfix/smtpd[4711]: connect from one.example.org[192.0.2.10]',
	'Jan  5 11:00:04 mx1 postfix/smtpd[4711]: lost connection after EHLO from one.example.org[192.0.2.10]',
	'Jan  5 11:00:04 mx1 postfix/smtpd[4711]: disconnect from one.example.org[192.0.2.10] ehlo=1 commands=1',
];
for (const name of ['mail.log', 'growing.log']) {
	folder.add(name, `${lines.join('\n')}\n`);
}
folder.add(
	'other.smtp',
	'220 mx.example.net ESMTP\nEHLO client.example.org\n250 mx.example.net\nQUIT\n221 Bye\n',
);
folder.add('empty.maillog', 'Jan  5 10:00:02 mx1 kernel: nothing to do with mail\n');
folder.add('notes.txt', 'Nothing of mail in here.\n');
const scenario = inWorkbench(folder, 'notes.txt');

const rows = (workbench: Workbench): Locator => workbench.locator('.sidebar .monaco-list-row');
const row = (workbench: Workbench, text: string): Locator =>
	rows(workbench).filter({ hasText: text }).first();

/** What the rows of the tree say: label and description. */
async function rowTexts(workbench: Workbench): Promise<string[]> {
	const index = 'data-index';
	return await rows(workbench).evaluateAll(
		(elements, name) =>
			elements
				// As they stand from the top: a row that is drawn again may come last in the page.
				.sort((one, other) => Number(one.getAttribute(name)) - Number(other.getAttribute(name)))
				.map((element) =>
					[...element.querySelectorAll('.label-name, .label-description')]
						.map(({ textContent }) => textContent ?? '')
						.join(' | ')
						.replaceAll('\u00a0', ' '),
				),
		index,
	);
}

/** Waits until the tree shows these rows, each as its label and the beginning of its description. */
async function treeIs(workbench: Workbench, expected: readonly string[]): Promise<void> {
	await workbench.eventually(
		`the tree is ${expected.join('; ')}`,
		() => rowTexts(workbench),
		(shown) =>
			shown.length === expected.length && expected.every((text, at) => shown[at]?.startsWith(text) === true),
	);
}

/** Opens or closes a group. */
async function toggle(workbench: Workbench, label: string): Promise<void> {
	await row(workbench, label).locator('.monaco-tl-twistie').click();
}

/** Waits until what stands above the tree says this. */
async function messageIs(workbench: Workbench, expected: RegExp): Promise<void> {
	await workbench.locator('.sidebar .message').filter({ hasText: expected }).waitFor();
}

async function badgeIs(workbench: Workbench, expected: string): Promise<void> {
	const badge = workbench.locator('.activitybar .action-item', '').locator('.badge-content:visible');
	await workbench.eventually(
		`the badge is “${expected}”`,
		async () => (await badge.allInnerTexts()).join(),
		(text) => text === expected,
	);
}

const first = 'one.example.org [192.0.2.10] | 10:00:00 · 550 5.1.1';
const second = 'two.example.org [192.0.2.20] | 10:00:00 · ';
const third = 'one.example.org [192.0.2.10] | 11:00:03 · ';

/** Takes an entry of the menu that is open. VS Code takes no click in the first moment of a menu. */
async function takeFromMenu(workbench: Workbench, title: string): Promise<void> {
	const menu = workbench.locator('.monaco-menu:visible');
	await workbench.eventually(
		`${title} is taken from the menu`,
		async () => {
			await menu.getByText(title, { exact: true }).click();
			await menu.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
			return menu.count();
		},
		(count) => count === 0,
	);
}

async function openView(workbench: Workbench): Promise<void> {
	if (!(await workbench.locator('.sidebar .composite.title', 'Mail Log: Sessions').isVisible())) {
		await workbench.locator('.activitybar').getByRole('tab', { name: 'Mail Log' }).click();
	}
}

/** A line of a session, by its id: from 1. */
const lineOf = { s1: 4, s2: 3 } as const;

/** Shows the tree of mail.log put together by something, and in it the session that has the cursor. */
async function begin(
	workbench: Workbench,
	grouping: 'Outcome' | 'Host' | 'Time' | 'Message',
	session: keyof typeof lineOf,
): Promise<void> {
	await openView(workbench);
	await workbench.showFile(folder.file('mail.log'));
	await workbench.command(`Mail Log: Group Sessions by ${grouping}`);
	await workbench.goTo(lineOf[session]);
	await workbench.locator(`.sidebar .monaco-list-row.selected[aria-label^="Session ${session},"]`).waitFor();
}

scenario('without a mail log it says what to do', async (workbench) => {
	await openView(workbench);
	const welcome = workbench.locator('.sidebar .welcome-view-content');
	await welcome.filter({ hasText: 'No mail log is open.' }).waitFor();
	assert.deepEqual(await welcome.locator('.monaco-button').allInnerTexts(), [
		'Open Sample Log',
		'Open a File',
	]);
	await workbench.screenshot('tree-no-log');
});

scenario('by outcome, what failed first; the session of the cursor is shown', async (workbench) => {
	await openView(workbench);
	await workbench.openFile(folder.file('mail.log'));
	await treeIs(workbench, ['lost | 1 session', 'with failures | 1 session', first, 'completed | 1 session']);
	await messageIs(workbench, /mail\.log · 3 sessions, 2 failed/);
	await badgeIs(workbench, '2');
	await workbench.screenshot('tree-outcome');
});

scenario('a click goes to the session, and the cursor moves the tree', async (workbench) => {
	await begin(workbench, 'Outcome', 's1');
	await toggle(workbench, 'lost');
	await row(workbench, '11:00:03').click();
	await workbench.cursorIsAt(8);
	await workbench.goTo(3);
	await workbench.locator('.sidebar .monaco-list-row.selected', 'two.example.org').waitFor();
	await treeIs(workbench, [
		'lost | 1 session',
		third,
		'with failures | 1 session',
		first,
		'completed | 1 session',
		second,
	]);
});

for (const [grouping, expected] of [
	[
		'Host',
		[
			'one.example.org [192.0.2.10] | 2 sessions',
			'two.example.org [192.0.2.20] | 1 session',
			's2 | 10:00:00 · ',
		],
	],
	['Message', ['4F2A1B0C9D | 1 session', second, 'No message | 2 sessions']],
	['Time', ['01-05 10:00 | 2 sessions, 1 failed', first, second, '01-05 11:00 | 1 session']],
] as const) {
	scenario(`by ${grouping.toLowerCase()}`, async (workbench) => {
		await begin(workbench, grouping, 's2');
		await treeIs(workbench, expected);
		await workbench.screenshot(`tree-${grouping}`);
	});
}

scenario('a filter leaves what fits, says so, and is cleared', async (workbench) => {
	await begin(workbench, 'Time', 's2');
	await workbench.command('Mail Log: Filter Sessions…');
	const input = workbench.locator('.quick-input-widget:visible input[type=text]');
	await input.fill('code:550');
	await treeIs(workbench, ['01-05 10:00 | 1 session', first]);
	await workbench.page.keyboard.press('Enter');
	await messageIs(workbench, /Filter “code:550”: 1 of 3 sessions/);
	await workbench.screenshot('tree-filter');
	await workbench
		.locator('.sidebar .title-actions, .sidebar .actions')
		.getByRole('button', { name: 'Clear Session Filter' })
		.click();
	await treeIs(workbench, ['01-05 10:00 | 2 sessions', first, second, '01-05 11:00 | 1 session']);
});

scenario('a filter that is left with Escape is taken back', async (workbench) => {
	await begin(workbench, 'Time', 's2');
	await workbench.command('Mail Log: Filter Sessions…');
	await workbench.locator('.quick-input-widget:visible input[type=text]').fill('nothing of the kind');
	await treeIs(workbench, []);
	await workbench.page.keyboard.press('Escape');
	await treeIs(workbench, ['01-05 10:00 | 2 sessions', first, second, '01-05 11:00 | 1 session']);
});

scenario('what is pointed at is told in full, and no link is made of it', async (workbench) => {
	await begin(workbench, 'Time', 's1');
	const hover = workbench.locator('.monaco-hover:visible', 'Session s1');
	await workbench.eventually(
		'it is told',
		async () => {
			// Again and again: a row that is drawn anew under the pointer tells nothing.
			await workbench.page.mouse.move(900, 600);
			await row(workbench, '550 5.1.1').hover();
			return await hover
				.first()
				.waitFor({ timeout: 3000 })
				.then(
					() => true,
					() => false,
				);
		},
		(isTold) => isTold,
	);
	assert.match(await hover.first().innerText(), /<b@example\.com>: Recipient address rejected/);
	assert.equal(await hover.locator('a').count(), 0);
	await workbench.screenshot('tree-tooltip');
	await workbench.page.mouse.move(900, 600);
});

scenario('its menu compares the session with the nearest that worked', async (workbench) => {
	await begin(workbench, 'Time', 's1');
	await row(workbench, '550 5.1.1').click({ button: 'right' });
	await takeFromMenu(workbench, 'Compare Session');
	await workbench
		.webview()
		.locator('.differences li')
		.filter({ hasText: /this one \(s1\)/ })
		.first()
		.waitFor();
	await workbench.screenshot('tree-compare');
	await workbench.command('View: Close Editors in Other Groups');
});

scenario('its menu shows the session alone', async (workbench) => {
	await begin(workbench, 'Time', 's1');
	await row(workbench, '550 5.1.1').click({ button: 'right' });
	const menu = workbench.locator('.monaco-menu:visible');
	await menu.waitFor();
	const items = (await menu.locator('.action-label').allInnerTexts()).filter(Boolean);
	assert.deepEqual(items, [
		'Show Session',
		'Show Session Timeline',
		'Compare Session',
		'Copy Session…',
		'Copy Session Redacted…',
	]);
	await workbench.screenshot('tree-menu');
	await workbench.eventually(
		'the session is shown',
		async () => {
			// A menu that loses the focus closes without a word.
			if ((await menu.count()) === 0) {
				await row(workbench, '550 5.1.1').click({ button: 'right' });
			}
			await takeFromMenu(workbench, 'Show Session');
			const shown = workbench.locator('.editor-group-container.active .tab.active', 'Session s1');
			return await shown.waitFor({ timeout: 3000 }).then(
				() => true,
				() => false,
			);
		},
		(isShown) => isShown,
	);
	await workbench.editorShown(/^Session s1/);
	// It is a session of the same log, so the tree stays.
	await messageIs(workbench, /^mail\.log · 3 sessions/);
	await workbench.closeEditor();
});

scenario('by keyboard: open a group, go to a session', async (workbench) => {
	await begin(workbench, 'Outcome', 's2');
	await workbench.command('Mail Log: Focus on Sessions View');
	await workbench.locator('.sidebar .monaco-list:focus').waitFor();
	const press = async (key: string, focused: string): Promise<void> => {
		await workbench.page.keyboard.press(key);
		await workbench.locator('.sidebar .monaco-list-row.focused', focused).waitFor();
	};
	await press('Home', 'lost');
	await press('ArrowLeft', 'lost');
	await row(workbench, '11:00:03').waitFor({ state: 'detached' });
	const closed = workbench.locator('.sidebar .monaco-list-row.focused[aria-expanded="false"]', 'lost');
	await workbench.eventually(
		'the group is open',
		async () => {
			// A key that is pressed while VS Code draws the tree is lost.
			if ((await closed.count()) > 0) {
				await workbench.page.keyboard.press('ArrowRight');
			}
			return await row(workbench, '11:00:03').count();
		},
		(count) => count > 0,
	);
	await press('ArrowDown', '11:00:03');
	await workbench.page.keyboard.press('Enter');
	await workbench.cursorIsAt(8);
	const focused = workbench.locator('.sidebar .monaco-list-row.focused');
	assert.match(
		(await focused.getAttribute('aria-label')) ?? '',
		/^Session s3, one\.example\.org \[192\.0\.2\.10\], failed, lost, .*01-05 11:00:03, line 8/,
	);
});

scenario('when the log grows the tree does, too, and what was open stays open', async (workbench) => {
	await openView(workbench);
	await workbench.openFile(folder.file('growing.log'));
	await workbench.command('Mail Log: Group Sessions by Outcome');
	const before = ['lost | 1 session', 'with failures | 1 session', first, 'completed | 1 session'];
	await treeIs(workbench, before);
	await workbench.goTo(11);
	await workbench.page.keyboard.type(
		'Jan  5 11:00:05 mx1 postfix/smtpd[4713]: connect from new.example.org[192.0.2.40]\n',
	);
	await treeIs(workbench, [...before, 'open | 1 session']);
	await messageIs(workbench, /growing\.log · 4 sessions, 2 failed/);
});

scenario('it follows the log in front, and keeps it while something else is', async (workbench) => {
	await openView(workbench);
	await workbench.openFile(folder.file('other.smtp'));
	await messageIs(workbench, /other\.smtp · 1 session/);
	await badgeIs(workbench, '');
	await workbench.openFile(folder.file('notes.txt'));
	await messageIs(workbench, /other\.smtp · 1 session/);
	await workbench.openFile(folder.file('empty.maillog'));
	await workbench.locator('.sidebar .welcome-view-content', 'This log has no sessions').waitFor();
	await workbench.screenshot('tree-no-sessions');
});

for (const theme of ['Default Light Modern', 'Default High Contrast', 'Default High Contrast Light']) {
	scenario(`the tree in ${theme}`, async (workbench) => {
		await openView(workbench);
		folder.setSettings({ 'workbench.colorTheme': theme });
		await workbench.showFile(folder.file('mail.log'));
		await workbench.themeIs(theme);
		await workbench.goTo(6);
		await messageIs(workbench, /mail\.log · 3 sessions/);
		await workbench.screenshot(`tree-${theme}`);
	});
}

scenario('of many sessions a page is shown, then more, and the one of the cursor', async (workbench) => {
	const many = Array.from({ length: 1300 }, (_, at) =>
		['connect', 'disconnect'].map(
			(word) =>
				`Jan  5 10:00:00 mx1 postfix/smtpd[${at + 1000}]: ${word} from many.example.org[192.0.2.30]\n`,
		),
	);
	folder.add('many.maillog', many.flat().join(''));
	await openView(workbench);
	await workbench.openFile(folder.file('many.maillog'));
	await messageIs(workbench, /^many\.maillog · 1300 sessions$/);
	const sizeIs = (size: number): Promise<void> =>
		workbench.locator(`.sidebar .monaco-list-row.selected[aria-setsize="${size}"]`).waitFor();
	await sizeIs(501);
	await workbench.command('Mail Log: Focus on Sessions View');
	await workbench.locator('.sidebar .monaco-list:focus').waitFor();
	await workbench.eventually(
		'the next page is shown',
		async () => {
			await workbench.page.keyboard.press('End');
			await workbench.locator('.sidebar .monaco-list-row.focused', '800 more…').waitFor();
			await workbench.page.keyboard.press('Enter');
			// The view may just go back to the session of the cursor, and then Enter opens that.
			const next = workbench.locator('.sidebar .monaco-list-row[aria-setsize="1001"]').first();
			return await next.waitFor({ timeout: 3000 }).then(
				() => true,
				() => false,
			);
		},
		(isShown) => isShown,
	);
	await workbench.goTo(2 * 1200 + 1);
	await sizeIs(1300);
	await workbench.screenshot('tree-many');
});
