import assert from 'node:assert/strict';
import { test } from 'node:test';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from '../logs';
import { checkHover, hoverText, seen } from './shown';

test('220 is the greeting, or the go-ahead after STARTTLS; each says what to look at where it does not come', () => {
	checkHover(swaksLog, {
		over: '220',
		line: 'ESMTP Postfix',
		sees: [/^220 Service ready\n\nThe opening greeting/, /greeting · by mx\.example\.com/, /firewall/],
	});
	checkHover(swaksLog, {
		over: '220',
		line: 'Ready to start',
		sees: [/^220 Service ready\n\nThe go-ahead after STARTTLS/, /If it did not come.*454/, /RFC 3207/],
		not: [/465 expects/],
	});
});

test('250 after EHLO, MAIL, RCPT and the dot', () => {
	const after: readonly [line: string, sees: RegExp][] = [
		['250-PIPELINING', /lists its extensions[^]*did not come.*HELO/],
		['2.1.0', /sender address is accepted[^]*did not come.*530/],
		['Ok for carol', /recipient is accepted[^]*recipient carol@example\.com[^]*did not come.*450/],
		['queued as', /taken charge[^]*did not come.*after the dot/],
	];
	for (const [line, sees] of after) {
		checkHover(swaksLog, { over: '250', line, sees: [sees] });
	}
});

const challenges = (mechanism: string, ...prompts: readonly string[]) =>
	log(
		'=== Trying mx.example.com:587...',
		'=== Connected to mx.example.com.',
		'<-  220 mx.example.com ESMTP',
		' -> EHLO client.example.org',
		`<-  250 AUTH ${mechanism}`,
		` -> AUTH ${mechanism}`,
		...prompts.flatMap((prompt) => [`<-  334 ${prompt}`, ' -> c2VjcmV0']),
		'<-  235 2.7.0 ok',
	);

test('334 tells what it asks for, and no more', () => {
	checkHover(wrongPasswordLog, {
		over: '334',
		line: 'VXNlcm5hbWU6',
		sees: [/asks for the user name \(decoded: Username:\)/, /mechanism LOGIN/],
	});
	checkHover(wrongPasswordLog, { over: 'UGFzc3dvcmQ6', sees: [/asks for the password/] });
	const rows: readonly [mechanism: string, prompt: string, sees: RegExp][] = [
		['PLAIN', '', /first part of the login/],
		['CRAM-MD5', 'PDE4OTYuNjk3MTcwOTUyQG1haWwuZXhhbXBsZS5jb20+', /challenge of CRAM-MD5/],
		['NTLM', 'TlRMTVNTUAACAAAA', /challenge of NTLM/],
		[
			'SCRAM-SHA-256',
			Buffer.from('r=fyko+d2lbbFgONRv9qkxdawL3rfcNHY,s=QSXCR+Q6,i=4096').toString('base64'),
			/SCRAM/,
		],
		['DIGEST-MD5', Buffer.from('realm="x",nonce="OA6MG9tEQGm2hh"').toString('base64'), /DIGEST-MD5/],
		[
			'XOAUTH2',
			Buffer.from('{"status":"401","schemes":"bearer"}').toString('base64'),
			/token was refused.*401/,
		],
		['LOGIN', 'not base64!', /no base64/],
		['GSSAPI', 'AAECAwQF', /challenge of GSSAPI/],
	];
	for (const [mechanism, prompt, sees] of rows) {
		const text = challenges(mechanism, prompt);
		const shown = seen(hoverText(text, '334'));
		assert.match(shown, sees, mechanism);
		assert.doesNotMatch(shown, /secret|c2VjcmV0|QSXCR|OA6MG|697170952/, mechanism);
	}
});

test('what the client sends to a 334 is neither decoded nor shown', () => {
	for (const answer of ['YWxpY2U=', 'c2VjcmV0']) {
		const shown = seen(hoverText(wrongPasswordLog, answer));
		assert.doesNotMatch(shown, /alice|secret|YWxpY2U|c2VjcmV0/, answer);
	}
});

test('535 tells the mechanism and whether TLS was up', () => {
	checkHover(wrongPasswordLog, { over: '535', sees: [/tried with LOGIN, and the log shows no TLS before/] });
	const overTls = swaksLog.replace('235 2.7.0 Authentication successful', '535 5.7.8 Error: no');
	checkHover(overTls, { over: '535', sees: [/tried with PLAIN, inside TLS \(TLSv1\.3/] });
});

test('a refusal names recipient, stage and who refused; the cause is said once', () => {
	checkHover(refusedLog, {
		over: '550',
		sees: [
			/^550 Mailbox unavailable · 5\.1\.1 No such mailbox\n\nSession s1 · RCPT · to mx\.example\.org \[192\.0\.2\.9\] · recipient nobody@example\.com/,
		],
	});
	checkHover(sentLog, {
		over: '550',
		sees: [/by mx\.example\.net \[198\.51\.100\.7\]/, /recipient nobody@/],
	});
	const fix = /Check the spelling/;
	const alone = hoverText(refusedLog, '550');
	assert.match(alone, fix);
	const told =
		'The recipient was refused: 550 5.1.1 No such mailbox.\nCheck the spelling. Whoever runs the receiving server looks the address up with postmap -q in local_recipient_maps, virtual_mailbox_maps, virtual_alias_maps or relay_recipient_maps.';
	assert.doesNotMatch(hoverText(refusedLog, '550', undefined, { told }), fix);
});

/** A recipient that is put off, by one relay after the other. */
const tried = (...attempts: readonly [time: string, delay: string, answer: string][]) =>
	log(
		postfix(
			'10:20:00',
			'qmgr[900]',
			'4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)',
		),
		...attempts.map(([time, delay, answer]) =>
			postfix(
				time,
				'smtp[2320]',
				`4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=${delay}, delays=0/0/0/0, ${answer}`,
			),
		),
	);
const greylisted =
	'dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))';
const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 1D8D8217)';
const givenUp =
	'dsn=5.4.7, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.4.7 no (in reply to RCPT TO command))';

test('what was put off says whether it got through later', () => {
	const first = '10:20:01';
	const rows: readonly [text: string, sees: RegExp][] = [
		[tried([first, '1', greylisted], ['10:25:01', '301', sent]), /got through: line 3\. After 5 min\./],
		[
			tried([first, '1', greylisted], ['10:25:01', '301', greylisted]),
			/put off as well, the last one at line 3/,
		],
		[tried([first, '1', greylisted], ['10:25:01', '301', givenUp]), /given up later, at line 3/],
		[tried([first, '1', greylisted]), /no later attempt/],
	];
	for (const [text, sees] of rows) {
		checkHover(text, { over: '450', line: first, sees: [sees] });
	}
	const server = log(
		postfix('10:30:00', 'smtpd[1]', 'connect from mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:01',
			'smtpd[1]',
			'NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		),
		postfix(
			'10:30:02',
			'smtpd[1]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
		),
		postfix('10:36:00', 'smtpd[1]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:36:01', 'smtpd[1]', '4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]'),
		postfix(
			'10:36:01',
			'local[7]',
			'4jYB5r214Jz6x: to=<b@example.com>, relay=local, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
		),
	);
	checkHover(server, { over: '450', sees: [/was accepted from this client later: line 6\. After 6 min\./] });
});

test('links to commands come where the editor runs them, and name codes of our list only', () => {
	const withLinks = hoverText(swaksLog, '235', undefined, { commandLinks: true });
	assert.ok(
		withLinks.includes(
			'[compare 235 ↔ 220](command:mailLogLens.compareReplyCodes?%5B%22235%22%2C%22220%22%5D)',
		),
	);
	assert.ok(withLinks.includes('(command:mailLogLens.explainReplyCode?%5B%22235%22%5D)'));
	assert.doesNotMatch(hoverText(swaksLog, '235'), /command:/);
	const unknown = refusedLog.replace('550 5.1.1', '599 5.999.999');
	assert.doesNotMatch(hoverText(unknown, '599', undefined, { commandLinks: true }), /command:/);
});
