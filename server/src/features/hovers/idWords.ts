import type { Format } from '../../core/event';
import { decodeId, decodeSendmailId, decodeShortId } from '../../core/identity';
import { momentWords } from './moment';
import type { Say } from './say';

/** What a queue id tells by itself: when the mail arrived, in UTC and by the log's clock, and by which file or process. */
export function idWords(
	id: string,
	format: Format,
	offset: number | undefined,
	say: Say,
): string | undefined {
	const decoded = decodeId(id) ?? (format === 'sendmail' ? decodeSendmailId(id) : undefined);
	if (decoded) {
		const { epoch, inode, pid } = decoded;
		const pieces = { moment: momentWords(epoch, offset), inode: inode ?? '', pid: pid ?? '' };
		// 1tixMn-00000000C5j-1wRa
		const isNewExim = pid !== undefined && id.length === 23;
		return inode === undefined
			? say(isNewExim ? 'id.longExim' : 'id.process', pieces)
			: say('id.inode', pieces);
	}
	const short = format === 'postfix' ? decodeShortId(id) : undefined;
	return short && say('id.short', { inode: short.inode, microseconds: short.microseconds });
}
