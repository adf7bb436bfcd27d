import assert from 'node:assert/strict';

/** Says what is wrong with a value by throwing; `where` names its place in the report. */
type Check = (value: unknown, where: string) => void;

/** A key that may be absent. */
interface Optional {
	readonly optional: Check;
}

type Shape = Readonly<Record<string, Check | Optional>>;

const optional = (check: Check): Optional => ({ optional: check });

const text: Check = (value, where) => assert.ok(typeof value === 'string' && value !== '', where);
const anyText: Check = (value, where) => assert.equal(typeof value, 'string', where);
const count: Check = (value, where) => assert.ok(Number.isSafeInteger(value) && Number(value) >= 0, where);
const fromOne: Check = (value, where) => assert.ok(Number.isSafeInteger(value) && Number(value) >= 1, where);
const milliseconds: Check = (value, where) =>
	assert.ok(typeof value === 'number' && Number.isFinite(value), where);
const flag: Check = (value, where) => assert.equal(typeof value, 'boolean', where);
const yes: Check = (value, where) => assert.equal(value, true, where);
const matching =
	(pattern: RegExp): Check =>
	(value, where) =>
		assert.match(String(value), pattern, where);
const among =
	(words: string): Check =>
	(value, where) =>
		assert.ok(words.split(' ').includes(String(value)), `${where}: ${String(value)}`);
const list =
	(check: Check): Check =>
	(value, where) => {
		assert.ok(Array.isArray(value), where);
		value.forEach((item, at) => check(item, `${where}[${at}]`));
	};
const ascending: Check = (value, where) => {
	list(fromOne)(value, where);
	const lines = value as number[];
	assert.ok(
		lines.every((line, at) => at === 0 || line > (lines[at - 1] ?? 0)),
		`${where} ascends`,
	);
};

/** An object with these keys, in this order, and no others. */
const object =
	(shape: Shape): Check =>
	(value, where) => {
		assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), where);
		const keys = Object.keys(value);
		const known = Object.keys(shape);
		assert.deepEqual(
			keys,
			known.filter((key) => keys.includes(key)),
			`${where}: keys and their order`,
		);
		for (const [key, rule] of Object.entries(shape)) {
			const part = (value as Record<string, unknown>)[key];
			if (typeof rule === 'function') {
				rule(part, `${where}.${key}`);
			} else if (key in value) {
				rule.optional(part, `${where}.${key}`);
			}
		}
	};

const replyCode = matching(/^[2-5]\d\d$/);
const enhancedCode = matching(/^[245]\.\d{1,3}\.\d{1,3}$/);
const sessionId = matching(/^s[1-9]\d*$/);
const time = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?[+-]\d\d:\d\d$/);
const format = among('postfix exim sendmail opensmtpd dovecot transcript other');
const deliveryStatus = 'sent deferred bounced expired discarded held undeliverable deliverable';

const cut = among('start end both');
const proof: Check = (value, where) =>
	object({
		lines: ascending,
		by: matching(/^(?:process|queue id|session id|address and port|address)$/),
		key: text,
		host: optional(text),
	})(value, where);
const offset = matching(/^[+-]\d\d:\d\d$/);
const clock = object({
	year: optional(fromOne),
	yearLine: optional(fromOne),
	offset: optional(offset),
	offsetLine: optional(fromOne),
	changes: optional(list(object({ line: fromOne, offset, offsetLine: fromOne }))),
});

const peer = object({ name: optional(text), address: optional(text), port: optional(fromOne) });

const step = object({
	stage: among(
		'connect greeting hello starttls tls auth mail rcpt data content reset verify noop help etrn xclient quit disconnect other',
	),
	line: fromOne,
	command: optional(anyText),
	continuation: optional(yes),
	reply: optional(
		object({
			code: replyCode,
			enhanced: optional(enhancedCode),
			text: optional(text),
			line: fromOne,
			lines: fromOne,
		}),
	),
	elapsed: optional(milliseconds),
	evidence: among('seen counted implied'),
});

const session = object({
	id: sessionId,
	role: among('server client observer'),
	software: text,
	program: optional(text),
	peer: optional(peer),
	lines: ascending,
	start: optional(time),
	end: optional(time),
	inferred: optional(yes),
	steps: list(step),
	tls: optional(object({ version: optional(text), cipher: optional(text) })),
	auth: optional(object({ mechanism: optional(text), user: optional(text), ok: flag })),
	recipients: list(
		object({ address: text, code: replyCode, enhanced: optional(enhancedCode), line: fromOne }),
	),
	queueIds: list(text),
	accepted: optional(flag),
	outcome: among('completed rejected lost timeout aborted open'),
	cut: optional(cut),
	countersDisagree: optional(list(object({ verb: text, counted: count, seen: fromOne }))),
	related: optional(list(sessionId)),
});

const delivery = object({
	line: fromOne,
	recipient: text,
	original: optional(text),
	user: optional(text),
	relay: optional(peer),
	status: among(deliveryStatus),
	enhanced: optional(enhancedCode),
	reply: optional(object({ code: replyCode, enhanced: optional(enhancedCode), text: optional(text) })),
	inReplyTo: optional(text),
	delay: optional(milliseconds),
	delays: optional(
		object({ beforeQueue: milliseconds, queue: milliseconds, connect: milliseconds, transmit: milliseconds }),
	),
	router: optional(text),
	transport: optional(text),
	session: optional(sessionId),
});

const message = object({
	queueId: text,
	host: optional(text),
	messageId: optional(text),
	sender: optional(text),
	size: optional(count),
	recipientCount: optional(count),
	arrival: optional(
		object({
			line: fromOne,
			session: optional(sessionId),
			via: optional(among('local')),
			time: optional(time),
			inferred: optional(yes),
		}),
	),
	lines: ascending,
	filterLines: optional(ascending),
	deliveries: list(delivery),
	recipients: list(
		object({ address: text, user: optional(text), outcome: among(`${deliveryStatus} queued removed`) }),
	),
	parent: optional(text),
	parentProof: optional(proof),
	children: list(text),
	end: among('delivered failed mixed deferred frozen removed rejected held discarded queued'),
	cut: optional(cut),
});

const finding = object({
	rule: matching(/^[a-z][a-zA-Z0-9-]*(?:\.[a-z][a-zA-Z0-9-]*)+$/),
	severity: among('error warning information hint'),
	line: fromOne,
	column: fromOne,
	endColumn: fromOne,
	message: text,
	code: optional(replyCode),
	enhanced: optional(enhancedCode),
	session: optional(sessionId),
	'message-ref': optional(text),
});

const kinds = [
	'connect disconnect lost-connection timeout dropped reject tls-established tls-failed tls-unverified sasl-failed',
	'pipelining syntax-error protocol-error arrival delivery daemon-start daemon-stop warning info foreign unrecognized',
	'client pickup message-id queue-active expired removed milter proxy header-action connect-failed remote-reply',
	'bounce-notification postsuper postscreen-access postscreen-pass postscreen-violation postscreen-dnsbl',
	'dnsbl-listing statistics cache-stats',
	'delivery-additional delivery-cutthrough delivery-suppressed deferred failed completed frozen unfrozen cancelled',
	'fake-reject sender-verify-failed no-immediate-delivery no-mail no-host-name dkim queue-run-start queue-run-end',
	'command reply data',
].join(' ');

const line = object({
	n: fromOne,
	kind: among(kinds),
	program: optional(text),
	queueId: optional(text),
	severity: optional(among('warning error fatal panic')),
	host: optional(text),
	address: optional(text),
	code: optional(replyCode),
	enhanced: optional(enhancedCode),
	from: optional(text),
	to: optional(text),
	relay: optional(text),
	dsn: optional(enhancedCode),
	status: optional(text),
	flag: optional(among('<= (= => -> >> *> == **')),
	router: optional(text),
	transport: optional(text),
	phase: optional(text),
	temporary: optional(yes),
	speaker: optional(among('client server')),
	text: optional(anyText),
	session: optional(sessionId),
	proof: optional(object({ session: optional(proof), message: optional(proof) })),
});

const head = {
	schema: (value: unknown, where: string) => assert.equal(value, 1, where),
	file: text,
	error: optional(text),
	format,
	layout: optional(text),
	lineCount: count,
	unrecognized: count,
	foreign: count,
	clock: optional(clock),
} as const;

/** The shapes that the command line promises, by what was asked for. */
export const checkReport = {
	full: object({ ...head, sessions: list(session), messages: list(message), findings: list(finding) }),
	lines: object({
		...head,
		sessions: list(session),
		messages: list(message),
		findings: list(finding),
		lines: list(line),
	}),
	summary: object({
		...head,
		sessionCount: count,
		messageCount: count,
		findingCount: count,
		deliveries: object(
			Object.fromEntries(deliveryStatus.split(' ').map((status) => [status, optional(fromOne)])),
		),
	}),
	unreadable: object({ schema: head.schema, file: text, error: text }),
} as const;

/** What `explain` prints. */
export const checkExplanation: Check = object({
	valid: flag,
	code: optional(matching(/^\d{3}$/)),
	enhanced: optional(enhancedCode),
	severity: optional(among('success continue temporary permanent')),
	inReplyTo: optional(text),
	reason: among(
		'recipient sender reputation authentication policy credentials content size rate greylist quota domain network tls protocol system success unknown',
	),
	atFault: among('recipient sender sending-host receiving-host network nobody unknown'),
	title: text,
	meaning: text,
	fix: optional(text),
	sources: list(text),
	provider: optional(text),
	// Absent where nothing decided.
	confidence: optional(among('provider text enhanced code')),
});
