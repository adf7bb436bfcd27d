// What happens on mail.example.org. Each function is a session, or a few that interleave; samples/README.md tells
// the same story in the same order.
import { insist, mail, mailbox, on, org, takenBy } from './lab.mjs';
import { wait } from './smtpClient.mjs';

const relay = '203.0.113.10';
const news = '203.0.113.20';
const newsletter = '203.0.113.40';
const nameless = '203.0.113.66';
const desktop = '198.51.100.78';
const dave = 'dave@example.org';
const erin = 'erin@example.org';

/**
 * Plays it all. `remote` is the mail exchanger of example.net; `round` makes the message ids of this round its own.
 * Returns when the mail for alice went to mx1 (ms since 1970, within a second) and the queue id mx1 gave it.
 */
export async function playExim({ truth, remote, round }) {
	remote.greylist();
	await twoInterleaved(truth, round);
	await greylisted(truth);
	const waiting = Date.now();
	const silent = await silentClient(truth);
	for (const scene of [
		wrongPassword,
		unknownRecipient,
		relayDenied,
		lostTwice,
		withoutQuit,
		mixedRecipients,
		overSix,
	]) {
		await wait(1300);
		await scene(truth, round);
	}
	const both = await submit(truth, `photos-${round}`, ['bob@example.net', 'bert@example.net']);
	const opened = Date.now() + 500;
	const handedOver = await submit(truth, `to-mx1-${round}`, ['alice@example.com']);
	const several = await submit(truth, `plans-${round}`, [
		'bob@example.net',
		'nobody@example.net',
		'slow@example.net',
		'eve@closed.example',
	]);
	const bounced = await submit(truth, `hello-${round}`, ['nobody@example.net']);
	const freezing = await bounceThatBounces(truth, round);

	await wait(Math.max(0, waiting + 23_000 - Date.now()));
	await greylistPassed(truth, round);
	await silent.over;

	remote.letThrough();
	await on('org', 'exim4', '-qff');
	await wait(3000);
	await judge({ truth, round, both, handedOver, several, bounced, freezing });
	return { opened, queueId: takenBy('mx1', 'alice', `to-mx1-${round}@example.org`) };
}

async function twoInterleaved(truth, round) {
	const first = await truth.open(relay, org, 'relay.example.net');
	await first.startTls('relay.example.net');
	await wait(600);
	const second = await truth.open(news, org, 'news.bulk.example');
	await first.say('MAIL FROM:<bob@example.net>');
	await second.say('MAIL FROM:<press@bulk.example>');
	await wait(700);
	await second.recipient('staff@example.org');
	await first.recipient(dave);
	const one = await first.content(mail(`lunch-${round}`, 'bob@example.net', dave));
	await wait(400);
	const two = await second.content(mail(`review-${round}`, 'press@bulk.example', 'staff@example.org'));
	await first.say('QUIT');
	await wait(900);
	await second.say('QUIT');
	truth.message(one.queueId, 'bob@example.net', { [dave]: 'sent' }, 'delivered');
	const sent = { outcome: 'sent', original: 'staff@example.org' };
	truth.message(two.queueId, 'press@bulk.example', { [dave]: sent, [erin]: sent }, 'delivered');
}

async function greylisted(truth) {
	const client = await truth.open(newsletter, org, 'out.newsletter.example');
	await client.say('MAIL FROM:<letter@newsletter.example>');
	const reply = await client.recipient(erin);
	insist(reply.code === '451', 'the newsletter greylisted');
	await client.say('QUIT');
}

async function greylistPassed(truth, round) {
	const client = await truth.open(newsletter, org, 'out.newsletter.example');
	await client.say('MAIL FROM:<letter@newsletter.example>');
	await client.recipient(erin);
	const reply = await client.content(mail(`letter-${round}`, 'letter@newsletter.example', erin));
	await client.say('QUIT');
	truth.message(reply.queueId, 'letter@newsletter.example', { [erin]: 'sent' }, 'delivered');
}

// Connects, says EHLO and nothing more, until the server gives up after 40 seconds: `over` comes then.
async function silentClient(truth) {
	const client = await truth.open(news, org, 'news.bulk.example');
	const over = client.listen().then((reply) => {
		insist(reply.code === '421', 'a 421 for the silent client');
		client.end = 'timeout';
	});
	return { over };
}

async function wrongPassword(truth) {
	const client = await truth.open(desktop, org, 'host78.isp.example', 587);
	await client.startTls('host78.isp.example');
	const reply = await client.authenticate('PLAIN', 'dave', 'looking-glass');
	insist(reply.code === '535', 'a wrong password refused');
	await client.say('QUIT');
}

async function unknownRecipient(truth) {
	const client = await truth.open(relay, org, 'relay.example.net');
	await client.say('MAIL FROM:<bob@example.net>');
	const reply = await client.recipient('rabbit@example.org');
	insist(reply.code === '550', 'an unknown recipient refused');
	await client.say('QUIT');
}

async function relayDenied(truth) {
	const client = await truth.open(nameless, org, 'friend');
	await client.say('MAIL FROM:<offers@bulk.example>');
	const reply = await client.recipient('someone@example.com');
	insist(reply.code === '550', 'relaying denied');
	await client.say('QUIT');
}

const lostTwice = (truth) => Promise.all([lostAfterRcpt(truth), lostInContent(truth)]);

async function lostAfterRcpt(truth) {
	const client = await truth.open(nameless, org, 'friend');
	await client.say('MAIL FROM:<offers@bulk.example>');
	await client.recipient(dave);
	await wait(1500);
	client.drop();
}

async function lostInContent(truth) {
	const client = await truth.open(relay, org, 'relay.example.net');
	await client.say('MAIL FROM:<bob@example.net>');
	await client.recipient(erin);
	await client.say('DATA');
	client.write('Subject: half a letter\r\n\r\nThis line arrives,\r\nand the next');
	await wait(900);
	client.drop();
}

async function withoutQuit(truth, round) {
	const client = await truth.open(news, org, 'news.bulk.example');
	await client.say('MAIL FROM:<press@bulk.example>');
	await client.recipient(erin);
	const reply = await client.content(mail(`in-a-hurry-${round}`, 'press@bulk.example', erin));
	client.drop();
	truth.message(reply.queueId, 'press@bulk.example', { [erin]: 'sent' }, 'delivered');
}

async function mixedRecipients(truth, round) {
	const client = await truth.open(relay, org, 'relay.example.net');
	await client.say('MAIL FROM:<bob@example.net>');
	for (const name of ['dave', 'mad-hatter', 'erin']) {
		await client.recipient(`${name}@example.org`);
	}
	insist(client.refused.length === 1, 'one of three recipients refused');
	const reply = await client.content(mail(`tea-${round}`, 'bob@example.net', dave));
	await client.say('QUIT');
	truth.message(reply.queueId, 'bob@example.net', { [dave]: 'sent', [erin]: 'sent' }, 'delivered');
}

async function overSix(truth, round) {
	const client = await truth.open('2001:db8:10::10', '2001:db8:51::25', 'six.isp.example');
	await client.startTls('six.isp.example');
	await client.say('MAIL FROM:<frank@isp.example> SIZE=400');
	await client.recipient(dave);
	const reply = await client.content(mail(`over-six-${round}`, 'frank@isp.example', dave));
	await client.say('QUIT');
	truth.message(reply.queueId, 'frank@isp.example', { [dave]: 'sent' }, 'delivered');
}

// Submission with AUTH PLAIN from the desktop; returns the queue id.
async function submit(truth, name, recipients) {
	const client = await truth.open(desktop, org, 'host78.isp.example', 587);
	await client.startTls('host78.isp.example');
	await client.authenticate('PLAIN', 'dave', 'wonderland');
	await client.say(`MAIL FROM:<${dave}>`);
	for (const recipient of recipients) {
		await client.recipient(recipient);
	}
	const reply = await client.content(mail(name, dave, recipients[0]));
	await client.say('QUIT');
	await wait(1200);
	return reply.queueId;
}

// gone@example.org is an alias of nobody@example.net, whom the far end refuses; so is the sender, ghost.
async function bounceThatBounces(truth, round) {
	const client = await truth.open(relay, org, 'relay.example.net');
	await client.say('MAIL FROM:<ghost@example.net>');
	await client.recipient('gone@example.org');
	const reply = await client.content(mail(`haunted-${round}`, 'ghost@example.net', 'gone@example.org'));
	await client.say('QUIT');
	await wait(1500);
	return reply.queueId;
}

// What became of the mails that went out, seen in the mailboxes, in the queue and at the far end.
async function judge({ truth, round, both, handedOver, several, bounced, freezing }) {
	const bounceOf = (name) => {
		const bounces = mailbox('org', 'dave').filter((text) => /^Subject: Mail delivery failed/m.test(text));
		const bounce = bounces.find((text) => text.includes(`<${name}-${round}@example.org>`));
		insist(bounce, `a bounce for ${name} in dave's mailbox`);
		return /^Received: from Debian-exim by mail\.example\.org[^;]*\sid ([\w-]+)/m.exec(bounce)[1];
	};
	const frozen = (await on('org', 'exiqgrep', '-z', '-i')).trim();
	const mixed = {
		'bob@example.net': 'sent',
		'nobody@example.net': 'bounced',
		'slow@example.net': 'sent',
		'eve@closed.example': 'deferred',
	};
	const children = [bounceOf('plans'), bounceOf('hello')];
	truth.message(both, dave, { 'bob@example.net': 'sent', 'bert@example.net': 'sent' }, 'delivered');
	truth.message(handedOver, dave, { 'alice@example.com': 'sent' }, 'delivered');
	truth.message(several, dave, mixed, 'deferred', { children: [children[0]] });
	truth.message(bounced, dave, { 'nobody@example.net': 'bounced' }, 'failed', { children: [children[1]] });
	truth.message(children[0], '', { [dave]: 'sent' }, 'delivered', { parent: several });
	truth.message(children[1], '', { [dave]: 'sent' }, 'delivered', { parent: bounced });
	const gone = { 'nobody@example.net': { outcome: 'bounced', original: 'gone@example.org' } };
	truth.message(freezing, 'ghost@example.net', gone, 'failed', { children: [frozen] });
	truth.message(frozen, '', { 'ghost@example.net': 'bounced' }, 'frozen', { parent: freezing });
}
