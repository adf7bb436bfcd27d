import type { LineEvent } from './event';
import { fieldOf, valueOf } from './event';
import type { Delivery, DeliveryStatus, Message, MessageEnd, Peer } from './model';

/** What a message is made from. */
export interface MessageSource {
	linesOfMessage(index: number): readonly number[];
	event(line: number): LineEvent;
	sessionIndexAt(line: number): number | undefined;
	queueId(message: number): string;
	relatives(message: number): { readonly parent: number | undefined; readonly children: readonly number[] };
}

interface MessageLine {
	readonly line: number;
	readonly event: LineEvent;
}

/** How deep a chain of re-injections is followed for the effective outcome. */
const depthLimit = 8;

/** Puts one queued mail together from its lines: where it came from, every attempt to deliver it, what became of it. */
export function buildMessage(log: MessageSource, index: number): Message {
	const lines = linesOf(log, index);
	const head = headOf(log, lines);
	const deliveries = lines.flatMap((at) => deliveryOf(log, at));
	const { parent, children } = log.relatives(index);
	const recipients = outcomes(log, index, lines, deliveries, depthLimit);
	return {
		index,
		format: lines[0]?.event.format ?? 'other',
		queueId: log.queueId(index),
		...head,
		lines: lines.map(({ line }) => line),
		deliveries,
		recipients,
		...(parent === undefined ? {} : { parent: log.queueId(parent) }),
		children: children.map((child) => log.queueId(child)),
		end: endOf(lines, deliveries),
	};
}

function linesOf(log: MessageSource, index: number): MessageLine[] {
	return log.linesOfMessage(index).map((line) => ({ line, event: log.event(line) }));
}

function headOf(log: MessageSource, lines: readonly MessageLine[]): Partial<Message> {
	const first = (name: Parameters<typeof valueOf>[1], kinds: readonly string[]) => {
		// What a filter's line says of the mail is no mail server's word.
		const at = lines.find(
			({ event }) => event.format !== 'other' && kinds.includes(event.kind) && fieldOf(event, name),
		);
		return at && valueOf(at.event, name);
	};
	const host = lines[0]?.event.logHost;
	const messageId = first('messageId', ['message-id', 'arrival', 'fake-reject']);
	const sender = first('from', [
		'queue-active',
		'arrival',
		'fake-reject',
		'pickup',
		'expired',
		'milter',
		'header-action',
		'reject',
		'info',
	]);
	const size = first('size', ['queue-active', 'arrival', 'fake-reject']);
	const count = first('recipientCount', ['queue-active']);
	const arrival = lines.find(({ event }) => arrivalKinds.has(event.kind));
	const session = arrival && log.sessionIndexAt(arrival.line);
	return {
		...(host ? { host } : {}),
		...(messageId ? { messageId: messageId.startsWith('<') ? messageId : `<${messageId}>` } : {}),
		...(sender === undefined ? {} : { sender }),
		...(size ? { size: Number(size) } : {}),
		...(count ? { recipientCount: Number(count) } : {}),
		...(arrival
			? {
					arrival: {
						line: arrival.line,
						...(session === undefined ? { via: 'local' as const } : { session }),
						...(arrival.event.time ? { time: arrival.event.time } : {}),
					},
				}
			: {}),
	};
}

const arrivalKinds: ReadonlySet<string> = new Set([
	'client',
	'pickup',
	'arrival',
	'fake-reject',
	'message-id',
]);

/** The attempts of one line: sendmail writes one for several recipients of the same fate. */
function deliveryOf(log: MessageSource, { line, event }: MessageLine): Delivery[] {
	const status = statusOf(event);
	if (!status) {
		return [];
	}
	const session = log.sessionIndexAt(line);
	const original = valueOf(event, 'original');
	const dsn = valueOf(event, 'dsn') ?? valueOf(event, 'enhanced');
	const code = valueOf(event, 'code');
	const enhanced = valueOf(event, 'enhanced');
	const text = valueOf(event, 'text');
	const relay = relayOf(event);
	const phase = valueOf(event, 'phase');
	const delay = seconds(valueOf(event, 'delay'));
	const delays = delaysOf(valueOf(event, 'delays'));
	const router = valueOf(event, 'router');
	const transport = valueOf(event, 'transport');
	return recipientsOf(event).map((recipient) => ({
		line,
		recipient,
		...(original === undefined ? {} : { original }),
		...(relay ? { relay } : {}),
		status,
		...(dsn ? { enhanced: dsn } : {}),
		...(code
			? { reply: { code, ...(enhanced ? { enhanced } : {}), text: text ?? '' } }
			: text
				? { text }
				: {}),
		...(phase ? { inReplyTo: phase } : code && status === 'sent' ? { inReplyTo: 'end-of-data' } : {}),
		...(delay === undefined ? {} : { delay }),
		...(delays ? { delays } : {}),
		...(router ? { router } : {}),
		...(transport ? { transport } : {}),
		...(session === undefined ? {} : { session }),
	}));
}

function recipientsOf(event: LineEvent): readonly string[] {
	const all = event.fields.filter(({ name }) => name === 'to').map(({ value }) => value);
	return event.format === 'sendmail' ? all : all.slice(0, 1);
}

/** What became of an attempt, in the contract's words. */
function statusOf(event: LineEvent): DeliveryStatus | undefined {
	switch (event.kind) {
		case 'delivery':
			return deliveryStatus(event);
		case 'delivery-additional':
		case 'delivery-cutthrough':
			return eximStatus(event);
		case 'delivery-suppressed':
			return 'discarded';
		case 'deferred':
			return 'deferred';
		case 'failed':
			return 'bounced';
		default:
			return undefined;
	}
}

function deliveryStatus(event: LineEvent): DeliveryStatus | undefined {
	const status = valueOf(event, 'status') ?? '';
	switch (event.format) {
		case 'exim':
			return eximStatus(event);
		case 'sendmail':
			return sendmailStatus(status, valueOf(event, 'dsn'));
		case 'opensmtpd':
			return opensmtpdStatuses.get(status);
		default:
			return postfixStatuses[status];
	}
}

/** sendmail tells by the class of `dsn=`; a mail that was only put into the queue has not been tried. */
function sendmailStatus(status: string, dsn: string | undefined): DeliveryStatus | undefined {
	if (status === 'queued') {
		return undefined;
	}
	if (status.startsWith('Sent')) {
		return 'sent';
	}
	return status.startsWith('Deferred') || dsn?.startsWith('4') ? 'deferred' : 'bounced';
}

/** How OpenSMTPD calls the end of an attempt, and what the queue makes of one that waited too long. */
const opensmtpdStatuses: ReadonlyMap<string, DeliveryStatus> = new Map([
	['Ok', 'sent'],
	['TempFail', 'deferred'],
	['PermFail', 'bounced'],
	['Loop', 'bounced'],
	['Expire', 'expired'],
]);

function eximStatus(event: LineEvent): DeliveryStatus {
	const to = valueOf(event, 'to') ?? '';
	return to === ':blackhole:' || to === 'discarded' || to.startsWith(':blackhole:') ? 'discarded' : 'sent';
}

const postfixStatuses: Readonly<Record<string, DeliveryStatus>> = {
	sent: 'sent',
	deferred: 'deferred',
	bounced: 'bounced',
	expired: 'expired',
	discarded: 'discarded',
	held: 'held',
	undeliverable: 'undeliverable',
	deliverable: 'deliverable',
	'undeliverable-but-not-cached': 'undeliverable',
};

function relayOf(event: LineEvent): Peer | undefined {
	const relay = valueOf(event, 'relay');
	const name =
		valueOf(event, 'relayHost') ?? valueOf(event, 'host') ?? (relay === 'none' ? undefined : relay);
	const address = valueOf(event, 'relayAddress') ?? valueOf(event, 'address');
	const port = valueOf(event, 'relayPort') ?? valueOf(event, 'port');
	if (name === undefined && address === undefined) {
		return undefined;
	}
	return {
		...(name ? { name } : {}),
		...(address ? { address } : {}),
		...(port ? { port: Number(port) } : {}),
	};
}

/** `0.57`, Exim's `0.153s`, sendmail's `00:00:01` and `1+02:03:04` (a day and so on), OpenSMTPD's `1m30s` → milliseconds. */
function seconds(text = ''): number | undefined {
	const clock = /^(?:([0-9]{1,5})\+)?([0-9]{1,3}):([0-9]{2}):([0-9]{2})$/.exec(text);
	if (clock) {
		const [days, hours, minutes, rest] = clock.slice(1).map((digits) => Number(digits || 0));
		return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (rest ?? 0)) * 1000;
	}
	const units = /^(?:([0-9]{1,5})d)?(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m)?([0-9.]{1,20})s?$/.exec(text);
	const [days, hours, minutes, rest] = (units ?? []).slice(1).map((digits) => Number(digits || 0));
	const value = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (rest ?? Number.NaN);
	return Number.isFinite(value) ? Math.round(value * 1000) : undefined;
}

/** `0.1/0.01/0.31/0.2`: before the queue, in the queue, connecting, transmitting (Postfix 2.3 RELEASE_NOTES). */
function delaysOf(text: string | undefined): Delivery['delays'] {
	const [beforeQueue, queue, connect, transmit] = (text ?? '').split('/').map(seconds);
	return beforeQueue === undefined || queue === undefined || connect === undefined || transmit === undefined
		? undefined
		: { beforeQueue, queue, connect, transmit };
}

/**
 * What became of each recipient: the last word of all attempts. A mail that a filter or an alias handed back to us counts by what
 * became of the mail it turned into. One that expired in the queue has expired for everybody who still waited.
 */
function outcomes(
	log: MessageSource,
	index: number,
	lines: readonly MessageLine[],
	deliveries: readonly Delivery[],
	depth: number,
): Message['recipients'] {
	const found = new Map<string, DeliveryStatus | 'queued'>();
	for (const delivery of deliveries) {
		const key = addressOf(delivery);
		if (found.get(key) === 'sent' && delivery.status === 'deferred') {
			continue;
		}
		found.set(key, effective(log, index, delivery, depth));
	}
	for (const { event } of lines) {
		const taken = takenAway[valueOf(event, 'action') ?? ''];
		const to = valueOf(event, 'to');
		if (taken && to !== undefined && found.size === 0) {
			found.set(to, taken);
		}
	}
	const isExpired = lines.some(({ event }) => event.kind === 'expired');
	return [...found].map(([address, outcome]) => ({
		address,
		outcome: isExpired && outcome === 'deferred' ? 'expired' : outcome,
	}));
}

/** What a header check or a milter does to a mail that nobody delivers then. */
const takenAway: Readonly<Record<string, DeliveryStatus>> = { hold: 'held', discard: 'discarded' };

/**
 * Who a delivery was for. Exim names a local recipient by its local part alone, a file or a command by itself; the address stands
 * behind it: `alice <alice+news@example.com>`, `:blackhole: <a@example.com>`. A name that an alias gave stays as it is.
 */
function addressOf({ recipient, original }: Delivery): string {
	if (original === undefined || recipient.includes('@')) {
		return recipient;
	}
	const localPart = original.slice(0, original.lastIndexOf('@'));
	const isSame = localPart === recipient || localPart.startsWith(`${recipient}+`);
	return isSame || /^[:/|]/.test(recipient) ? original : recipient;
}

/** The outcome of one attempt, followed into the mail that it became on this host. */
function effective(
	log: MessageSource,
	index: number,
	delivery: Delivery,
	depth: number,
): DeliveryStatus | 'queued' {
	if (delivery.status !== 'sent' || depth === 0) {
		return delivery.status;
	}
	const child = log
		.relatives(index)
		.children.find((candidate) =>
			(delivery.reply?.text ?? '').includes(`queued as ${log.queueId(candidate)}`),
		);
	if (child === undefined) {
		return delivery.status;
	}
	const childLines = linesOf(log, child);
	const next = childLines.flatMap((at) => deliveryOf(log, at));
	const own = outcomes(log, child, childLines, next, depth - 1);
	const same =
		own.find(({ address }) => address === delivery.recipient) ?? (own.length === 1 ? own[0] : undefined);
	return same?.outcome ?? (next.length === 0 ? 'queued' : delivery.status);
}

/** How the mail ended, by the last thing the log says of it. */
function endOf(lines: readonly MessageLine[], deliveries: readonly Delivery[]): MessageEnd {
	const last = new Map<string, DeliveryStatus>();
	for (const { recipient, status } of deliveries) {
		if (!(last.get(recipient) === 'sent' && status === 'deferred')) {
			last.set(recipient, status);
		}
	}
	const statuses = new Set(last.values());
	const kinds = lines.map(({ event }) => event.kind);
	const has = (kind: LineEvent['kind']) => kinds.includes(kind);
	const isExpired = has('expired') || has('cancelled');
	const isOver = has('removed') || has('completed') || has('postsuper');
	const withdrawn = lines.findLast(
		({ event }) => event.kind === 'postsuper' || (event.kind === 'removed' && event.format !== 'postfix'),
	);
	if (withdrawn) {
		const text = valueOf(withdrawn.event, 'text') ?? '';
		if (/^removed/i.test(text)) {
			return 'removed';
		}
		if (/^placed on hold/.test(text)) {
			return 'held';
		}
	}
	const frozen = kinds.lastIndexOf('frozen');
	if (frozen >= 0 && !isOver && frozen > kinds.lastIndexOf('unfrozen')) {
		return 'frozen';
	}
	if (last.size === 0) {
		const taken = lines.findLast(({ event }) => /^(?:discard|hold)$/.test(valueOf(event, 'action') ?? ''));
		if (taken && !isOver) {
			return valueOf(taken.event, 'action') === 'hold' ? 'held' : 'discarded';
		}
		if (has('removed') && has('queue-active')) {
			return 'removed';
		}
		if (isRefused(lines) && !has('queue-active')) {
			return 'rejected';
		}
		return isOver || neverCame(lines) ? 'discarded' : 'queued';
	}
	if (statuses.has('deferred') && !isOver && !isExpired) {
		return 'deferred';
	}
	const failed =
		statuses.has('bounced') || statuses.has('expired') || (isExpired && statuses.has('deferred'));
	const isDelivered = statuses.has('sent') || statuses.has('deliverable');
	if (failed && (isDelivered || statuses.has('discarded'))) {
		return 'mixed';
	}
	if (failed) {
		return 'failed';
	}
	// Exim completes a mail to `:blackhole:` as delivered.
	const isDone = isDelivered || (statuses.has('discarded') && lines[0]?.event.format === 'exim');
	return isDone ? 'delivered' : statuses.has('discarded') ? 'discarded' : 'queued';
}

/** sendmail gives a transaction its id before it has a mail: the client may go, or name no recipient. */
function neverCame(lines: readonly MessageLine[]): boolean {
	return lines.some(
		({ event }) =>
			event.format === 'sendmail' &&
			(event.kind === 'lost-connection' || valueOf(event, 'recipientCount') === '0'),
	);
}

function isRefused(lines: readonly MessageLine[]): boolean {
	return lines.some(
		({ event }) =>
			event.kind === 'reject' ||
			((event.kind === 'milter' || event.kind === 'header-action') && valueOf(event, 'action') === 'reject'),
	);
}
