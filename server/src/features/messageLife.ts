import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import type { MessageLife, MessageLifeParams } from '../protocol';
import { lifeOf, messageNumber } from './lifeOf';

/** One mail's life. `null` where the line is about none, or there is no such mail. */
export function messageLife(
	log: MailLog,
	{ message }: Pick<MessageLifeParams, 'message'>,
	language?: Language,
): MessageLife | null {
	const index = messageNumber(log, message);
	return index === undefined ? null : lifeOf(log, index, language);
}
