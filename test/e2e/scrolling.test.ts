// A large log that is scrolled, and one that grows: only what is seen is asked for, and nothing moves.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { wordsAfterLine, type Workbench } from './workbench';

const folder = new LogFolder();
/** A session of three lines. */
const session = (number: number) => {
	const pid = 1000 + number;
	const at = (text: string) => `Jan  5 10:00:00 mx1 postfix/smtpd[${pid}]: ${text}`;
	return [
		at('connect from client.example.org[192.0.2.10]'),
		at(
			`NOQUEUE: reject: RCPT from client.example.org[192.0.2.10]: 550 5.1.1 <user${number}@example.com>: Recipient address rejected: User unknown in local recipient table; from=<a@example.org> to=<user${number}@example.com> proto=ESMTP helo=<client.example.org>`,
		),
		at('disconnect from client.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4'),
	];
};
const sessions = (count: number, from = 0) =>
	Array.from({ length: count }, (_, at) => session(from + at))
		.flat()
		.map((line) => `${line}\n`)
		.join('');
folder.add('growing.log', sessions(400));
const megabytes = 40;
const largeCount = Math.floor((megabytes * 1e6) / sessions(1, 50_000).length);
folder.add('large.log', sessions(largeCount));
// Elsewhere than on its own machine VS Code asks before it opens so much.
folder.setSettings({ 'workbench.editorLargeFileConfirmation': 1000 });
const scenario = inWorkbench(folder, 'growing.log');

scenario('an edit, and lines that are appended, leave what is seen where it is', async (workbench) => {
	await marksAreDrawn(workbench);
	await workbench.goTo(600);
	await marksAreDrawn(workbench);
	const before = await workbench.topLine();
	const problems = workbench.locator('[id="status.problems"]');
	const known = await problems.innerText();
	appendFileSync(
		folder.file('growing.log'),
		[...session(400).slice(0, 1), 'Jan  5 10:00:09 mx1 postfix/smtpd[1400]: fatal: no more memory', ''].join(
			'\n',
		),
	);
	await workbench.eventually(
		'the appended lines are read',
		() => problems.innerText(),
		(now) => now !== known,
	);
	await marksAreDrawn(workbench);
	assert.deepEqual(await workbench.topLine(), before);
	// What is typed at the cursor makes line 600 another line.
	await workbench.page.keyboard.type('# ');
	await workbench.lineWhere(
		'line 600 has no mark any more',
		(drawn) => drawn.line === 600 && drawn.text.startsWith('# ') && wordsAfterLine(drawn) === '',
	);
	assert.deepEqual(await workbench.topLine(), before);
});

scenario(`a log of ${megabytes} MB has its marks as soon as it is scrolled`, async (workbench) => {
	await workbench.openFile(folder.file('large.log'));
	await workbench.goTo(3);
	await marksAreDrawn(workbench);
	let { line: top } = await workbench.topLine();
	const times: number[] = [];
	for (let page = 0; page < 12; page++) {
		const start = Date.now();
		await workbench.page.keyboard.press('PageDown');
		({ line: top } = await workbench.eventually(
			'the page is scrolled',
			() => workbench.topLine(),
			({ line }) => line > top,
		));
		await marksAreDrawn(workbench);
		times.push(Date.now() - start);
	}
	const median = times.sort((one, other) => one - other)[6] ?? 0;
	// A tenth of a second is waited for the next scroll; the rest is the window's.
	assert.ok(median < 1000, times.join(' '));
	await workbench.goTo(largeCount * 3 - 100);
	await marksAreDrawn(workbench);
	await workbench.screenshot('scrolling-large');
});

/** Waits until every drawn line has its words; of the last one the end may be below the window. */
async function marksAreDrawn(workbench: Workbench): Promise<void> {
	await workbench.eventually(
		'every line has its mark',
		() => workbench.drawnLines(),
		(lines) =>
			lines.length > 5 && lines.slice(0, -1).every((line) => line.text === '' || wordsAfterLine(line) !== ''),
		(lines) => lines.map((line) => `${line.line} ${wordsAfterLine(line)}`).join('\n'),
	);
}
