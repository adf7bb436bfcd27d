import { addressWords, plainText } from '../checks/words';
import type { Message } from '../core/model';
import { hoverSentence, type Language } from '../knowledge/knowledge';

/** So many recipients are named. */
const shown = 2;

/** `4jYB5r214Jz6x · delivered`. Plain text. */
export function mailTitle({ queueId, end }: Message, language?: Language): string {
	return `${queueId} · ${hoverSentence(`end.${end}`, language)}`;
}

/** `alice@example.com → bob@example.net, carol@example.net +3`. Plain text. */
export function mailRoute({ sender, recipients }: Message): string {
	const names = recipients.slice(0, shown).map(({ address }) => addressWords(address));
	const more = recipients.length > shown ? ` +${recipients.length - shown}` : '';
	const from = sender === undefined ? '' : addressWords(sender);
	return names.length === 0 ? from : `${from} → ${names.join(', ')}${more}`.trim();
}

/** The last part of an address or a path, as people name a log. */
export function logName(uri: string): string {
	const [path = ''] = uri.split(/[?#]/, 1);
	const name = path.slice(path.lastIndexOf('/') + 1);
	try {
		return plainText(decodeURIComponent(name), 60);
	} catch {
		return plainText(name, 60);
	}
}
