// The tabs of the session panel that show one session and one mail: their pictures, their tables, their export.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import { violations } from './violations';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
folder.add(
	'filtered.log',
	[
		'Nov 23 10:00:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]',
		'Nov 23 10:00:01 mx1 postfix/smtpd[2214]: 4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]',
		'Nov 23 10:00:01 mx1 postfix/cleanup[2301]: 4jYB5r214Jz6x: message-id=<m2@example.org>',
		'Nov 23 10:00:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.org>, size=900, nrcpt=1 (queue active)',
		'Nov 23 10:00:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
		'Nov 23 10:00:03 mx1 postfix/smtpd[2250]: connect from localhost[127.0.0.1]',
		'Nov 23 10:00:03 mx1 postfix/smtpd[2250]: 4jYB5t3k2Xz70: client=localhost[127.0.0.1], orig_queue_id=4jYB5r214Jz6x, orig_client=mx.example.org[192.0.2.9]',
		'Nov 23 10:00:03 mx1 postfix/cleanup[2301]: 4jYB5t3k2Xz70: message-id=<m2@example.org>',
		'Nov 23 10:00:03 mx1 postfix/qmgr[900]: 4jYB5t3k2Xz70: from=<alice@example.org>, size=1400, nrcpt=1 (queue active)',
		'Nov 23 10:00:03 mx1 amavis[500]: (00500-01) Passed CLEAN {RelayedInbound}, [192.0.2.9]:40000 <alice@example.org> -> <bob@example.net>, Queue-ID: 4jYB5r214Jz6x, Message-ID: <m2@example.org>, mail_id: abcdefghijkl, Hits: -1.2, size: 900, queued_as: 4jYB5t3k2Xz70, 1800 ms',
		'Nov 23 10:00:03 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: to=<bob@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=2.1, delays=0.1/0/0/2, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4jYB5t3k2Xz70)',
		'Nov 23 10:00:03 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed',
		'Nov 23 10:00:04 mx1 postfix/smtp[2330]: 4jYB5t3k2Xz70: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, please try again in 5 minutes (in reply to RCPT TO command))',
		'Nov 23 10:05:33 mx1 postfix/qmgr[900]: 4jYB5t3k2Xz70: from=<alice@example.org>, size=1400, nrcpt=1 (queue active)',
		'Nov 23 10:05:34 mx1 postfix/smtp[2331]: 4jYB5t3k2Xz70: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=331, delays=330/0/0.9/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 7F00D)',
		'Nov 23 10:05:34 mx1 postfix/qmgr[900]: 4jYB5t3k2Xz70: removed',
		'',
	].join('\n'),
);
folder.add(
	'many.log',
	[
		'S: 220 mx.example.com ESMTP',
		'C: EHLO pc.example.org',
		'S: 250 mx.example.com',
		'C: MAIL FROM:<a@example.org>',
		'S: 250 2.1.0 Ok',
		...Array.from({ length: 412 }, (_, at) => [`C: RCPT TO:<r${at}@example.com>`, 'S: 250 2.1.5 Ok']).flat(),
		'C: DATA',
		'S: 354 End data with <CR><LF>.<CR><LF>',
		'C: .',
		'S: 250 2.0.0 Ok: queued as 4jYB4w0dbLz5c',
		'C: QUIT',
		'S: 221 2.0.0 Bye',
		'',
	].join('\n'),
);
folder.add(
	'hostile.log',
	[
		'S: 220 mx.example.com ESMTP',
		'C: EHLO <img/src=x>"><script>alert(1)</script>',
		'S: 501 5.5.4 </text></svg><style>*{display:none}</style> & %%{init}%%',
		'C: QUIT',
		'S: 221 2.0.0 Bye',
		'',
	].join('\n'),
);
folder.add(
	'waiting.log',
	[
		'Jan  5 10:00:00 mx1 postfix/smtpd[4711]: connect from client.example.org[192.0.2.10]',
		'Jan  5 10:00:04 mx1 postfix/smtpd[4711]: 4jYB5r214Jz6x: client=client.example.org[192.0.2.10]',
		'Jan  5 10:05:04 mx1 postfix/smtpd[4711]: timeout after DATA (2048 bytes) from client.example.org[192.0.2.10]',
		'Jan  5 10:05:04 mx1 postfix/smtpd[4711]: disconnect from client.example.org[192.0.2.10] ehlo=1 mail=1 rcpt=3 data=0/1 commands=5/6',
		'',
	].join('\n'),
);
folder.add(
	'newsletter.log',
	[
		'Nov 23 10:00:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]',
		'Nov 23 10:00:01 mx1 postfix/smtpd[2214]: 4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]',
		'Nov 23 10:00:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<news@example.org>, size=900, nrcpt=1200 (queue active)',
		...Array.from({ length: 1200 }, (_, at) =>
			at === 700
				? `Nov 23 10:00:03 mx1 postfix/smtp[2330]: 4jYB5r214Jz6x: to=<r${at}@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=2, delays=1/0/0/1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command))`
				: `Nov 23 10:00:02 mx1 postfix/smtp[2330]: 4jYB5r214Jz6x: to=<r${at}@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)`,
		),
		'Nov 23 10:00:04 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed',
		'Nov 23 10:00:05 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1200 data=1 quit=1 commands=1204',
		'',
	].join('\n'),
);
folder.add(
	'retried.log',
	[
		'Nov 23 10:00:01 mx1 postfix/smtpd[2214]: 4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]',
		'Nov 23 10:00:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<a@example.org>, size=900, nrcpt=1 (queue active)',
		...Array.from({ length: 1500 }, (_, at) => retry(at)).flat(),
		'Nov 28 10:00:04 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<a@example.org>, status=expired, returned to sender',
		'Nov 28 10:00:04 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed',
		'',
	].join('\n'),
);
folder.setSettings({ 'workbench.editor.revealIfOpen': true });
const scenario = inWorkbench(folder, 'postfix.log');

/** The next try of a mail, every five minutes: it is taken up again, and nobody answers. */
function retry(at: number): string[] {
	const time = new Date(Date.UTC(2026, 10, 23, 10, 1 + at * 4)).toUTCString();
	const stamp = `${time.slice(8, 11)} ${time.slice(5, 7)} ${time.slice(17, 25)}`;
	return [
		`${stamp} mx1 postfix/smtp[2330]: 4jYB5r214Jz6x: to=<bob@example.net>, relay=none, delay=300, delays=300/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection timed out)`,
		`${stamp} mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<a@example.org>, size=900, nrcpt=1 (queue active)`,
	];
}

/** Tall enough to see a diagram in full. CSS pixels. */
const tall = { width: 1400, height: 1600 };

/** Puts the cursor on a line of a log and shows its session in the panel. */
async function showLine(workbench: Workbench, name: string, line: RegExp): Promise<void> {
	await workbench.focusEditor();
	await workbench.showFile(folder.file(name));
	await workbench.languageIs('Mail Log');
	await workbench.goTo(folder.lineOf(name, line));
}

async function showSession(workbench: Workbench, name: string, line: RegExp): Promise<void> {
	await showLine(workbench, name, line);
	await workbench.command('Mail Log: Show Session Timeline');
}

/** The parts of the picture whose sentence says this. */
function parts(workbench: Workbench, name: RegExp): Locator {
	return workbench.webview().getByRole('treeitem', { name });
}

async function showTab(workbench: Workbench, name: string): Promise<void> {
	await workbench.webview().getByRole('tab', { name }).click();
}

/** Waits until the editor's cursor is on this line, and goes there: whatever the click has moved has come to rest then. */
async function lineShown(workbench: Workbench, line: number): Promise<void> {
	await workbench.activeLineIs(line);
	await workbench.focusEditor();
	await workbench.cursorIsAt(line);
}

/** Opens the table below the picture. */
async function openTable(workbench: Workbench): Promise<void> {
	await workbench.webview().locator('[role=tabpanel]:not([hidden]) summary').click();
}

scenario('the session under the cursor is drawn, and what the cursor is on is marked', async (workbench) => {
	await workbench.page.setViewportSize(tall);
	await showSession(workbench, 'postfix.log', /: 550 5\.1\.1/);
	const refused = parts(workbench, /^Server: ✗ 550 5\.1\.1 .*No such mailbox/);
	await refused.waitFor();
	await workbench.eventually(
		'the refusal is marked',
		() => refused.getAttribute('aria-selected'),
		(selected) => selected === 'true',
	);
	await parts(
		workbench,
		/^Client: EHLO \(counted by the session’s last line\)|^Client: EHLO \(counted/,
	).waitFor();
	await workbench.screenshot('diagram-refused');
});

scenario('a click leads to the line, and the cursor to the part of the picture', async (workbench) => {
	await parts(workbench, /^connect/).click();
	await lineShown(workbench, folder.lineOf('postfix.log', /: 550 5\.1\.1/) - 1);
	await workbench.goTo(folder.lineOf('postfix.log', /: 550 5\.1\.1/));
	await workbench.eventually(
		'the refusal is marked',
		() => parts(workbench, /✗ 550/).getAttribute('aria-selected'),
		(selected) => selected === 'true',
	);
});

scenario('by keyboard alone: the arrow keys walk, Enter shows the line', async (workbench) => {
	await workbench.webview().getByRole('tree').focus();
	await workbench.page.keyboard.press('Home');
	const active = () => workbench.webview().locator('.item[data-active] > title').textContent();
	assert.equal(await active(), 'connect');
	for (let step = 0; step < 4; step++) {
		await workbench.page.keyboard.press('ArrowDown');
	}
	assert.match((await active()) ?? '', /^Client: RCPT TO:<rabbit@example\.com>/);
	await workbench.screenshot('diagram-keyboard');
	await workbench.page.keyboard.press('End');
	await workbench.page.keyboard.press('Enter');
	await lineShown(workbench, folder.lineOf('postfix.log', /: 550 5\.1\.1/) + 1);
});

scenario('the same as a table, in which every row leads to its line', async (workbench) => {
	const page = workbench.webview();
	await openTable(workbench);
	const rows = page.locator('.text-table tbody tr');
	await rows.first().waitFor();
	const texts = await rows.allInnerTexts();
	assert.ok(
		texts.some((text) => /RCPT TO:<rabbit@example\.com>.*✗ 550 5\.1\.1/s.test(text)),
		texts.join('\n'),
	);
	assert.equal(await page.locator('.text-table [tabindex="0"]').count(), 1);
	await page.locator('.text-table .line-link').first().press('End');
	await page.locator('.text-table .line-link:focus').press('Enter');
	await workbench.screenshot('diagram-table');
});

scenario('many recipients are one arrow until it is opened', async (workbench) => {
	await showSession(workbench, 'many.log', /RCPT TO:<r0@/);
	const fold = parts(workbench, /^RCPT × 412/);
	await fold.waitFor();
	assert.equal(await fold.getAttribute('aria-expanded'), 'false');
	await workbench.screenshot('diagram-folded');
	await fold.click();
	await parts(workbench, /RCPT TO:<r411@example\.com>/).waitFor();
	assert.equal(await parts(workbench, /RCPT TO/).count(), 412);
	await workbench.webview().getByRole('tree').focus();
	await workbench.page.keyboard.press('ArrowLeft');
	await parts(workbench, /RCPT TO:<r411@example\.com>/).waitFor({ state: 'detached' });
});

scenario('TLS is a zone with a lock, a login shows no secret', async (workbench) => {
	await showSession(workbench, 'swaks.txt', /^<~\s+235/);
	await parts(workbench, /^Server: 235/).waitFor();
	const text = (await workbench.webview().locator('.picture').textContent()) ?? '';
	assert.match(text, /\*\*\*\*/);
	assert.equal(await workbench.webview().locator('.tls-zone').count(), 1);
	await workbench.screenshot('diagram-tls');
});

scenario('a long silence and a lost connection', async (workbench) => {
	await showSession(workbench, 'waiting.log', /timeout after/);
	await parts(workbench, /Timed out after .*/)
		.first()
		.waitFor();
	assert.equal(await workbench.webview().locator('.silence.long').count(), 1);
	await workbench.screenshot('diagram-waiting');
});

scenario('a mail that a filter handed back, that was deferred and then sent', async (workbench) => {
	await showSession(workbench, 'filtered.log', /smtp\[2330\]/);
	await parts(workbench, /450 4\.2\.0/)
		.first()
		.waitFor();
	await workbench.screenshot('diagram-client');
	await showTab(workbench, 'Message');
	const deferred = parts(workbench, /✗ deferred · bob@example\.net/);
	await deferred.waitFor();
	await workbench.eventually(
		'the attempt under the cursor is marked',
		() => deferred.getAttribute('aria-selected'),
		(selected) => selected === 'true',
	);
	await workbench.screenshot('diagram-life');
	await parts(workbench, /waited 5 min 29 s/).click();
	await lineShown(workbench, folder.lineOf('filtered.log', /10:05:33/));
	await workbench.webview().getByRole('button', { name: 'Session s1' }).click();
	await parts(workbench, /^connect/).waitFor();
});

scenario('a mail that was tried again and again is a short picture, which opens', async (workbench) => {
	await showSession(workbench, 'retried.log', /client=/);
	await showTab(workbench, 'Message');
	const between = parts(workbench, /deferred × 100 · taken up again × 100, /);
	await between.first().waitFor();
	assert.ok((await parts(workbench, /./).count()) < 50);
	assert.equal(await parts(workbench, /expired/).count(), 1);
	await workbench.screenshot('life-retried');
	await between.first().click();
	assert.equal(await between.first().getAttribute('aria-expanded'), 'true');
	await parts(workbench, /attempt 50\b/).waitFor();
	await workbench.webview().getByRole('tree').focus();
	await workbench.page.keyboard.press('ArrowLeft');
	assert.equal(await between.first().getAttribute('aria-expanded'), 'false');
	await openTable(workbench);
	const rows = workbench.webview().locator('.text-table tbody tr');
	await rows.nth(200).waitFor();
	assert.equal(await rows.count(), 201);
	await rows.getByRole('button', { name: /^2,\d+ more$/ }).click();
	await rows.nth(400).waitFor();
	assert.equal(await rows.count(), 401);
	assert.deepEqual(await violations(workbench), []);
});

scenario('the life of a mail is exported, too', async (workbench) => {
	await showSession(workbench, 'filtered.log', /smtp\[2330\]/);
	await showTab(workbench, 'Message');
	await parts(workbench, /✗ deferred/).waitFor();
	await workbench.webview().getByRole('button', { name: 'Export… Message 4jYB5t3k2Xz70' }).click();
	await workbench.pick('Mermaid, redacted');
	await workbench.pick('Open as a new document');
	await workbench.lineWhere('the diagram is open', ({ text }) => text === 'sequenceDiagram');
	const drawn = await workbench.lineWhere('the deferral is in it', ({ text }) => /✗ deferred/.test(text));
	assert.doesNotMatch(drawn.text, /bob@example/);
});

scenario('what a client says stays text', async (workbench) => {
	await showSession(workbench, 'hostile.log', /EHLO/);
	await showTab(workbench, 'Session');
	await parts(workbench, /<script>alert\(1\)<\/script>/).waitFor();
	const page = workbench.webview();
	assert.equal(await page.locator('main script, main img, main style').count(), 0);
	await workbench.screenshot('diagram-hostile');
});

scenario('in a narrow window, as at 200 %, nothing is cut off', async (workbench) => {
	await workbench.page.setViewportSize({ width: 700, height: 900 });
	await showSession(workbench, 'postfix.log', /: 550 5\.1\.1/);
	await parts(workbench, /✗ 550/).waitFor();
	const { scroll, client } = await workbench
		.webview()
		.locator('#region-session')
		.evaluate(({ scrollWidth, clientWidth }) => ({ scroll: scrollWidth, client: clientWidth }));
	assert.ok(scroll <= client, `${scroll} > ${client}`);
	await workbench.screenshot('diagram-narrow');
	await workbench.page.setViewportSize(tall);
});

scenario('Export Session Diagram opens Mermaid, and an SVG without names', async (workbench) => {
	await showSession(workbench, 'postfix.log', /: 550 5\.1\.1/);
	await parts(workbench, /✗ 550/).waitFor();
	await workbench.webview().getByRole('button', { name: 'Export…' }).click();
	await workbench.pick('Mermaid');
	await workbench.pick('Open as a new document');
	await workbench.lineWhere('the diagram is open', ({ text }) => text === 'sequenceDiagram');
	await workbench.lineWhere('the refusal is in it', ({ text }) => /S-xC: ✗ 550 5\.1\.1/.test(text));
	await workbench.screenshot('diagram-mermaid');
	await showSession(workbench, 'postfix.log', /: 550 5\.1\.1/);
	await workbench.focusEditor();
	await workbench.command('Mail Log: Export Session Diagram…');
	await workbench.pick('SVG, redacted');
	await workbench.pick('Open as a new document');
	await workbench.lineWhere('the picture is open', ({ text }) => text.startsWith('<svg xmlns='));
});

scenario('Export Session Diagram saves a file', async (workbench) => {
	await showSession(workbench, 'postfix.log', /: 550 5\.1\.1/);
	await workbench.focusEditor();
	await workbench.command('Mail Log: Export Session Diagram…');
	await workbench.pick('SVG');
	await workbench.pick('Save as a file…');
	const input = workbench.locator('.quick-input-widget:visible .quick-input-filter input');
	await workbench.eventually(
		'a name beside the log is proposed',
		() => input.inputValue(),
		(value) => value.endsWith('session.svg'),
	);
	await workbench.page.keyboard.press('Enter');
	const svg = await workbench.eventually(
		'the file is there',
		() => Promise.resolve(folder.has('session.svg') ? folder.text('session.svg') : ''),
		(text) => text.includes('</svg>'),
	);
	assert.match(svg, /550 5\.1\.1/);
});

scenario('Export Message Life gives the life of the mail under the cursor', async (workbench) => {
	await showLine(workbench, 'filtered.log', /4jYB5t3k2Xz70: removed/);
	await workbench.command('Mail Log: Export Message Life…');
	assert.equal(await workbench.pickerTitle(), 'Export Message Life');
	await workbench.pick('Mermaid');
	await workbench.pick('Open as a new document');
	await workbench.lineWhere('both ids are in it', ({ text }) => /4jYB5r214Jz6x/.test(text));
	await workbench.lineWhere('the attempt that failed is in it', ({ text }) =>
		/✗ deferred · bob@example\.net/.test(text),
	);
	await workbench.screenshot('life-mermaid');
	await showLine(workbench, 'filtered.log', /4jYB5t3k2Xz70: removed/);
	await workbench.command('Mail Log: Export Message Life…');
	await workbench.pick('SVG, redacted');
	await workbench.pick('Open as a new document');
	await workbench.lineWhere('the picture is open', ({ text }) => text.startsWith('<svg xmlns='));
	await showLine(workbench, 'many.log', /EHLO/);
	await workbench.command('Mail Log: Export Message Life…');
	await workbench.pick('SVG');
	await workbench.pick('Copy');
	await workbench.notified(/The cursor is not on a line of a message\./);
});

for (const theme of [
	'Default Dark Modern',
	'Default Light Modern',
	'Default High Contrast',
	'Default High Contrast Light',
]) {
	scenario(`diagram and life in ${theme}, without a finding of axe-core`, async (workbench) => {
		folder.setSettings({ 'workbench.colorTheme': theme, 'workbench.editor.revealIfOpen': true });
		await workbench.themeIs(theme);
		await showSession(workbench, 'waiting.log', /timeout after/);
		await showTab(workbench, 'Session');
		await parts(workbench, /Timed out after/)
			.first()
			.waitFor();
		await openTable(workbench);
		await workbench.screenshot(`diagram-${theme}`);
		assert.deepEqual(await violations(workbench), []);
		await showSession(workbench, 'filtered.log', /smtp\[2330\]/);
		await showTab(workbench, 'Message');
		await parts(workbench, /✗ deferred/).waitFor();
		await workbench.screenshot(`diagram-life-${theme}`);
		assert.deepEqual(await violations(workbench), []);
	});
}

scenario('very many recipients are one sentence, which opens with those that failed', async (workbench) => {
	await showSession(workbench, 'newsletter.log', /client=/);
	await showTab(workbench, 'Message');
	const recipients = workbench.webview().locator('.recipients');
	await recipients.getByText('to 1,200 recipients: 1,199 sent, 1 bounced').click();
	assert.equal(await recipients.locator('.fate').first().innerText(), '✗ r700@example.net: bounced');
	assert.equal(await recipients.locator('.fate').count(), 100);
	await recipients.getByRole('button', { name: '1,100 more' }).click();
	assert.equal(await recipients.locator('.fate').count(), 300);
	await parts(workbench, /✗ bounced · r700@example\.net/).waitFor();
	assert.equal(await parts(workbench, /sent × 200, /).count(), 5);
	assert.ok((await parts(workbench, /./).count()) < 30);
	await parts(workbench, /sent × 200, /)
		.first()
		.click();
	await parts(workbench, /sent · r199@example\.net/).waitFor();
	await workbench.screenshot('life-recipients');
	const count = workbench.webview().locator('.count');
	const before = await count.innerText();
	appendFileSync(
		folder.file('newsletter.log'),
		'Nov 23 10:20:00 mx1 postfix/smtpd[2215]: connect from mx.example.org[192.0.2.9]\n',
	);
	await workbench.eventually(
		'the session that was appended is listed',
		() => count.innerText(),
		(now) => now !== before && /sessions$/.test(now),
	);
	assert.equal(await recipients.getAttribute('open'), '');
});
