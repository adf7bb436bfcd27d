import type { BriefKind } from '../core/briefs';
import { briefField, type Brief } from '../core/dialects/brief';
import { eximFailure, eximStatus, postfixStatus } from '../core/messages/deliveries';
import type { DeliveryStatus } from '../core/model';
import { asciiBytes, startsAt } from '../core/text/ascii';
import { textOf } from '../core/text/utf8';

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
	const { bytes } = brief;
	const start = brief.start(briefField.status);
	const end = brief.end(briefField.status);
	for (const { word, status } of frequent) {
		if (end - start === word.length && startsAt(bytes, start, end, word)) {
			return status;
		}
	}
	return postfixStatus(start < 0 ? '' : textOf(bytes, start, end));
}

/** Exim's words for what it threw away begin with one of these: `discarded`, `blackhole (…)`, `:blackhole:`. */
const thrownAway = new Set([98, 100, 58]);

function eximStatusOf(brief: Brief): DeliveryStatus {
	const first = brief.bytes[brief.start(briefField.to)];
	return first !== undefined && thrownAway.has(first) ? eximStatus(brief.text(briefField.to)) : 'sent';
}
