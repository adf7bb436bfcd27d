import { plainText } from '../../checks/words';
import { valueOf, type FieldName } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';

/** What of a session is compared with another's, beside its stages. */
export type Aspect =
	| 'service'
	| 'address'
	| 'name'
	| 'port'
	| 'helo'
	| 'hello'
	| 'greeting'
	| 'sender'
	| 'recipient'
	| 'size'
	| 'tls'
	| 'tlsVersion'
	| 'tlsCipher'
	| 'certificate'
	| 'login'
	| 'mechanism'
	| 'user';

/** What a log shows of an aspect. Without a value: it shows that there was none. */
export interface Fact {
	/** In one line, and plain. */
	readonly value?: string;
	/** The line that shows it, from 0. */
	readonly line: number;
	/** Several, where a session can have several: each recipient. */
	readonly all?: readonly string[];
}

/** What a log shows of a session. An aspect that is not here is one that it does not show. */
export type Facts = Partial<Readonly<Record<Aspect, Fact>>>;

/** A value as it is shown: columns. */
const longest = 120;

/** A fact; nothing where there is no value. */
export function fact<Name extends Aspect>(
	name: Name,
	value: string | number | undefined,
	line: number,
): Facts {
	const text = value === undefined ? '' : plainText(String(value), longest);
	return text === '' ? {} : { [name]: { value: text, line } };
}

/** So many lines of a very long session are read for its facts, at its beginning and at its end. */
const mostLines = 200;

/** The lines of a session that are read for what it was; all of them but in a very long one. */
export function factLines({ lines }: Session): readonly number[] {
	return lines.length <= 2 * mostLines ? lines : [...lines.slice(0, mostLines), ...lines.slice(-mostLines)];
}

/** The first line of a session that has a field, and what stands there. */
export function fieldIn(
	session: Session,
	log: MailLog,
	...names: readonly FieldName[]
): { value: string; line: number } | undefined {
	for (const line of factLines(session)) {
		const event = log.event(line);
		for (const name of names) {
			const value = valueOf(event, name);
			if (value !== undefined) {
				return { value, line };
			}
		}
	}
	return undefined;
}
