// The report in a window whose language is Indonesian, wide and as at 200 %.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { violations } from './violations';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'postfix.log', 'id');

scenario('controls, figures and tables are in Indonesian', async (workbench) => {
	await workbench.page.setViewportSize({ width: 1400, height: 1000 });
	await workbench.languageIs('Mail Log');
	await workbench.command('Mail Log: Tampilkan Laporan');
	const page = workbench.webview();
	await page.getByRole('region', { name: 'Jumlah', exact: true }).waitFor();
	assert.equal(await page.locator('html').getAttribute('lang'), 'id');
	const words = await page.locator('main').innerText();
	const english = ['Totals', 'Top causes', 'Recipients', 'Refresh', 'Export', 'Until', 'Contents'];
	assert.deepEqual(
		english.filter((word) => words.includes(word)),
		[],
		words,
	);
	await workbench.screenshot('report-indonesian');
	assert.deepEqual(await violations(workbench), []);
});

scenario('as at 200 %, longer words leave nothing cut off', async (workbench) => {
	await workbench.command('View: Close Primary Side Bar');
	await workbench.page.setViewportSize({ width: 700, height: 1200 });
	const html = workbench.webview().locator('html');
	await workbench.eventually(
		'the page is no wider than it shows',
		() => html.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
		(more) => more <= 0,
	);
	await workbench.screenshot('report-indonesian-narrow');
	assert.deepEqual(await violations(workbench), []);
});
