// Every state of a mark, in every kind of theme and in every detail of the timeline: by its shape, and with words that can be read.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { iconName, piecesAfterLine, wordsAfterLine, type Workbench } from './workbench';

const folder = new LogFolder();
const at = (seconds: number, pid: number, text: string) =>
	`Jan  5 10:00:0${seconds} mx1 postfix/smtpd[${pid}]: ${text}`;
/** Each line of the log, the icon beside it, and whether the words behind it stay in the least detail. */
const lines: readonly (readonly [text: string, icon: string, isFailing?: true])[] = [
	[at(0, 11, 'connect from one.example.org[192.0.2.10]'), 'session-temporary', true],
	[
		at(
			1,
			11,
			'NOQUEUE: reject: RCPT from one.example.org[192.0.2.10]: 450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<one.example.org>',
		),
		'envelope-temporary',
		true,
	],
	[at(2, 12, 'connect from two.example.org[192.0.2.20]'), 'session-lost', true],
	[at(3, 12, 'lost connection after DATA (1024 bytes) from two.example.org[192.0.2.20]'), 'end-lost', true],
	[
		at(3, 12, 'disconnect from two.example.org[192.0.2.20] ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4'),
		'content-lost-hollow',
		true,
	],
	[at(4, 13, 'connect from three.example.org[192.0.2.30]'), 'session-permanent', true],
	[
		at(5, 13, 'disconnect from three.example.org[192.0.2.30] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4'),
		'envelope-permanent-hollow',
		true,
	],
	[at(6, 14, 'connect from four.example.org[192.0.2.40]'), 'session-ok'],
	// The 354 and what came before and after it: no line shows them.
	[at(6, 14, '4F2A1B0C9E: client=four.example.org[192.0.2.40]'), 'content-missing-hollow'],
	[
		'Jan  5 10:00:06 mx1 postfix/qmgr[9]: 4F2A1B0C9E: from=<a@example.org>, size=900, nrcpt=1 (queue active)',
		'',
	],
	['=== Trying mx.example.com:587...', 'session-permanent', true],
	['=== Connected to mx.example.com.', ''],
	['<-  220 mx.example.com ESMTP Postfix', 'talk-ok'],
	[' -> EHLO client.example.org', ''],
	['<-  250-mx.example.com', 'talk-ok'],
	['<-  250 STARTTLS', ''],
	[' -> STARTTLS', ''],
	['<-  220 2.0.0 Ready to start TLS', 'lock-ok'],
	[' -> AUTH LOGIN', ''],
	['<-  334 VXNlcm5hbWU6', 'key-progress'],
	[' -> YUBleGFtcGxlLm9yZw==', ''],
	['<** 535 5.7.8 Authentication failed', 'key-permanent', true],
	[' -> RSET', ''],
	['<-  250 2.0.0 Ok', 'command-ok'],
	[' -> MAIL FROM:<a@example.org>', ''],
	['<-  250 2.1.0 Ok', 'envelope-ok'],
	[' -> DATA', ''],
	['<-  354 End data with <CR><LF>.<CR><LF>', 'content-progress'],
	[' -> Subject: test', ''],
	[' -> .', ''],
	['<** 452 4.3.1 Insufficient system storage', 'content-temporary', true],
	[' -> QUIT', 'end-progress'],
];
folder.add('states.log', lines.map(([text]) => `${text}\n`).join(''));
const scenario = inWorkbench(folder, 'states.log');

scenario(
	'behind the first line of a session what failed comes first where there may be no room for all',
	async (workbench) => {
		await workbench.widthIs(800);
		for (const head of [1, 3, 6]) {
			await workbench.wordsAfter(head, /^✗ .* │ \(220/);
		}
		await workbench.screenshot('states-narrow');
		await workbench.widthIs(1280);
		await workbench.screenshot('states-wide');
		await workbench.command('View: Toggle Primary Side Bar Visibility');
	},
);

/** What WCAG 2.2 asks of text: the contrast of its colour with the background (1.4.3, 1.4.6). */
const themes = {
	'Default Dark Modern': 4.5,
	'Default Light Modern': 4.5,
	'Default High Contrast': 7,
	'Default High Contrast Light': 7,
};
for (const [theme, contrast] of Object.entries(themes)) {
	for (const detail of ['full', 'minimal', 'off'] as const) {
		scenario(`every state of a mark in ${theme}, ${detail}`, async (workbench) => {
			folder.setSettings({ 'workbench.colorTheme': theme, 'mailLogLens.timeline': detail });
			await workbench.themeIs(theme);
			const drawn = await workbench.eventually(
				`the marks are ${detail}`,
				() => drawnMarks(workbench),
				(marks) =>
					marks.length >= lines.length &&
					marks.every(
						({ hasWords, icon }, line) =>
							hasWords === isTold(line, detail) && icon === expectedIcon(line, detail),
					),
			);
			const background = await workbench.editorBackground();
			for (const { text, color } of drawn.flatMap(({ pieces }) => pieces)) {
				const measured = contrastOf(color, background);
				assert.ok(measured >= contrast, `“${text}” in ${color}: ${measured.toFixed(2)}`);
			}
			await workbench.screenshot(`states-${theme}-${detail}`);
		});
	}
}

type Detail = 'full' | 'minimal' | 'off';

/** The icon beside a line, from 0. */
function expectedIcon(line: number, detail: Detail): string {
	const [, icon = ''] = lines[line] ?? [];
	return detail === 'off' ? '' : icon;
}

/** Whether there are words behind it. */
function isTold(line: number, detail: Detail): boolean {
	const [, icon = '', isFailing = false] = lines[line] ?? [];
	return detail === 'full' ? icon !== '' : detail === 'minimal' && isFailing;
}

async function drawnMarks(workbench: Workbench) {
	return (await workbench.drawnLines()).map((line) => ({
		icon: iconName(line),
		pieces: piecesAfterLine(line).filter(({ text }) => text.trim() !== ''),
		hasWords: wordsAfterLine(line) !== '',
	}));
}

/** The contrast ratio of two colours `rgb(…)`, from 1 to 21; the first may let the second shine through: `rgba(…, 0.7)`. */
function contrastOf(color: string, background: string): number {
	const below = partsOf(background);
	const [red = 0, green = 0, blue = 0, alpha = 1] = partsOf(color);
	const seen = [red, green, blue].map((part, index) => part * alpha + (below[index] ?? 0) * (1 - alpha));
	const [dark = 0, light = 0] = [luminance(seen), luminance(below)].sort((one, other) => one - other);
	return (light + 0.05) / (dark + 0.05);
}

/** `rgba(204, 204, 204, 0.7)` → 204, 204, 204, 0.7 */
function partsOf(color: string): number[] {
	return (color.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}

function luminance(parts: readonly number[]): number {
	const [red = 0, green = 0, blue = 0] = parts.map((part) => {
		const value = part / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
