// The session panel: all sessions of a log as a waterfall.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'postfix.log');

scenario('Show Session Timeline lists all sessions of the log beside it', async (workbench) => {
	await workbench.languageIs('Mail Log');
	await workbench.command('Mail Log: Show Session Timeline');
	const rows = workbench.webview().locator('.rows > .row');
	await rows.first().waitFor();
	const count = await workbench.webview().locator('.count').innerText();
	await workbench.screenshot('panel');
	assert.match(count, /^\d+ sessions$/);
	await rows.nth(7).click();
	await workbench.command('View: Close Primary Side Bar');
	await workbench.webview().locator('.rows > .row').nth(7).click();
	await workbench.screenshot('panel2');
	await workbench.webview().locator('label[for=mode-session]').click();
	await workbench.command('View: Toggle Maximize Editor Group');
	await workbench.webview().locator('.grid-line').nth(3).waitFor({state:'attached'});
	await workbench.screenshot('panel3');
});
