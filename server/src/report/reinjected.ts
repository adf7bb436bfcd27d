import type { Linked } from '../core/links';
import type { MailLog } from '../core/mailLog';

/** The mails that are others again: handed back by a filter or an alias, or put into the queue once more. A bounce is a mail of its own. */
export function reinjected(log: MailLog, { lines, children }: Linked): Uint8Array {
	const found = new Uint8Array(log.messageCount);
	for (let at = 0; at < lines.length; at++) {
		const kind = log.kindAt(lines[at] ?? 0);
		if (kind !== 'bounce-notification' && kind !== 'arrival') {
			found[children[at] ?? 0] = 1;
		}
	}
	return found;
}
