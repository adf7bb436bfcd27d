// What the reference page asks for (a reply beside another: 220 and 235), in one language: a test and a picture for each of its rows.
import type { Locator } from 'playwright-core';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

/** The words of the page in a language. */
export interface PageWords {
	/** The window's: `id`. */
	readonly language: string;
	readonly explain: string;
	readonly compare: string;
	readonly titles: Readonly<Record<'220' | '235', string>>;
	/** In the order of the table: description, when you see it, how to fix, key differences, when to use which, learn more. */
	readonly headings: readonly [string, string, string, string, string, string];
}

/** Scrolls a page so that an element is its first. */
async function bringToTop(element: Locator): Promise<void> {
	await element.evaluate((node) => node.scrollIntoView({ block: 'start' }));
}

/** Declares the tests of a language; its pictures are called after the row and the language. */
export function testWords({ language, explain, compare, titles, headings }: PageWords): void {
	const folder = LogFolder.ofSamples();
	const scenario = inWorkbench(folder, 'session.smtp', language);
	const [description, whenYouSeeIt, howToFix, differences, whichWhen, learnMore] = headings;

	for (const code of ['220', '235'] as const) {
		scenario(`${language}: the page of ${code} has its four parts`, async (workbench) => {
			await workbench.showFile(folder.file('session.smtp'));
			await workbench.goTo(folder.lineOf('session.smtp', /^DATA$/));
			await workbench.command(explain);
			await workbench.pick(code);
			const page = workbench.webview();
			await page.getByRole('heading', { level: 1, name: `${code} ${titles[code]}` }).waitFor();
			for (const [name, heading] of Object.entries({ description, whenYouSeeIt, howToFix, learnMore })) {
				await bringToTop(page.getByRole('heading', { name: heading, exact: true }));
				await workbench.screenshot(`words-${language}-${code}-${name}`);
			}
		});
	}

	scenario(`${language}: 220 and 235 side by side, with all six parts`, async (workbench) => {
		await workbench.showFile(folder.file('session.smtp'));
		await workbench.command(compare);
		await workbench.pick('220', '');
		await workbench.eventually(
			'the second code is asked for',
			() => workbench.pickerTitle(),
			(title) => title.includes('220'),
		);
		await workbench.pick('235', '');
		const page = workbench.webview();
		await page.getByRole('heading', { level: 1, name: /220 .* 235/ }).waitFor();
		for (const heading of headings) {
			await page.getByRole('heading', { name: heading, exact: true }).waitFor();
		}
		for (const [name, heading] of Object.entries({ differences, whichWhen })) {
			await bringToTop(page.getByRole('heading', { name: heading, exact: true }));
			await workbench.screenshot(`words-${language}-compare-${name}`);
		}
	});
}
