import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allTerms, dnsblAnswers, term, termFile, type TermKind } from '../../src/knowledge/knowledge';
import { probeOf } from '../../src/knowledge/probe';
import { plainWords } from '../../src/knowledge/replyTextRules';
import { dnsbl, dnsblReturn, tlsCipher, warningAbout } from '../../src/knowledge/terms';

const kinds: readonly TermKind[] = [
	'dnsbl',
	'ehlo-keyword',
	'sasl-mechanism',
	'daemon',
	'lost-connection',
	'log-field',
	'exim-flag',
	'exim-field',
	'exim-error',
	'tls-version',
	'tls-cipher',
	'tls-verdict',
	'postscreen',
	'probe',
	'warning',
	'command',
	'header',
];
const nothings = [
	'',
	' ',
	'.',
	'nothing of that name',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
];

function checkWords(owner: string, text: string): void {
	assert.ok(text.trim() === text && text.length > 0, owner);
	// Code spans are the only Markdown in the words, so that they can stand anywhere.
	assert.doesNotMatch(text.replace(/`[^`]*`/g, 'code'), /[`*_[\]<>|#]|  /, `${owner}: ${text}`);
}

function checkAddress(owner: string, url: string): void {
	assert.match(url, /^https:\/\/[\w.-]+\/[\w./#@=?&()+~{}-]*$/, owner);
}

test('every term has words and sources, and is found by each of its names', () => {
	for (const kind of kinds) {
		const { terms } = termFile(kind);
		const others = (name: string) => {
			const known = terms[name];
			return (typeof known === 'string' ? undefined : known?.also) ?? [];
		};
		const names = Object.keys(terms).flatMap((name) => [name, ...others(name)]);
		assert.deepEqual(names, [...new Set(names)], kind);
		assert.ok(names.length > 0, kind);
		for (const name of Object.keys(terms)) {
			const owner = `${kind} ${name}`;
			const found = term(kind, name);
			assert.ok(found, owner);
			assert.equal(found.name, name);
			for (const other of others(name)) {
				assert.equal(term(kind, other)?.name, name, `${owner}: ${other}`);
			}
			const { title, meaning, action, sources } = found;
			assert.ok(sources.length > 0, `${owner} has no source`);
			for (const { url } of sources) {
				checkAddress(owner, url);
			}
			for (const text of [title, meaning, ...(action === undefined ? [] : [action])]) {
				checkWords(owner, text);
			}
		}
		assert.equal(allTerms(kind).length, Object.keys(terms).length);
	}
});

test('what is no term is undefined', () => {
	for (const name of nothings) {
		for (const kind of kinds) {
			assert.equal(term(kind, name), undefined, `${kind} ${name}`);
		}
		assert.equal(dnsbl(name), undefined, name);
		assert.equal(dnsblReturn(name, '127.0.0.2'), undefined, name);
		assert.equal(tlsCipher(name), undefined, name);
		assert.equal(probeOf(name), name === ' ' ? 'empty' : undefined, name);
		assert.equal(warningAbout(name), undefined, name);
	}
});

test('a term is found in small and capital letters', () => {
	assert.equal(term('ehlo-keyword', 'starttls')?.name, 'STARTTLS');
	assert.equal(term('sasl-mechanism', 'Scram-Sha-256-Plus')?.name, 'SCRAM-SHA-256');
	assert.equal(term('exim-field', 'Ci')?.name, 'Ci');
	assert.equal(term('lost-connection', 'DATA')?.name, 'lost connection after DATA');
	assert.deepEqual(term('daemon', 'qmgr', 'tlh'), term('daemon', 'qmgr'));
});

test('a list is found by its zone and by every name in it', () => {
	const rows: readonly (readonly [zone: string, name: string | undefined])[] = [
		['zen.spamhaus.org', 'zen.spamhaus.org'],
		['ZEN.Spamhaus.ORG.', 'zen.spamhaus.org'],
		['abcdef0123456789.zen.dq.spamhaus.net', 'zen.spamhaus.org'],
		['1.2.0.192.zen.spamhaus.org', 'zen.spamhaus.org'],
		['example.com.dbl.spamhaus.org', 'dbl.spamhaus.org'],
		['key.combined.mail.abusix.zone', 'combined.mail.abusix.zone'],
		['spam.dnsbl.sorbs.net', 'dnsbl.sorbs.net'],
		['spamhaus.org', undefined],
		['notzen.spamhaus.org', undefined],
		['example.com', undefined],
		['a.'.repeat(200), undefined],
	];
	for (const [zone, name] of rows) {
		assert.equal(dnsbl(zone)?.name, name, zone);
	}
});

test('a list tells who runs it, whether it lives, and where to look', () => {
	const zen = dnsbl('zen.spamhaus.org');
	assert.deepEqual(
		[zen?.operator, zen?.standing, zen?.lists, zen?.allows, zen?.wildcard],
		['Spamhaus', 'active', 'addresses', false, false],
	);
	assert.match(zen?.lookup ?? '', /\{address\}/);
	assert.equal(dnsbl('pbl.spamhaus.org')?.removal, zen?.removal);
	const rows = [
		['dnsbl.sorbs.net', 'closed', '2024-06', false],
		['ix.dnsbl.manitu.net', 'closed', '2025-01', false],
		['dnsbl.ahbl.org', 'closed', '2015-01', true],
		['db.wpbl.info', 'closed', undefined, false],
		['bl.spamcop.net', 'active', undefined, false],
	] as const;
	for (const [zone, standing, closed, wildcard] of rows) {
		const found = dnsbl(zone);
		assert.deepEqual([found?.standing, found?.closed, found?.wildcard], [standing, closed, wildcard], zone);
	}
	assert.equal(dnsbl('list.dnswl.org')?.allows, true);
	checkWords('*', dnsblAnswers('*')?.['127.0.0.*'] ?? '');
	for (const [name, { lookup, removal, partOf }] of Object.entries(termFile('dnsbl').terms)) {
		for (const url of [lookup, removal]) {
			if (url !== undefined) {
				checkAddress(name, url);
			}
		}
		assert.ok(partOf === undefined || termFile('dnsbl').terms[partOf], name);
		for (const [answers, meaning] of Object.entries(dnsblAnswers(name) ?? {})) {
			assert.match(answers, /^(?:\d+|127\.(?:\d+|\*)\.(?:\d+|\*)\.(?:\d+(?:-\d+)?|\*))$/, name);
			checkWords(name, meaning);
		}
	}
});

test('what the answer of a list says', () => {
	const rows: readonly (readonly [zone: string, address: string, meaning: RegExp, listed: boolean])[] = [
		['zen.spamhaus.org', '127.0.0.2', /SBL/, true],
		['zen.spamhaus.org', '127.0.0.5', /XBL/, true],
		['key.xbl.dq.spamhaus.net', '127.0.0.4', /XBL/, true],
		['zen.spamhaus.org', '127.0.0.10', /PBL/, true],
		['zen.spamhaus.org', '127.255.255.254', /public resolver/, false],
		['zen.spamhaus.org', '127.255.255.255', /too many/i, false],
		['dbl.spamhaus.org', '127.0.1.2', /Spam domain/, true],
		['dbl.spamhaus.org', '127.0.1.255', /names only/, false],
		['zrd.dq.spamhaus.net', '127.0.2.12', /hours/, true],
		['list.dnswl.org', '127.0.5.3', /High trust/, false],
		['list.dnswl.org', '127.0.0.255', /too many/i, false],
		['multi.surbl.org', '127.0.0.24', /^phishing, malware$/, true],
		['multi.uribl.com', '127.0.0.1', /refused/, false],
		['hostkarma.junkemailfilter.com', '127.0.0.3', /Yellow/, false],
		['bl.blocklist.de', '127.0.0.13', /Attacked/, true],
		['dnsbl.ahbl.org', '127.0.0.2', /^Nothing/, false],
		['bl.spamcop.net', '127.0.0.2', /^Listed$/, true],
		['dnsbl.dronebl.org', '127.0.0.9', /proxy/, true],
	];
	for (const [zone, address, meaning, listed] of rows) {
		const found = dnsblReturn(zone, address);
		assert.match(found?.meaning ?? '', meaning, `${zone} ${address}`);
		assert.equal(found?.listed, listed, `${zone} ${address}`);
	}
	for (const address of [
		'',
		'127.0.0.99',
		'192.0.2.1',
		'127.0.0',
		'127.0.0.x',
		'constructor',
		'127.0.0.2.1',
	]) {
		assert.equal(dnsblReturn('zen.spamhaus.org', address), undefined, address);
	}
});

test('a cipher suite is judged by its name, in any spelling', () => {
	const rows: readonly (readonly [name: string, forwardSecrecy: boolean, strength: string, title: RegExp])[] =
		[
			['TLS_AES_256_GCM_SHA384', true, 'good', /TLS 1\.3/],
			['TLS_CHACHA20_POLY1305_SHA256', true, 'good', /TLS 1\.3/],
			['ECDHE-RSA-AES256-GCM-SHA384', true, 'good', /elliptic/],
			['ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM', true, 'good', /elliptic/],
			['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', true, 'good', /elliptic/],
			['ECDHE-RSA-AES128-SHA', true, 'old', /Older/],
			['DHE-RSA-AES256-SHA256', true, 'old', /Diffie/],
			['AES256-GCM-SHA384', false, 'old', /under the certificate/],
			['AES128-SHA', false, 'old', /under the certificate/],
			['RSA_AES_256_CBC_SHA1', false, 'old', /under the certificate/],
			['TLS_RSA_WITH_AES_128_CBC_SHA', false, 'old', /under the certificate/],
			['ECDH-RSA-AES256-SHA', false, 'old', /Fixed/],
			['ADH-AES256-GCM-SHA384', false, 'old', /No certificate/],
			['PSK-AES256-CBC-SHA', false, 'old', /Shared/],
			['RC4-SHA', false, 'broken', /RC4/],
			['DES-CBC3-SHA', false, 'broken', /3DES/],
			['TLS_RSA_WITH_3DES_EDE_CBC_SHA', false, 'broken', /3DES/],
			['DES-CBC-SHA', false, 'broken', /^DES/],
			['EXP-RC4-MD5', false, 'broken', /Weakened/],
			['NULL-SHA256', false, 'broken', /No encryption/],
		];
	for (const [name, forwardSecrecy, strength, title] of rows) {
		const found = tlsCipher(name);
		assert.deepEqual([found?.forwardSecrecy, found?.strength], [forwardSecrecy, strength], name);
		assert.match(found?.title ?? '', title, name);
	}
	assert.equal(tlsCipher('CAST'), undefined);
});

test('what a client said in place of SMTP', () => {
	const rows: readonly (readonly [said: string, name: string | undefined])[] = [
		[String.raw`\026\003\001\002\000\001\000\001\374\003\003`, 'tls'],
		[String.raw`\200.\001\003\001\000\025`, 'sslv2'],
		[String.raw`\003\000\000/*\340\000\000\000\000\000Cookie: mstshash=Administr\r\n`, 'rdp'],
		['???/*?????Cookie: mstshash=hello', 'rdp'],
		[String.raw`\003\000\000\v\006\340\000\000\000\000\000`, 'rdp'],
		[String.raw`GET / HTTP/1.1\r\nHost: 192.0.2.1\r\n`, 'http'],
		['CONNECT mx.example.com:25 HTTP/1.0', 'http'],
		[String.raw`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`, 'http2'],
		['Host: 192.0.2.1', 'http'],
		[String.raw`SSH-2.0-Go\r\n`, 'ssh'],
		[String.raw`\005\001\000`, 'socks'],
		[String.raw`\004\001\000\031\300\000\002\001\000`, 'socks'],
		['OPTIONS sip:nm SIP/2.0', 'sip'],
		['OPTIONS / RTSP/1.0', 'rtsp'],
		[String.raw`*1\r\n$4\r\nINFO\r\n`, 'redis'],
		[String.raw`stats\r\n`, 'memcached'],
		[String.raw`\000\000\000\244\377SMBr\000\000`, 'smb'],
		[String.raw`\000\000\000\b\004\322\026/`, 'mysql'],
		[String.raw`0\f\002\001\001${'`'}\a\002\001\003\004\000\200\000`, 'ldap'],
		[String.raw`\000\036\000\006\001\000\000\001\000\000\000\000\000\000\aversion\004bind`, 'dns'],
		['JDWP-Handshake', 'jdwp'],
		['PROXY TCP4 192.0.2.1 198.51.100.1 56324 25', 'proxy-protocol'],
		[String.raw`EHLO ylmf-pc\r\n`, 'ylmf-pc'],
		['EHLO User', 'user'],
		['EHLO masscan', 'masscan'],
		['HELO [127.0.0.1]', 'helo-loopback'],
		['EHLO 192.0.2.1', 'helo-bare-address'],
		['EHLO WIN-CLJ1B0GQ6JP', 'helo-windows'],
		[String.raw`EHLO mail.example.com\r\n`, 'smtp'],
		['QUIT', 'smtp'],
		['a001 LOGIN user pass', 'ftp'],
		[String.raw`\r\n\r\n`, 'empty'],
		[String.raw`\001\000\000\377`, 'binary'],
		['hello there', undefined],
	];
	for (const [said, name] of rows) {
		assert.equal(probeOf(said), name, said);
		assert.ok(name === undefined || term('probe', name), `${name} is not described`);
	}
	assert.equal(probeOf(new Uint8Array([22, 3, 1, 2, 0, 1])), 'tls');
	assert.equal(probeOf(new Uint8Array(100_000)), 'binary');
	probeOf('\\'.repeat(1_000_000));
});

//   192.0.2.1 198.51.100.1 203.0.113.1 127.0.0.1 and example.com are for documentation and tests
const realAddress =
	/\b(?!192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|127\.0\.0\.|0\.0\.0\.|1\.2\.0\.192)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|@(?!example)/;

test('a warning is known by its words, and no entry before its own claims its samples', () => {
	assert.ok(Object.keys(termFile('warning').terms).length >= 60);
	for (const [name, { says, butNot = [], samples }] of Object.entries(termFile('warning').terms)) {
		assert.ok(samples.length > 0, name);
		for (const sample of samples) {
			assert.equal(warningAbout(sample)?.name, name, sample);
			assert.doesNotMatch(sample, realAddress, `${name} names somebody`);
		}
		for (const phrase of [...says, ...butNot]) {
			const parts = phrase.split(' * ').map((part) => plainWords(part).trim());
			assert.equal(parts.join(' * '), phrase, name);
		}
	}
	for (const text of ['connect from unknown[192.0.2.1]', 'removed', 'statistics: max cache size 3']) {
		assert.equal(warningAbout(text), undefined, text);
	}
});
