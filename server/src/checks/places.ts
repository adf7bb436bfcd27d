import { fieldOf, type FieldName, type Span } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Said } from '../knowledge/say';
import { relatedLimit, type RelatedPlace } from './finding';

/** Where a finding is drawn: the first of these that the line has; the whole of what the line says where it has none. */
const marked: readonly FieldName[] = ['code', 'enhanced', 'dsn', 'status', 'text'];

/** The piece of a line that a finding underlines. */
export function spanOf(log: MailLog, line: number): Span {
	const event = log.event(line);
	for (const name of marked) {
		const field = fieldOf(event, name);
		if (field && field.span.end > field.span.start) {
			return field.span;
		}
	}
	const { length } = log.text(line);
	return event.start < length ? { start: event.start, end: length } : { start: 0, end: length };
}

/** Other places of the same cause, each once and without the finding's own. */
export function relatedPlaces(
	log: MailLog,
	places: readonly { readonly line: number; readonly message: Said }[],
	own: number,
): { related?: readonly RelatedPlace[] } {
	const byLine = new Map(places.map((place) => [place.line, place]));
	byLine.delete(own);
	const related = Array.from(byLine.values())
		.slice(0, relatedLimit)
		.map(({ line, message }) => ({ line, span: spanOf(log, line), message }));
	return related.length > 0 ? { related } : {};
}
