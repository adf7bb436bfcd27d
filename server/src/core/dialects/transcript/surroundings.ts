import type { Peer, Session, Stage } from '../../model';
import type { TranscriptLine } from './transcriptLine';

/** What a tool's own lines tell about a conversation. */
export interface Surroundings {
	readonly peer?: Peer;
	/** TLS is up, as the tool says. */
	readonly tls?: NonNullable<Session['tls']>;
	readonly tlsFailed?: true;
	/** The user's name, where the tool prints it in clear. */
	readonly user?: string;
	/** What the tool says of AUTH, where it does not show the exchange. */
	readonly auth?: NonNullable<Session['auth']>;
	/** How the connection ended, where it did not end with QUIT. */
	readonly end?: 'lost' | 'timeout' | 'aborted';
}

/** Reads all lines of a conversation for what the tool says about connection, TLS, user and end. */
export function readSurroundings(entries: readonly TranscriptLine[]): Surroundings {
	const found: { -readonly [Key in keyof Surroundings]: Surroundings[Key] } = {};
	for (const entry of entries) {
		if (entry.kind !== 'info') {
			continue;
		}
		const { text } = entry;
		const peer = readPeer(text);
		if (peer) {
			found.peer = { ...found.peer, ...peer };
		}
		// host = mx.example.net
		// port = 25
		const setting = /^(host|port) = ([\w.:-]{1,255})$/.exec(text);
		if (setting?.[2]) {
			const value = setting[2];
			found.peer = { ...found.peer, ...(setting[1] === 'port' ? { port: Number(value) } : toPeer([value])) };
		}
		const tls = readTls(text);
		if (tls) {
			found.tls = { ...found.tls, ...tls };
		}
		if (tlsFailure.test(text)) {
			found.tlsFailed = true;
		}
		const user = userOf.exec(text);
		if (user) {
			found.user = user[1] ?? user[2] ?? user[3] ?? '';
		}
		// AUTH LOGIN succeeded
		const auth = /(?:^|: )AUTH ([\w-]{1,20}) (succeeded|failed)$/.exec(text);
		if (auth?.[1]) {
			found.auth = { mechanism: auth[1], ok: auth[2] === 'succeeded' };
		}
		const end = readEnd(text);
		if (end) {
			found.end ??= end;
		}
	}
	return found;
}

/** `response in 0.045s`: milliseconds that swaks waited for the reply that follows. */
export function readLapse(text: string): number | undefined {
	const seconds = /^response in (\d{1,6}\.\d{1,6})s$/.exec(text)?.[1];
	return seconds === undefined ? undefined : Math.round(Number(seconds) * 1000);
}

/** An event that one of the tool's lines tells of: a stage of the timeline that is neither command nor reply. */
export function readHappening(text: string): { readonly stage: Stage; readonly failed: boolean } | undefined {
	if (tlsFailure.test(text) || refusedAfter.test(text)) {
		return { stage: 'tls', failed: true };
	}
	if (noConnection.test(text)) {
		return { stage: 'connect', failed: true };
	}
	if (readPeer(text)) {
		return { stage: 'connect', failed: false };
	}
	if (readTls(text)) {
		return { stage: 'tls', failed: false };
	}
	return /Connection closed|Closing connection|SMTP\(close\)>>|Server has terminated/.test(text)
		? { stage: 'disconnect', failed: false }
		: undefined;
}

const noConnection =
	/[Cc]onnection refused|\bE(?:CONNREFUSED|HOSTUNREACH|NETUNREACH)\b|Connection timed out|could not resolve|Could not resolve|Unable to connect|cannot (?:connect|locate)|No route to host|Network is unreachable|Name or service not known/;

/** A name or an address, then a port. */
const destinations: readonly RegExp[] = [
	// Trying mx.example.net:25...  |  *   Trying 192.0.2.25:25...  |  Trying 192.0.2.25...
	/^\s*Trying ()?(\[?[\w.:-]+?\]?)(?::(\d{1,5}))?\.\.\.$/,
	// Connected to mx.example.net (192.0.2.25) port 25 (#0)
	/^\s*Connected to ([\w.-]+) \(([0-9A-Fa-f.:]+)\) port (\d{1,5})/,
	// Connected to mx.example.net.
	/^\s*Connected to ([\w.-]+[\w])()\.?$/,
	// Connecting to mx.example.net [192.0.2.25]:25 ... connected
	/^Connecting to (\S+) \[([0-9A-Fa-f.:]+)\]:(\d{1,5})/,
	// Connection to mx.example.net (192.0.2.25) 25 port [tcp/smtp] succeeded!
	/^Connection to ([\w.-]+) \(([0-9A-Fa-f.:]+)\) (\d{1,5}) port /,
	// connect: to ('mx.example.net', 25) None
	/^(?:connect: )?(?:to )?\('([\w.:-]+)'()?, (\d{1,5})\)/,
	// Connection: opening to mx.example.net:25, timeout=300
	/Connection: opening to (?:ssl:\/\/|tls:\/\/)?([\w.-]+)():(\d{1,5}),/,
	// Connection established to 192.0.2.25:25
	/onnection established to ()?(\[?[0-9A-Fa-f.:]+\]?):(\d{1,5})$/,
	// Resolved mx.example.net as 192.0.2.25 [cache miss]
	/Resolved (\S+) as ([0-9A-Fa-f.:]+)/,
	// connected to host "mx.example.net", port: 587
	/connected to host "([\w.-]+)"(), port: (\d{1,5})/,
	// connect ip=192.0.2.1 port=52144  |  connect","ip":"192.0.2.1","port":52144
	/^connect"?[ ,]"?ip"?[=:]()"?([0-9A-Fa-f.:]+)"?[ ,]"?port"?[=:](\d{1,5})/,
	// Connection opened: mx.example.net:25
	/^Connection opened: ([\w.-]+)():(\d{1,5})$/,
	// Connected to smtp://mx.example.net:587/?starttls=when-available
	/^Connected to smtps?:\/\/([\w.-]+)():(\d{1,5})/,
	// Connecting to '192.0.2.25:25'...
	/^Connecting to ()?'(\[?[0-9A-Fa-f.:]+?\]?):(\d{1,5})'/,
	// Connecting to 192.0.2.25:25 ... connected.
	/Connecting to ()?(\[?[0-9A-Fa-f.:]+?\]?):(\d{1,5}) \.\.\./,
];

function readPeer(text: string): Peer | undefined {
	for (const destination of destinations) {
		const match = destination.exec(text.replace(/^[*=]{1,3} {0,3}/, ''));
		if (match) {
			const [, name, target, port] = match;
			return { ...toPeer([name, target]), ...(port === undefined ? {} : { port: Number(port) }) };
		}
	}
	return undefined;
}

/** Names and addresses, in any order. */
function toPeer(words: readonly (string | undefined)[]): Peer {
	const given = words.flatMap((word) => (word ? [word.replace(/^\[|\]$/g, '')] : []));
	const address = given.find((word) => isAddress.test(word));
	const name = given.find((word) => !isAddress.test(word));
	return { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
}

// 192.0.2.25  |  2001:db8::25
const isAddress = /^(?:\d{1,3}\.[\d.]+|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]+)$/;

function readTls(text: string): NonNullable<Session['tls']> | undefined {
	const swaks = /^(?:===)? ?TLS started (?:with cipher|w\/ cipher) (?:(TLSv?[\d.]+|SSLv\d):)?([\w-]+)/.exec(
		text,
	);
	if (swaks) {
		return named(swaks[1], swaks[2]);
	}
	// SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384
	const curl = /SSL connection using (TLSv[\d.]+|SSLv\d) \/ ([\w-]+)/.exec(text);
	if (curl) {
		return named(curl[1], curl[2]);
	}
	// New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
	const openssl = /^New, (TLSv[\d.]+)(?:\/SSLv3)?, Cipher is ([\w-]+)/.exec(text);
	if (openssl) {
		return named(openssl[1], openssl[2]);
	}
	// - Description: (TLS1.3-X.509)-(ECDHE-SECP256R1)-(RSA-PSS-RSAE-SHA256)-(AES-256-GCM)    msmtp:     (TLS1.3)-(…)-(…)-(…)
	const gnutls =
		/^(?:- Description: |\s{0,8})\((TLS\d\.\d)(?:-[^()]{1,60})?\)(?:-\([^()]{1,60}\)){1,4}$/.exec(text);
	if (gnutls) {
		return named(gnutls[1], text.slice(text.lastIndexOf('(') + 1, -1));
	}
	// TLS protocol SP_PROT_TLS1_2_SERVER negotiation succeeded using bulk encryption algorithm CALG_AES_256
	const exchange =
		/TLS protocol SP_PROT_TLS(\d)_(\d)\w{0,20} negotiation succeeded(?: using bulk encryption algorithm CALG_(\w{1,40}))?/.exec(
			text,
		);
	if (exchange) {
		return named(`TLSv${exchange[1] ?? ''}.${exchange[2] ?? ''}`, exchange[3]);
	}
	if (
		/Connection upgraded (?:with STARTTLS|to TLS)|Secure connection established|^verify return:1|^- Handshake was completed|starttls=ok/.test(
			text,
		)
	) {
		return {};
	}
	return undefined;
}

function named(version: string | undefined, cipher: string | undefined): NonNullable<Session['tls']> {
	// GnuTLS writes TLS1.3.
	return {
		...(version ? { version: version.replace(/^TLS(?=\d)/, 'TLSv') } : {}),
		...(cipher ? { cipher } : {}),
	};
}

/** msmtp has looked at the certificate when TLS is up already. Exim goes on where it need not be valid: `… failed (certificate invalid)`. */
const refusedAfter = /TLS certificate verification failed:/;

// starttls: SSL connect attempt failed error:…
// nodemailer, in the words of OpenSSL: self-signed certificate   Hostname/IP does not match certificate's altnames: …
const tlsFailure =
	/^(?:self-signed certificate|self signed certificate|unable to (?:verify the first|get (?:local )?issuer) certificate|certificate has expired|Hostname\/IP does not match certificate)|SSL connect attempt failed|SSLCertVerificationError|TLS startup failed|STARTTLS attempted but failed|^(?:\* )?SSL certificate problem|TLS handshake failed|SSL connect error|wrong version number|Error in the certificate|SSL_connect failed|unable to initialize TLS|TLS session: \(|SSLError|tls_process_server_certificate|SSL routines::?(?:ssl3_get_record|tls)/;

// User "alice@example.com" failed to authenticate  |  user = alice  |  EXAMPLE\alice,authenticated
const userOf =
	/User "([^"]{1,255})" (?:failed to authenticate|authenticated)|^user = (?!\(not set\))(\S+)$|^"?([^,"]{1,255})"?,authenticated$/;

function readEnd(text: string): Surroundings['end'] {
	if (/[Tt]imed out|[Tt]imeout (?:occurred|exceeded|expired)|Greeting never received|ETIMEDOUT/.test(text)) {
		return 'timeout';
	}
	if (
		/Connection closed|[Cc]onnection unexpectedly closed|closed unexpectedly|Remote host closed connection|Connection reset|Server has terminated|SMTPServerDisconnected|unexpected EOF|SMTP\(closed\)<<|unexpected eof/.test(
			text,
		)
	) {
		return 'lost';
	}
	if (
		/[Cc]onnection refused|Closing connection|telnet> quit|could not resolve|Network is unreachable|No route to host|cannot connect/i.test(
			text,
		)
	) {
		return 'aborted';
	}
	return undefined;
}
