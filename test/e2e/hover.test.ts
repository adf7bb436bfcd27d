// Pointing at a code tells what it means there, when one sees it, how to fix it, and where it is specified.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'swaks.txt');

/** One place to point at, and what the hover says there: its title, the meaning in this place, the parts below, a source. */
interface Row {
	readonly place: string;
	readonly file: string;
	/** The first line that fits, and on it the text whose middle is pointed at. */
	readonly line: RegExp;
	readonly needle: string;
	readonly title: RegExp;
	readonly meaning: RegExp;
	readonly fix: RegExp;
	readonly source: RegExp;
}

const rows: readonly Row[] = [
	{
		place: '220, the greeting',
		file: 'swaks.txt',
		line: /^<- {2}220 mx1/,
		needle: ' 220 ',
		title: /^220 Service ready/m,
		meaning: /opening greeting/,
		fix: /If it did not come.*firewall/,
		source: /RFC 5321 .*§4\.2\.3/,
	},
	{
		place: '220, the go-ahead after STARTTLS',
		file: 'swaks.txt',
		line: /^<- {2}220 2\.0\.0/,
		needle: ' 220 ',
		title: /^220 Service ready/m,
		meaning: /go-ahead after STARTTLS/,
		fix: /If it did not come.*454/,
		source: /RFC 3207 §4/,
	},
	{
		place: '334',
		file: 'swaks.txt',
		line: /^<~ {2}334 /,
		needle: ' 334 ',
		title: /^334 Server challenge/m,
		meaning: /Not yet a yes: that is 235[^]*asks for the user name \(decoded: Username:\)/,
		fix: /If it did not come/,
		source: /RFC 4954 §4/,
	},
	{
		place: '235',
		file: 'swaks.txt',
		line: /^<~ {2}235 /,
		needle: ' 235 ',
		title: /^235 Authentication successful/m,
		meaning: /The login is accepted/,
		fix: /If it did not come|When you see it/,
		source: /RFC 4954 §4/,
	},
	{
		place: '250 to RCPT',
		file: 'swaks.txt',
		line: /^<~ {2}250 2\.1\.5/,
		needle: ' 250 ',
		title: /^250 Done/m,
		meaning: /This recipient is accepted[^]*recipient bob@example\.net/,
		fix: /If it did not come/,
		source: /RFC 5321 .*§4\.2\.3/,
	},
	{
		place: '250 after the content',
		file: 'swaks.txt',
		line: /^<~ {2}250 2\.0\.0 Ok: queued/,
		needle: ' 250 ',
		title: /^250 Done/m,
		meaning: /taken charge of the message/,
		fix: /If it did not come/,
		source: /RFC 5321/,
	},
	{
		place: '354',
		file: 'session.smtp',
		line: /^354 /,
		needle: '354 ',
		title: /^354 Start mail input/m,
		meaning: /reply after the final dot/,
		fix: /If it did not come/,
		source: /RFC 5321 §4\.1\.1\.4/,
	},
	{
		place: '221',
		file: 'session.smtp',
		line: /^221 /,
		needle: '221 ',
		title: /^221 Closing the connection/m,
		meaning: /orderly end/,
		fix: /missing 221/,
		source: /RFC 5321 §4\.1\.1\.10/,
	},
	{
		place: '535',
		file: 'swaks.txt',
		line: /^<~\* 535 /,
		needle: ' 535 ',
		title: /^535 Authentication failed/m,
		meaning: /mechanism PLAIN[^]*tried with PLAIN, inside TLS/,
		fix: /Check user name and password/,
		source: /RFC 4954/,
	},
	{
		place: 'a greylisting',
		file: 'swaks.txt',
		line: /^<\*\* 450 /,
		needle: ' 450 ',
		title: /^450 Mailbox unavailable for now/m,
		meaning: /Greylisted/,
		fix: /Wait: the next try|Nothing to do/,
		source: /RFC 5321/,
	},
	{
		place: 'an unknown recipient',
		file: 'session.smtp',
		line: /^550 /,
		needle: '550 ',
		title: /^550 Mailbox unavailable · 5\.1\.1 No such mailbox/m,
		meaning: /recipient tweedledee@example\.com[^]*does not exist/,
		fix: /Check the spelling/,
		source: /RFC 5321/,
	},
	{
		place: 'its enhanced code',
		file: 'session.smtp',
		line: /^550 /,
		needle: ' 5.1.1 ',
		title: /^5\.1\.1 No such mailbox · 550 Mailbox unavailable/m,
		meaning: /recipient tweedledee@example\.com[^]*No such mailbox/,
		fix: /Check the spelling/,
		source: /RFC 3463 §3\.2/,
	},
	{
		place: 'a reject in the log of Postfix',
		file: 'postfix.log',
		line: /reject: RCPT from relay\.example\.net.*550 5\.1\.1/,
		needle: ' 550 ',
		title: /^550 Mailbox unavailable/m,
		meaning: /to relay\.example\.net \[203\.0\.113\.10\][^]*recipient rabbit@example\.com/,
		fix: /local_recipient_maps/,
		source: /RFC 5321/,
	},
	{
		place: 'a bounce in the log of Postfix',
		file: 'postfix.log',
		line: /postfix\/smtp\[.*status=bounced/,
		needle: 'dsn=5.1.1',
		title: /^5\.1\.1 No such mailbox/m,
		meaning: /by mx\.example\.net[^]*recipient nobody@example\.net/,
		fix: /Check the spelling/,
		source: /RFC 3463/,
	},
	{
		place: 'a delivery in the log of Postfix',
		file: 'postfix.log',
		line: /postfix\/smtp\[.*status=sent \(250 /,
		needle: '(250 ',
		title: /^250 Done/m,
		meaning: /taken charge of the message[^]*attempt sent/,
		fix: /If it did not come/,
		source: /RFC 5321/,
	},
];

for (const { place, file, line, needle, title, meaning, fix, source } of rows) {
	scenario(`hover on ${place}`, async (workbench) => {
		await workbench.showFile(folder.file(file));
		const text = await workbench.hover(folder.lineOf(file, line), needle, title);
		for (const part of [meaning, fix, source]) {
			assert.match(text, part);
		}
		await workbench.screenshot(`hover-${place}`);
		await workbench.dismissHover();
	});
}

scenario('hover on a queue id tells what became of the message', async (workbench) => {
	await workbench.showFile(folder.file('postfix.log'));
	const line = folder.lineOf('postfix.log', /postfix\/smtp\[.*status=bounced/);
	const queueId = /: (\w{10,20}): /.exec(folder.lines('postfix.log')[line - 1] ?? '')?.[1] ?? '';
	const text = await workbench.hover(line, queueId, new RegExp(`^Message ${queueId}`, 'm'));
	assert.match(text, /nobody@example\.net: bounced/);
	assert.match(text, /bob@example\.net: sent/);
	await workbench.screenshot('hover-message');
	await workbench.dismissHover();
});

/** One thing of each other kind, and what its hover says first. */
const kinds: readonly (readonly [kind: string, file: string, line: RegExp, needle: string, says: RegExp])[] =
	[
		[
			'a sender',
			'postfix.log',
			/qmgr.*from=<bob@example\.net>/,
			'bob@example.net',
			/^bob@example\.net · envelope sender[^]*messages? from it/m,
		],
		[
			'an address',
			'postfix.log',
			/connect from unknown\[203/,
			'203.0.113.66',
			/^203\.0\.113\.66 · client · unknown[^]*Documentation[^]*sessions/m,
		],
		[
			'delays',
			'postfix.log',
			/delays=9\.8/,
			'delays=9.8/0/0/0',
			/^9\.8 s in all, most of it before the queue[^]*█/m,
		],
		[
			'TLS parameters',
			'postfix.log',
			/Untrusted TLS.*key-exchange/,
			'TLS_AES_256_GCM_SHA384',
			/^TLSv1\.3 Current · Untrusted[^]*Nothing here is old/m,
		],
		[
			'counters',
			'postfix.log',
			/disconnect from .* auth=0\/1/,
			'auth=0/1',
			/^5 commands, not all accepted: AUTH failed 1 of 1/m,
		],
		[
			'a lost connection',
			'postfix.log',
			/lost connection after DATA/,
			'after DATA',
			/^lost connection after DATA \(46 bytes\)/m,
		],
		['a field', 'postfix.log', /orig_to=/, 'orig_to', /^orig_to= Recipient before/m],
		[
			'a daemon',
			'postfix.log',
			/submission\/smtpd\[\d+\]: connect/,
			'submission',
			/^postfix\/submission\/smtpd[^]*port 587/m,
		],
		['an extension', 'swaks.txt', /^<- {2}250-PIPELINING/, 'PIPELINING', /^PIPELINING Commands in groups/m],
		['a mechanism', 'swaks.txt', /^<~ {2}250-AUTH PLAIN LOGIN/, 'LOGIN', /^LOGIN User name, then password/m],
		['a command', 'swaks.txt', /^ ~> MAIL FROM/, 'MAIL FROM', /^MAIL [^]*Answered 250/m],
		['a secret', 'swaks.txt', /^ ~> YWxpY2U=/, 'YWxpY2U=', /^Part of a login\./m],
		['an Exim flag', 'exim-mainlog', / == eve/, '==', /^== /m],
		['an Exim error', 'exim-mainlog', /defer \(111\)/, '(111)', /^defer \(111\) Connection refused/m],
		[
			'an Exim id',
			'exim-mainlog',
			/<= alice/,
			'1xVdsB-00009f-2x',
			/^Message 1xVdsB-00009f-2x[^]*by process/m,
		],
	];

for (const [kind, file, line, needle, says] of kinds) {
	scenario(`hover on ${kind}`, async (workbench) => {
		await workbench.showFile(folder.file(file));
		await workbench.hover(folder.lineOf(file, line), needle, says);
		await workbench.screenshot(`hover-${kind}`);
		await workbench.dismissHover();
	});
}

scenario('a hover leads to the comparison of its code with the next', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.hover(folder.lineOf('swaks.txt', /^<- {2}220 mx1/), ' 220 ', /compare 220 ↔ 235/);
	await workbench.page.locator('.monaco-hover:not(.hidden) a', { hasText: 'compare 220 ↔ 235' }).click();
	await workbench
		.webview()
		.getByRole('heading', { level: 1, name: /220 and 235/ })
		.waitFor();
	await workbench.screenshot('hover-comparison');
});

scenario('hover beside the codes tells of the session', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	const text = await workbench.hover(
		folder.lineOf('swaks.txt', /^=== Connected to/),
		'Connected',
		/^Session s1/m,
	);
	assert.match(text, /220 · EHLO/);
	await workbench.dismissHover();
});
