// A VS Code workbench in a browser, used as a person uses it: open, read, point at, type. scripts/e2e.mjs starts its server.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { editorSnapshot, type Drawn, type DrawnLine } from './editorSnapshot';

/** How long an effect may take to show, in ms. It is a limit for slow machines: nothing waits longer than until the effect is there. */
const PATIENCE = 30_000;

/** In CSS pixels. */
const windowSize = { width: 1280, height: 800 };
const titleBarHeight = 35;
const statusBarHeight = 22;

/** A file and a folder are absolute paths. Lines and columns count from 1. */
export class Workbench {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/** A window on a folder, and in it on a file, in a language that the workbench has. */
	static async open(folder: string, file?: string, language = 'en'): Promise<Workbench> {
		const browser = await chromium.launch({ executablePath: environment('CHROMIUM') });
		try {
			const context = await browser.newContext({ viewport: windowSize });
			context.setDefaultTimeout(PATIENCE);
			await context.addCookies([
				{ name: 'vscode.nls.locale', value: language, url: new URL(environment('WORKBENCH_ADDRESS')).origin },
			]);
			await context.addInitScript((value) => localStorage.setItem('vscode.nls.locale', value), language);
			const workbench = new Workbench(browser, await context.newPage());
			await workbench.page.goto(address(folder, file));
			await workbench.page.locator('.part.statusbar .statusbar-item').first().waitFor();
			if (file) {
				await workbench.editorShown(basename(file));
			}
			return workbench;
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		// Leaving the page tells VS Code's server that nobody will come back; it then ends the extension host.
		await this.page.goto('about:blank');
		await this.browser.close();
	}

	/** Opens a file as Ctrl+P does. */
	async openFile(path: string): Promise<void> {
		await this.openPicker('Control+P', path);
		await this.take(basename(path));
		await this.editorShown(basename(path));
	}

	/** Brings a file to the front, if it is not there. */
	async showFile(path: string): Promise<void> {
		if ((await this.title()) !== basename(path)) {
			await this.openFile(path);
		}
	}

	/** Waits until the status bar names this language. */
	async languageIs(name: string): Promise<void> {
		const item = this.page.locator('[id="status.editor.mode"]');
		const read = async (): Promise<string | undefined> => (await item.allInnerTexts())[0]?.trim();
		await this.eventually(`the language in the status bar is ${name}`, read, (shown) => shown === name);
	}

	/** What the lightbulb at the cursor offers, as its titles. The menu stays open. */
	async quickFixes(): Promise<string[]> {
		const items = this.page.locator('.action-widget .monaco-list-row.action');
		return await this.eventually(
			'the lightbulb offers something',
			async () => {
				await this.page.keyboard.press('Control+.');
				await items
					.first()
					.waitFor({ timeout: 3000 })
					.catch(() => undefined);
				return (await items.allInnerTexts()).map(oneLine);
			},
			(titles) => titles.length > 0,
		);
	}

	/** Takes one of them, with the keyboard. */
	async takeQuickFix(title: RegExp): Promise<void> {
		const focused = this.page.locator('.action-widget .monaco-list-row.action.focused');
		await this.eventually(
			`${String(title)} has the focus`,
			async () => {
				await this.page.keyboard.press('ArrowDown');
				return (await focused.allInnerTexts()).map(oneLine)[0] ?? '';
			},
			(text) => title.test(text),
		);
		await this.page.keyboard.press('Enter');
	}

	/** Waits until an entry of the status bar says this. */
	async statusSays(expected: RegExp): Promise<void> {
		const items = this.page.locator('.part.statusbar .statusbar-item');
		await this.eventually(
			`the status bar says ${String(expected)}`,
			() => items.allInnerTexts(),
			(texts) => texts.some((text) => expected.test(text)),
		);
	}

	/** Opens the page of a rule by its name at a finding in the Problems panel. */
	async openRule(rule: string): Promise<void> {
		await this.problemRows();
		await this.page.locator('.panel').getByText(rule, { exact: true }).first().click();
	}

	/** Waits for an editor with this title in front, and text in it. */
	async editorShown(title: string | RegExp): Promise<void> {
		const tab = this.page.locator('.editor-group-container.active .tab.active .label-name');
		await tab.filter({ hasText: title }).waitFor();
		await this.eventually(
			'the editor has text',
			() => this.drawnLines(),
			(lines) => lines.length > 0,
		);
	}

	/** Puts the focus into the editor at the left. A key that is pressed while the focus moves is lost, and pressed again. */
	async focusEditor(): Promise<void> {
		const cursor = this.page.locator('[id="status.editor.selection"]');
		await this.eventually(
			'the editor has the focus',
			async () => {
				await this.page.keyboard.press('Control+1');
				return await cursor.waitFor({ timeout: 1000 }).then(
					() => true,
					() => false,
				);
			},
			(isThere) => isThere,
		);
	}

	// Commands and pickers

	/** Runs a command by the title that the palette shows for it. */
	async command(title: string): Promise<void> {
		await this.openPicker('F1', `>${title}`);
		await this.take(title);
	}

	/**
	 * Presses a key that opens a picker, and types into it. A key that is pressed while the focus moves is lost, and a picker that
	 * loses the focus closes: then the key is pressed again.
	 */
	private async openPicker(key: string, filter: string): Promise<void> {
		const input = this.page.locator('.quick-input-widget:visible .quick-input-filter input');
		await this.eventually(
			`${key} opens a picker`,
			async () => {
				await this.page.keyboard.press(key);
				return await input.fill(filter, { timeout: 3000 }).then(
					() => true,
					() => false,
				);
			},
			(isOpen) => isOpen,
		);
	}

	/** Filters the picker that is open, and takes the entry with that label as soon as it is the first. */
	async pick(label: string, filter = label): Promise<void> {
		await this.page.locator('.quick-input-widget:visible .quick-input-filter input').fill(filter);
		await this.take(label);
	}

	/** Takes the entry with that label of the picker that is open, as soon as it is the first. */
	private async take(label: string): Promise<void> {
		const focused = this.page.locator('.quick-input-widget .monaco-list-row.focused .label-name');
		// Enter must not overtake the filter.
		await this.eventually(
			`the picker offers “${label}” first`,
			async () => (await focused.allInnerTexts()).map(plainSpaces)[0]?.trim(),
			(text) => text === label,
		);
		await this.page.keyboard.press('Enter');
	}

	/** The entries of the picker that is open, each as one line of text, as far as they are drawn. */
	async pickerEntries(): Promise<string[]> {
		const rows = this.page.locator('.quick-input-widget:visible .monaco-list-row');
		await rows.first().waitFor();
		return (await rows.allInnerTexts()).map(oneLine);
	}

	/** What the title of the picker that is open says. */
	async pickerTitle(): Promise<string> {
		return await this.page.locator('.quick-input-widget:visible .quick-input-title').innerText();
	}

	// The editor in front

	/** The lines that are drawn, with all that is on them. */
	async drawnLines(): Promise<DrawnLine[]> {
		return await this.page.evaluate(editorSnapshot);
	}

	/** Waits until a drawn line fulfils the condition, and returns it. `what` says what is expected, for the failure's text. */
	async lineWhere(
		what: string,
		condition: (line: DrawnLine) => boolean,
		read = (): Promise<DrawnLine[]> => this.drawnLines(),
	): Promise<DrawnLine> {
		const lines = await this.eventually(
			what,
			read,
			(all) => all.some(condition),
			(all) => all.map(inWords).join('\n'),
		);
		return lines.find(condition) ?? assert.fail(what);
	}

	/** What decorations have put after a line, such as the timeline's words, as soon as it is what is expected. */
	async wordsAfter(line: number, expected: RegExp): Promise<DrawnLine> {
		// Again and again: lines are wrapped as soon as the language is known, and then those below move.
		const lines = async (): Promise<DrawnLine[]> => {
			await this.scrollTo(line);
			return await this.drawnLines();
		};
		const condition = (drawn: DrawnLine): boolean =>
			drawn.line === line && expected.test(wordsAfterLine(drawn));
		return await this.lineWhere(`after line ${line} stands ${expected}`, condition, lines);
	}

	/** Puts the cursor at the beginning of a line and types over all that is on it. */
	async typeOver(line: number, text: string): Promise<void> {
		await this.goTo(line);
		// In a wrapped line, the first leads to the end of the row only.
		await this.page.keyboard.press('Shift+End');
		await this.page.keyboard.press('Shift+End');
		await this.page.keyboard.type(text);
		await this.lineWhere(`line ${line} is ${text}`, (drawn) => drawn.line === line && drawn.text === text);
	}

	/** Closes the editor in front. */
	async closeEditor(): Promise<void> {
		const title = await this.title();
		await this.page.locator('.editor-group-container.active .tab.active .codicon-close').click();
		await this.eventually(
			`${title} is closed`,
			() => this.title(),
			(now) => now !== title,
		);
	}

	/** The title of the editor in front, or ''. */
	async title(): Promise<string> {
		const tab = this.page.locator('.editor-group-container.active .tab.active .label-name');
		return (await tab.allInnerTexts()).join('');
	}

	/** The cursor's line, as the status bar says. */
	async cursorLine(): Promise<number> {
		const text = await this.page.locator('[id="status.editor.selection"]').innerText();
		return Number(/Ln (\d+)/.exec(text)?.[1]);
	}

	/** Waits until the cursor is on this line. */
	async cursorIsAt(line: number): Promise<void> {
		await this.eventually(
			`the cursor is in line ${line}`,
			() => this.cursorLine(),
			(at) => at === line,
		);
	}

	/** Waits until an editor shows this line as the cursor's, also while something else has the focus. */
	async activeLineIs(line: number): Promise<void> {
		const number = this.page.locator('.monaco-editor .active-line-number');
		await this.eventually(
			`the cursor is in line ${line}`,
			() => number.allInnerTexts(),
			(texts) => texts.includes(String(line)),
		);
	}

	/** Puts the cursor at a place, and so scrolls there. */
	async goTo(line: number, column = 1): Promise<void> {
		await this.openPicker('Control+G', `:${line}:${column}`);
		await this.page.keyboard.press('Enter');
		await this.cursorIsAt(line);
	}

	/** Points at a text, which must occur once on that line, and reads the hover as soon as it says what is expected. */
	async hover(line: number, needle: string, expected: RegExp): Promise<string> {
		const contents = this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
		let pointed = 0;
		const read = async (): Promise<string> => {
			const text = plainSpaces((await contents.allInnerTexts()).join('\n'));
			// VS Code does not ask twice for one movement: who points before the server is ready moves again.
			if (!expected.test(text) && Date.now() > pointed + 2000) {
				const { x, y } = await this.bringIntoView(line, needle);
				await this.page.mouse.move(2, 2);
				await this.page.mouse.move(x - 2, y);
				await this.page.mouse.move(x, y);
				pointed = Date.now();
			}
			return text;
		};
		return await this.eventually(`the hover on “${needle}” in line ${line} says ${expected}`, read, (text) =>
			expected.test(text),
		);
	}

	/** Points at the words that stand behind a line, and reads the hover as soon as it says what is expected. */
	async hoverBehind(line: number, expected: RegExp): Promise<string> {
		const contents = this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
		let pointed = 0;
		const read = async (): Promise<string> => {
			const text = plainSpaces((await contents.allInnerTexts()).join('\n'));
			if (!expected.test(text) && Date.now() > pointed + 2000) {
				const drawn = await this.lineWhere(
					`words stand behind line ${line}`,
					(candidate) => candidate.line === line && piecesAfterLine(candidate).length > 0,
				);
				const at = drawn.runs.findLastIndex(({ text: written }) => written !== '') + 1;
				const { left, middle } = drawn.runs[at] ?? assert.fail(`line ${line} has no words`);
				await this.page.mouse.move(2, 2);
				await this.page.mouse.move(left + 38, middle);
				await this.page.mouse.move(left + 40, middle);
				pointed = Date.now();
			}
			return text;
		};
		return await this.eventually(`the hover behind line ${line} says ${expected}`, read, (text) =>
			expected.test(text),
		);
	}

	/** Takes the pointer away, and waits until no hover is left. */
	async dismissHover(): Promise<void> {
		await this.page.mouse.move(2, 2);
		await this.page.keyboard.press('Escape');
		await this.page
			.locator('.monaco-hover:not(.hidden) .hover-contents')
			.first()
			.waitFor({ state: 'hidden' });
	}

	/** The colour, as `rgb(…)`, in which a text is drawn, which must occur once on that line. */
	async colorOf(line: number, needle: string): Promise<string> {
		const { run } = await this.placeOf(line, needle);
		return run.color;
	}

	/** Makes the window so wide, in CSS pixels. */
	async widthIs(width: number): Promise<void> {
		await this.page.setViewportSize({ ...windowSize, width });
		const part = this.page.locator('.part.statusbar');
		await this.eventually(
			`the window is ${width} wide`,
			async () => (await part.boundingBox())?.width,
			(now) => now === width,
		);
	}

	/** The line at the top of the editor in front, and how far its beginning is from the window's top edge, in CSS pixels. */
	async topLine(): Promise<{ readonly line: number; readonly middle: number }> {
		const [drawn] = await this.drawnLines();
		return { line: drawn?.line ?? 0, middle: drawn?.runs[0]?.middle ?? 0 };
	}

	/** The background of the editor in front, as `rgb(…)`. */
	async editorBackground(): Promise<string> {
		const editor = this.page.locator('.editor-group-container.active .monaco-editor-background').first();
		return await editor.evaluate((element) => getComputedStyle(element).backgroundColor);
	}

	/** Puts the cursor on a line if it is not drawn, and so scrolls there. */
	private async scrollTo(line: number): Promise<void> {
		if (!(await this.drawnLines()).some((drawn) => drawn.line === line)) {
			await this.goTo(line);
		}
	}

	/** Scrolls, if that is needed, until a text can be pointed at; returns its middle. */
	private async bringIntoView(line: number, needle: string): Promise<{ x: number; y: number }> {
		await this.scrollTo(line);
		const editor = this.page.locator('.editor-group-container.active .monaco-editor').first();
		const view = await editor.locator('.lines-content').first().locator('..').boundingBox();
		const sticky = editor.locator('.sticky-widget');
		const isInView = async ({ x, y }: { x: number; y: number }): Promise<boolean> => {
			const head = (await sticky.isVisible()) ? await sticky.boundingBox() : null;
			return (
				view !== null &&
				x > view.x &&
				x < view.x + view.width - 30 &&
				y > (head ? head.y + head.height : view.y) &&
				y < view.y + view.height - 30
			);
		};
		const place = await this.placeOf(line, needle);
		if (await isInView(place)) {
			return place;
		}
		// A few columns further, so that the whole text and what lies around it come into view.
		await this.goTo(line, place.column + needle.length + 10);
		const { at } = await this.eventually(
			`“${needle}” is in view`,
			async () => {
				const now = await this.placeOf(line, needle);
				return { at: now, isSeen: await isInView(now) };
			},
			({ isSeen }) => isSeen,
		);
		return at;
	}

	/** The middle of a text, in CSS pixels of the window, the column where it starts, and the run of characters it is in. */
	private async placeOf(line: number, needle: string) {
		const drawn = await this.lineWhere(`line ${line} is drawn`, (candidate) => candidate.line === line);
		const start = drawn.text.indexOf(needle);
		assert.ok(start >= 0, `“${needle}” is not in line ${line}: ${drawn.text}`);
		assert.equal(
			drawn.text.indexOf(needle, start + 1),
			-1,
			`“${needle}” is more than once in line ${line}: ${drawn.text}`,
		);
		const middle = start + needle.length / 2;
		let before = 0;
		for (const run of drawn.runs) {
			if (middle < before + run.text.length) {
				const x = run.left + (run.width * (middle - before)) / run.text.length;
				return { x, y: run.middle, column: start + 1, run };
			}
			before += run.text.length;
		}
		return assert.fail(`“${needle}” in line ${line} is not drawn`);
	}

	// Panels, notifications, other views

	/** The rows of the Problems panel as soon as they fulfil the condition, each as one line of text. */
	async problems(what: string, condition: (rows: string[]) => boolean): Promise<string[]> {
		const rows = await this.problemRows();
		return await this.eventually(what, async () => (await rows.allInnerTexts()).map(oneLine), condition);
	}

	/** The row of the Problems panel that has these words, as soon as it is there. The panel draws what fits into it, so they are its filter, too. */
	async finding(words: string): Promise<{ readonly severity: string; readonly text: string }> {
		const row = (await this.problemRows()).filter({ hasText: words }).first();
		const filter = this.page.locator('.part.panel .viewpane-filter input');
		await filter.fill(words);
		await row.waitFor();
		const classes = await row
			.locator('[class*="codicon-"]')
			.evaluateAll((icons) => icons.map(({ className }) => className).join(' '));
		const text = oneLine(await row.innerText());
		await filter.fill('');
		return { severity: /codicon-(error|warning|info)\b/.exec(classes)?.[1] ?? classes, text };
	}

	private async problemRows(): Promise<Locator> {
		const panel = this.page.locator('.markers-panel');
		if (!(await panel.isVisible())) {
			await this.command('Problems: Focus on Problems View');
			await panel.waitFor();
		}
		return panel.locator('.monaco-list-row');
	}

	/** The messages in the notification centre. Toasts come and go, so tests do not look at them. */
	async notifications(): Promise<string[]> {
		await this.command('Notifications: Show Notifications');
		const centre = this.page.locator('.notifications-center.visible');
		await centre.waitFor();
		const messages = await centre.locator('.notification-list-item-message').allInnerTexts();
		await this.command('Notifications: Hide Notifications');
		return messages.map(plainSpaces);
	}

	/** Waits until the notification centre has such a message. */
	async notified(expected: RegExp): Promise<void> {
		await this.eventually(
			`there is the message ${expected}`,
			() => this.notifications(),
			(messages) => messages.some((message) => expected.test(message)),
		);
	}

	/** The document inside the webview in front, such as a Markdown preview. */
	webview(): FrameLocator {
		return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
	}

	/** Waits until the window has the colours of a theme. */
	async themeIs(name: string): Promise<void> {
		const kind = name.includes('High Contrast')
			? name.endsWith('Light')
				? 'hc-light'
				: 'hc-black'
			: name.includes('Light')
				? 'vs'
				: 'vs-dark';
		await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
	}

	/** The parts of the window that a selector names, for what has no method of its own. */
	locator(selector: string, hasText?: string): Locator {
		return this.page.locator(selector, hasText === undefined ? {} : { hasText });
	}

	/** Saves what the window shows, for whoever wants to look at it after a run. */
	async screenshot(name: string): Promise<void> {
		await this.page.screenshot({ path: pathIn(environment('SCREENSHOTS'), name), animations: 'disabled' });
	}

	/** A picture of the README: saved as a screenshot, and by `npm run pictures` where the README has it. `height`: only so much from the top, in CSS pixels. */
	async picture(name: string, height = windowSize.height): Promise<void> {
		const clip = { x: 0, y: 0, width: windowSize.width, height };
		for (const folder of pictureFolders('readme')) {
			await this.page.screenshot({ path: pathIn(folder, name), animations: 'disabled', clip });
		}
	}

	/** A picture of the walkthrough, which goes to users in the package: as WebP it is a third of a PNG. The window without its title and status bars, or so much of its height, in CSS pixels. */
	async walkthroughPicture(name: string, shown?: number): Promise<void> {
		const { width, height } = this.page.viewportSize() ?? windowSize;
		await this.page.evaluate(() =>
			document
				.getAnimations()
				.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
				.forEach((animation) => animation.finish()),
		);
		const session = await this.page.context().newCDPSession(this.page);
		const { data } = await session.send('Page.captureScreenshot', {
			format: 'webp',
			quality: 60,
			clip: {
				...{ x: 0, y: titleBarHeight, width, scale: 1 },
				height: shown ?? height - titleBarHeight - statusBarHeight,
			},
		});
		await session.detach();
		for (const folder of pictureFolders('walkthrough')) {
			writeFileSync(pathIn(folder, name, 'webp'), Buffer.from(data, 'base64'));
		}
	}

	/** Asks again and again until the answer fulfils the condition; fails with the last answer, as `words` tells it, when patience ends. */
	async eventually<T>(
		what: string,
		ask: () => Promise<T>,
		condition: (answer: T) => boolean,
		words = (answer: T): string => JSON.stringify(answer, undefined, '  '),
	): Promise<T> {
		const end = Date.now() + PATIENCE;
		for (;;) {
			const answer = await ask();
			if (condition(answer)) {
				return answer;
			}
			if (Date.now() > end) {
				return assert.fail(`Expected: ${what}\nAt last it was: ${words(answer)}`);
			}
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

/** The address of the workbench's page for a folder and a file. */
function address(folder: string, file?: string): string {
	const page = new URL(environment('WORKBENCH_ADDRESS'));
	page.searchParams.set('folder', folder);
	if (file) {
		page.searchParams.set(
			'payload',
			JSON.stringify([['openFile', `vscode-remote://${page.host}${encodeURI(file)}`]]),
		);
	}
	return page.href;
}

function pathIn(folder: string, name: string, type = 'png'): string {
	mkdirSync(folder, { recursive: true });
	return join(folder, `${name.replaceAll(/\W+/g, '-')}.${type}`);
}

/** Where pictures are saved: with the screenshots, and by `npm run pictures` in a folder of images/. */
function pictureFolders(name: string): readonly string[] {
	const pictures = process.env['PICTURES'];
	return [environment('SCREENSHOTS'), ...(pictures === undefined ? [] : [join(pictures, name)])];
}

/** A variable that scripts/e2e.mjs sets. */
export function environment(name: string): string {
	return process.env[name] ?? assert.fail(`${name} is not set: run npm run test:e2e`);
}

/** What the window draws in several lines, in one. */
function oneLine(text: string): string {
	return plainSpaces(text)
		.replace(/\s*\n\s*/g, ' ')
		.trim();
}

/** A drawn line for the text of a failure: its number, its icon, its text, the words after it, what is underlined. */
function inWords(drawn: DrawnLine): string {
	const underlined = drawn.squiggles.map(({ severity, text }) => ` {${severity}: ${text}}`).join('');
	return `${drawn.line} [${iconName(drawn)}] ${drawn.text} -> ${wordsAfterLine(drawn)}${underlined}`;
}

/** The name of a line's icon, such as `envelope-permanent`, or ''. */
export function iconName({ icon }: DrawnLine): string {
	const encoded = /data:image\/svg\+xml;base64,([\w+/=]+)/.exec(decodeURIComponent(icon))?.[1] ?? '';
	return / id="([\w-]+)"/.exec(atob(encoded))?.[1] ?? '';
}

/** What decorations have put after a line, piece by piece. */
export function piecesAfterLine({ runs }: DrawnLine): Drawn[] {
	const behind = runs.slice(runs.findLastIndex(({ text }) => text !== '') + 1);
	return behind.flatMap(({ before, after }) => [before, after]).filter(({ text }) => text !== '');
}

/** All of it in one. */
export function wordsAfterLine(line: DrawnLine): string {
	return piecesAfterLine(line)
		.map(({ text }) => text)
		.join('')
		.trim();
}

/** The editor draws spaces as no-break spaces. */
function plainSpaces(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}
