import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { LineTime } from '../../../../src/core/event';
import { MailLog } from '../../../../src/core/mailLog';
import type { Session } from '../../../../src/core/model';

const folder = 'server/test/core/dialects/transcript/fixtures';

for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
	test(`${name} reads as its trace`, () => {
		const trace = toTrace(readFileSync(`${folder}/${name}`, 'utf8'));
		const file = `${folder}/${name.replace(/\.txt$/, '.trace')}`;
		if (process.env['UPDATE']) {
			writeFileSync(file, trace);
		}
		assert.equal(trace, readFileSync(file, 'utf8'));
	});
}

/** What a human would write down: of each session what came of it and its steps; then the lines that are nobody's. */
function toTrace(text: string): string {
	const log = MailLog.of(text);
	const foreign: number[] = [];
	for (let line = 0; line < log.lineCount; line++) {
		if (/^(?:foreign|unrecognized)$/.test(log.event(line).kind) && log.text(line).trim() !== '') {
			foreign.push(line + 1);
		}
	}
	const sessions = [...log.sessions()].map(toText);
	return `${[...sessions, ...(foreign.length > 0 ? [`not understood: ${foreign.join(' ')}`] : [])].join('\n\n')}\n`;
}

function toText({ steps, recipients, ...session }: Session): string {
	const { software, queueIds, outcome, tls, auth, accepted, peer } = session;
	const [start, end] = [session.start, session.end].map(toMoment);
	return [
		...Object.entries({ software, queueIds, outcome, tls, auth, accepted, peer, start, end })
			.filter(([, value]) => value !== undefined)
			.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
		...recipients.map(({ address, code, enhanced }) => `recipient: ${address} ${code} ${enhanced ?? '-'}`),
		...steps.map(({ stage, line, command, continuation, reply, failed, elapsed }) => {
			const said = `${command === undefined ? '' : ` ${continuation ? '… ' : ''}${command}`}${failed ? ' FAILED' : ''}`;
			const lines = reply && reply.lines > 1 ? ` (${reply.lines} lines)` : '';
			const words = reply
				? ` ← ${reply.code} ${reply.enhanced ?? '-'} ${JSON.stringify(reply.text)}${lines}`
				: '';
			return `${String(line + 1).padStart(4)} ${stage}${said}${words}${elapsed === undefined ? '' : ` ${elapsed} ms`}`;
		}),
	].join('\n');
}

/** A time without a date is shown without one. */
function toMoment(time: LineTime | undefined): string | undefined {
	return time && new Date(time.epoch).toISOString().slice(time.yearUnknown ? 11 : 0);
}

function sessionsOf(lines: readonly string[]): Session[] {
	return [...MailLog.of(lines.join('\n')).sessions()];
}

/** The steps of one conversation, each as `stage command code`. */
function checkSteps(log: string, expected: readonly string[], outcome?: string): Session {
	const conversations = sessionsOf(
		log
			.trim()
			.split('\n')
			.map((line) => line.replace(/^\t+/, '')),
	);
	assert.equal(conversations.length, 1);
	const [conversation] = conversations;
	assert.ok(conversation);
	assert.deepEqual(
		conversation.steps.map(({ stage, command, reply }) =>
			[stage, command, reply?.code].filter((word) => word !== undefined).join(' '),
		),
		expected,
	);
	if (outcome !== undefined) {
		assert.equal(conversation.outcome, outcome);
	}
	return conversation;
}

test('pipelined commands get their replies in order, the content before QUIT', () => {
	const { accepted, queueIds } = checkSteps(
		`
	Connecting to mx.example.net [192.0.2.25]:25 ... connected
	  SMTP<< 220 mx.example.net ESMTP
	  SMTP>> EHLO client.example.org
	  SMTP<< 250-mx.example.net
	         250 PIPELINING
	  SMTP|> MAIL FROM:<alice@example.org>
	  SMTP|> RCPT TO:<nobody@example.net>
	  SMTP|> RCPT TO:<bob@example.net>
	  SMTP>> DATA
	  SMTP<< 250 Ok
	  SMTP<< 550 5.1.1 unknown
	  SMTP<< 250 Ok
	  SMTP<< 354 go ahead
	  SMTP>> (writing message)
	  SMTP>> .
	  SMTP+> QUIT
	  SMTP<< 250 Ok: queued as 4F2A1B0C9D
	  SMTP<< 221 Bye
	  SMTP(close)>>`,
		[
			'connect',
			'greeting 220',
			'hello EHLO client.example.org 250',
			'mail MAIL FROM:<alice@example.org> 250',
			'rcpt RCPT TO:<nobody@example.net> 550',
			'rcpt RCPT TO:<bob@example.net> 250',
			'data DATA 354',
			'content 250',
			'quit QUIT 221',
			'disconnect',
		],
		'completed',
	);
	assert.equal(accepted, true);
	assert.deepEqual(queueIds, ['4F2A1B0C9D']);
});

test('a code that only one command can have leaves the commands before it without an answer', () => {
	checkSteps('220 mx.example.net ESMTP\nEHLO client.example.org\nSTARTTLS\n220 go ahead\nQUIT\n221 Bye', [
		'greeting 220',
		'hello EHLO client.example.org',
		'starttls STARTTLS 220',
		'quit QUIT 221',
	]);
});

test('what a client says before the greeting does not shift the replies', () => {
	checkSteps(
		`
	=== Trying 192.0.2.25:25...
	 -> PROXY TCP4 192.0.2.1 192.0.2.25 4242 25
	<-  220 mx.example.net ESMTP
	 -> HELO client.example.org
	<-  250 mx.example.net`,
		[
			'connect',
			'greeting 220',
			'other PROXY TCP4 192.0.2.1 192.0.2.25 4242 25',
			'hello HELO client.example.org 250',
		],
		'open',
	);
});

test('replies alone: each is a step of the stage that usually comes next', () => {
	checkSteps(
		'220 mx.example.net ESMTP\n250-mx.example.net\n250 HELP\n250 OK\n250 Accepted\n354 go ahead\n250 OK id=1xVX3v-00002r-1d\n221 closing',
		['greeting 220', 'hello 250', 'mail 250', 'rcpt 250', 'data 354', 'content 250', 'quit 221'],
		'completed',
	);
});

test('a server that closes unasked', () => {
	checkSteps(
		'220 mx.example.net ESMTP\nHELO client.example.org\n250 mx.example.net\n421 4.4.2 timeout exceeded\nConnection closed by foreign host.',
		['greeting 220', 'hello HELO client.example.org 250', 'disconnect 421', 'disconnect'],
		'rejected',
	);
});

test('an empty line that a server answers was a command', () => {
	checkSteps('220 mx.example.net ESMTP\n\n500 unrecognized command', ['greeting 220', 'other  500']);
});

test('LMTP has one reply to the content for each accepted recipient', () => {
	const { accepted } = checkSteps(
		'220 ready\nLHLO c\n250 mx\nMAIL FROM:<>\n250 Ok\nRCPT TO:<a@example.net>\n250 Ok\nRCPT TO:<b@example.net>\n550 no\nRCPT TO:<c@example.net>\n250 Ok\nDATA\n354 go\nSubject: x\n.\n250 saved\n452 full\nQUIT\n221 Bye'.replace(
			'LHLO c',
			'LHLO client.example.org',
		),
		[
			'greeting 220',
			'hello LHLO client.example.org 250',
			'mail MAIL FROM:<> 250',
			'rcpt RCPT TO:<a@example.net> 250',
			'rcpt RCPT TO:<b@example.net> 550',
			'rcpt RCPT TO:<c@example.net> 250',
			'data DATA 354',
			'content 250',
			'content 452',
			'quit QUIT 221',
		],
	);
	assert.equal(accepted, true);
});

test('BDAT: the last chunk decides', () => {
	const { accepted, queueIds } = checkSteps(
		'EHLO client.example.org\n250 CHUNKING\nMAIL FROM:<alice@example.org>\n250 Ok\nBDAT 100\n250 100 octets\nBDAT 20 LAST\n250 OK id=1xVX3v-00002r-1d',
		[
			'hello EHLO client.example.org 250',
			'mail MAIL FROM:<alice@example.org> 250',
			'data BDAT 100 250',
			'data BDAT 20 LAST 250',
		],
	);
	assert.equal(accepted, true);
	assert.deepEqual(queueIds, ['1xVX3v-00002r-1d']);
});

test('an enhanced code is one only where its class is the reply’s, and not in a greeting', () => {
	const { steps } = checkSteps(
		'220 2.0.0 mx.example.net\nHELO client.example.org\n250 5.1.1 is no status here\nNOOP\n250 2.0.0 Ok',
		['greeting 220', 'hello HELO client.example.org 250', 'noop NOOP 250'],
	);
	assert.deepEqual(
		steps.map(({ reply }) => [reply?.enhanced, reply?.text]),
		[
			[undefined, '2.0.0 mx.example.net'],
			[undefined, '5.1.1 is no status here'],
			['2.0.0', 'Ok'],
		],
	);
});

test('a failed handshake is no TLS, a granted one is', () => {
	const start = '=== Trying mx.example.net:25...\n<-  220 ready\n -> STARTTLS\n<-  220 go ahead\n';
	const [failed] = sessionsOf(
		`${start}*** TLS startup failed (connect(): error:0A000086:certificate verify failed)`.split('\n'),
	);
	assert.equal(failed?.tls, undefined);
	assert.equal(failed?.steps.at(-1)?.failed, true);
	const [granted] = sessionsOf(
		`${start}=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256`.split('\n'),
	);
	assert.deepEqual(granted?.tls, { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
});

test('no connection at all', () => {
	const { peer } = checkSteps(
		'=== Trying 192.0.2.25:25...\n*** Error connecting to 192.0.2.25:25:\n*** \tIO::Socket::INET6: connect: Connection refused',
		['connect'],
		'aborted',
	);
	assert.deepEqual(peer, { address: '192.0.2.25', port: 25 });
});
