import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	initialState,
	isInsideContent,
	readTranscriptLine,
} from '../../../../src/core/dialects/transcript/reader';
import type { TranscriptState } from '../../../../src/core/dialects/transcript/transcriptLine';

/** Each row: a line, and what it is in the light of the rows before: `kind: text`, with `begins` and `secret` said in front. */
function checkLines(rows: readonly (readonly [line: string, expected: string])[]): TranscriptState {
	let state = initialState;
	for (const [line, expected] of rows) {
		const read = readTranscriptLine(line, state);
		const words = [
			read?.begins && 'begins',
			read?.secret && 'secret',
			read?.wrapped && 'wrapped',
			read?.kind,
		];
		assert.equal(read ? `${words.filter(Boolean).join(' ')}: ${read.text}` : '-', expected, line);
		state = read?.state ?? state;
	}
	return state;
}

test('grammar tells who speaks where nothing else does', () => {
	checkLines([
		['220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
		['ehlo client.example.org', 'command: ehlo client.example.org'],
		['250-mx.example.net', 'reply: 250-mx.example.net'],
		['250 PIPELINING', 'reply: 250 PIPELINING'],
		['junk', 'command: junk'],
		['500 unrecognized command', 'reply: 500 unrecognized command'],
		['quit', 'command: quit'],
		['221 Bye', 'reply: 221 Bye'],
		['That was the whole conversation.', '-'],
	]);
});

test('message content is content, whatever it looks like, until the lone dot', () => {
	const rows = [
		['220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
		['DATA', 'command: DATA'],
		['354 go ahead', 'reply: 354 go ahead'],
		['Subject: how to say 250 Ok', 'data: Subject: how to say 250 Ok'],
		['', 'data: '],
		['250 Ok', 'data: 250 Ok'],
		['QUIT', 'data: QUIT'],
		['=== Trying mx.example.net:25...', 'data: === Trying mx.example.net:25...'],
		[
			'Jan  5 10:11:12 mx1 postfix/smtpd[42]: connect from unknown[192.0.2.1]',
			'data: Jan  5 10:11:12 mx1 postfix/smtpd[42]: connect from unknown[192.0.2.1]',
		],
		['..', 'data: ..'],
	] as const;
	assert.equal(isInsideContent(checkLines(rows)), true);
	checkLines([...rows, ['.', 'command: .'], ['250 Ok', 'reply: 250 Ok']]);
});

test('content that the log does not show ends with the next reply', () => {
	checkLines([
		['354 go ahead', 'begins reply: 354 go ahead'],
		['250 OK id=1xVX3v-00002r-1d', 'reply: 250 OK id=1xVX3v-00002r-1d'],
		['quit', 'command: quit'],
	]);
});

test('a BDAT chunk is as long as its command says', () => {
	checkLines([
		['EHLO client.example.org', 'begins command: EHLO client.example.org'],
		['250 CHUNKING', 'reply: 250 CHUNKING'],
		['BDAT 83', 'command: BDAT 83'],
		['Subject: test', 'data: Subject: test'],
		['', 'data: '],
		[
			'250 this is text, and so is what comes next in this rather long line',
			'data: 250 this is text, and so is what comes next in this rather long line',
		],
		['250 83 octets received', 'reply: 250 83 octets received'],
		['BDAT 900 LAST', 'command: BDAT 900 LAST'],
		['250 queued', 'reply: 250 queued'],
	]);
});

test('what answers a 334 is secret, and nothing after it', () => {
	checkLines([
		['EHLO client.example.org', 'begins command: EHLO client.example.org'],
		['250 AUTH LOGIN', 'reply: 250 AUTH LOGIN'],
		['AUTH LOGIN', 'command: AUTH LOGIN'],
		['334 VXNlcm5hbWU6', 'reply: 334 VXNlcm5hbWU6'],
		['YWxpY2U=', 'secret command: YWxpY2U='],
		['334 UGFzc3dvcmQ6', 'reply: 334 UGFzc3dvcmQ6'],
		['*', 'secret command: *'],
		['501 aborted', 'reply: 501 aborted'],
		['quit', 'command: quit'],
	]);
});

test('the payload of AUTH PLAIN has a span of its own', () => {
	const line = ' ~> AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=';
	const span = readTranscriptLine(line, initialState)?.secretSpan;
	assert.equal(line.slice(span?.start, span?.end), 'AGFsaWNlAHdvbmRlcmxhbmQ=');
});

test('a password that the tool prints itself has a span', () => {
	const line = 's-nail: Credentials: host mx.example.net:587, user alice, pass wonderland';
	const span = readTranscriptLine(line, initialState)?.secretSpan;
	assert.equal(line.slice(span?.start, span?.end), 'wonderland');
});

test('the same arrow is the client in one program and the server in another', () => {
	checkLines([
		[' -> EHLO client.example.org', 'begins command: EHLO client.example.org'],
		['<-  250 mx.example.net', 'reply: 250 mx.example.net'],
	]);
	checkLines([
		['-> "220 mx.example.net ESMTP\\r\\n"', 'begins reply: 220 mx.example.net ESMTP'],
		['<- "EHLO client.example.org\\r\\n"', 'command: EHLO client.example.org'],
	]);
	checkLines([
		['> unknown[192.0.2.99]: 220 mx.example.net', 'begins reply: 220 mx.example.net'],
		['< unknown[192.0.2.99]: quit', 'command: quit'],
	]);
	checkLines([
		['< mx.example.net[192.0.2.25]:25: 220 mx.example.net', 'begins reply: 220 mx.example.net'],
		['> mx.example.net[192.0.2.25]:25: EHLO client.example.org', 'command: EHLO client.example.org'],
	]);
});

test('an arrow known from the lines before decides where grammar cannot', () => {
	checkLines([
		['  SMTP>> 220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
		['  SMTP<< junk', 'command: junk'],
	]);
	checkLines([
		['  SMTP<< 220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
		['  SMTP>> junk', 'command: junk'],
	]);
});

test('one line of the log can hold several of the dialogue', () => {
	checkLines([
		["reply: b'250-mx.example.net\\r\\n250 HELP\\r\\n'", 'begins reply: 250-mx.example.net\n250 HELP'],
		["send: 'data\\r\\n'", 'command: data'],
		["reply: b'354 go ahead\\r\\n'", 'reply: 354 go ahead'],
		["send: b'Subject: it\\'s\\r\\n\\r\\n250 Ok\\r\\n.\\r\\n'", "data: Subject: it's\n\n250 Ok\n."],
		["reply: b'250 Ok\\r\\n'", 'reply: 250 Ok'],
	]);
	checkLines([
		[
			'SERVER -> CLIENT: 250-mx.example.net250-SIZE 35882577250-8BITMIME250 SMTPUTF8',
			'begins reply: 250-mx.example.net\n250-SIZE 35882577\n250-8BITMIME\n250 SMTPUTF8',
		],
		[
			'CLIENT -&gt; SERVER: MAIL FROM:&lt;alice@example.org&gt;<br>',
			'command: MAIL FROM:<alice@example.org>',
		],
	]);
});

test('a second greeting begins a second conversation, the go-ahead of STARTTLS does not', () => {
	checkLines([
		['<-  220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
		[' -> STARTTLS', 'command: STARTTLS'],
		['<-  220 go ahead', 'reply: 220 go ahead'],
		[' ~> QUIT', 'command: QUIT'],
		['<~  221 Bye', 'reply: 221 Bye'],
		['<-  220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
	]);
});

test('the dialogue is found in debug noise, continuation lines too', () => {
	checkLines([
		['Exim version 4.97 uid=0 gid=0 pid=42', 'begins info: Exim version 4.97 uid=0 gid=0 pid=42'],
		['changed uid/gid: forcing real = effective', 'info: changed uid/gid: forcing real = effective'],
		['p1239    SMTP<< 250-mx.example.net', 'reply: 250-mx.example.net'],
		['         250-PIPELINING', 'reply: 250-PIPELINING'],
		['         250 HELP', 'reply: 250 HELP'],
		['  SMTP|> MAIL FROM:<alice@example.org>', 'command: MAIL FROM:<alice@example.org>'],
		['cmd buf flush 105 bytes', 'info: cmd buf flush 105 bytes'],
		['  SMTP>> (writing message)', 'info: (writing message)'],
	]);
});

test('certificates before and amid a conversation are the tool’s', () => {
	checkLines([
		['CONNECTED(00000003)', 'begins info: CONNECTED(00000003)'],
		['Certificate chain', 'info: Certificate chain'],
		[' 0 s:CN = mx.example.net', 'info:  0 s:CN = mx.example.net'],
		['250 CHUNKING', 'reply: 250 CHUNKING'],
		['EHLO client.example.org', 'command: EHLO client.example.org'],
		['250 CHUNKING', 'reply: 250 CHUNKING'],
		['---', 'info: ---'],
		['Post-Handshake New Session Ticket arrived:', 'info: Post-Handshake New Session Ticket arrived:'],
		['    Start Time: 1795478522', 'info:     Start Time: 1795478522'],
		['read R BLOCK', 'info: read R BLOCK'],
		['QUIT', 'command: QUIT'],
	]);
});

test('a wrapped line of a Postfix notice goes on with the line before', () => {
	checkLines([
		[' Out: 220 mx.example.net ESMTP', 'begins reply: 220 mx.example.net ESMTP'],
		[' In:  MAIL', 'command: MAIL'],
		['     FROM:<alice@example.org>', 'wrapped command: FROM:<alice@example.org>'],
		[' Out: 250 2.1.0 Ok', 'reply: 250 2.1.0 Ok'],
	]);
});
