import type { BriefKind, BriefNeed, Briefs } from '../briefs';
import { briefField, type Brief } from '../dialects/brief';
import type { LineEvent } from '../event';
import type { DeliveryStatus } from '../model';
import { asciiBytes } from '../text/ascii';
import { textOf } from '../text/utf8';
import { deliveryKinds, eximFailure, eximStatus, postfixStatus, statusesOf } from './deliveries';

/** What became of an attempt, as a line of Postfix or Exim tells it. */
export function attemptStatus({ kind, format }: BriefKind, brief: Brief): DeliveryStatus | undefined {
	if (kind === 'deferred') {
		return 'deferred';
	}
	if (kind === 'failed') {
		return eximFailure(textOf(brief.bytes, brief.wordsStart, brief.wordsEnd).trim());
	}
	if (kind === 'delivery-suppressed') {
		return 'discarded';
	}
	return format === 'exim' ? eximStatusOf(brief) : postfixStatusOf(brief);
}

/** The frequent ones. */
const frequent: readonly { readonly word: Uint8Array; readonly status: DeliveryStatus }[] = (
	['sent', 'deferred', 'bounced'] as const
).map((status) => ({ word: asciiBytes(status), status }));

function postfixStatusOf(brief: Brief): DeliveryStatus | undefined {
	for (const { word, status } of frequent) {
		if (brief.isNotedAs(briefField.status, word)) {
			return status;
		}
	}
	return postfixStatus(brief.text(briefField.status) ?? '');
}

/** Exim's words for what it threw away begin with one of these: `discarded`, `blackhole (…)`, `:blackhole:`. */
const thrownAway = new Set([98, 100, 58]);

function eximStatusOf(brief: Brief): DeliveryStatus {
	const first = brief.bytes[brief.start(briefField.to)];
	return first !== undefined && thrownAway.has(first) ? eximStatus(brief.text(briefField.to)) : 'sent';
}

/** The lines in which attempts are counted. */
interface CountSource {
	readonly lineCount: number;
	briefs(needOf: (kind: BriefKind) => BriefNeed): Briefs;
	messageIndexAt(line: number): number | undefined;
	event(line: number): LineEvent;
}

/** How many attempts ended in which way: `deliveries` of all messages, counted without making them. */
export function countAttempts(log: CountSource): ReadonlyMap<DeliveryStatus, number> {
	const counts = new Map<DeliveryStatus, number>();
	const add = (status: DeliveryStatus) => counts.set(status, (counts.get(status) ?? 0) + 1);
	const briefs = log.briefs(({ kind }) => (deliveryKinds.has(kind) ? 'fields' : undefined));
	briefs.visit(0, log.lineCount, (line, kind, brief) => {
		if (log.messageIndexAt(line) === undefined) {
			return;
		}
		if (!brief.isQuick) {
			statusesOf(log.event(line)).forEach(add);
			return;
		}
		const status = brief.isNoted(briefField.to) ? attemptStatus(kind, brief) : undefined;
		if (status !== undefined) {
			add(status);
		}
	});
	return counts;
}
