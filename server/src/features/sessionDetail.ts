import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import type { SessionDetail, SessionDetailParams } from '../protocol';
import { detailOf } from './detailOf';

/** One session in full. `null` where the line belongs to none, or there is no such session. */
export function sessionDetail(
	log: MailLog,
	{ session: asked }: Pick<SessionDetailParams, 'session'>,
	language?: Language,
): SessionDetail | null {
	const index = typeof asked === 'string' ? numberOf(asked, log) : log.sessionIndexAt(asked.line);
	return index === undefined ? null : detailOf(log, index, language);
}

/** `s1` → 0 */
function numberOf(id: string, { sessionCount }: MailLog): number | undefined {
	const number = Number(/^s([1-9]\d{0,9})$/.exec(id)?.[1]) - 1;
	return number >= 0 && number < sessionCount ? number : undefined;
}
