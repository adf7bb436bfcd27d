// What happens on mx1.example.com. Each function is a session, or a few that interleave; samples/README.md tells
// the same story in the same order.
import { insist, mail, mailbox, mx1, on } from './lab.mjs';
import { wait } from './smtpClient.mjs';
import { byHand, curl, swaks } from './transcripts.mjs';

const relay = '203.0.113.10';
const news = '203.0.113.20';
const newsletter = '203.0.113.40';
const nameless = '203.0.113.66';
const laptop = '198.51.100.77';
const desktop = '198.51.100.78';
const alice = 'alice@example.com';

/** Plays it all. `remote` is the mail exchanger of example.net, `filtered` the queue ids the content filter got. */
export async function playPostfix({ truth, remote, filtered }) {
	const transcripts = { swaks: [], byHand: [], curl: [] };
	const keep = (kind, made) => {
		truth.add(made.opened, made.session);
		transcripts[kind].push(made);
		return made;
	};
	await twoInterleaved(truth);
	const sent = await swaksSubmission(keep);
	truth.message(sent.queueId, alice, { 'bob@example.net': 'sent' }, 'delivered');
	await wait(1500);
	await swaksWrongPassword(keep);
	await wait(2000);
	await swaksUnknownRecipient(keep);
	await wait(1000);
	await swaksGreylisted(keep);
	const greylisted = Date.now();
	transcripts.swaks.push(await swaksRefusedConnection());

	const silent = await silentClient(truth);
	const scenes = [relayDenied, lostTwice, withoutQuit, mixedRecipients, overSix, passwordGuesser];
	for (const scene of scenes) {
		await wait(1300);
		await scene(truth);
	}
	const several = await submitToSeveral(truth);
	const bounced = await submitToNobody(truth);
	const deferred = await submitToSlow(truth);

	await wait(Math.max(0, greylisted + 22_000 - Date.now()));
	const passed = await swaksGreylistPassed(keep);
	truth.message(passed.queueId, 'letter@newsletter.example', { 'carol@example.com': 'sent' }, 'delivered');
	const typed = keep('byHand', await typedSubmission());
	const telnet = keep('byHand', await typedTelnet());
	truth.message(telnet.queueId, 'bob@example.net', { 'carol@example.com': 'sent' }, 'delivered');
	const uploaded = await curlSubmission();
	transcripts.curl.push(uploaded);
	// curl says QUIT after it has stopped telling.
	truth.add(uploaded.opened, {
		...uploaded.session,
		codes: [...uploaded.session.codes, '221'],
		end: 'completed',
	});
	truth.message(
		uploaded.queueId,
		alice,
		{ 'dave@example.org': 'sent', 'erin@example.org': 'sent' },
		'delivered',
	);
	await silent.over;

	remote.letThrough();
	await on('mx1', 'postqueue', '-f');
	await wait(5000);
	judge({ truth, several, bounced, deferred, typed, filtered });
	return transcripts;
}

// Two clients at the same time, one with STARTTLS and one without; their lines mix in the log.
async function twoInterleaved(truth) {
	const first = await truth.open(relay, mx1, 'relay.example.net');
	await first.startTls('relay.example.net');
	await wait(600);
	const second = await truth.open(news, mx1, 'news.bulk.example');
	await first.say('MAIL FROM:<bob@example.net>');
	await second.say('MAIL FROM:<press@bulk.example>');
	await wait(700);
	await second.recipient('team@example.com');
	await first.recipient(alice);
	await wait(500);
	const one = await first.content(mail('lunch', 'bob@example.net', alice));
	await wait(400);
	const two = await second.content(mail('press-review', 'press@bulk.example', 'team@example.com'));
	await first.say('QUIT');
	await wait(900);
	await second.say('QUIT');
	truth.message(one.queueId, 'bob@example.net', { [alice]: 'sent' }, 'delivered');
	const sent = { outcome: 'sent', original: 'team@example.com' };
	const team = { [alice]: sent, 'carol@example.com': sent };
	truth.message(two.queueId, 'press@bulk.example', team, 'delivered');
}

const submission = ['--server', 'mx1.example.com', '--port', '587', '--tls', '--auth-user', 'alice'];

async function swaksSubmission(keep) {
	const args = [
		...submission,
		'--auth',
		'LOGIN',
		'--auth-password',
		'wonderland',
		'--from',
		alice,
		'--to',
		'bob@example.net',
	];
	const codes = ['220', '250', '220', '250', '334', '334', '235', '250', '250', '354', '250', '221'];
	const auth = { mechanism: 'LOGIN', ok: true };
	return keep('swaks', await swaks(laptop, args, codes, { tls: true, auth }));
}

async function swaksWrongPassword(keep) {
	const args = [
		...submission,
		'--auth',
		'PLAIN',
		'--auth-password',
		'looking-glass',
		'--from',
		alice,
		'--to',
		'bob@example.net',
	];
	const auth = { mechanism: 'PLAIN', ok: false };
	keep('swaks', await swaks(laptop, args, ['220', '250', '220', '250', '535', '221'], { tls: true, auth }));
}

const inbound = (name, from, to) => [
	'--server',
	'mx1.example.com',
	'--ehlo',
	name,
	'--from',
	from,
	'--to',
	to,
];

async function swaksUnknownRecipient(keep) {
	const args = inbound('relay.example.net', 'bob@example.net', 'rabbit@example.com');
	const refused = [{ recipient: 'rabbit@example.com', code: '550' }];
	keep('swaks', await swaks(relay, args, ['220', '250', '250', '550', '221'], { refused }));
}

const letter = inbound('out.newsletter.example', 'letter@newsletter.example', 'carol@example.com');

async function swaksGreylisted(keep) {
	const refused = [{ recipient: 'carol@example.com', code: '450' }];
	keep('swaks', await swaks(newsletter, letter, ['220', '250', '250', '450', '221'], { refused }));
}

async function swaksGreylistPassed(keep) {
	const codes = ['220', '250', '250', '250', '354', '250', '221'];
	return keep('swaks', await swaks(newsletter, letter, codes));
}

// No server listens there; nothing of it reaches mx1.
async function swaksRefusedConnection() {
	const args = ['--server', 'mx.closed.example', '--from', 'bob@example.net', '--to', 'eve@closed.example'];
	return { ...(await swaks(relay, args, [])), server: '203.0.113.99' };
}

// Connects, says EHLO and nothing more, until the server gives up after 40 seconds: `over` comes then.
async function silentClient(truth) {
	const client = await truth.open(news, mx1, 'news.bulk.example');
	const over = client.listen().then((reply) => {
		insist(reply.code === '421', 'a 421 for the silent client');
		client.end = 'timeout';
	});
	return { over };
}

async function relayDenied(truth) {
	const client = await truth.open(nameless, mx1, 'friend');
	await client.say('MAIL FROM:<offers@bulk.example>');
	const reply = await client.recipient('someone@example.org');
	insist(reply.code === '554', 'relaying denied');
	await client.say('QUIT');
}

const lostTwice = (truth) => Promise.all([lostAfterRcpt(truth), lostInContent(truth)]);

async function lostAfterRcpt(truth) {
	const client = await truth.open(nameless, mx1, 'friend');
	await client.say('MAIL FROM:<offers@bulk.example>');
	await client.recipient(alice);
	await wait(1500);
	client.drop();
}

async function lostInContent(truth) {
	const client = await truth.open(relay, mx1, 'relay.example.net');
	await client.startTls('relay.example.net');
	await client.say('MAIL FROM:<bob@example.net>');
	await client.recipient('carol@example.com');
	await client.say('DATA');
	client.write('Subject: half a letter\r\n\r\nThis line arrives,\r\nand the next');
	await wait(900);
	client.drop();
	await wait(300);
}

async function withoutQuit(truth) {
	const client = await truth.open(news, mx1, 'news.bulk.example');
	await client.say('MAIL FROM:<press@bulk.example>');
	await client.recipient('carol@example.com');
	const reply = await client.content(mail('in-a-hurry', 'press@bulk.example', 'carol@example.com'));
	client.drop();
	truth.message(reply.queueId, 'press@bulk.example', { 'carol@example.com': 'sent' }, 'delivered');
}

async function mixedRecipients(truth) {
	const client = await truth.open(relay, mx1, 'relay.example.net');
	await client.say('MAIL FROM:<bob@example.net>');
	for (const name of ['alice', 'mad-hatter', 'carol', 'march-hare']) {
		await client.recipient(`${name}@example.com`);
	}
	insist(client.refused.length === 2, 'two of four recipients refused');
	const reply = await client.content(mail('tea', 'bob@example.net', alice));
	await client.say('QUIT');
	const outcomes = { [alice]: 'sent', 'carol@example.com': 'sent' };
	truth.message(reply.queueId, 'bob@example.net', outcomes, 'delivered');
}

async function overSix(truth) {
	const client = await truth.open('2001:db8:10::10', '2001:db8:25::25', 'six.isp.example');
	await client.startTls('six.isp.example');
	await client.say('MAIL FROM:<frank@isp.example> SIZE=400');
	await client.recipient(alice);
	const reply = await client.content(mail('over-six', 'frank@isp.example', alice));
	await client.say('QUIT');
	truth.message(reply.queueId, 'frank@isp.example', { [alice]: 'sent' }, 'delivered');
}

// Tries two passwords and goes away without a word.
async function passwordGuesser(truth) {
	const client = await truth.open(nameless, mx1, 'friend', 587);
	await client.startTls('friend');
	for (const password of ['123456', 'letmein']) {
		const reply = await client.authenticate('LOGIN', 'alice', password);
		insist(reply.code === '535', 'a wrong password refused');
	}
	client.drop();
}

// Submission with AUTH LOGIN from the desktop; returns the queue id.
async function submit(truth, name, recipients) {
	const client = await truth.open(desktop, mx1, 'host78.isp.example', 587);
	await client.startTls('host78.isp.example');
	await client.authenticate('LOGIN', 'alice', 'wonderland');
	await client.say(`MAIL FROM:<${alice}>`);
	for (const recipient of recipients) {
		await client.recipient(recipient);
	}
	const reply = await client.content(mail(name, alice, recipients[0]));
	await client.say('QUIT');
	await wait(1200);
	return reply.queueId;
}

const submitToSeveral = (truth) =>
	submit(truth, 'invitation', [
		'bob@example.net',
		'nobody@example.net',
		'slow@example.net',
		'eve@closed.example',
	]);
const submitToNobody = (truth) => submit(truth, 'anybody-there', ['nobody@example.net']);
const submitToSlow = (truth) => submit(truth, 'no-hurry', ['slowly@example.net']);

const text = [
	'From: <alice@example.com>',
	'To: <bob@example.net>',
	'Subject: by hand',
	'',
	'Typed at a terminal.',
	'.',
];

// TLS from the first byte on port 465, AUTH LOGIN, and a mail that passes the content filter.
function typedSubmission() {
	const command = ['openssl', 's_client', '-crlf', '-quiet', '-connect', 'mx1.example.com:465'];
	const login = ['AUTH LOGIN', btoa('alice'), btoa('wonderland')];
	const input = [
		'EHLO host78.isp.example',
		...login,
		'MAIL FROM:<alice@example.com>',
		'RCPT TO:<bob@example.net>',
		'DATA',
	];
	const codes = ['220', '250', '334', '334', '235', '250', '250', '354', '250', '221'];
	const auth = { mechanism: 'LOGIN', ok: true };
	return byHand(desktop, command, [...input, ...text, 'QUIT'], codes, { tls: true, auth });
}

function typedTelnet() {
	const input = [
		'EHLO host78.isp.example',
		'MAIL FROM:<bob@example.net>',
		'RCPT TO:<tweedledee@example.com>',
	];
	const more = ['RCPT TO:<carol@example.com>', 'DATA', 'Subject: hello', '', 'Just testing.', '.', 'QUIT'];
	const codes = ['220', '250', '250', '550', '250', '354', '250', '221'];
	const refused = [{ recipient: 'tweedledee@example.com', code: '550' }];
	return byHand(desktop, ['telnet', 'mx1.example.com', '25'], [...input, ...more], codes, { refused });
}

function curlSubmission() {
	const url = ['--ssl-reqd', '--insecure', '--url', 'smtp://mx1.example.com:587/host77.isp.example'];
	const people = ['--mail-from', alice, '--mail-rcpt', 'dave@example.org', '--mail-rcpt', 'erin@example.org'];
	const codes = ['220', '250', '220', '250', '334', '235', '250', '250', '250', '354', '250'];
	const auth = { mechanism: 'PLAIN', ok: true };
	const args = [...url, '--user', 'alice:wonderland', ...people, '--upload-file', '-'];
	const letterByCurl = mail('by-curl', alice, 'dave@example.org').replace(/\n/g, '\r\n');
	return curl(laptop, args, codes, { tls: true, auth, end: 'open' }, letterByCurl);
}

// What became of the mails that went out, seen in the mailboxes and at the far end.
function judge({ truth, several, bounced, deferred, typed, filtered }) {
	const child = (messageId) => {
		const bounce = mailbox('mx1', 'alice').find(
			(text) => /^Auto-Submitted: auto-replied/m.test(text) && text.includes(messageId),
		);
		insist(bounce, `a bounce for ${messageId} in alice's mailbox`);
		return /by mx1\.example\.com \(Postfix\)\s+id (\w+)/.exec(bounce)[1];
	};
	const mixed = {
		'bob@example.net': 'sent',
		'nobody@example.net': 'bounced',
		'slow@example.net': 'sent',
		'eve@closed.example': 'deferred',
	};
	const children = [child('invitation@example.com'), child('anybody-there@example.com')];
	truth.message(several, alice, mixed, 'deferred', { children: [children[0]] });
	truth.message(bounced, alice, { 'nobody@example.net': 'bounced' }, 'failed', { children: [children[1]] });
	truth.message(children[0], '', { [alice]: 'sent' }, 'delivered', { parent: several });
	truth.message(children[1], '', { [alice]: 'sent' }, 'delivered', { parent: bounced });
	truth.message(deferred, alice, { 'slowly@example.net': 'sent' }, 'delivered');
	insist(filtered.length === 1, 'one message through the content filter');
	truth.message(typed.queueId, alice, { 'bob@example.net': 'sent' }, 'delivered', { children: filtered });
	truth.message(filtered[0], alice, { 'bob@example.net': 'sent' }, 'delivered', { parent: typed.queueId });
}
