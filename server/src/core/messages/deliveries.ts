import { valueOf, type Kind, type LineEvent } from '../event';
import type { Delivery, DeliveryStatus, Peer } from '../model';
import type { MessageLine, MessageSource } from './source';

/** The attempts of one line: sendmail writes one for several recipients of the same fate. */
export function deliveryOf(log: MessageSource, { line, event }: MessageLine): Delivery[] {
	const status = statusOf(event);
	if (!status) {
		return [];
	}
	const session = log.sessionIndexAt(line);
	const original = valueOf(event, 'original');
	const user = event.format === 'opensmtpd' ? valueOf(event, 'saslUser') : undefined;
	const dsn = valueOf(event, 'dsn') ?? valueOf(event, 'enhanced');
	const code = valueOf(event, 'code');
	const enhanced = valueOf(event, 'enhanced');
	const text = valueOf(event, 'text');
	const relay = relayOf(event);
	const phase = valueOf(event, 'phase');
	const delay = durationOf(valueOf(event, 'delay'));
	const delays = delaysOf(valueOf(event, 'delays'));
	const router = valueOf(event, 'router');
	const transport = valueOf(event, 'transport');
	return recipientsOf(event).map((recipient) => ({
		line,
		recipient,
		...(original === undefined ? {} : { original }),
		...(user === undefined ? {} : { user }),
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

/** The same for all attempts for one recipient of a mail: for an address, as it is written, or one user behind it. */
export function recipientKey({ recipient, user }: Delivery): string {
	return user === undefined ? recipient : `${user}\n${recipient}`;
}

/** The lines that tell of an attempt, whichever program wrote them. */
export const deliveryKinds: ReadonlySet<Kind> = new Set<Kind>([
	'delivery',
	'delivery-additional',
	'delivery-cutthrough',
	'delivery-suppressed',
	'deferred',
	'failed',
]);

/** What became of the attempts of one line, one by one. */
export function statusesOf(event: LineEvent): DeliveryStatus[] {
	const status = statusOf(event);
	return status ? recipientsOf(event).map(() => status) : [];
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
			return eximStatus(valueOf(event, 'to'));
		case 'delivery-suppressed':
			return 'discarded';
		case 'deferred':
			return 'deferred';
		case 'failed':
			return valueOf(event, 'code') ? 'bounced' : eximFailure(valueOf(event, 'text'));
		default:
			return undefined;
	}
}

/** What Exim's `**` says that tells no reply: the retry time is over, and nobody refused for good (retry.c), or what else failed. */
export function eximFailure(words: string | undefined): DeliveryStatus {
	return words === 'retry timeout exceeded' ? 'expired' : 'bounced';
}

function deliveryStatus(event: LineEvent): DeliveryStatus | undefined {
	const status = valueOf(event, 'status') ?? '';
	switch (event.format) {
		case 'exim':
			return eximStatus(valueOf(event, 'to'));
		case 'sendmail':
			return sendmailStatus(status, valueOf(event, 'dsn'));
		case 'opensmtpd':
			return opensmtpdStatuses.get(status);
		default:
			return postfixStatus(status);
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

/** What became of an attempt that Exim tells with `=>`, `->` or `>>`. */
export function eximStatus(to = ''): DeliveryStatus {
	return to === 'discarded' || to.startsWith(':blackhole:') || isDiscardedByAcl(to) ? 'discarded' : 'sent';
}

/** `=> blackhole (RCPT ACL discarded recipients)`: no address, and not `:blackhole:`, to which an alias leads. */
function isDiscardedByAcl(recipient: string): boolean {
	return recipient.startsWith('blackhole (');
}

/** What Postfix's `status=` says. */
export function postfixStatus(word: string): DeliveryStatus | undefined {
	return postfixStatuses[word];
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
	// With soft_bounce = yes a refusal is tried again.
	SOFTBOUNCE: 'deferred',
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
export function durationOf(text = ''): number | undefined {
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
export function delaysOf(text: string | undefined): Delivery['delays'] {
	const [beforeQueue, queue, connect, transmit] = (text ?? '').split('/').map(durationOf);
	return beforeQueue === undefined || queue === undefined || connect === undefined || transmit === undefined
		? undefined
		: { beforeQueue, queue, connect, transmit };
}
