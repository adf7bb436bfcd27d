// The report of a log: its figures, their lines, its charts, its export.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Locator } from 'playwright-core';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { violations } from './violations';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
folder.add(
	'hostile.log',
	[
		'2026-01-05T10:00:00Z mx1 postfix/smtpd[101]: 4F2A1B0C9D: client=mx.example.net[192.0.2.1]',
		'2026-01-05T10:00:00Z mx1 postfix/qmgr[100]: 4F2A1B0C9D: from=<"<img src=x onerror=alert(1)>"@example.net>, size=1500, nrcpt=1 (queue active)',
		'2026-01-05T10:00:02Z mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=2, delays=0.5/0.25/1/0.25, dsn=5.7.1, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.7.1 <script>alert(1)</script> ](command:x) (in reply to end of DATA command))',
		'',
	].join('\n'),
);
folder.add('busy.log', busyLog());
folder.setSettings({ 'workbench.editor.revealIfOpen': true });
const scenario = inWorkbench(folder, 'postfix.log');

/** Five days of mail of a small server, more of it by day than by night: made up, the same in every run. */
function busyLog(): string {
	const lines: string[] = [];
	const domains = ['example.com', 'example.net', 'lists.example.org', 'shop.example.com'];
	const causes = [
		[
			'deferred',
			'4.2.0',
			'450 4.2.0 <%>: Recipient address rejected: Greylisted, please try again (in reply to RCPT TO command)',
		],
		[
			'bounced',
			'5.1.1',
			'550 5.1.1 <%>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)',
		],
		['deferred', '4.2.2', '452 4.2.2 <%>: Mailbox full (in reply to RCPT TO command)'],
	] as const;
	for (let hour = 0; hour < 5 * 24; hour++) {
		const count = Math.round(6 + 5 * Math.sin(((hour % 24) - 8) / 4) + (hour % 7));
		for (let at = 0; at < count; at++) {
			const time = new Date(Date.UTC(2026, 0, 5, hour, (at * 60) / count)).toISOString().slice(0, 19);
			const id = `4F${(hour * 100 + at).toString(16).toUpperCase().padStart(8, '0')}`;
			const to = `user${(hour + at) % 23}@${domains[(hour + at) % domains.length] ?? ''}`;
			const say = (program: string, words: string) => lines.push(`${time}Z mx1 postfix/${program}: ${words}`);
			const [status, code, words] = causes[at % 3] ?? causes[0];
			const isSent = (hour + at * 3) % 5 !== 0;
			const seconds = ((hour * at) % 40) / 10;
			say(
				'smtpd[101]',
				`${id}: client=pc${at % 9}.example.org[192.0.2.${(at % 9) + 1}], sasl_method=PLAIN, sasl_username=user${at % 4}`,
			);
			say(
				'qmgr[100]',
				`${id}: from=<news${at % 5}@example.org>, size=${2000 + hour * at * 37}, nrcpt=1 (queue active)`,
			);
			say(
				'smtp[103]',
				`${id}: to=<${to}>, relay=mx.${to.split('@')[1] ?? ''}[198.51.100.7]:25, delay=${seconds + 1}, delays=0.1/0.02/${seconds}/0.88, dsn=${isSent ? '2.0.0' : code}, status=${isSent ? 'sent (250 2.0.0 Ok: queued as 7F00D)' : `${status} (host mx[198.51.100.7] said: ${words.replace('%', to)})`}`,
			);
			if (at % 4 === 0) {
				say(
					'smtpd[102]',
					`NOQUEUE: reject: RCPT from unknown[203.0.113.${(hour % 50) + 1}]: 554 5.7.1 Service unavailable; Client host [203.0.113.${(hour % 50) + 1}] blocked using zen.example.org; from=<x@example.net> to=<${to}> proto=ESMTP helo=<x>`,
				);
			}
			if (at % 6 === 0) {
				say(
					'smtpd[102]',
					`warning: unknown[203.0.113.${(hour % 50) + 1}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6`,
				);
			}
		}
	}
	return `${lines.join('\n')}\n`;
}

async function showReport(workbench: Workbench, name: string): Promise<void> {
	await workbench.showFile(folder.file(name));
	await workbench.languageIs('Mail Log');
	await workbench.command('Mail Log: Show Report');
	await workbench.webview().locator('.heading').getByText(`${name}: `).waitFor();
}

/** The rows of a section as the page shows them: the name, then the figures. */
async function tableOf(workbench: Workbench, title: string): Promise<string[][]> {
	const rows = section(workbench, title).locator('tbody tr');
	return await rows.evaluateAll((all) =>
		all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
	);
}

function section(workbench: Workbench, title: string): Locator {
	return workbench.webview().getByRole('region', { name: title, exact: true });
}

/** What the command line prints of the same file: rows of a section's Markdown. */
function printed(name: string, title: string): string[][] {
	const text = execFileSync(
		process.execPath,
		['dist/cli.js', 'report', '--top', '100', '--format', 'markdown', folder.file(name)],
		{
			encoding: 'utf8',
		},
	);
	const [, body = ''] = text.split(`## ${title}\n\n`);
	return (body.split('\n\n')[0] ?? '')
		.split('\n')
		.slice(2)
		.map((line) =>
			line
				.slice(2, -2)
				.split(' | ')
				.map((cell) => cell.replaceAll(/\\(.)|^`(.*)`$/g, '$1$2')),
		);
}

scenario('the figures are those of the command line', async (workbench) => {
	await workbench.page.setViewportSize({ width: 1400, height: 1000 });
	await showReport(workbench, 'postfix.log');
	await workbench.screenshot('report-postfix');
	for (const title of [
		'Totals',
		'Top causes',
		'Per hour of the day',
		'Acceptance by provider',
		'Recipients',
		'How long it took',
	]) {
		const expected = printed('postfix.log', title);
		assert.ok(title === 'Acceptance by provider' || expected.length > 0, title);
		if (expected.length > 0) {
			assert.deepEqual(await tableOf(workbench, title), expected, title);
		}
	}
});

scenario('a click on a figure shows its lines: one in the log, several in a peek view', async (workbench) => {
	const bounced = section(workbench, 'Totals')
		.getByRole('row', { name: /^Bounced/ })
		.getByRole('button');
	const count = Number(await bounced.innerText());
	assert.ok(count > 1);
	await bounced.click();
	const peek = workbench.locator('.zone-widget .monaco-list-row');
	await peek.first().waitFor();
	await workbench.screenshot('report-lines');
	await workbench.page.keyboard.press('Escape');
	await workbench.cursorIsAt(folder.lineOf('postfix.log', /status=bounced/));
	await showReport(workbench, 'hostile.log');
	await section(workbench, 'Totals')
		.getByRole('row', { name: /^Bounced/ })
		.getByRole('button', { name: '1', exact: true })
		.click();
	await workbench.cursorIsAt(folder.lineOf('hostile.log', /status=bounced/));
	await workbench.locator('.zone-widget').waitFor({ state: 'detached' });
});

scenario('by keyboard: arrow keys go through a table, Enter shows the lines', async (workbench) => {
	await showReport(workbench, 'postfix.log');
	await section(workbench, 'Recipients').locator('tbody button').first().focus();
	const focused = () =>
		workbench
			.webview()
			.locator(':focus')
			.evaluate((element) => {
				const row = element.closest('tr');
				return [row?.rowIndex, element.closest('td')?.cellIndex];
			});
	assert.deepEqual(await focused(), [1, 1]);
	await workbench.page.keyboard.press('ArrowDown');
	assert.deepEqual(await focused(), [2, 1]);
	await workbench.page.keyboard.press('ArrowUp');
	const stops = section(workbench, 'Recipients').locator('tbody button[tabindex="0"]');
	assert.equal(await stops.count(), 1, 'a table is one stop of the Tab key');
	await workbench.page.keyboard.press('Enter');
	await workbench.locator('.editor-instance .view-lines').first().waitFor();
	await workbench.eventually(
		'the editor has the focus',
		() => workbench.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null),
		(has) => has,
	);
	await workbench.page.keyboard.press('Escape');
});

scenario('a part of the time, by the log’s own clock', async (workbench) => {
	await showReport(workbench, 'busy.log');
	const page = workbench.webview();
	await page.getByLabel('From', { exact: true }).fill('2026-01-06T00:00');
	await page.getByLabel('Until (not included)').fill('2026-01-07T00:00');
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await page.locator('.heading').getByText('2026-01-06 00:00:00 to 2026-01-06 23:').waitFor();
	assert.equal((await tableOf(workbench, 'Per day')).length, 1);
	await page.getByLabel('Until (not included)').fill('2026-01-05T00:00');
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await page.getByText('The beginning has to be before the end.').waitFor();
	await workbench.screenshot('report-range');
	assert.deepEqual(await violations(workbench), []);
	await page.getByRole('button', { name: 'All of it' }).click();
	await page.locator('.heading').getByText('2026-01-05 00:').waitFor();
});

scenario('when the log changes, the report says so and waits', async (workbench) => {
	await showReport(workbench, 'hostile.log');
	const before = await tableOf(workbench, 'Totals');
	await section(workbench, 'Totals')
		.getByRole('row', { name: /^Bounced/ })
		.getByRole('button', { name: '1', exact: true })
		.click();
	const bounce = folder.lineOf('hostile.log', /status=bounced/);
	await workbench.cursorIsAt(bounce);
	await workbench.page.keyboard.press('Home');
	await workbench.page.keyboard.insertText(`${folder.text('hostile.log').split('\n')[bounce - 1] ?? ''}\n`);
	const banner = workbench.webview().getByRole('status');
	await banner.getByText('The log has changed since it was counted.').waitFor();
	await workbench.screenshot('report-changed');
	assert.deepEqual(await violations(workbench), []);
	assert.deepEqual(await tableOf(workbench, 'Totals'), before);
	await banner.getByRole('button', { name: 'Refresh' }).click();
	await section(workbench, 'Totals')
		.getByRole('row', { name: /^Bounced 2/ })
		.waitFor();
});

scenario('what comes from the log stays text', async (workbench) => {
	await showReport(workbench, 'hostile.log');
	assert.equal(await workbench.webview().locator('.report img, .report script').count(), 0);
	assert.match(JSON.stringify(await tableOf(workbench, 'Senders')), /<img src=x/);
});

for (const theme of [
	'Default Dark Modern',
	'Default Light Modern',
	'Default High Contrast',
	'Default High Contrast Light',
]) {
	scenario(`the report in ${theme}, without a finding of axe-core`, async (workbench) => {
		await workbench.page.setViewportSize({ width: 1500, height: 1900 });
		folder.setSettings({ 'workbench.colorTheme': theme, 'workbench.editor.revealIfOpen': true });
		await workbench.themeIs(theme);
		await showReport(workbench, 'busy.log');
		await workbench.webview().locator('.plot canvas').first().waitFor();
		await workbench.screenshot(`report-${theme}`);
		assert.deepEqual(await violations(workbench), []);
		await section(workbench, 'Per hour of the day').scrollIntoViewIfNeeded();
		await workbench.screenshot(`report-charts-${theme}`);
	});
}

scenario('charts take the colours of another theme, and the report stays as it was', async (workbench) => {
	const theme = async (name: string) => {
		folder.setSettings({ 'workbench.colorTheme': name, 'workbench.editor.revealIfOpen': true });
		await workbench.themeIs(name);
	};
	const canvas = workbench.webview().locator('.plot canvas').first();
	const picture = () => canvas.evaluate((drawn: HTMLCanvasElement) => drawn.toDataURL());
	await theme('Default Light Modern');
	await showReport(workbench, 'busy.log');
	await canvas.waitFor();
	await workbench.webview().getByLabel('From', { exact: true }).fill('2026-01-06T00:00');
	const [table, light] = [await tableOf(workbench, 'Totals'), await picture()];
	await theme('Default Dark Modern');
	await workbench.eventually('the chart is drawn anew', picture, (drawn) => drawn !== light);
	assert.deepEqual(await tableOf(workbench, 'Totals'), table);
	assert.match(await workbench.webview().getByLabel('From', { exact: true }).inputValue(), /^2026-01-06/);
	await workbench.screenshot('report-other-theme');
});

scenario(
	'a report that was covered by another tab is there again, and one that was closed comes anew',
	async (workbench) => {
		await showReport(workbench, 'postfix.log');
		const table = await tableOf(workbench, 'Totals');
		const tab = workbench.locator('.tab', 'Report: postfix.log');
		await workbench.openFile(folder.file('README.md'));
		await workbench.webview().locator('.heading').waitFor({ state: 'detached' });
		await tab.click();
		await section(workbench, 'Totals').waitFor();
		assert.deepEqual(await tableOf(workbench, 'Totals'), table);
		await tab.locator('.codicon-close').click();
		await tab.waitFor({ state: 'detached' });
		await showReport(workbench, 'postfix.log');
		assert.deepEqual(await tableOf(workbench, 'Totals'), table);
		await section(workbench, 'Totals')
			.getByRole('row', { name: /^Bounced/ })
			.getByRole('button')
			.click();
		await workbench.locator('.zone-widget .monaco-list-row').first().waitFor();
		await workbench.page.keyboard.press('Escape');
	},
);

scenario('narrow, as at 200 %: nothing is cut off', async (workbench) => {
	await workbench.page.setViewportSize({ width: 700, height: 1400 });
	await showReport(workbench, 'busy.log');
	const overflow = await workbench
		.webview()
		.locator('html')
		.evaluate((html) => html.scrollWidth - html.clientWidth);
	await workbench.screenshot('report-narrow');
	assert.equal(overflow, 0);
	assert.deepEqual(await violations(workbench), []);
});

scenario('exported as Markdown into a new document', async (workbench) => {
	await workbench.page.setViewportSize({ width: 1400, height: 1000 });
	await workbench.webview().getByRole('button', { name: 'Markdown' }).click();
	await workbench.pick('Open as a new document');
	await workbench.languageIs('Markdown');
	await workbench.eventually(
		'the report stands in it',
		async () => (await workbench.locator('.editor-instance .view-lines').allInnerTexts()).join('\n'),
		(text) => /#\sMail\sreport/.test(text),
	);
});
