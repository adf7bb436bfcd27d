// The session panel: all sessions of a log as a waterfall, and the way from a row to its line and back.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { LogFolder } from './logFolder';
import { pageStart, watchPageStart } from './pageStart';
import { inWorkbench } from './scenario';
import { violations } from './violations';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
const many = 10_000;
folder.add('many.log', Array.from({ length: many }, (_, at) => manyLines(at)).join(''));
folder.add(
	'hostile.log',
	[
		'Jan  5 10:00:00 mx1 postfix/smtpd[7]: connect from <img/src=x/onerror=alert(1)>[192.0.2.10]',
		'Jan  5 10:00:01 mx1 postfix/smtpd[7]: NOQUEUE: reject: RCPT from <img/src=x/onerror=alert(1)>[192.0.2.10]: 550 5.1.1 <b@example.com>: <script>alert(2)</script>; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		'Jan  5 10:00:02 mx1 postfix/smtpd[7]: disconnect from <img/src=x/onerror=alert(1)>[192.0.2.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
		'',
	].join('\n'),
);
const scenario = inWorkbench(folder, 'postfix.log');

/** A session that takes longer the later it comes; every seventh is refused. */
function manyLines(at: number): string {
	const time = (seconds: number) =>
		new Date(Date.UTC(2026, 0, 5) + seconds * 1000).toISOString().slice(11, 19);
	const line = (seconds: number, text: string) =>
		`Jan  5 ${time(at * 8 + seconds)} mx1 postfix/smtpd[${10_000 + at}]: ${text}\n`;
	const client = `host${at}.example.org[192.0.2.${at % 250}]`;
	const refusal = `NOQUEUE: reject: RCPT from ${client}: 550 5.1.1 <b@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>`;
	return [
		line(0, `connect from ${client}`),
		at % 7 === 0 ? line(1, refusal) : '',
		line(2 + (at % 60), `disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`),
	].join('');
}

function rows(workbench: Workbench): Locator {
	return workbench.webview().locator('.rows > .row');
}

function selected(workbench: Workbench): Locator {
	return workbench.webview().locator('.row[aria-selected=true]');
}

/** What a cell of every drawn row says, from top to bottom. */
async function column(workbench: Workbench, name: string): Promise<string[]> {
	return (await rows(workbench).locator(`.cell.${name}`).allInnerTexts()).map((text) => text.trim());
}

async function countIs(workbench: Workbench, expected: RegExp): Promise<void> {
	const count = workbench.webview().locator('.count');
	await workbench.eventually(
		`the count is ${expected}`,
		() => count.innerText(),
		(text) => expected.test(text),
	);
}

/** Puts the focus into the editor beside the panel. */
async function focusEditor(workbench: Workbench): Promise<void> {
	await workbench.locator('.editor-group-container .tab', '.log').first().click();
}

/** Shows the panel of the log in front. */
async function showPanel(workbench: Workbench, count: RegExp): Promise<void> {
	await workbench.languageIs('Mail Log');
	await workbench.command('Mail Log: Show Session Timeline');
	await rows(workbench).first().waitFor();
	await countIs(workbench, count);
}

scenario('all sessions of the log are listed beside it, each with its bar', async (workbench) => {
	await workbench.command('View: Close Primary Side Bar');
	await showPanel(workbench, /^34 sessions$/);
	assert.deepEqual(
		(await column(workbench, 'session')).slice(0, 2).map((text) => text.split('\n').at(-1)),
		['s1', 's2'],
	);
	const words = await rows(workbench).first().locator('.bar-cell .unseen').textContent();
	assert.match(words ?? '', /^envelope 1 s, data 1 s$/);
	await workbench.screenshot('panel');
});

scenario(
	'a click selects the session and leads to its first line; the panel keeps the focus',
	async (workbench) => {
		const refused = rows(workbench).filter({ hasText: 'out.newsletter.example' }).first();
		await refused.click();
		await workbench.activeLineIs(folder.lineOf('postfix.log', /connect from out\.newsletter\.example/));
		assert.equal(await refused.getAttribute('aria-selected'), 'true');
		await workbench.webview().locator('.waterfall:focus').waitFor();
		assert.match(
			await workbench.webview().locator('.failure-words').innerText(),
			/^450 4\.2\.0 .*Greylisted/,
		);
		await workbench.screenshot('panel-selected');
	},
);

scenario('the panel follows the cursor, which keeps the focus', async (workbench) => {
	const line = folder.lineOf('postfix.log', /timeout after EHLO/);
	await focusEditor(workbench);
	await workbench.goTo(line);
	await selected(workbench).filter({ hasText: 'timeout' }).waitFor();
	await workbench.page.locator('.monaco-editor.focused').waitFor();
});

scenario('a text, an outcome, a code or a duration leaves the sessions that have it', async (workbench) => {
	const page = workbench.webview();
	await page.getByRole('searchbox').fill('newsletter');
	await countIs(workbench, /^\d of 34 sessions$/);
	assert.ok((await column(workbench, 'peer')).every((peer) => peer.includes('newsletter')));
	await page.getByRole('searchbox').fill('nobody has this');
	await page.getByText('No session fits the filter.').waitFor();
	await workbench.screenshot('panel-empty');
	assert.deepEqual(await violations(workbench), []);
	await page.locator('.message').getByRole('button', { name: 'Clear filter' }).click();
	await countIs(workbench, /^34 sessions$/);
	await page.getByLabel('Outcome', { exact: true }).selectOption('timeout');
	await countIs(workbench, /^1 of 34 sessions$/);
	await page.getByRole('button', { name: 'Clear filter' }).click();
	await page.getByLabel('Code', { exact: true }).selectOption('554');
	await page.getByLabel('Duration', { exact: true }).selectOption('30000');
	await page.getByText('No session fits the filter.').waitFor();
	await page.locator('.filter-bar').getByRole('button', { name: 'Clear filter' }).click();
});

scenario('a column’s head sorts, and again the other way', async (workbench) => {
	const page = workbench.webview();
	const head = page.getByRole('columnheader', { name: 'Duration' });
	await head.getByRole('button').click();
	assert.equal(await head.getAttribute('aria-sort'), 'descending');
	assert.equal((await column(workbench, 'duration'))[0], '40 s');
	await head.getByRole('button').click();
	assert.equal((await column(workbench, 'duration'))[0], '< 1 s');
	await page.getByText('From start').click();
	await head.getByRole('button').click();
	await workbench.screenshot('panel-durations');
});

scenario('what is appended comes in, and selection, order and filter stay', async (workbench) => {
	const page = workbench.webview();
	await page.getByRole('searchbox').fill('relay.example.net');
	await rows(workbench).first().click();
	const before = await selected(workbench).getAttribute('id');
	appendFileSync(
		folder.file('postfix.log'),
		'Nov 23 23:59:00 mx1 postfix/smtpd[9001]: connect from relay.example.net[203.0.113.10]\n' +
			'Nov 23 23:59:59 mx1 postfix/smtpd[9001]: disconnect from relay.example.net[203.0.113.10] ehlo=1 quit=1 commands=2\n',
	);
	await countIs(workbench, /of 35 sessions$/);
	await rows(workbench).filter({ hasText: '59 s' }).waitFor();
	assert.equal((await column(workbench, 'duration'))[0], '59 s');
	assert.equal(await selected(workbench).getAttribute('id'), before);
	assert.equal(await page.getByRole('searchbox').inputValue(), 'relay.example.net');
	await page.locator('.filter-bar').getByRole('button', { name: 'Clear filter' }).click();
	await page.getByRole('columnheader', { name: 'Session' }).getByRole('button').click();
});

scenario('all is reached with the keyboard', async (workbench) => {
	const { keyboard } = workbench.page;
	const page = workbench.webview();
	await page.getByRole('searchbox').focus();
	await keyboard.press('Escape');
	await page.locator('.waterfall:focus').waitFor();
	await keyboard.press('End');
	await page.locator('#row-s35[aria-selected=true]').waitFor();
	await keyboard.press('Home');
	await keyboard.press('ArrowDown');
	await keyboard.press('ArrowDown');
	await page.locator('#row-s3[aria-selected=true]').waitFor();
	const active = await page.locator('.waterfall').getAttribute('aria-activedescendant');
	assert.equal(active, await selected(workbench).getAttribute('id'));
	await keyboard.press('Enter');
	await workbench.activeLineIs(folder.lineOf('postfix.log', /submission\/smtpd.*connect from/));
	await page.locator('.waterfall:focus').waitFor();
	await keyboard.press('/');
	await keyboard.type('timeout');
	await countIs(workbench, /^1 of 35 sessions$/);
	await keyboard.press('Escape');
	await keyboard.press('ArrowDown');
	await selected(workbench).filter({ hasText: 'timeout' }).waitFor();
	await page.getByRole('separator').focus();
	const share = Number(await page.getByRole('separator').getAttribute('aria-valuenow'));
	await keyboard.press('ArrowUp');
	assert.ok(Number(await page.getByRole('separator').getAttribute('aria-valuenow')) < share);
	await workbench.screenshot('panel-keyboard');
	await page.locator('.waterfall').focus();
	await keyboard.press('Control+Enter');
	await workbench.page.locator('.monaco-editor.focused').waitFor();
	await page.locator('.filter-bar').getByRole('button', { name: 'Clear filter' }).click();
});

scenario('by keyboard alone: from the filter to a row, its details, and their export', async (workbench) => {
	const { keyboard } = workbench.page;
	const page = workbench.webview();
	const tabTo = async (name: string, place: Locator) =>
		await workbench.eventually(
			`${name} has the focus`,
			async () => {
				await keyboard.press('Tab');
				return await place.evaluate((element) => element === document.activeElement);
			},
			(isThere) => isThere,
		);
	await page.getByRole('searchbox').focus();
	await keyboard.type('outcome:mixed newsletter -timeout');
	await countIs(workbench, /^\d of 35 sessions$/);
	await keyboard.press('Escape');
	await keyboard.press('Home');
	await selected(workbench).filter({ hasText: 'out.newsletter' }).waitFor();
	await tabTo('the first tab', page.getByRole('tab', { name: 'Session' }));
	await keyboard.press('ArrowRight');
	await page.getByRole('tab', { name: 'Message', selected: true }).waitFor();
	await keyboard.press('ArrowLeft');
	await page.getByRole('tab', { name: 'Session', selected: true }).waitFor();
	await tabTo('the export', page.getByRole('button', { name: 'Export…' }));
	await keyboard.press('Enter');
	await workbench.eventually(
		'the form is asked for',
		() => workbench.pickerTitle().catch(() => ''),
		(title) => title === 'Export Session Diagram',
	);
	await keyboard.press('Escape');
	await page.locator('.filter-bar').getByRole('button', { name: 'Clear filter' }).click();
});

scenario(
	'a panel that was covered by another tab is as it was; what is shown then, it shows',
	async (workbench) => {
		const page = workbench.webview();
		await page.getByRole('searchbox').fill('relay.example.net');
		await countIs(workbench, /^\d+ of 35 sessions$/);
		const before = await page.locator('.count').innerText();
		const tab = workbench.locator('.tab', 'Sessions: postfix.log');
		const cover = async () => {
			await tab.click();
			await workbench.openFile(folder.file('README.md'));
			await page.locator('.waterfall').waitFor({ state: 'detached' });
		};
		await cover();
		await tab.click();
		await countIs(workbench, new RegExp(`^${before}$`));
		assert.equal(await page.getByRole('searchbox').inputValue(), 'relay.example.net');
		await cover();
		await focusEditor(workbench);
		await workbench.goTo(folder.lineOf('postfix.log', /timeout after EHLO/));
		await workbench.command('Mail Log: Show Session Timeline');
		await page.locator('.detail-title').getByText('timeout').waitFor();
		await page.locator('.filter-bar').getByRole('button', { name: 'Clear filter' }).click();
		await selected(workbench).filter({ hasText: 'timeout' }).waitFor();
	},
);

for (const theme of [
	'Default Dark Modern',
	'Default Light Modern',
	'Default High Contrast',
	'Default High Contrast Light',
]) {
	scenario(`axe finds nothing wrong in ${theme}`, async (workbench) => {
		folder.setSettings({ 'workbench.colorTheme': theme });
		await workbench.themeIs(theme);
		const kind = theme.includes('High')
			? 'vscode-high-contrast'
			: theme.includes('Light')
				? 'vscode-light'
				: 'vscode-dark';
		await workbench.webview().locator(`body.${kind}`).waitFor();
		assert.deepEqual(await violations(workbench), []);
		await workbench.screenshot(`panel-${theme}`);
	});
}

scenario('names from a log are text', async (workbench) => {
	folder.setSettings({});
	await focusEditor(workbench);
	await workbench.openFile(folder.file('hostile.log'));
	await showPanel(workbench, /^1 session$/);
	assert.match(
		(await column(workbench, 'peer'))[0] ?? '',
		/^<img\/src=x\/onerror=alert\(1\)> \[192\.0\.2\.10\]$/,
	);
	await rows(workbench).first().click();
	assert.match(
		await workbench.webview().locator('.failure-words').innerText(),
		/<script>alert\(2\)<\/script>/,
	);
	assert.equal(await workbench.webview().locator('img, .rows script').count(), 0);
});

scenario('a log without times shows steps, and says so', async (workbench) => {
	await focusEditor(workbench);
	await workbench.openFile(folder.file('session.smtp'));
	await showPanel(workbench, /sessions$/);
	await workbench.webview().getByText('This log has no times: every step is drawn equally long.').waitFor();
	await workbench.screenshot('panel-untimed');
	assert.deepEqual(await violations(workbench), []);
});

scenario('ten thousand sessions are seen at once and scroll', async (workbench) => {
	await workbench.locator('.tab.active', 'Sessions: ').locator('.codicon-close').click();
	await workbench.openFile(folder.file('many.log'));
	await workbench.languageIs('Mail Log');
	await watchPageStart(workbench, '.rows > .row');
	const page = workbench.webview();
	await workbench.command('Mail Log: Show Session Timeline');
	await rows(workbench).filter({ hasText: 'host0.example.org' }).waitFor();
	const { ofWorkbench, ofPage } = await pageStart(workbench);
	console.log(
		`first rows of ${many} sessions: ${ofPage} ms after the page began, ${ofWorkbench} ms before that for VS Code to begin it`,
	);
	await countIs(workbench, /^10,000 sessions$/);
	await page.locator('.waterfall').evaluate((grid) => {
		grid.scrollTop = grid.scrollHeight;
	});
	await rows(workbench).filter({ hasText: 'host9999.example.org' }).waitFor();
	assert.ok((await rows(workbench).count()) < 100);
	await page.getByLabel('Code', { exact: true }).selectOption('550');
	await countIs(workbench, /^1,429 of 10,000 sessions$/);
	await workbench.screenshot('panel-many');
});

scenario('the panel is there again when the window is loaded anew, with its filter', async (workbench) => {
	await workbench.eventually(
		'the window has kept the filter',
		() => workbench.page.evaluate(keptByWindow),
		(kept) => kept.includes('550'),
	);
	// As a person comes back: with the folder, and no file named in the address.
	const address = new URL(workbench.page.url());
	address.searchParams.delete('payload');
	await workbench.page.goto(address.href);
	await countIs(workbench, /^1,429 of 10,000 sessions$/);
});

scenario('a log that is closed can be opened again', async (workbench) => {
	await focusEditor(workbench);
	await workbench.command('View: Close All Editors in Group');
	const banner = workbench.webview().getByText('The log is closed: what is shown is how it was.');
	await banner.waitFor();
	await workbench.screenshot('panel-closed');
	assert.deepEqual(await violations(workbench), []);
	await workbench.webview().getByRole('button', { name: 'Open it again' }).click();
	await workbench.locator('.tab', 'many.log').first().waitFor();
	await banner.waitFor({ state: 'hidden' });
});

/** What VS Code has written down of its editors' state, which it does every few seconds. Runs in the window. */
async function keptByWindow(): Promise<string> {
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(new Error(String(request.error)));
		});
	const texts: string[] = [];
	for (const { name = '' } of await indexedDB.databases()) {
		const database = await done(indexedDB.open(name));
		if (name.startsWith('vscode-web-state-db') && database.objectStoreNames.contains('ItemTable')) {
			const items: unknown[] = await done(
				database.transaction('ItemTable').objectStore('ItemTable').getAll(),
			);
			texts.push(...items.map(String).filter((text) => text.includes('mailLogLens.sessions')));
		}
		database.close();
	}
	return (
		texts
			.join('\n')
			.match(/\\*"code\\*":\\*"\d*/g)
			?.join(' ') ?? ''
	);
}
