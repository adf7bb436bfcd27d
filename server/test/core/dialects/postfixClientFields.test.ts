import { checkPostfixLines } from './checkPostfixLines';

const to =
	'4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1';

checkPostfixLines('deliveries', [
	[
		'smtp',
		'4jYB5r214Jz6x: to=<"a, b"@example.net>, orig_to="c, d"@example.com, relay=none, delay=1, delays=1/0/0/0, dsn=5.1.1, status=bounced (no)',
		'delivery',
		{ to: '"a, b"@example.net', original: '"c, d"@example.com', relay: 'none', status: 'bounced' },
	],
	[
		'qmgr',
		'4jYB5r214Jz6x: from=<"a > b"@example.com>, size=412, nrcpt=1 (queue active)',
		'queue-active',
		{ from: '"a > b"@example.com', size: '412' },
	],
	// Postfix 2.2 and before.
	[
		'smtp',
		'8C5EB1C0F3: to=<b@example.net>, relay=mx.example.net[198.51.100.7], delay=3, status=sent (250 Ok: queued as 1D8D8217)',
		'delivery',
		{
			queueId: '8C5EB1C0F3',
			relay: 'mx.example.net[198.51.100.7]',
			relayAddress: '198.51.100.7',
			relayPort: undefined,
			delay: '3',
			dsn: undefined,
			status: 'sent',
			code: '250',
			enhanced: undefined,
			acceptedAs: '1D8D8217',
		},
	],
	[
		'smtp',
		`${to}, tls=dane/!requiretls:nocertmatch, dsn=5.7.10, status=bounced (REQUIRETLS failure)`,
		'delivery',
		{
			tlsFeatures: 'dane/!requiretls:nocertmatch',
			dsn: '5.7.10',
			status: 'bounced',
			text: 'REQUIRETLS failure',
		},
	],
	[
		'local',
		'4jYB5r214Jz6x: to=<b@example.net>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=5.1.1, status=SOFTBOUNCE (unknown user: "b")',
		'delivery',
		{ status: 'SOFTBOUNCE', dsn: '5.1.1', text: 'unknown user: "b"' },
	],
	// A reply of several lines: the last one has the enhanced code.
	[
		'smtp',
		`${to}, dsn=5.7.1, status=bounced (host mx.example.net[198.51.100.7] said: 550-Your message was refused. 550-Ask postmaster@example.net 550 5.7.1 why. (in reply to end of DATA command))`,
		'delivery',
		{ code: '550', enhanced: '5.7.1', phase: 'end-of-data', remoteHost: 'mx.example.net[198.51.100.7]' },
	],
	[
		'qmgr',
		'4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=1, delays=1/0/0/0, dsn=4.2.0, status=deferred (delivery temporarily suspended: host mx.example.net[198.51.100.7] refused to talk to me: 421 4.7.0 Busy)',
		'delivery',
		{ relay: 'none', code: '421', enhanced: '4.7.0', text: 'Busy', phase: 'connect' },
	],
	[
		'error',
		'4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to mx.example.net[198.51.100.7]:25: Connection refused)',
		'delivery',
		{
			code: undefined,
			remoteHost: 'mx.example.net[198.51.100.7]:25',
			text: 'delivery temporarily suspended: connect to mx.example.net[198.51.100.7]:25: Connection refused',
		},
	],
	[
		'smtp',
		`${to}, dsn=4.4.2, status=deferred (lost connection with mx.example.net[198.51.100.7] while sending end of data -- message may be sent more than once)`,
		'delivery',
		{ phase: 'end-of-data', code: undefined },
	],
	[
		'smtp',
		`${to}, dsn=4.7.0, status=deferred (TLS is required, but host mx.example.net[198.51.100.7] refused to start TLS: 454 4.7.0 TLS not available)`,
		'delivery',
		{ code: '454', enhanced: '4.7.0', phase: 'STARTTLS' },
	],
	[
		'smtp',
		`${to}, dsn=4.7.8, status=deferred (SASL authentication failed; server mx.example.net[198.51.100.7] said: 535 5.7.8 Bad credentials)`,
		'delivery',
		{ code: '535', enhanced: '5.7.8', phase: 'AUTH', text: 'Bad credentials' },
	],
	[
		'local',
		'4jYB5r214Jz6x: to=<alice@example.com>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (forwarded as 4jYBGn1jgJz7T)',
		'delivery',
		{ status: 'sent', text: 'forwarded as 4jYBGn1jgJz7T' },
	],
	[
		'cleanup',
		'4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=0.1, delays=0.1/0/0/0, dsn=5.4.6, status=bounced (mail forwarding loop)',
		'delivery',
		{ relay: 'none', status: 'bounced', dsn: '5.4.6' },
	],
	[
		'smtp',
		'4jYB5r214Jz6x: passing <alice@example.com> to transport=lmtp',
		'info',
		{ to: 'alice@example.com', transport: 'lmtp' },
	],
	[
		'qmgr',
		'4jYB5r214Jz6x: status=deferred (bounce failed)',
		'info',
		{ status: 'deferred', text: 'bounce failed' },
	],
]);

checkPostfixLines('the client', [
	[
		'smtp',
		'4jYB5r214Jz6x: enabling PIX workarounds: disable_esmtp delay_dotcrlf for mx.example.net[198.51.100.7]:25',
		'info',
		{ relayAddress: '198.51.100.7', text: 'workarounds: disable_esmtp delay_dotcrlf' },
	],
	[
		'smtp',
		'connect to mx.example.net[198.51.100.7]: Connection timed out (port 25)',
		'connect-failed',
		{
			relayHost: 'mx.example.net',
			relayAddress: '198.51.100.7',
			relayPort: '25',
			text: 'Connection timed out',
		},
	],
	[
		'lmtp',
		'connect to mail.example.com[private/dovecot-lmtp]: No such file or directory',
		'connect-failed',
		{ relayHost: 'mail.example.com', text: 'No such file or directory' },
	],
	[
		'smtp',
		'warning: connect to private/tlsmgr: No such file or directory',
		'warning',
		{ relayHost: undefined },
	],
	[
		'smtp',
		'4jYB5r214Jz6x: host mx.example.net[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)',
		'remote-reply',
		{ relayAddress: '198.51.100.7', code: '450', enhanced: '4.2.0', phase: 'RCPT', text: 'Greylisted' },
	],
	[
		'smtp',
		'4jYB5r214Jz6x: SASL authentication failed; server mx.example.net[198.51.100.7] said: 535 5.7.8 Bad credentials',
		'sasl-failed',
		{ relayHost: 'mx.example.net', code: '535', phase: 'AUTH' },
	],
	[
		'smtp',
		'4jYB5r214Jz6x: TLS is required, but was not offered by host mx.example.net[198.51.100.7]',
		'tls-failed',
		{ relayAddress: '198.51.100.7' },
	],
	['smtp', '4jYB5r214Jz6x: Server certificate not verified', 'tls-unverified', { queueId: '4jYB5r214Jz6x' }],
	[
		'smtp',
		'warning: host mx.example.net[198.51.100.7]:25 greeted me with my own hostname mail.example.com',
		'warning',
		{ relayHost: 'mx.example.net', relayPort: '25' },
	],
	[
		'smtp',
		'host mx.example.net[198.51.100.7] offers SMTPUTF8 support, but not 8BITMIME',
		'info',
		{ relayHost: 'mx.example.net' },
	],
]);

checkPostfixLines('TLS', [
	[
		'smtpd',
		'Anonymous TLS connection established from unknown[192.0.2.9] to mail.example.com: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256',
		'tls-established',
		{
			tlsTrust: 'Anonymous',
			address: '192.0.2.9',
			tlsVersion: 'TLSv1.3',
			tlsCipher: 'TLS_AES_256_GCM_SHA384',
		},
	],
	[
		'smtpd',
		'TLS connection established from unknown[192.0.2.9]: TLSv1 with cipher DHE-RSA-AES256-SHA (256/256 bits)',
		'tls-established',
		{ tlsTrust: undefined, tlsVersion: 'TLSv1', tlsCipher: 'DHE-RSA-AES256-SHA' },
	],
	[
		'smtp',
		'Verified TLS connection reused to mx.example.net[198.51.100.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
		'tls-established',
		{ tlsTrust: 'Verified', relayAddress: '198.51.100.7', relayPort: '25', tlsVersion: 'TLSv1.3' },
	],
	[
		'tlsproxy',
		'Anonymous TLS connection established from [203.0.113.9]:51937: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)',
		'tls-established',
		{ address: '203.0.113.9', port: '51937', tlsVersion: 'TLSv1.2' },
	],
	[
		'tlsproxy',
		'Trusted TLS connection established to mx.example.net[198.51.100.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
		'tls-established',
		{ tlsTrust: 'Trusted', relayAddress: '198.51.100.7', relayPort: '25', address: undefined },
	],
	[
		'smtpd',
		'NOQUEUE: abort: TLS from unknown[192.0.2.7]: No client certificate presented',
		'tls-failed',
		{ address: '192.0.2.7', text: 'No client certificate presented' },
	],
	[
		'tlsproxy',
		'TLS handshake failed for service=smtpd peer=[203.0.113.9]:51937',
		'tls-failed',
		{ address: '203.0.113.9', port: '51937' },
	],
	[
		'smtp',
		'server certificate verification failed for mx.example.net[198.51.100.7]:25: certificate has expired',
		'tls-unverified',
		{ relayHost: 'mx.example.net', text: 'certificate has expired' },
	],
	[
		'smtp',
		'certificate verification failed for mx.example.net: num=18:self signed certificate',
		'tls-unverified',
		{ relayHost: 'mx.example.net', text: 'num=18:self signed certificate' },
	],
	[
		'smtpd',
		'certificate verification failed for mx.example.org[192.0.2.9]: untrusted issuer /CN=Example CA',
		'tls-unverified',
		{ host: 'mx.example.org', address: '192.0.2.9', text: 'untrusted issuer /CN=Example CA' },
	],
	[
		'smtp',
		'mx.example.net[198.51.100.7]:25: subject_CN=mx.example.net, issuer_CN=Example CA, fingerprint=0F:1E, pkey_fingerprint=2D:3C',
		'info',
		{ relayAddress: '198.51.100.7', relayPort: '25' },
	],
	[
		'smtp',
		'TLSRPT: status=failure, domain=example.net, receiving_mx=mx.example.net[198.51.100.7], failure_type=certificate_expired',
		'info',
		{ status: 'failure', relayAddress: '198.51.100.7', text: 'failure_type=certificate_expired' },
	],
]);
