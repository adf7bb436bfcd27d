import { test } from 'node:test';
import { checkRules, daemon } from './find';

const tls = /^(?:tls\.(?:unverified|failed)|delivery\.deferred)$/;
const id = '4jYB5r214Jz6x';
const from = daemon('qmgr[9]', 0, `${id}: from=<alice@example.com>, size=900, nrcpt=1 (queue active)`);
const to = (status: string, relay = 'mx2.example.net[198.51.100.8]:25', features = '') =>
	`${id}: to=<b@example.net>, relay=${relay}, delay=1, delays=0/0/0/1, ${features}${status}`;
const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok)';
const untrusted =
	'Untrusted TLS connection established to mx.example.net[198.51.100.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)';
const warning = (line: number) => [`${line} warning tls.unverified`];
const exim = (text: string) => `2026-11-23 10:00:01 1xVX0Y-00008E-0N ${text}`;
const local = exim('<= alice@example.com U=alice P=local S=420');
const passed = exim('=> b@example.net R=dnslookup T=remote_smtp H=mx2.example.net [198.51.100.8] C="250 Ok"');

test('a certificate that had to be verified', () => {
	checkRules(
		tls,
		[...from, ...daemon('smtp[7]', 0, untrusted, `${id}: Server certificate not verified`, to(sent))],
		warning(2),
		/The certificate of mx\.example\.net \[198\.51\.100\.7\] had to be verified/,
	);
	checkRules(
		tls,
		[...from, ...daemon('smtp[7]', 0, `${id}: Server certificate not trusted`, to(sent))],
		warning(1),
	);
	checkRules(
		tls,
		[...from, ...daemon('smtp[7]', 0, `${id}: TLSA lookup error for mx.example.net:25`, to(sent))],
		warning(1),
		/TLSA records of mx\.example\.net could not be used/,
	);
	checkRules(
		tls,
		[...from, ...daemon('smtp[7]', 0, to(sent, undefined, 'tls=dane/!requiretls:nocertmatch, '))],
		warning(1),
	);
	checkRules(tls, [local, exim('DANE error: No usable TLSA records'), passed], warning(1));
	checkRules(tls, [local, exim('Server certificate revoked; reason: superseded'), passed], warning(1));
});

test('a certificate of which nobody asked, or of which others tell', () => {
	checkRules(
		tls,
		[...from, ...daemon('smtp[7]', 0, untrusted, to(sent, 'mx.example.net[198.51.100.7]:25'))],
		[],
	);
	checkRules(
		tls,
		[
			...from,
			...daemon(
				'smtp[7]',
				0,
				'certificate verification failed for mx.example.net[198.51.100.7]:25: self-signed certificate',
				untrusted,
				to(sent, 'mx.example.net[198.51.100.7]:25'),
			),
		],
		[],
	);
	checkRules(
		tls,
		[
			...from,
			...daemon('smtp[7]', 0, untrusted, to('dsn=4.7.5, status=deferred (Server certificate not verified)')),
		],
		['2 warning delivery.deferred'],
	);
	checkRules(
		tls,
		[
			...from,
			...daemon(
				'smtp[7]',
				0,
				`${id}: Server certificate not verified`,
				to('dsn=4.7.5, status=deferred (Server certificate not verified)'),
			),
		],
		['2 warning delivery.deferred'],
	);
	checkRules(tls, [...from, ...daemon('smtp[7]', 0, to(sent, undefined, 'tls=may, '))], []);
	checkRules(
		tls,
		[
			local,
			exim('[198.51.100.7] SSL verify error: certificate name mismatch: DN="/CN=mx" H="mx.example.net"'),
			passed,
		],
		[],
	);
	checkRules(tls, [local, passed.replace(' C=', ' X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no C=')], []);
});
