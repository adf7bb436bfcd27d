// The places of a log: where a session lies, what folds, what is pinned above, and where each kind of name is named.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import type { Workbench } from './workbench';

const id = '4jYB5r214Jz6x';
const filtered = '4jYB5s0bBcz7y';
/** Two sessions in turn; the mail of one goes through a filter, and to mx2. */
const mx1 = [
	'Nov 23 10:30:00 mx1 postfix/smtpd[311]: connect from client.example.org[192.0.2.9]',
	`Nov 23 10:30:00 mx1 postfix/smtpd[311]: ${id}: client=client.example.org[192.0.2.9], sasl_method=PLAIN, sasl_username=alice@example.org`,
	`Nov 23 10:30:00 mx1 postfix/cleanup[313]: ${id}: message-id=<m1@example.org>`,
	'Nov 23 10:30:01 mx1 postfix/smtpd[312]: connect from unknown[203.0.113.77]',
	'Nov 23 10:30:01 mx1 postfix/smtpd[312]: NOQUEUE: reject: RCPT from unknown[203.0.113.77]: 554 5.7.1 Service unavailable; Client host [203.0.113.77] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.77; from=<x@example.net> to=<b@example.com> proto=ESMTP helo=<x>',
	'Nov 23 10:30:01 mx1 postfix/smtpd[312]: disconnect from unknown[203.0.113.77] ehlo=1 mail=1 rcpt=0/1 commands=2/3',
	`Nov 23 10:30:01 mx1 postfix/qmgr[309]: ${id}: from=<a@example.org>, size=900, nrcpt=1 (queue active)`,
	'Nov 23 10:30:01 mx1 postfix/smtpd[311]: disconnect from client.example.org[192.0.2.9] ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6',
	'Nov 23 10:30:02 mx1 postfix/smtpd[315]: connect from localhost[127.0.0.1]',
	`Nov 23 10:30:02 mx1 postfix/smtpd[315]: ${filtered}: client=localhost[127.0.0.1]`,
	`Nov 23 10:30:02 mx1 postfix/cleanup[313]: ${filtered}: message-id=<m1@example.org>`,
	`Nov 23 10:30:02 mx1 postfix/qmgr[309]: ${filtered}: from=<a@example.org>, size=1400, nrcpt=1 (queue active)`,
	`Nov 23 10:30:02 mx1 postfix/smtp[314]: ${id}: to=<b@example.com>, relay=127.0.0.1[127.0.0.1]:10024, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${filtered})`,
	`Nov 23 10:30:02 mx1 postfix/qmgr[309]: ${id}: removed`,
	`Nov 23 10:30:03 mx1 postfix/smtp[316]: ${filtered}: to=<b@example.com>, relay=mx2.example.com[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4jYB5t3bZdz8w)`,
	`Nov 23 10:30:03 mx1 postfix/qmgr[309]: ${filtered}: removed`,
];
/** It goes on as a forward, which bounces. */
const mx2 = [
	'Nov 23 10:30:03 mx2 postfix/smtpd[421]: connect from mx1.example.com[192.0.2.1]',
	'Nov 23 10:30:03 mx2 postfix/smtpd[421]: 4jYB5t3bZdz8w: client=mx1.example.com[192.0.2.1]',
	'Nov 23 10:30:03 mx2 postfix/cleanup[422]: 4jYB5t3bZdz8w: message-id=<m1@example.org>',
	'Nov 23 10:30:03 mx2 postfix/qmgr[408]: 4jYB5t3bZdz8w: from=<a@example.org>, size=1600, nrcpt=1 (queue active)',
	'Nov 23 10:30:03 mx2 postfix/smtpd[421]: disconnect from mx1.example.com[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	'Nov 23 10:30:04 mx2 postfix/cleanup[422]: 4jYB5v2Tnhz9b: message-id=<m1@example.org>',
	'Nov 23 10:30:04 mx2 postfix/local[423]: 4jYB5t3bZdz8w: to=<b@example.com>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (forwarded as 4jYB5v2Tnhz9b)',
	'Nov 23 10:30:04 mx2 postfix/qmgr[408]: 4jYB5v2Tnhz9b: from=<a@example.org>, size=1700, nrcpt=1 (queue active)',
	'Nov 23 10:30:04 mx2 postfix/qmgr[408]: 4jYB5t3bZdz8w: removed',
	'Nov 23 10:30:05 mx2 postfix/smtp[424]: 4jYB5v2Tnhz9b: to=<b@example.net>, orig_to=<b@example.com>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 <b@example.net>: User unknown (in reply to RCPT TO command))',
	'Nov 23 10:30:05 mx2 postfix/cleanup[422]: 4jYB5w1Qmkz7c: message-id=<20261123103005.4jYB5w1Qmkz7c@mx2.example.com>',
	'Nov 23 10:30:05 mx2 postfix/bounce[425]: 4jYB5v2Tnhz9b: sender non-delivery notification: 4jYB5w1Qmkz7c',
	'Nov 23 10:30:05 mx2 postfix/qmgr[408]: 4jYB5w1Qmkz7c: from=<>, size=3900, nrcpt=1 (queue active)',
	'Nov 23 10:30:05 mx2 postfix/qmgr[408]: 4jYB5v2Tnhz9b: removed',
	'Nov 23 10:30:06 mx2 postfix/smtp[424]: 4jYB5w1Qmkz7c: to=<a@example.org>, relay=client.example.org[192.0.2.9]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
	'Nov 23 10:30:06 mx2 postfix/qmgr[408]: 4jYB5w1Qmkz7c: removed',
];
const folder = new LogFolder();
folder.add('mx1.log', `${mx1.join('\n')}\n`);
folder.add('mx2.log', `${mx2.join('\n')}\n`);
writeFileSync(folder.file('mail.log.2.gz'), gzipSync(`${mx1.join('\n').replaceAll(id, '4jXZ9q114Jz6x')}\n`));
folder.add(
	'long.smtp',
	[
		'220 mx.example.com ESMTP',
		'EHLO client.example.org',
		'250 mx.example.com',
		'MAIL FROM:<a@example.org>',
		'250 2.1.0 Ok',
		...Array.from({ length: 60 }, (_, at) => [`RCPT TO:<user${at}@example.com>`, '250 2.1.5 Ok']).flat(),
		'QUIT',
		'221 2.0.0 Bye',
		'',
	].join('\n'),
);
folder.setSettings({ '[mail-log]': { 'editor.wordWrap': 'off' } });
const scenario = inWorkbench(folder, 'mx2.log');

const texts = (workbench: Workbench, selector: string) =>
	workbench
		.locator(selector)
		.allInnerTexts()
		.then((all) => all.map((text) => text.replace(/\s+/g, ' ').trim()));

/** Puts the cursor into a text of the line with `line`. */
async function pointAt(workbench: Workbench, file: string, needle: string, line: string): Promise<void> {
	await workbench.showFile(folder.file(file));
	const lines = folder.lines(file);
	const number = lines.findIndex((text) => text.includes(line));
	const column = (lines[number] ?? '').indexOf(needle);
	assert.ok(number >= 0 && column >= 0, `${needle} in ${line}`);
	await workbench.goTo(number + 1, column + 2);
}

scenario('breadcrumbs name the session and its mail', async (workbench) => {
	await workbench.languageIs('Mail Log');
	await workbench.showFile(folder.file('mx1.log'));
	await workbench.languageIs('Mail Log');
	await workbench.wordsAfter(1, /220/);
	await pointAt(workbench, 'mx1.log', id, 'client=client');
	const shown = await workbench.eventually(
		'breadcrumbs have the mail',
		() => texts(workbench, '.breadcrumbs-control .monaco-breadcrumb-item'),
		(all) => all.some((text) => text.includes(id)),
	);
	assert.deepEqual(shown.slice(-2), ['s1 · client.example.org [192.0.2.9] · completed', `${id} · delivered`]);
	await workbench.screenshot('places-breadcrumbs');
});

scenario('what is folded is of one session; lines of others stay', async (workbench) => {
	await workbench.showFile(folder.file('mx1.log'));
	await workbench.goTo(1);
	await workbench.command('Fold All');
	const drawn = await workbench.eventually(
		'folds are closed',
		async () => (await workbench.drawnLines()).map(({ line }) => line),
		(lines) => lines.length < mx1.length,
	);
	await workbench.screenshot('places-folded');
	assert.deepEqual(drawn.slice(0, -1), [1, 4, 7, 9, 13, 14, 15, 16]);
	await workbench.command('Unfold All');
});

scenario('the session of the lines that are seen is pinned above them', async (workbench) => {
	await workbench.openFile(folder.file('long.smtp'));
	await workbench.goTo(100);
	const sticky = await workbench.eventually(
		'the greeting is pinned',
		() => texts(workbench, '.editor-group-container.active .sticky-widget .sticky-line-content'),
		(all) => all.length > 0,
	);
	assert.deepEqual(sticky, ['220 mx.example.com ESMTP']);
	await workbench.screenshot('places-sticky');
});

/** What is pointed at in which line; the line (from 1) where it begins, and how often it is named, in all logs. */
const names: readonly (readonly [
	what: string,
	needle: string,
	line: string,
	begin: number,
	named: number,
])[] = [
	['a queue id', filtered, `${filtered}: removed`, 10, 6],
	['a Message-ID', 'm1@', `${filtered}: message-id`, 3, 4],
	['an address', 'a@example.org', `${filtered}: from`, 7, 6],
	['a host', 'client.example.org', 'smtpd[311]: disconnect', 1, 5],
	['an IP address', '203.0.113.77', 'smtpd[312]: disconnect', 4, 5],
	['a process of a session', '311', 'smtpd[311]: disconnect', 1, 3],
	['a process without sessions', '309', `${filtered}: from`, 7, 4],
];
for (const [what, needle, line, begin, named] of names) {
	scenario(`${what}: where it begins, where else it is named, and that is highlighted`, async (workbench) => {
		await pointAt(workbench, 'mx1.log', needle, line);
		const highlight = workbench.locator('.editor-group-container.active .cdr[class*="wordHighlight"]');
		await workbench.eventually(
			'it is highlighted',
			async () => {
				// Who moves while the editor gets the focus back is not seen, and moves again.
				await workbench.page.keyboard.press('ArrowLeft');
				await workbench.page.keyboard.press('ArrowRight');
				return await highlight
					.first()
					.waitFor({ timeout: 3000 })
					.then(
						() => true,
						() => false,
					);
			},
			(isShown) => isShown,
		);
		await workbench.command('Go to Definition');
		await workbench.cursorIsAt(begin);
		await pointAt(workbench, 'mx1.log', needle, line);
		await workbench.command('Peek References');
		await workbench.eventually(
			`${named} references are listed`,
			() => texts(workbench, '.peekview-widget .peekview-title'),
			(titles) => titles.some((title) => title.endsWith(`References (${named})`)),
		);
		await workbench.page.keyboard.press('Escape');
		await workbench.locator('.peekview-widget').waitFor({ state: 'hidden' });
	});
}

scenario(
	'the call hierarchy goes through the filter, the forward and the bounce, in both logs',
	async (workbench) => {
		await pointAt(workbench, 'mx2.log', '4jYB5v2Tnhz9b', '4jYB5v2Tnhz9b: removed');
		await workbench.command('Calls: Show Call Hierarchy');
		const tree = '.sidebar .tree-explorer-viewlet-tree-view';
		const shows = (what: string, ...parts: readonly RegExp[]) =>
			workbench.eventually(
				what,
				async () => {
					const closed = workbench.locator(`${tree} .monaco-tl-twistie.collapsible.collapsed`);
					await closed
						.first()
						.click({ timeout: 500 })
						.catch(() => undefined);
					return await texts(workbench, `${tree} .monaco-list-row`);
				},
				(all) => parts.every((part) => all.some((text) => part.test(text))),
			);
		await shows(
			'whence it came',
			/^4jYB5v2Tnhz9b/,
			/^4jYB5t3bZdz8w .*forward/,
			/^4jYB5s0bBcz7y .*handed over/,
			/^4jYB5r214Jz6x .*filter/,
			/^client\.example\.org/,
		);
		await workbench.screenshot('places-callers');
		await pointAt(workbench, 'mx2.log', '4jYB5v2Tnhz9b', '4jYB5v2Tnhz9b: removed');
		await workbench.command('Calls: Show Outgoing Calls');
		await shows('where it went', /^4jYB5w1Qmkz7c .*bounce/, /^mx\.example\.net .*bounced/);
		await workbench.screenshot('places-called');
	},
);

scenario('a refusal has links', async (workbench) => {
	await workbench.showFile(folder.file('mx1.log'));
	await workbench.goTo(5, 100);
	await workbench.eventually(
		'links are drawn',
		() => workbench.locator('.editor-group-container.active .detected-link').count(),
		(count) => count >= 3,
	);
	await workbench.screenshot('places-links');
});

const followed: readonly (readonly [what: string, typed: string, offered: RegExp])[] = [
	['a queue id', filtered, /4jYB5s0bBcz7y/],
	['an address', 'b@example.net', /b@example\.net/],
	['a part of a Message-ID', 'm1@exa', /m1@example\.org/],
];
for (const [what, typed, offered] of followed) {
	scenario(`${what} that is typed is followed through both logs`, async (workbench) => {
		await workbench.showFile(folder.file('long.smtp'));
		await workbench.command('Mail Log: Follow Message…');
		await workbench.locator('.quick-input-widget:visible .quick-input-filter input').fill(typed);
		await workbench.eventually(
			'it is offered',
			() => workbench.pickerEntries(),
			(entries) => offered.test(entries[0] ?? ''),
		);
		await workbench.page.keyboard.press('Enter');
		await workbench.editorShown(/^Message|^Mail|4jYB|example/);
		await workbench.eventually(
			'all lines are there: all but those of the refused session',
			async () => (await workbench.drawnLines()).length,
			(count) => count === mx1.length + mx2.length - 3,
		);
		await workbench.screenshot(`places-follow-${what}`);
		await workbench.closeEditor();
	});
}

scenario('in the document of what is followed everything works', async (workbench) => {
	await pointAt(workbench, 'mx1.log', id, `${id}: removed`);
	await workbench.command('Mail Log: Follow Message…');
	await workbench.pickerEntries();
	await workbench.page.keyboard.press('Enter');
	await workbench.editorShown(/4jYB5r214Jz6x/);
	const bounced = await workbench.lineWhere(
		'the bounce is found',
		({ text, squiggles }) => text.includes('status=bounced') && squiggles.length > 0,
	);
	await workbench.hover(bounced.line, 'status=bounced', /bounced/i);
	await workbench.dismissHover();
	await workbench.goTo(bounced.line, bounced.text.indexOf('4jYB5v2T') + 2);
	await workbench.command('Peek References');
	await workbench.eventually(
		'references are listed',
		() => texts(workbench, '.peekview-widget .peekview-title'),
		(titles) => titles.some((title) => /References \([3-9]\)$/.test(title)),
	);
	await workbench.page.keyboard.press('Escape');
	await workbench.locator('.peekview-widget').waitFor({ state: 'hidden' });
	await workbench.command('Peek Call Hierarchy');
	await workbench.eventually(
		'the way of the mail is shown',
		() => texts(workbench, '.call-hierarchy .monaco-list-row'),
		(all) => all.some((text) => text.includes('4jYB5t3bZdz8w')),
	);
	await workbench.screenshot('places-follow-calls');
	await workbench.page.keyboard.press('Escape');
	await workbench.command('Explorer: Focus on Outline View');
	await workbench.eventually(
		'the outline has its sessions',
		() => texts(workbench, '.outline-tree .monaco-list-row'),
		(all) => all.some((text) => text.includes('client.example.org')),
	);
	await workbench.focusEditor();
	await workbench.goTo(bounced.line, 3);
	await workbench.command('Go to Definition');
	await workbench.editorShown('mx2.log');
	await workbench.cursorIsAt(10);
});

scenario('a symbol in a compressed log leads to it', async (workbench) => {
	await workbench.page.keyboard.press('Control+t');
	await workbench.locator('.quick-input-widget:visible .quick-input-filter input').fill('#4jXZ9q1');
	await workbench.eventually(
		'the mail is offered',
		() => workbench.pickerEntries(),
		(entries) => entries.some((entry) => entry.includes('4jXZ9q114Jz6x')),
	);
	await workbench.screenshot('places-symbols-gz');
	await workbench.page.keyboard.press('Enter');
	await workbench.editorShown('mail.log.2');
	await workbench.languageIs('Mail Log');
	await workbench.cursorIsAt(2);
	await workbench.wordsAfter(1, /220/);
	await workbench.screenshot('places-unpacked');
});
