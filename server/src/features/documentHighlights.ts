import { DocumentHighlightKind, type DocumentHighlight, type Position } from 'vscode-languageserver-types';
import { beginnings } from '../tracing/beginning';
import type { NamedLog } from '../tracing/logs';
import { occurrences } from '../tracing/occurrences';
import { thingAt } from '../tracing/thing';
import type { Work } from '../core/work';
import { toRange } from './range';

/** Where the log names what is under the cursor; the place where it begins is marked as one that writes. */
export function* documentHighlights(
	home: NamedLog,
	{ line, character }: Position,
): Work<DocumentHighlight[]> {
	const named = thingAt(home.log, line, character);
	if (!named) {
		return [];
	}
	const [begin] = yield* beginnings([home], home, named.thing);
	const { places } = yield* occurrences(home.log, named.thing, true);
	return places.map((place) => ({
		range: toRange(place.line, place.span),
		kind:
			begin?.line === place.line && begin.span.start === place.span.start
				? DocumentHighlightKind.Write
				: DocumentHighlightKind.Read,
	}));
}
