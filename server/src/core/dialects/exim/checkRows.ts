import type { Kind } from '../../event';
import type { Row } from '../row';
import { fact } from './tlsRows';

/** What was found out about a message and its sender: signatures, policies, DNS lists, scanners. */
export function checkRows(): Row[] {
	return [
		...signatureRows(),
		...many('info', {
			'DMARC results: ':
				"spf_domain=example.org dmarc_domain=example.org spf_align=yes dkim_align=no enforcement='Accept'",
			'DMARC using synthesized SPF sender domain = ': 'mx.example.org',
			'DMARC spf result is ': 'pass',
			'arc: ': 'no instance tag',
			'ARC: ': 'no Authentication-Results header for signing',
			'DNS list lookup ': 'defer (probably timeout) for 40.113.0.203.dnsbl.example: assumed not in list',
			'dnslists domain "': 'dnsbl,example" contains strange characters - is this right?',
			'SA: ':
				"Action: scanned but message isn't spam: score=1.2 required=5.0 (scanned in 1/1 secs | Message-Id: a.1@sender.example). From <a@example.org> (host=mx.example.org [203.0.113.40]) for b@example.com",
			'SpamAssassin ': 'as alice detected message as spam (11.0)',
		}),
		fact('info', 'Long ', ["A lookup for 'mx.example.org': 3012 msec"], ' lookup for '),
		fact('info', 'Authentication-Results: ', ['mail.example.com; spf=pass smtp.mailfrom=example.org']),
		...many('warning', {
			'malware acl condition: ':
				'clamd /run/clamav/clamd.ctl : unable to connect to UNIX socket: No such file or directory',
			'spam acl condition: ': 'all spamd servers failed',
			'spam acl condition warning ': "- invalid spamd address: 'x'",
			'regex acl condition': ' warning - error in regex, skipped',
			'mime_regex acl condition warning ': '- could not decode MIME part to file',
			'MIME acl condition ': 'warning - could not decode RFC822 MIME part to file.',
			'acl_smtp_mime: ': "can't open RFC822 spool file, skipping.",
			'regular expression error: ': 'missing closing parenthesis at offset 4 while compiling (abc',
			'DCC: ': 'Connecting to UNIX socket failed: No such file or directory',
			'Temporary error with DCC: ': 'T',
			'Unknown DCC response: ': 'X',
			'Wrong header from DCC, ': 'output is X-DCC',
			'bmi error [': 'loc 1 type 2]: could not initialize Brightmail system.',
			'bmi warning: [': 'loc 1 type 2]: bmiOptinMSet() failed',
			'dmarc: ': 'no useable domain',
			'DMARC failure ': 'creating policy context: ip=203.0.113.40',
			'failure to send DMARC forensic report ': 'to dmarc@example.org',
			'failure to create DMARC history file: ': '/var/spool/exim4/dmarc: Permission denied',
			'failure to write to DMARC history file: ': '/var/spool/exim4/dmarc',
			'failure to store header From: in DMARC: ': "NULL, header was 'x'",
			'failure to store spf for DMARC: ': 'NULL',
			'failure to store dkim (': 'example.org) for DMARC: NULL',
			'failure to read DMARC alignment: ': 'NULL',
			'failure to read domainname used for DMARC lookup: ': 'NULL',
			'expansion of spf_smtp_comment_template failed': '',
			'expansion of dkim_verify_signers option failed: ': 'unknown variable',
			'internal scanner error (ignored): ': 'x',
			'PDKIM: ': 'no valid key',
		}),
	];
}

/** `DKIM: d=example.org s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]` */
function signatureRows(): Row[] {
	return [
		fact('dkim', 'DKIM: ', [
			'd=example.org s=sel c=simple/simple a=rsa-sha256 b=2048 [verification succeeded]',
			'd=example.org s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 i=@example.org t=1700000000 x=1700604800 [verification failed - body hash mismatch (body probably modified in transit)]',
			'd=example.org s=sel c=relaxed/simple a=ed25519-sha256 b=512 [invalid - public key record (currently?) unavailable]',
			'validation error: RSA_LONG_LINE',
			'message could not be signed, and dkim_strict is set. Deferring message delivery.',
			'signing failed: private key',
		]),
	];
}

/** One row for each start; with it, the rest of its sample. */
export function many(kind: Kind, samples: Readonly<Record<string, string>>): Row[] {
	return Object.entries(samples).map(([starts, rest]) => fact(kind, starts, [rest]));
}
