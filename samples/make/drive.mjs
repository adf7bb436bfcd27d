// Plays the scenarios and writes the samples. Started by make.sh, inside its namespaces.
import { certificateOf, fileOf, mx1, on, org, takenBy, Truth, writeSample } from './lab.mjs';
import { playExim } from './eximScenario.mjs';
import { playPostfix } from './postfixScenario.mjs';
import { handBack, startRemoteServer } from './remoteServer.mjs';
import { observed } from './transcripts.mjs';

// Debian's own selector, and what sites add to it to be able to join sessions.
const debianSelector = '';
const fullSelector =
	'MAIN_LOG_SELECTOR = +smtp_protocol_error +smtp_syntax_error +tls_certificate_verified +tls_peerdn' +
	' +pid +smtp_connection +incoming_port +outgoing_port +received_recipients +deliver_time +queue_time_overall';

const truth = { postfix: new Truth(), exim: new Truth(), eximDefault: new Truth() };

/** The mail exchanger of example.net: knows bob and bert, refuses nobody and ghost, lets slow ones wait. */
async function startExampleNet() {
	let patient = false;
	const answer = (recipient) => {
		if (/^(?:nobody|ghost)@/.test(recipient)) {
			return `550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`;
		}
		if (/^slow/.test(recipient) && !patient) {
			return `450 4.2.0 <${recipient}>: Recipient address rejected: Greylisted, see you in a minute`;
		}
		return '250 2.1.5 Ok';
	};
	let received = 0;
	const receive = () =>
		`250 2.0.0 Ok: queued as ${(0x5e1f0a77 + 0x1d3 * received++).toString(16).toUpperCase()}`;
	const tls = certificateOf('mx.example.net');
	const server = await startRemoteServer({
		address: '203.0.113.25',
		port: 25,
		name: 'mx.example.net',
		tls,
		answer,
		receive,
	});
	return { ...server, letThrough: () => (patient = true), greylist: () => (patient = false) };
}

async function startFilter() {
	const filtered = [];
	const keep = (client, reply) => {
		truth.postfix.add(client.opened, client.truth());
		filtered.push(reply.queueId);
	};
	const server = await startRemoteServer({
		address: '192.0.2.30',
		port: 10025,
		name: 'filter.example.com',
		answer: () => '250 2.1.5 Ok',
		receive: handBack('192.0.2.30', mx1, keep),
	});
	return { ...server, filtered };
}

function addOutbound(target, sessions, caller) {
	for (const { opened, caller: who, session } of sessions) {
		if (who === caller) {
			target.add(opened, session);
		}
	}
}

function writeLogs() {
	writeSample('postfix.log', fileOf('mx1', 'var/log/mail.log'));
	writeSample('exim-mainlog', fileOf('org', 'var/log/exim4/mainlog'));
}

process.on('uncaughtException', (error) => {
	console.error(error);
	writeLogs();
	process.exit(1);
});

// A session between the two servers. The driver is not part of it, so its reply codes are not known here.
const between = (peerAddress, role) => ({
	peerAddress,
	role,
	tls: true,
	refused: [],
	accepted: true,
	end: 'completed',
});

const remote = await startExampleNet();
const filter = await startFilter();
await on('org', '/bin/bash', '/host.sh', 'start', fullSelector);
const transcripts = await playPostfix({ truth: truth.postfix, remote, filtered: filter.filtered });
const texts = (made) => made.map(({ text }) => text).join('\n');
writeSample('swaks.txt', texts(transcripts.swaks));
writeSample('session.smtp', texts(transcripts.byHand));
writeSample('curl.txt', texts(transcripts.curl));
addOutbound(truth.postfix, [...remote.sessions, ...filter.sessions], mx1);
const byCurl = transcripts.curl[0].opened + 500;
truth.postfix.add(byCurl, between(org, 'client'));
truth.exim.add(byCurl, between(mx1, 'server'));
const staff = { 'dave@example.org': 'sent', 'erin@example.org': 'sent' };
truth.exim.message(takenBy('org', 'dave', 'by-curl@example.com'), 'alice@example.com', staff, 'delivered');

remote.sessions.length = 0;
const first = await playExim({ truth: truth.exim, remote, round: 'one' });
addOutbound(truth.exim, remote.sessions, org);
truth.exim.add(first.opened, between(mx1, 'client'));
truth.postfix.add(first.opened, between(org, 'server'));
truth.postfix.message(first.queueId, 'dave@example.org', { 'alice@example.com': 'sent' }, 'delivered');
writeLogs();

// The same again with Debian's own selector, in a log of its own and with an empty queue.
await on('org', '/bin/bash', '/host.sh', 'restart', debianSelector);
remote.sessions.length = 0;
const second = await playExim({ truth: truth.eximDefault, remote, round: 'two' });
addOutbound(truth.eximDefault, remote.sessions, org);
truth.eximDefault.add(second.opened, between(mx1, 'client'));
writeSample('exim-default-mainlog', fileOf('org', 'var/log/exim4/mainlog'));

const seen = (made) => ({ sessions: made.map(observed), messages: [] });
const all = {
	'postfix.log': truth.postfix,
	'exim-mainlog': truth.exim,
	'exim-default-mainlog': truth.eximDefault,
	'swaks.txt': seen(transcripts.swaks),
	'session.smtp': seen(transcripts.byHand),
	'curl.txt': seen(transcripts.curl),
};
writeSample('samples-truth.json', `${JSON.stringify(all, undefined, '\t')}\n`);
process.exit(0);
