import type { Cut } from '../../core/model';
import type { Say } from './say';

/** What of a session or a message is not in the log: `its beginning is not in the log`. */
export function cutWords(cut: Cut | undefined, say: Say): string | undefined {
	return cut && say(`cut.${cut}`);
}
