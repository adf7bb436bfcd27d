import { plainText } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { MessageEnd, Outcome } from '../core/model';
import { hoverSentence, type Language } from '../knowledge/knowledge';
import type { MarkState, MessageLink } from '../protocol';

/** A mail in short. @param index Its number, from 0. */
export function messageLink(log: MailLog, index: number, language?: Language): MessageLink {
	const { queueId, end } = log.message(index);
	return {
		queueId: plainText(queueId, 40),
		message: index,
		end: hoverSentence(`end.${end}`, language),
		state: endStates[end],
		line: log.endsOfMessage(index).first,
	};
}

const endStates: Readonly<Record<MessageEnd, MarkState>> = {
	delivered: 'ok',
	failed: 'permanent',
	mixed: 'permanent',
	deferred: 'temporary',
	frozen: 'temporary',
	removed: 'lost',
	rejected: 'permanent',
	held: 'progress',
	discarded: 'lost',
	queued: 'progress',
};

/** How what became of a recipient is drawn. */
export const statusStates: Readonly<Record<Outcome, MarkState>> = {
	sent: 'ok',
	deferred: 'temporary',
	bounced: 'permanent',
	expired: 'permanent',
	discarded: 'lost',
	held: 'progress',
	undeliverable: 'permanent',
	deliverable: 'ok',
	queued: 'progress',
	removed: 'lost',
};
