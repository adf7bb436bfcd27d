/** A piece of a line: 0-based UTF-16 columns, end exclusive. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Who wrote the line. `other`: a program that is no mail program, or nobody we know. */
export type Format = 'postfix' | 'exim' | 'sendmail' | 'opensmtpd' | 'dovecot' | 'transcript' | 'other';

/** What a line says, in one word. The list is part of the command line's contract. */
export type Kind =
	| 'connect'
	| 'disconnect'
	| 'lost-connection'
	| 'timeout'
	| 'dropped'
	| 'reject'
	| 'tls-established'
	| 'tls-failed'
	| 'tls-unverified'
	| 'sasl-failed'
	| 'pipelining'
	| 'syntax-error'
	| 'protocol-error'
	| 'arrival'
	| 'delivery'
	| 'daemon-start'
	| 'daemon-stop'
	| 'warning'
	| 'info'
	| 'foreign'
	| 'unrecognized'
	// Postfix
	| 'client'
	| 'pickup'
	| 'message-id'
	| 'queue-active'
	| 'expired'
	| 'removed'
	| 'milter'
	| 'proxy'
	| 'header-action'
	| 'connect-failed'
	| 'remote-reply'
	| 'bounce-notification'
	| 'postsuper'
	| 'postscreen-access'
	| 'postscreen-pass'
	| 'postscreen-violation'
	| 'postscreen-dnsbl'
	| 'dnsbl-listing'
	| 'statistics'
	| 'cache-stats'
	// Exim
	| 'delivery-additional'
	| 'delivery-cutthrough'
	| 'delivery-suppressed'
	| 'deferred'
	| 'failed'
	| 'completed'
	| 'frozen'
	| 'unfrozen'
	| 'cancelled'
	| 'fake-reject'
	| 'sender-verify-failed'
	| 'no-immediate-delivery'
	| 'no-mail'
	| 'no-host-name'
	| 'dkim'
	| 'queue-run-start'
	| 'queue-run-end'
	// transcripts
	| 'command'
	| 'reply'
	| 'data';

/** The named pieces of a line. Values are as the line writes them, without brackets and quotes. */
export type FieldName =
	| 'queueId' // 4jYB4w0dbLz5c
	| 'otherQueueId' // the second id of a line: `sender non-delivery notification: 4jYBGn1jgJz7T`, Exim's `R=…`
	| 'severity' // warning error fatal panic
	| 'host' // the other side's name: host10.isp.example
	| 'address' // the other side's IP address: 203.0.113.10
	| 'port' // the other side's port
	| 'localAddress' // Exim's I=[192.0.2.25]:25
	| 'helo'
	| 'action' // what was done: a header check's or milter's reject discard hold …, reject_warning, postscreen's HANGUP
	| 'protocol' // proto=ESMTP, P=esmtps
	| 'phase' // the SMTP command a reject or a remote answer belongs to: CONNECT EHLO STARTTLS AUTH MAIL RCPT DATA END-OF-MESSAGE …
	| 'code' // 550
	| 'enhanced' // 5.1.1
	| 'text' // the words of a reply, a reason or a transcript line
	| 'from'
	| 'to'
	| 'original' // orig_to=, Exim's `<original@example.org>`
	| 'relay' // as written: mx.example.com[198.51.100.7]:25
	| 'relayHost'
	| 'relayAddress'
	| 'relayPort'
	| 'dsn'
	| 'status'
	| 'delay' // seconds as written: 0.57
	| 'delays' // 0.1/0.01/0.31/0.2
	| 'connUse'
	| 'size'
	| 'recipientCount'
	| 'messageId'
	| 'user' // uid=, U=
	| 'saslMethod'
	| 'saslUser'
	| 'saslSender' // sasl_sender=, the address in MAIL FROM … AUTH=
	| 'tlsVersion'
	| 'tlsCipher'
	| 'tlsTrust' // Anonymous Untrusted Trusted Verified
	| 'tlsFeatures' // Postfix 3.11's tls=dane/!requiretls:nocertmatch, as written
	| 'flag' // Exim: <= => -> >> *> == **
	| 'router'
	| 'transport'
	| 'counters' // ehlo=2 starttls=1 mail=1 commands=7
	| 'acceptedAs' // the id the remote queued it as
	| 'recipient' // one of several recipients, Exim's `for a@example.com b@example.com`
	| 'remoteHost' // host mx.example.com[198.51.100.7] said
	| 'speaker' // client or server, in a transcript
	| 'secret'; // what must not leave the line: AUTH payloads

/** One named piece of a line. */
export interface Field {
	readonly name: FieldName;
	readonly value: string;
	readonly span: Span;
}

/** When a line was written, as far as it says. */
export interface LineTime {
	/** Milliseconds since 1970-01-01T00:00:00Z, with the year and the zone that are written or were inferred. */
	readonly epoch: number;
	/** Minutes east of UTC; absent where neither the line nor any evidence tells. `epoch` is then the local time read as UTC. */
	readonly offset?: number;
	/** Year or zone is not written in the line: it comes from evidence elsewhere in the log, or from an argument. */
	readonly inferred?: true;
	/** The year is not known at all: only differences between times mean something. */
	readonly yearUnknown?: true;
}

/** What one line says. */
export interface LineEvent {
	readonly format: Format;
	readonly kind: Kind;
	/** The daemon, without instance and service prefixes: `smtpd` of `postfix-in/submission/smtpd`. */
	readonly program?: string;
	/** The program as written: `postfix-in/submission/smtpd`. */
	readonly service?: string;
	readonly pid?: number;
	/** The host that wrote the line. */
	readonly logHost?: string;
	readonly time?: LineTime;
	/** Where the message part starts: after time, host, program and pid. */
	readonly start: number;
	/** In the order of the line. */
	readonly fields: readonly Field[];
	/** A 4yz refusal. */
	readonly temporary?: true;
}

/** The value of the first field of that name. */
export function valueOf(event: LineEvent, name: FieldName): string | undefined {
	return fieldOf(event, name)?.value;
}

/** The first field of that name. */
export function fieldOf(event: LineEvent, name: FieldName): Field | undefined {
	return event.fields.find((field) => field.name === name);
}
