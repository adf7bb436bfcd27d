// What the timeline draws beside the stages' words: icons by stage and class, the ruler, the session under the cursor.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { iconName, piecesAfterLine, type Workbench } from './workbench';

const folder = new LogFolder();
const at = (time: string, pid: number, text: string) =>
	`Jan  5 10:${time} mx1 postfix/smtpd[${pid}]: ${text}`;
const reject = (code: string, text: string) =>
	`NOQUEUE: reject: RCPT from client.example.org[192.0.2.10]: ${code} <b@example.com>: Recipient address rejected: ${text}; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<client.example.org>`;
const lines = [
	at('00:00', 11, 'connect from client.example.org[192.0.2.10]'),
	at('00:00', 12, 'connect from other.example.net[192.0.2.20]'),
	at('00:01', 11, reject('450 4.2.0', 'Greylisted')),
	at(
		'00:02',
		12,
		'Anonymous TLS connection established from other.example.net[192.0.2.20]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
	),
	at('00:03', 11, reject('550 5.1.1', 'User unknown')),
	at(
		'00:04',
		12,
		'4F2A1B0C9D: client=other.example.net[192.0.2.20], sasl_method=PLAIN, sasl_username=o@example.net',
	),
	at(
		'00:05',
		11,
		'disconnect from client.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=0/2 quit=1 commands=3/5',
	),
	at('00:06', 12, 'lost connection after DATA (1024 bytes) from other.example.net[192.0.2.20]'),
	at(
		'00:06',
		12,
		'disconnect from other.example.net[192.0.2.20] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=0/1 commands=6/7',
	),
	at('00:07', 13, 'connect from third.example.net[192.0.2.30]'),
	at('00:08', 13, 'disconnect from third.example.net[192.0.2.30] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4'),
];
folder.add('mail.log', `${lines.join('\n')}\n`);
const calm = Array.from({ length: 600 }, (_, index) => [
	at('00:00', 100 + index, 'connect from client.example.org[192.0.2.10]'),
	at('00:00', 100 + index, 'disconnect from client.example.org[192.0.2.10] ehlo=1 quit=1 commands=2'),
]).flat();
folder.add('long.log', `${[...calm, ...lines.slice(0, 9)].join('\n')}\n`);
const scenario = inWorkbench(folder, 'mail.log');

scenario('the shape of a mark is that of its stage, and a plate says that it failed', async (workbench) => {
	await workbench.wordsAfter(11, /RCPT/);
	const icons = (await workbench.drawnLines()).map(iconName);
	assert.deepEqual(icons, [
		'session-permanent',
		'session-lost',
		'envelope-temporary',
		'lock-ok',
		'envelope-permanent',
		'envelope-missing-hollow',
		'end-ok',
		'end-lost',
		'content-lost-hollow',
		'session-permanent',
		'envelope-permanent-hollow',
		'',
	]);
});

scenario('on the first line of a session what failed stands out of the whole strip', async (workbench) => {
	const first = await workbench.wordsAfter(1, /✗/);
	const [failed, strip] = piecesAfterLine(first).filter(({ text }) => text.trim() !== '');
	assert.equal(failed?.text, '✗ RCPT 450 · ✗ RCPT 550');
	assert.equal(strip?.text, ' │ (220 · EHLO · MAIL) · ✗ RCPT 450 · ✗ RCPT 550 · (221) — 5 s');
	assert.ok(Number(failed.weight) > Number(strip.weight));
	assert.notEqual(failed.color, strip.color);
});

scenario('a mark says what it means when it is pointed at, and leads to its session', async (workbench) => {
	await workbench.hoverBehind(
		1,
		/^Session s1 with client\.example\.org \[192\.0\.2\.10\], with failures: .*Show Session · Timeline · Compare…/s,
	);
	await workbench.screenshot('marks-tool-tip');
	await workbench.locator('.monaco-hover a', 'Show Session').click();
	await workbench.editorShown(/client\.example\.org/);
	await workbench.closeEditor();
	await workbench.hoverBehind(3, /^Session s1: ✗ RCPT 450 4\.2\.0.*Greylisted/);
	await workbench.dismissHover();
});

scenario('the session under the cursor goes through the lines of others', async (workbench) => {
	await workbench.goTo(5);
	const sees = (own: number[], between: number[]) =>
		workbench.eventually(
			`lines ${own.join(' ')} are the session's`,
			() => borderedLines(workbench),
			(drawn) => isDeepStrictEqual(drawn, { solid: own, dotted: between }),
		);
	await sees([1, 3, 5, 7], [2, 4, 6]);
	await workbench.goTo(8);
	await sees([2, 4, 6, 8, 9], [3, 5, 7]);
	folder.setSettings({ 'mailLogLens.highlightSession': false });
	await sees([], []);
	folder.setSettings({});
	await sees([2, 4, 6, 8, 9], [3, 5, 7]);
});

scenario('lenses stand above a session where they are wanted, and lead to it', async (workbench) => {
	folder.setSettings({ 'mailLogLens.codeLens': true, 'editor.codeLens': true });
	const lenses = workbench.locator('.editor-group-container.active .codelens-decoration');
	const told = await workbench.eventually(
		'the lenses are there',
		async () => (await lenses.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
		(texts) => texts.some((text) => text.includes('s3')) && !texts.some((text) => text === ''),
	);
	assert.deepEqual(told, [
		's1 · with failures · ✗ RCPT 450 4.2.0 · ✗ RCPT 550 5.1.1 | Show Session | Timeline | Compare…',
		's2 · lost · ✗ DATA · ✗ LOST | Show Session | Timeline | Compare…',
		's3 · with failures · ✗ RCPT | Show Session | Timeline | Compare…',
	]);
	await workbench.screenshot('marks-lenses');
	await workbench.locator('.codelens-decoration a', 'Show Session').nth(1).click();
	await workbench.editorShown(/other\.example\.net/);
	await workbench.closeEditor();
	folder.setSettings({});
	await lenses.first().waitFor({ state: 'detached' });
});

scenario(
	'hints tell how long passed between the lines of a session where they are wanted',
	async (workbench) => {
		await workbench.showFile(folder.file('mail.log'));
		folder.setSettings({ 'mailLogLens.inlayHints': 'full', 'mailLogLens.timeline': 'minimal' });
		const drawn = await workbench.lineWhere(
			'line 7 has its hint',
			({ line, text, runs }) =>
				line === 7 &&
				[text, ...runs.map(({ before, after }) => before.text + after.text)].join(' ').includes('+2 s'),
		);
		assert.match(drawn.text, /disconnect from client/);
		await workbench.screenshot('marks-hints');
		folder.setSettings({});
	},
);

const themes = {
	'Default Dark Modern': { temporary: '#e2c08d', permanent: '#ff8a80', lost: '#d699ff' },
	'Default Light Modern': { temporary: '#8a5700', permanent: '#b01011', lost: '#7a1fa2' },
	'Default High Contrast': { temporary: '#ffd75e', permanent: '#ff8a80', lost: '#e0a8ff' },
	'Default High Contrast Light': { temporary: '#6b4300', permanent: '#8f0a0a', lost: '#5b1180' },
};
for (const [theme, colors] of Object.entries(themes)) {
	scenario(`the session under the cursor in ${theme}`, async (workbench) => {
		folder.setSettings({ 'workbench.colorTheme': theme });
		await workbench.showFile(folder.file('mail.log'));
		await workbench.themeIs(theme);
		await workbench.goTo(5);
		await workbench.eventually(
			'the session is highlighted',
			() => borderedLines(workbench),
			({ solid }) => solid.length === 4,
		);
		await workbench.screenshot(`marks-${theme}`);
	});

	scenario(`the ruler shows in ${theme} what failed far below, by its class`, async (workbench) => {
		await workbench.showFile(folder.file('long.log'));
		await workbench.goTo(1);
		await workbench.eventually(
			`the ruler has ${Object.values(colors).join(', ')}`,
			() => rulerColors(workbench),
			(drawn) => Object.values(colors).every((color) => drawn.includes(color)),
		);
		await workbench.screenshot(`marks-ruler-${theme}`);
	});
}

scenario('timeline: off leaves the ruler to others', async (workbench) => {
	const theme = 'Default High Contrast Light';
	folder.setSettings({ 'mailLogLens.timeline': 'off', 'workbench.colorTheme': theme });
	await workbench.eventually(
		'no class is left in the ruler',
		() => rulerColors(workbench),
		(drawn) => !Object.values(themes[theme]).some((color) => drawn.includes(color)),
	);
});

/** The lines with a border at their left, by its style, from 1. */
async function borderedLines(workbench: Workbench): Promise<{ solid: number[]; dotted: number[] }> {
	return await workbench.page.evaluate(() => {
		const editor = document.querySelector('.editor-group-container.active .monaco-editor');
		const all = (selector: string) => [...(editor?.querySelectorAll<HTMLElement>(selector) ?? [])];
		const topOf = (element: Element) => Math.round(element.getBoundingClientRect().top);
		const numbers = all('.margin .line-numbers')
			.map((element) => ({ top: topOf(element), number: Number(element.innerText) }))
			.sort((one, other) => other.top - one.top);
		const linesWith = (style: string) => {
			const found = all('.view-overlays .cdr')
				.filter((element) => {
					const { borderLeftStyle, borderLeftWidth } = getComputedStyle(element);
					return borderLeftStyle === style && borderLeftWidth !== '0px';
				})
				.map((element) => numbers.find(({ top }) => top <= topOf(element))?.number ?? 0);
			return [...new Set(found)].sort((one, other) => one - other);
		};
		return { solid: linesWith('solid'), dotted: linesWith('dotted') };
	});
}

/** The colours in the editor's overview ruler, as `#rrggbb`. */
async function rulerColors(workbench: Workbench): Promise<string[]> {
	return await workbench.page.evaluate(() => {
		const ruler = document.querySelector<HTMLCanvasElement>(
			'.editor-group-container.active .monaco-editor canvas.decorationsOverviewRuler',
		);
		const data = ruler?.getContext('2d')?.getImageData(0, 0, ruler.width, ruler.height).data ?? [];
		const colors = new Set<string>();
		for (let at = 0; at < data.length; at += 4) {
			if (data[at + 3] === 255) {
				const parts = [data[at], data[at + 1], data[at + 2]];
				colors.add(`#${parts.map((part = 0) => part.toString(16).padStart(2, '0')).join('')}`);
			}
		}
		return [...colors];
	});
}
