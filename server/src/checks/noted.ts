import type { LineEvent } from '../core/event';

/** What Exim quotes of a client and says of it: `"AUTH LOGIN" AUTH command used when not advertised`. */
export function notedWords({ fields }: LineEvent): string {
	return fields.flatMap(({ name, value }) => (name === 'text' ? value.slice(0, 1000) : [])).join(' ');
}
