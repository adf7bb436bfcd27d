import type { Row } from '../row';
import { many } from './checkRows';
import { messageRow } from './messageRows';
import { startFaultRows } from './startFaultRows';
import { fact } from './tlsRows';

/** What the panic log is for, and what else should not happen. Each start is long enough to be nobody else's word. */
export function faultRows(): Row[] {
	return [
		...startFaultRows(),
		...expansionRows(),
		...spoolRows(),
		...deliveryRows(),
		...receptionRows(),
		...internalRows(),
	];
}

/** An expansion that failed, a list or a lookup that gave no answer, a value that came from outside. */
function expansionRows(): Row[] {
	return [
		...many('warning', {
			'failed to expand ': 'ACL message "${if": condition name expected, but found ""',
			'Failed to expand ':
				'return path "${if" in bad_return transport: condition name expected, but found ""',
			'expansion of ': 'tls_certificate failed: unknown variable name',
			'Expansion of ': '"${if" (received_header_text) failed: condition name expected',
			'unable to expand ': 'message_size_limit: unknown variable',
			'home directory "': '${if" failed to expand for local_delivery transport: unknown condition',
			'current directory "': '${if" failed to expand for local_delivery transport: unknown condition',
			'Tainted ': "filename for search: '/etc/exim4/alice'",
			'tainted search query is not properly quoted':
				" (router aliases, /etc/exim4/exim4.conf 69): select name from users where id='alice'",
			'attempt to use tainted ': "value '/alice' (alice_transport) for transport",
			'attempt to used tainted ': "value 'x' for atrn_domains",
			'Attempt to exec tainted path: ': "'/home/alice/bin/filter'",
			'list matching forced to fail: ': 'lookup of "x" gave DEFER',
			'Loop detected in lookup of local part of ': 'alice in /etc/exim4/locals',
			'no @ found in the subject of an address list match: ': 'subject="x" pattern="*@y"',
			'partial matching is not applicable to whole-address lookups: ': 'ignored "partial-" in "x"',
			'too many lookups open, ': "but can't find one to close",
			'Rewrite of ': 'a@example.org yielded unparseable address: missing domain in address x',
			'rewrite rule repeat ignored after ': '10 times',
			'dlfunc{': '/usr/lib/x.so}{f} failed (1): x',
			'local part longer than ': '1024 in string expansion',
			'CNAME loop for ': 'www.example.org encountered',
			'dnslist query is too long (ignored): ': 'x...',
			'unknown item in dnslist (ignored): ': 'x',
			'dns_again_means_nonexist recursion seen for ': 'example.org (assuming nonexist)',
			'responsible-mailbox truncated: ': 'type=RP domain=example.org',
			'internal ACL error: ': 'unknown verb 9',
			'"discard" verb not allowed in ': 'connect ACL',
			'"drop" verb not allowed in ': 'not-SMTP ACL',
			'ACL "warn" with "message" setting ':
				'found in a non-message (connect) ACL: cannot specify header lines here: message ignored',
			'unknown log name "': 'x" in "log_reject_target" in acl_check_rcpt ACL',
			'unknown named': ' domain list "+x"',
			'configured error code starts with incorrect digit ': '(expected 2) in "450 Bad number"',
			'EHLO/HELO response must not contain newlines: ': 'message truncated: 250 Two\\nlines',
		}),
		fact(
			'warning',
			'failed to open ',
			['/etc/exim4/aliases for linear search: Permission denied (euid=100 egid=101)'],
			'egid=',
		),
		fact(
			'warning',
			'failed to open ',
			['/etc/exim4/none for linear search: No such file or directory'],
			' search: ',
		),
		fact(
			'warning',
			'ACL for ',
			['QUIT returned ERROR: cannot use "control=freeze" in QUIT ACL'],
			' returned ERROR: ',
		),
		fact(
			'warning',
			'<',
			["b@example.net>: failed to expand transport's tls_sni value: unknown variable"],
			">: failed to expand transport's ",
		),
		fact('warning', 'bounce_message_file is not ', ["absolute after expansion: 'bounce.txt'"]),
		fact('warning', 'warn_message_file is not ', ["absolute after expansion: 'warn.txt'"]),
		fact(
			'warning',
			'Failed to open ',
			['/etc/exim4/bounce.txt for error message texts: No such file or directory'],
			' message texts: ',
		),
		fact('warning', 'failed to find ', ['dkim module for verify: no such file'], ' module for '),
		messageRow('warning', '', [], {
			has: ': accepted by +include_',
			samples: ['1xVX0Y-00008E-0N no IP address found for mx.example.org: accepted by +include_unknown'],
			read: (cursor) => cursor.takeRest('text'),
		}),
	];
}

/** The spool, the hints databases, the journal. */
function spoolRows(): Row[] {
	return many('warning', {
		'Format error in spool file ': '1xVX0Y-00008E-0N-H: size=0',
		'Error reading spool file ': '1xVX0Y-00008E-0N-H: Input/output error',
		'Spool error': ': no recipients for 1xVX0Y-00008E-0N-H',
		'Spool file 1': 'xVX0Y-00008E-0N-D not found',
		'Spool Q=': 'bulk file 1xVX0Y-00008E-0N-H bad format',
		'spoolfile error on close: ': 'No space left on device',
		'spool directory space check failed: ': 'space=1024 inodes=10',
		'log directory space check failed: ': 'space=1024 inodes=10',
		'Failed to create spool file ': '/var/spool/exim4//input//1xVX0Y-00008E-0N-D: Permission denied',
		'Failed setting ownership on spool file ':
			'/var/spool/exim4//input//1xVX0Y-00008E-0N-D: Operation not permitted',
		'Failed to get write lock for ': '/var/spool/exim4/db/retry.lockfile: timed out',
		'Failed to get read lock for ': '/var/spool/exim4/db/retry.lockfile: timed out',
		'Cannot lock /': 'var/spool/exim4//input//1xVX0Y-00008E-0N-D (11): Resource temporarily unavailable',
		'Bad db record size for ': "'x'",
		'smtp-wait database entry for ': 'mx.example.net has bad count=7 (max=6)',
		'failed to update journal for ': 'b@example.net: No space left on device',
		'failed to write journal for ': 'b@example.net: No space left on device',
		'failed to fsync journal: ': 'Input/output error',
		'attempt to open journal for reading gave: ': 'Permission denied',
		"Couldn't open journal file ": '/var/spool/exim4//input//1xVX0Y-00008E-0N-J: Permission denied',
		"Couldn't set perms on journal file ":
			'/var/spool/exim4//input//1xVX0Y-00008E-0N-J: Operation not permitted',
		"Couldn't open message log ": '/var/spool/exim4//msglog//1xVX0Y-00008E-0N: Permission denied',
		"Couldn't fdopen message log ": '/var/spool/exim4//msglog//1xVX0Y-00008E-0N: Bad file descriptor',
		"Couldn't set perms on message log ":
			'/var/spool/exim4//msglog//1xVX0Y-00008E-0N: Operation not permitted',
		'failed to move /': 'var/spool/exim4//msglog//1xVX0Y-00008E-0N to the msglog.OLD directory',
		'failed to unlink /': 'var/spool/exim4//input//1xVX0Y-00008E-0N-D: No such file or directory',
		'link("/': 'var/spool/exim4/a", "/var/spool/exim4/b") failed while moving message: File exists',
		'unlink("/': 'var/spool/exim4/a") failed while moving message: No such file or directory',
		'Could not open datafile for message ': '1xVX0Y-00008E-0N',
		'Error/short write while writing ': 'message body to /var/spool/exim4/scan/x',
		'Attempt to open msglog file path with upward-traversal: ': "'../x'",
		'deliver_datafile lseek: ': 'Illegal seek',
	});
}

/** While messages are delivered. */
function deliveryRows(): Row[] {
	return [
		...many('warning', {
			'User 0 set for ': 'local_delivery transport is on the never_users list',
			'Error in system filter: ': 'missing or malformed local part',
			'system filter generated more than ': '65535 delivery addresses',
			'Delivery status for ': 'b@example.net: invalid errno',
			'Fork failed for local delivery to ': 'alice@example.com',
			'Failed writing transport result': 's to pipe: Broken pipe',
			'bad local_part ': 'length read from delivery subprocess',
			'failed to read delivery status for ': 'alice@example.com from delivery subprocess',
			'failed to parse address ': "'<a' : '>' missing at end of address",
			'failed to fork automatic delivery process: ': 'Cannot allocate memory',
			'remote delivery process count got out of step': '',
			'Unexpected error return ': '-1 (errno = 10) from waitpid() for process 1234',
			'Failed to reopen ':
				'/var/spool/exim4//input//1xVX0Y-00008E-0N-D for remote parallel delivery: Too many open files',
			'shadow transport "': 'copy" not found',
			'routing loop for ': 'alice@example.com',
			'bad router variable name ': "'x' in router 'y'",
			'creation of pipe for filter or :include: failed for ': 'userforward: Too many open files',
			'queue run: process ': '1234 crashed with signal 11 while delivering 1xVX0Y-00008E-0N',
			'queue run: unexpected data on pipe': '',
			'queue run: error on pipe': ': Input/output error',
			'redirection process ': '1234 vanished unexpectedly',
			'internal problem in ':
				'userforward router: unexpected status 0100 from redirect subprocess (but data correctly received)',
			'internal error: bounce message failure ': "is neither frozen nor ignored (it's been ignored)",
			'delivery re-exec ': 'failed: No such file or directory',
			're-exec of exim ': '(/usr/sbin/exim4) with -Mc failed: No such file or directory',
			'failed to create pipe in queue runner process ': '1234: Too many open files',
			'fork of delivery process from queue runner ': '1234 failed',
			'setup fail for ': 'remote_smtp transport for callout (unknown variable)',
			'callout transport ': "'pipe': pipe is non-smtp",
			'sender verify defer (making callout connection): ': 'T=remote_smtp Network is unreachable',
			'sender verify fail (making callout connection): ': 'T=remote_smtp Network is unreachable',
			'recipient verify defer (making callout connection): ': 'T=remote_smtp Network is unreachable',
			'recipient verify fail (making callout connection): ': 'T=remote_smtp Network is unreachable',
			'socks auth failed': '',
			'Unrecognised socks auth method ': '9',
			'overlong write_command in outgoing SMTP': '',
			'bind of [': '192.0.2.25]:10001 failed',
			'setsockopt(SO_KEEPALIVE) on connection ': 'to 198.51.100.7 failed: Invalid argument',
			'ident connection to ': '203.0.113.40 timed out',
		}),
		fact(
			'warning',
			'Process ',
			['1234 (parent 1233) failed to create child process to send failure message: Cannot allocate memory'],
			' failed to create child process ',
		),
		fact(
			'warning',
			'Process ',
			['1234 finished: not found in remote transport process list'],
			' finished: not found in ',
		),
		fact(
			'warning',
			'process ',
			['1234 crashed with signal 11 while delivering 1xVX0Y-00008E-0N'],
			' crashed with signal ',
		),
		fact('warning', 'Error in ', ['smarthost router: no transport defined'], ' router: '),
		fact('warning', 'Process failed (', ['70) when writing error message to a@example.org (frozen)']),
		...[
			' transport process ',
			' router generated more than ',
			' router returned unknown value ',
			' router failed to expand ',
			' is not of the form user@domain',
		].map((has) =>
			messageRow('warning', '', [], {
				has,
				samples: [`1xVX0Y-00008E-0N named${has}x`],
				read: (cursor) => cursor.takeRest('text'),
			}),
		),
	];
}

/** While messages come in. */
function receptionRows(): Row[] {
	return many('warning', {
		'Message abandoned: ':
			'Spool write error (No space left on device) while receiving message from mx.example.org [203.0.113.40]',
		'Error while reading message ': 'with no usable sender address: message too big (limit set to 500)',
		'Error while handling error message ': 'in message: no recipient addresses',
		'ridiculously long message header received from ':
			'mx.example.org [203.0.113.40] (more than 1048576 characters): message abandoned',
		'overlong message header line received from ':
			'mx.example.org [203.0.113.40] (more than 1048576 characters): message abandoned',
		'timed out while reading local message': '',
		'SIGTERM received while reading local message': '',
		'SIGINT received while reading local message': '',
		'Too many recipients: ': '50001',
		'no recipients found in headers': '',
		'bad addresses found in headers': '',
		'cannot accept message: ': 'failed to stat spool directory /var/spool/exim4: No such file or directory',
		'invalid return ': '9 from local_scan(). Temporary rejection given',
		'Header modification in data ACLs ': 'will not take effect on cutthrough deliveries',
		'exec of "': '/usr/sbin/exim4" (ETRN) failed: No such file or directory',
		'failed to set up ETRN command: ': 'unknown variable',
		'2nd fork for serialized ETRN failed: ': 'Cannot allocate memory',
		'fork of process for ETRN failed: ': 'Cannot allocate memory',
		'smtp_notquit_exit() called more than once ': '(command-timeout)',
		'getsockopt() failed from ': 'mx.example.org [203.0.113.40]: Bad file descriptor',
		'getsockname() failed: ': 'Transport endpoint is not connected',
		'unable to parse "': 'x" as an IPv4 address',
		'Malformed IP address "': 'x" in localhost',
		'bad value for smtp_receive_timeout: ': "'x'",
		'invalid message_size_limit: ': 'x',
		'invalid value for message_size_limit: ': 'x',
		'malformed ratelimit data: ': 'x',
		'string too large in smtp_printf()': '',
		'string too long in header_add: ': 'X-Test: x ...',
	});
}

/** Exim's own memory and the like. */
function internalRows(): Row[] {
	return many('warning', {
		SIGSEGV: ' (null pointer indirection)',
		SEGV_: 'MAPERR',
		'Taint mismatch, ': 'string_vformat: expand_string_internal 4500',
		'bad memory ': 'allocation requested (-1 bytes) from string_catn 1266',
		'failed to malloc ': '1024 bytes of memory: called from line 1208 in store.c',
		'failed to alloc ': '(using posix_memalign) 1024 bytes of memory',
		'bad internal_store_malloc request ': '(0 bytes) from x 1',
		'excessive memory alloc request': '',
		'internal error: store_reset(': '0x1) failed: pool=0 x 1',
		'internal error in string_': 'catn (count -1)',
		'internal error in gstring_': 'grow (ptr 1 size 0)',
		'buffer underflow in smtp_ungetc': '',
		'buffer underflow in stdin_ungetc': '',
		'buffer underflow in tls_ungetc': '',
		'setegid(': '101): Operation not permitted',
		'seteuid(': '100): Operation not permitted',
		'Internal error: ': 'invalid IPv6 address "x" passed to host_aton()',
		'Exim internal error: ': 'missing set flag for x',
		'store_reset called ': 'with bad mark: x 1',
		'store_mark called ': 'for pool 1: x 1',
		'string_sprintf expansion was longer than ': '8192; format string was (%s)',
		string_format: ': unsupported type in "x" in "y"',
		'live variable ': "'x' destroyed by reset_store at y:1",
		'malloc() failed for SMTP input buffer': '',
		'null conn-context pointer': '',
		'header snprintf failed': '',
		'overlong formatted string in transport': '',
		'log_write called with no log flags set': '',
	});
}
