// The session panel in a window whose language is Indonesian, wide, 400 pixels wide, and as at 200 %.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { violations } from './violations';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'postfix.log', 'id');

/** The words of the axis, and whether any two of them overlap. */
async function axis(workbench: Workbench): Promise<{ words: string[]; overlap: boolean }> {
	return await workbench
		.webview()
		.locator('.axis svg')
		.evaluate((svg) => {
			const texts = [...svg.querySelectorAll('text')];
			const places = texts.map((text) => text.getBoundingClientRect());
			return {
				words: texts.map(({ textContent }) => textContent ?? ''),
				overlap: places.some(({ left }, at) => at > 0 && left < (places[at - 1]?.right ?? 0) + 2),
			};
		});
}

scenario('list, filter and details are in Indonesian', async (workbench) => {
	await workbench.page.setViewportSize({ width: 1500, height: 1100 });
	await workbench.languageIs('Mail Log');
	await workbench.command('Mail Log: Tampilkan Garis Waktu Sesi');
	const page = workbench.webview();
	await page.getByLabel('Hasil', { exact: true }).selectOption('mixed');
	const outcomes = page.locator('.rows > .row .cell.outcome');
	await workbench.eventually(
		'those with failures are left',
		() => outcomes.allInnerTexts(),
		(texts) => texts.length > 0 && texts.every((text) => text.trim() === 'dengan kegagalan'),
	);
	await page.locator('.rows > .row').first().click();
	await page.locator('.failure-words').waitFor();
	await workbench.screenshot('panel-indonesian');
	assert.deepEqual(await violations(workbench), []);
});

scenario('the panel has the window for itself', async (workbench) => {
	await workbench.command('View: Join All Editor Groups');
	await workbench.command('View: Close Primary Side Bar');
	await workbench.locator('.tab', 'Sesi: postfix.log').click();
	await workbench.webview().locator('.rows > .row').first().waitFor();
});

for (const [name, width] of [
	['400', 400],
	['200', 700],
] as const) {
	scenario(`nothing overlaps in a window of ${width} pixels, in either kind of time`, async (workbench) => {
		await workbench.page.setViewportSize({ width, height: 1000 });
		const page = workbench.webview();
		for (const mode of ['Dari awal sesi', 'Waktu log']) {
			await page.getByText(mode).click();
			const { words, overlap } = await axis(workbench);
			assert.ok(!overlap, words.join(' | '));
		}
		await workbench.screenshot(`panel-narrow-${name}`);
	});
}

scenario(
	'as narrow as a side bar, many rows are seen, and nothing goes out at the side',
	async (workbench) => {
		await workbench.page.setViewportSize({ width: 290, height: 900 });
		const page = workbench.webview();
		await page.locator('.filter-bar').getByRole('button').click();
		const seen = () =>
			page.locator('.waterfall').evaluate((grid) => {
				const { top, bottom } = grid.getBoundingClientRect();
				const rows = [...grid.querySelectorAll('.rows > .row')].filter((row) => {
					const place = row.getBoundingClientRect();
					return place.top >= top && place.bottom <= bottom;
				});
				return { rows: rows.length, tooWide: grid.scrollWidth - grid.clientWidth };
			});
		await workbench.eventually('ten rows are seen', seen, ({ rows, tooWide }) => rows >= 10 && tooWide <= 0);
		await workbench.screenshot('panel-narrow-side-bar');
		assert.deepEqual(await violations(workbench), []);
	},
);
