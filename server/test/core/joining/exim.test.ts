import { test } from 'node:test';
import { checkJoined } from './joined';

const at = (lines: readonly string[]) => lines.map((line) => `2026-11-23 16:32:41.${line}`);

test('a bounce names the mail that it is of: R=', () => {
	checkJoined(
		at([
			'010 1xVWy9-00005e-17 <= user@sender.example H=host10.isp.example [203.0.113.10] P=esmtp S=403 id=1@sender.example',
			'020 1xVWy9-00005e-17 ** a@d26.example R=dnslookup T=remote_smtp H=mx26.remote.example [198.51.100.26]: SMTP error from remote mail server after RCPT TO:<a@d26.example>: 550 5.1.1 no',
			'030 1xVWy9-00005l-1A <= <> R=1xVWy9-00005e-17 U=Debian-exim P=local S=1597',
			'040 1xVWy9-00005e-17 Completed',
			'050 1xVWy9-00005l-1A => user@sender.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10] C="250 2.0.0 Ok: queued as C5114BE160"',
			'060 1xVWy9-00005l-1A Completed',
		]),
		{
			messages: [
				'1xVWy9-00005e-17 | from=user@sender.example | a@d26.example bounced | failed | children=1xVWy9-00005l-1A | lines=1,2,4',
				'1xVWy9-00005l-1A | from= | user@sender.example sent | delivered | parent=1xVWy9-00005e-17 | lines=3,5,6',
			],
		},
	);
});

test('cutthrough delivery: >> comes before <=, and they are one mail', () => {
	checkJoined(
		at([
			'010 1xVWy9-00005e-17 >> x@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10] C="250 OK"',
			'020 1xVWy9-00005e-17 <= user@sender.example H=host10.isp.example [203.0.113.10] P=esmtp S=403 id=1@sender.example',
			'030 1xVWy9-00005e-17 Completed',
		]),
		{
			messages: [
				'1xVWy9-00005e-17 | from=user@sender.example | x@d10.example sent | delivered | lines=1,2,3',
			],
		},
	);
});

test('connections by address and port, then by the process that serves them; deliveries by process', () => {
	checkJoined(
		at([
			'010 [173] SMTP connection from [203.0.113.80]:46031 I=[192.0.2.35]:25 (TCP/IP connection count = 1)',
			'020 [1024] 1xVWy9-00005e-17 <= user@sender.example H=host80.isp.example [203.0.113.80]:46031 I=[192.0.2.25]:25 P=esmtp S=403 id=1@sender.example',
			'030 [173] SMTP connection from [203.0.113.80]:46032 I=[192.0.2.35]:25 (TCP/IP connection count = 2)',
			'040 [1030] 1xVWy9-00005e-17 => a@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10]:25 C="250 2.0.0 Ok: queued as C5114BE160"',
			'050 [1030] 1xVWy9-00005e-17 -> b@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10]:25 C="250 2.0.0 Ok: queued as C5114BE160"',
			'060 [1030] 1xVWy9-00005e-17 Completed',
			'070 [1024] SMTP connection from host80.isp.example [203.0.113.80]:46031 I=[192.0.2.35]:25 closed by QUIT',
			'080 [1028] SMTP connection from host80.isp.example [203.0.113.80]:46032 I=[192.0.2.35]:25 closed by QUIT',
		]),
		{
			sessions: [
				'server | 203.0.113.80 | connect content quit disconnect | 1xVWy9-00005e-17 | completed | lines=1,2,7',
				'server | 203.0.113.80 | connect quit disconnect | completed | lines=3,8',
				'client | 198.51.100.10 | content 250 content 250 | 1xVWy9-00005e-17 | completed | lines=4,5',
			],
			messages: [
				'1xVWy9-00005e-17 | from=user@sender.example | a@d10.example sent b@d10.example sent | delivered | lines=1,2,4,5,6,7',
			],
		},
	);
});

test('a mail that the client abandons never came; one that was marked delivered is gone and nobody has it', () => {
	checkJoined(
		at([
			'010 [1036] 1xVX1C-0000Gi-2W SMTP data timeout (message abandoned) on connection from host83.isp.example [203.0.113.83]:44165 F=<user@sender.example>',
			'020 [1040] 1xVX2J-0000cQ-2I <= user@sender.example H=host10.isp.example [203.0.113.10]:4000 P=esmtp S=403 id=1@sender.example',
			'030 [1041] 1xVX2J-0000cQ-2I == a@d10.example R=dnslookup T=remote_smtp defer (-44) H=mx10.remote.example [198.51.100.10]:25: SMTP error from remote mail server after RCPT TO:<a@d10.example>: 450 4.2.0 later',
			'040 [1042] 1xVX2J-0000cQ-2I Completed',
		]),
		{
			messages: [
				'1xVX1C-0000Gi-2W | discarded | cut=start | lines=1',
				'1xVX2J-0000cQ-2I | from=user@sender.example | a@d10.example deferred | discarded | lines=2,3,4',
			],
		},
	);
});

test('what an ACL discards has gone nowhere, though Exim completes the mail; a user may be called blackhole', () => {
	checkJoined(
		at([
			'010 1xVX2J-0000cQ-2I <= user@sender.example H=host10.isp.example [203.0.113.10] P=esmtp S=403 id=1@sender.example',
			'020 1xVX2J-0000cQ-2I => blackhole (RCPT ACL discarded recipients)',
			'030 1xVX2J-0000cQ-2I Completed',
			'040 1xVX2K-0000cQ-2I <= user@sender.example H=host10.isp.example [203.0.113.10] P=esmtp S=403 id=2@sender.example',
			'050 1xVX2K-0000cQ-2I => blackhole <blackhole@example.com> R=localuser T=local_delivery',
			'060 1xVX2K-0000cQ-2I Completed',
		]),
		{
			messages: [
				'1xVX2J-0000cQ-2I | from=user@sender.example | blackhole (RCPT ACL discarded recipients) discarded | delivered | lines=1,2,3',
				'1xVX2K-0000cQ-2I | from=user@sender.example | blackhole@example.com sent | delivered | lines=4,5,6',
			],
		},
	);
});

test('a mail that is cancelled before any attempt has failed for all it came for', () => {
	checkJoined(
		at([
			'010 1xVX2J-0000cQ-2I <= user@sender.example H=host10.isp.example [203.0.113.10] P=esmtp S=403 id=1@sender.example for a@d10.example b@d10.example',
			'020 1xVX2J-0000cQ-2I cancelled by root',
			'030 1xVX2J-0000cQ-2I Completed',
		]),
		{
			messages: [
				'1xVX2J-0000cQ-2I | from=user@sender.example | a@d10.example bounced b@d10.example bounced | failed | lines=1,2,3',
			],
		},
	);
});

test('that no mail came is said behind the end, and is of the same connection; another process is another one', () => {
	checkJoined(
		at([
			'010 [173] SMTP connection from [203.0.113.80]:46031 I=[192.0.2.35]:25 (TCP/IP connection count = 1)',
			'020 [1024] SMTP connection from host80.isp.example [203.0.113.80]:46031 I=[192.0.2.35]:25 closed by QUIT',
			'030 [1024] no MAIL in SMTP connection from host80.isp.example [203.0.113.80]:46031 I=[192.0.2.35]:25 D=1s C=EHLO,QUIT',
			'040 [1025] no MAIL in SMTP connection from host80.isp.example [203.0.113.80]:46031 I=[192.0.2.35]:25 D=1s C=EHLO,QUIT',
		]),
		{ sessions: ['server | 203.0.113.80 | connect quit disconnect | completed | lines=1,2,3'] },
	);
});

test('a line about TLS has no port, and is of the connection on which the mail then goes out', () => {
	checkJoined(
		at([
			'010 [1030] 1xVWy9-00005e-17 H=mx10.remote.example [198.51.100.10] TLS error on connection (gnutls_handshake): timed out',
			'020 [1030] 1xVWy9-00005e-17 => a@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10]:25 C="250 OK"',
		]),
		{ sessions: ['client | 198.51.100.10 | tls! content 250 | 1xVWy9-00005e-17 | completed | lines=1,2'] },
	);
});
