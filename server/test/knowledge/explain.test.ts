import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainReply, type Explanation } from '../../src/knowledge/explain';

/** Compares the named fields; a key that is `undefined` must be absent. */
function checkExplain(text: string, expected: Partial<Record<keyof Explanation, unknown>>): void {
	const explanation = explainReply(text);
	for (const [key, value] of Object.entries(expected)) {
		assert.deepEqual(explanation[key as keyof Explanation], value, `${key} of ${JSON.stringify(text)}`);
		assert.equal(key in explanation, value !== undefined, `${key} of ${JSON.stringify(text)}`);
	}
	assert.ok(explanation.title && explanation.meaning && explanation.fix, JSON.stringify(text));
}

test('a bare code, an enhanced code, nothing', () => {
	checkExplain('550', {
		valid: true,
		code: '550',
		enhanced: undefined,
		severity: 'permanent',
		reason: 'recipient',
		confidence: 'code',
	});
	checkExplain('235', {
		valid: true,
		code: '235',
		severity: 'success',
		reason: 'success',
		atFault: 'nobody',
		title: 'Authentication successful',
	});
	checkExplain('334', { severity: 'continue', reason: 'success' });
	checkExplain('5.1.1', {
		valid: false,
		code: undefined,
		enhanced: '5.1.1',
		severity: 'permanent',
		reason: 'recipient',
		confidence: 'enhanced',
	});
	checkExplain('599', { valid: true, code: '599', reason: 'unknown', confidence: 'code' });
	checkExplain('', {
		valid: false,
		code: undefined,
		severity: undefined,
		reason: 'unknown',
		confidence: undefined,
		sources: [],
	});
	checkExplain('nothing of the kind', { valid: false, reason: 'unknown', confidence: undefined });
});

test('whether a reply is well formed', () => {
	const wellFormed = [
		'220',
		'220 ',
		'220 OK',
		'220 OK\r\n',
		'250-mx.example.com\r\n250-PIPELINING\r\n250 HELP\r\n',
		'250-mx.example.com\n250 HELP',
		'250-mx.example.com\\n250 HELP',
		'250-mx.example.com\\r\\n250 HELP',
		'250-mx.example.com greets you with a bell \u0007\n250 HELP',
		'550 tab\tis text',
		'550-5.7.1 one 550-5.7.1 two 550 5.7.1 three',
		'550 5.1.1 Benutzer nicht gefunden: Grüße',
	];
	const malformed = [
		'22X OK',
		'220OK',
		'22 OK',
		'2200 OK',
		' 220',
		'100 no such class',
		'600 no such class',
		'250-this goes on',
		'250-one\r\n251 two\r\n',
		'250 one\r\n250 two\r\n',
		'250-one\r\n\r\n250 two\r\n',
		'400 a bare \r in it\r\n',
		'400 cut off\r',
		'251 a control \u0004 character\r\n',
		'250-one\r\n250 two \u0004\r\n',
		'220 a nul \0',
	];
	for (const text of wellFormed) {
		checkExplain(text, { valid: true });
	}
	for (const text of malformed) {
		assert.equal(explainReply(text).valid, false, JSON.stringify(text));
	}
});

test('replies of one and of several lines', () => {
	checkExplain('550 5.1.1 <a@example.com>: User unknown', {
		code: '550',
		enhanced: '5.1.1',
		reason: 'recipient',
		atFault: 'recipient',
		confidence: 'text',
	});
	checkExplain('550-5.7.1 one thing\n550 5.7.1 and relaying denied', {
		code: '550',
		enhanced: '5.7.1',
		reason: 'policy',
	});
	checkExplain('550-5.2.2 the mailbox \\n550 5.2.2 is full', {
		code: '550',
		enhanced: '5.2.2',
		reason: 'quota',
	});
	checkExplain('550-5.2.2 the mailbox is 550 5.2.2 full', {
		valid: true,
		code: '550',
		enhanced: '5.2.2',
		reason: 'quota',
	});
	checkExplain('550 sorry, no mailbox here by that name (#5.1.1)', {
		code: '550',
		enhanced: '5.1.1',
		reason: 'recipient',
	});
	checkExplain('550 #5.1.0 Address rejected.', { code: '550', enhanced: '5.1.0', reason: 'recipient' });
	checkExplain('554 from 4.1.1.1 nothing', { code: '554', enhanced: undefined });
});

test('what programs write about a reply', () => {
	checkExplain(
		'host mx.example.com[192.0.2.1] said: 550 5.1.1 <a@example.com>: no (in reply to RCPT TO command)',
		{
			valid: true,
			code: '550',
			enhanced: '5.1.1',
			inReplyTo: 'RCPT',
			reason: 'recipient',
			confidence: 'enhanced',
		},
	);
	checkExplain('host mx.example.com[192.0.2.1]:25 said: 451 4.3.0 later (in reply to end of DATA command)', {
		code: '451',
		inReplyTo: 'end-of-data',
		severity: 'temporary',
	});
	checkExplain('host mx.example.com[192.0.2.1] refused to talk to me: 554 5.7.1 no', {
		code: '554',
		inReplyTo: 'connect',
	});
	checkExplain(
		'SMTP error from remote mail server after RCPT TO:<a@example.com>: host mx.example.com [192.0.2.1]: 550 No such user',
		{ code: '550', inReplyTo: 'RCPT', reason: 'recipient' },
	);
	checkExplain(
		'SMTP error from remote mail server after pipelined end of data: host mx.example.com [192.0.2.1]: 421 4.7.0 slow down',
		{ code: '421', inReplyTo: 'end-of-data', reason: 'rate' },
	);
	checkExplain(
		'SMTP error from remote mail server after initial connection: host mx.example.com [192.0.2.1]: 554 no',
		{ code: '554', inReplyTo: 'connect', reason: 'reputation' },
	);
	checkExplain('smtp; 550 5.1.1 User unknown', { valid: true, code: '550', enhanced: '5.1.1' });
	checkExplain('>>> RCPT To:<a@example.com>', { inReplyTo: 'RCPT', code: undefined });
	checkExplain('554 4.4.7 Message expired <421 4.4.2 Connection timed out>', {
		code: '554',
		severity: 'temporary',
		reason: 'network',
	});
	checkExplain('lost connection with mx.example.com[192.0.2.1] while sending message body', {
		valid: false,
		code: undefined,
		inReplyTo: 'end-of-data',
		reason: 'network',
	});
	checkExplain('lost connection with mx.example.com[192.0.2.1] while performing the HELO handshake', {
		inReplyTo: 'HELO',
		reason: 'network',
	});
	checkExplain('connect to mx.example.com[192.0.2.1]:587: Connection refused', {
		code: undefined,
		inReplyTo: 'connect',
		reason: 'network',
		atFault: 'receiving-host',
	});
	checkExplain('X-Unix; 255', { code: undefined, reason: 'system' });
	const qmail = [
		['Connected to 192.0.2.1 but greeting failed.\nRemote host said: 554 no', 'connect'],
		['Connected to 192.0.2.1 but my name was rejected.\nRemote host said: 550 no', 'HELO'],
		['Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 no', 'MAIL'],
		['192.0.2.1 does not like recipient.\nRemote host said: 550 no\nGiving up on 192.0.2.1.', 'RCPT'],
		['192.0.2.1 failed on DATA command.\nRemote host said: 554 no', 'DATA'],
		['192.0.2.1 failed after I sent the message.\nRemote host said: 554 no', 'end-of-data'],
	];
	for (const [text = '', inReplyTo] of qmail) {
		checkExplain(text, { valid: true, severity: 'permanent', inReplyTo });
	}
});

test('the command that was refused, as programs name it', () => {
	const rows = [
		['NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 550 5.1.1 no', 'RCPT'],
		['milter-reject: END-OF-MESSAGE from mx.example.org[192.0.2.7]: 5.7.1 no', 'end-of-data'],
		['NOQUEUE: reject: CONNECT from unknown[192.0.2.7]: 554 5.7.1 no', 'connect'],
		['temporarily rejected MAIL <a@example.org>: no', 'MAIL'],
		['5.1.8 (Server rejected MAIL FROM address)', 'MAIL'],
		['Called: 192.0.2.1 Sent:     RCPT TO:<a@example.com> Response: 550 no', 'RCPT'],
		['Deferred: Connection reset by mx.example.com during client greeting', 'connect'],
		['timeout waiting for input from mx.example.com during client DATA status', 'end-of-data'],
		['SMTP error from remote mail server after pipelined sending data block: 550 no', 'end-of-data'],
		['SASL authentication failed; server mx.example.com[192.0.2.1] said: 535 5.7.8 no', 'AUTH'],
		['Cannot start TLS: handshake failure', 'STARTTLS'],
		['554 The recipient rejected data like this', undefined],
	];
	for (const [text = '', inReplyTo] of rows) {
		checkExplain(text, { inReplyTo });
	}
});

test('codes that programs write in their own way', () => {
	checkExplain('550: no such user', { valid: false, code: '550', reason: 'recipient' });
	checkExplain('(552) too big', { valid: false, code: '552', reason: 'size' });
	checkExplain('SMTP error 550 - hmm', { code: '550', reason: 'recipient' });
	checkExplain('response code 452', { code: '452' });
	checkExplain('connect to mx.example.com[192.0.2.1]:587: Connection refused', { code: undefined });
	checkExplain('the program ended with exit code 255', { code: undefined });
});

test('accents do not matter', () => {
	checkExplain('552 Boîte du destinataire pleine', { reason: 'quota' });
	checkExplain('550 Empfänger unbekannt', { reason: 'recipient', confidence: 'text' });
});

test('the words decide before the enhanced code, and that before the basic code', () => {
	checkExplain('550 5.1.1 blocked using bl.example.org', { reason: 'reputation', confidence: 'text' });
	checkExplain('550 5.2.2 hmm', { reason: 'quota', confidence: 'enhanced' });
	checkExplain('550 hmm', { reason: 'recipient', confidence: 'code' });
	checkExplain('550 5.0.0 hmm', { reason: 'recipient', confidence: 'code' });
	checkExplain('550 5.7.999 hmm', { confidence: 'code' });
	checkExplain('550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM', {
		reason: 'authentication',
		provider: 'google',
		confidence: 'provider',
	});
	checkExplain('250 2.0.0 Ok: quota is full, queued as 4F2A1B', { reason: 'success' });
	checkExplain('250 5.1.1 accepted all the same', { reason: 'success', severity: 'success' });
});

test('a bare refusal is about what was just given', () => {
	checkExplain('550 hmm (in reply to MAIL FROM command)', { reason: 'sender', atFault: 'sender' });
	checkExplain('550 hmm (in reply to RCPT TO command)', { reason: 'recipient' });
	checkExplain('550 hmm (in reply to end of DATA command)', { reason: 'policy' });
	checkExplain('550 5.1.0 hmm (in reply to MAIL FROM command)', { reason: 'sender' });
	checkExplain('535 (in reply to AUTH command)', { title: 'Authentication failed', confidence: 'code' });
});

test('the name of a mailbox does not decide', () => {
	checkExplain('550 5.1.1 <spam.blacklist@example.com>: hmm', {
		reason: 'recipient',
		confidence: 'enhanced',
	});
	checkExplain('550 5.1.1 quota@greylisted.example hmm', { reason: 'recipient', confidence: 'enhanced' });
});

test('hostile text costs no more than its length', () => {
	const pieces = [
		'550 ',
		'550-',
		'in reply to ',
		'(#5.1.1',
		'a@',
		'@',
		'\\n',
		'5.',
		'mailbox ',
		'x * ',
		'\u202e',
		'`',
		'((',
		': 5',
		'\r',
	];
	for (const piece of pieces) {
		const text = piece.repeat(Math.ceil(200_000 / piece.length));
		assert.ok(explainReply(text).title, JSON.stringify(piece));
		assert.ok(explainReply(`550 ${text}`).title, JSON.stringify(piece));
	}
});

test('what to do says only the half that the code has', () => {
	const fix = (text: string) => explainReply(text).fix;
	assert.match(fix('450 4.2.0 Mailbox temporarily unavailable'), /tried again: wait\.$/);
	assert.doesNotMatch(fix('450 4.2.0 Mailbox temporarily unavailable'), /spelling/);
	assert.match(fix('550 Mailbox unavailable'), /spelling of the address\.$/);
	assert.doesNotMatch(fix('550 Mailbox unavailable'), /wait/);
	assert.doesNotMatch(fix('Mailbox unavailable'), /wait|spelling/);
});

test("the log message of Exim's own configuration for a blocklist is one", () => {
	assert.equal(explainReply('550 found in bl.example').reason, 'reputation');
	assert.equal(explainReply('550 found in our records').reason, 'recipient');
	assert.equal(explainReply('550 User not found in bl.example').reason, 'recipient');
});

test("a stranger's Postfix has its own tables", () => {
	const text =
		'host mx.example.net[192.0.2.1] said: 550 5.1.1 <a@example.net>: Recipient address rejected: User unknown in local recipient table (in reply to RCPT TO command)';
	const { title, meaning, fix } = explainReply(text);
	assert.equal(title, 'No such mailbox on the receiving server');
	assert.match(meaning, /receiving server's own/);
	assert.match(fix, /Whoever runs the receiving server/);
});
