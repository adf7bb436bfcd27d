/** Why a handshake failed, told by the words of OpenSSL, GnuTLS and the programs around them. */
export type TlsReason =
	| 'noCipher'
	| 'wrongVersion'
	| 'oldProtocol'
	| 'expired'
	| 'wrongName'
	| 'untrusted'
	| 'refusedCertificate'
	| 'ownCertificate'
	| 'smallKey'
	| 'noClientCertificate'
	| 'timeout'
	| 'eof'
	| 'alert'
	| 'other';

/** The first that fits tells; those that say more come first. */
const texts: readonly (readonly [reason: TlsReason, text: RegExp])[] = [
	// error:0A0000C1:SSL routines::no shared cipher | GnuTLS: No supported cipher suites have been found.
	[
		'noCipher',
		/no shared cipher|no ciphers available|No supported cipher suites|no suitable (?:signature algorithm|key share)|no cipher match/i,
	],
	// error:0A000102:SSL routines::unsupported protocol | alert protocol version
	[
		'oldProtocol',
		/unsupported protocol|protocol version|no protocols available|version too low|unsupported version packet/i,
	],
	// error:0A00010B:SSL routines::wrong version number | http request | GnuTLS: An unexpected TLS packet was received.
	[
		'wrongVersion',
		/wrong version number|http request|unexpected TLS packet|unknown protocol|packet length too long|Decryption has failed|record layer failure|EPROTO/i,
	],
	['expired', /certificate (?:has )?expired|not yet valid|expired certificate/i],
	[
		'wrongName',
		/hostname mismatch|does not match the expected|name mismatch|name verification failed|does(?:n't| not) match (?:certificate|the)/i,
	],
	// sslv3 alert certificate unknown | tlsv1 alert unknown ca: the other side says so of what we showed. GnuTLS: CA is unknown
	[
		'refusedCertificate',
		/alert (?:unknown ca|bad certificate|certificate unknown|unsupported certificate|certificate revoked)|CA is unknown|rejected our certificate/i,
	],
	[
		'untrusted',
		/certificate verif|self[- ]signed|unable to get (?:local )?issuer|NOT trusted|not verified|untrusted|verification failed|issuer is unknown|certificate invalid|CERTIFICATE_VERIFY_FAILED/i,
	],
	// No client certificate presented | peer did not return a certificate
	['noClientCertificate', /No client certificate|peer did not return a certificate|certificate required/i],
	[
		'ownCertificate',
		/no start line|key values mismatch|cannot (?:load|get) (?:RSA|private|certificate)|No server certificate|no certificate assigned|Error while reading file|no certificate set/i,
	],
	[
		'smallKey',
		/(?:dh|ee|ca) (?:key|md) too (?:small|weak)|key too small|prime is too small|prime is not acceptable|bad dh/i,
	],
	['timeout', /timed? ?out/i],
	// error:0A000126:SSL routines::unexpected eof while reading | lost connection | non-properly terminated
	[
		'eof',
		/unexpected eof|lost connection|non-properly terminated|Connection reset|connection closed|disconnected cleanly|Broken pipe|EOF occurred/i,
	],
	['alert', /alert handshake failure|fatal alert|handshake failure/i],
];

/** Why a handshake failed, from all that the lines say of it. */
export function tlsReasonOf(text: string): TlsReason {
	return texts.find(([, words]) => words.test(text))?.[0] ?? 'other';
}

/** What clients say of the server's certificate, and what the server has to put right by itself. */
const ours: ReadonlySet<TlsReason> = new Set([
	'expired',
	'wrongName',
	'refusedCertificate',
	'ownCertificate',
	'smallKey',
]);

/** Whether a server, in whose log it stands, has to do something about it; else most who fail are strangers that try whatever there is. */
export function isServersOwn(reason: TlsReason): boolean {
	return ours.has(reason);
}
