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
		source: /RFC 5321 §4\.2\.3/,
	},
	{
		place: '220, the go-ahead after STARTTLS',
		file: 'swaks.txt',
		line: /^<- {2}220 2\.0\.0/,
		needle: ' 220 ',
		title: /^220 Service ready/m,
		meaning: /go-ahead after STARTTLS/,
		fix: /If it did not come/,
		source: /RFC 5321/,
	},
	{
		place: '334',
		file: 'swaks.txt',
		line: /^<~ {2}334 /,
		needle: ' 334 ',
		title: /^334 Server challenge/m,
		meaning: /Not yet a yes: that is 235/,
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
		fix: /If it did not come.*535/,
		source: /RFC 4954 §4/,
	},
	{
		place: '250 to RCPT',
		file: 'swaks.txt',
		line: /^<~ {2}250 2\.1\.5/,
		needle: ' 250 ',
		title: /^250 Done/m,
		meaning: /recipient bob@example\.net[^]*This recipient is accepted/,
		fix: /If it did not come/,
		source: /RFC 5321 §4\.2\.3/,
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
		meaning: /mechanism PLAIN[^]*The login is refused/,
		fix: /What to do[^]*On the sending side/,
		source: /RFC 4954/,
	},
	{
		place: 'a greylisting',
		file: 'swaks.txt',
		line: /^<\*\* 450 /,
		needle: ' 450 ',
		title: /^450 Mailbox unavailable for now/m,
		meaning: /Greylisted[^]*not accepted for now/,
		fix: /What to do[^]*Wait/,
		source: /RFC 6647/,
	},
	{
		place: 'an unknown recipient',
		file: 'session.smtp',
		line: /^550 /,
		needle: '550 ',
		title: /^550 Mailbox unavailable · 5\.1\.1 No such mailbox/m,
		meaning: /recipient tweedledee@example\.com[^]*does not exist/,
		fix: /What to do[^]*spelling/,
		source: /RFC 5321/,
	},
	{
		place: 'its enhanced code',
		file: 'session.smtp',
		line: /^550 /,
		needle: ' 5.1.1 ',
		title: /^5\.1\.1 No such mailbox · 550 Mailbox unavailable/m,
		meaning: /This recipient is refused/,
		fix: /What to do[^]*spelling/,
		source: /RFC 3463 §3\.2/,
	},
	{
		place: 'a reject in the log of Postfix',
		file: 'postfix.log',
		line: /reject: RCPT from relay\.example\.net.*550 5\.1\.1/,
		needle: ' 550 ',
		title: /^550 Mailbox unavailable/m,
		meaning: /to relay\.example\.net \[203\.0\.113\.10\][^]*recipient rabbit@example\.com/,
		fix: /On the receiving side[^]*local_recipient_maps/,
		source: /RFC 5321/,
	},
	{
		place: 'a bounce in the log of Postfix',
		file: 'postfix.log',
		line: /postfix\/smtp\[.*status=bounced/,
		needle: 'dsn=5.1.1',
		title: /^5\.1\.1 No such mailbox/m,
		meaning: /by mx\.example\.net[^]*recipient nobody@example\.net/,
		fix: /What to do[^]*spelling/,
		source: /RFC 3463/,
	},
	{
		place: 'a delivery in the log of Postfix',
		file: 'postfix.log',
		line: /postfix\/smtp\[.*status=sent \(250 /,
		needle: '(250 ',
		title: /^250 Done/m,
		meaning: /attempt sent[^]*taken charge of the message/,
		fix: /If it did not come/,
		source: /RFC 5321/,
	},
];

for (const { place, file, line, needle, title, meaning, fix, source } of rows) {
	scenario(`hover on ${place}`, async (workbench) => {
		await workbench.showFile(folder.file(file));
		const text = await workbench.hover(folder.lineOf(file, line), needle, title);
		for (const part of [meaning, /When you see it/, fix, source]) {
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

scenario('hover beside the codes tells of the session', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	const text = await workbench.hover(folder.lineOf('swaks.txt', /^ ~> AUTH PLAIN/), 'AUTH', /^Session s2/m);
	assert.match(text, /✗ AUTH 535/);
	await workbench.dismissHover();
});
