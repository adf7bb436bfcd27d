import { valueOf, type FieldName, type Kind } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Mentions } from '../../core/mentions';
import { statusesOf } from '../../core/messages/deliveries';
import type { DeliveryStatus } from '../../core/model';
import type { Pointed } from './pointed';
import { rangeWords } from './rangeWords';

/** So many lines to each side of the cursor are counted, and so many of them are read. */
const countedAtMost = 400;
const readAtMost = 120;

/** How often something stands around a line, and in what. */
export interface Usage extends Mentions {
	readonly sessions: number;
	readonly refusals: number;
	readonly failedLogins: number;
	readonly broken: number;
	/** Messages from an address. */
	readonly sent: number;
	readonly deliveries: ReadonlyMap<DeliveryStatus, number>;
	/** Lines were left out, since reading them takes its time. */
	readonly isPart: boolean;
}

const refusing: ReadonlySet<Kind> = new Set<Kind>(['reject', 'fake-reject', 'sender-verify-failed']);
const breaking: ReadonlySet<Kind> = new Set<Kind>(['lost-connection', 'timeout', 'dropped', 'tls-failed']);
const delivering: ReadonlySet<Kind> = new Set<Kind>([
	'delivery',
	'delivery-additional',
	'delivery-cutthrough',
	'deferred',
	'failed',
]);
const sending: ReadonlySet<Kind> = new Set<Kind>(['queue-active', 'arrival']);

/**
 * What the lines around the cursor say of a text: an address, a host. The lines are found by their octets and told by their kinds,
 * which the index knows; only what became of deliveries, and who sent, has to be read.
 * @param fields In which fields of a delivery or an arrival it must stand, as a whole.
 */
export function usageOf({ log, line }: Pointed, needle: string, fields?: UsageFields): Usage {
	const found = log.mentions(needle, line, { most: countedAtMost });
	const sessions = new Set<number>();
	const deliveries = new Map<DeliveryStatus, number>();
	const counts = { refusals: 0, failedLogins: 0, broken: 0, sent: 0 };
	let read = 0;
	for (const at of found.lines) {
		const kind = log.kindAt(at);
		if (!standsAlone(log, at, needle)) {
			continue;
		}
		const session = log.sessionIndexAt(at);
		if (session !== undefined) {
			sessions.add(session);
		}
		if (kind === undefined) {
			continue;
		}
		counts.refusals += refusing.has(kind) ? 1 : 0;
		counts.broken += breaking.has(kind) ? 1 : 0;
		counts.failedLogins += kind === 'sasl-failed' ? 1 : 0;
		if (fields && (delivering.has(kind) || sending.has(kind)) && read++ < readAtMost) {
			const event = log.event(at);
			const isIn = (names: readonly FieldName[]) =>
				names.some((name) => valueOf(event, name) === fields.value);
			if (sending.has(kind)) {
				counts.sent += isIn(fields.from) ? 1 : 0;
			} else if (isIn(fields.to)) {
				statusesOf(event)
					.slice(0, 1)
					.forEach((status) => deliveries.set(status, (deliveries.get(status) ?? 0) + 1));
			}
		}
	}
	return { ...found, ...counts, sessions: sessions.size, deliveries, isPart: read > readAtMost };
}

/** Where a value has to stand to be the sender of a message, or that to which one was delivered. */
export interface UsageFields {
	readonly value: string;
	readonly from: readonly FieldName[];
	readonly to: readonly FieldName[];
}

/** Whether a needle stands in a line as a whole, and not as a part of another word. */
function standsAlone(log: MailLog, line: number, needle: string): boolean {
	const text = log.text(line);
	const isPart = (character: string) => /[\w.@-]/.test(character);
	for (
		let at = text.indexOf(needle), tries = 0;
		at >= 0 && tries < 8;
		at = text.indexOf(needle, at + 1), tries++
	) {
		const isFree = !/^[\w]/.test(needle) || !isPart(text.charAt(at - 1));
		const after = text.charAt(at + needle.length);
		if (
			isFree &&
			(!/[\w]$/.test(needle) ||
				!isPart(after) ||
				(after === '.' && !/\w/.test(text.charAt(at + needle.length + 1))))
		) {
			return true;
		}
	}
	return false;
}

/** `In this log: 14 sessions · 3 refusals · 8 sent · 1 deferred`. */
export function usageWords(pointed: Pointed, usage: Usage): string | undefined {
	const { say } = pointed;
	const { sessions, refusals, failedLogins, broken, sent, deliveries } = usage;
	const counts: readonly (readonly [string, number])[] = [
		['usage.sessions', sessions],
		['usage.sent', sent],
		['usage.refusals', refusals],
		['usage.failedLogins', failedLogins],
		['usage.broken', broken],
	];
	const words = [
		...counts.flatMap(([key, count]) => (count > 0 ? [say.count(key, count)] : [])),
		...Array.from(deliveries, ([status, n]) =>
			say('usage.deliveries', { n, status: { markdown: say(`status.${status}`) } }),
		),
	];
	const where = [rangeWords(pointed, usage), usage.isPart ? say('usage.part') : undefined]
		.filter(Boolean)
		.join(', ');
	return words.length === 0
		? undefined
		: `${say('usage', { what: { markdown: words.join(' · ') } })}${where ? ` (${where})` : ''}`;
}
