import type { Location, Position } from 'vscode-languageserver-types';
import { beginnings } from '../tracing/beginning';
import type { NamedLog } from '../tracing/logs';
import { thingAt } from '../tracing/thing';
import type { Work } from '../core/work';
import { toRange } from './range';

/** Where what is under the cursor begins: a mail where it arrives, a session where it is opened, a name where it stands first. */
export function* definition(
	logs: readonly NamedLog[],
	home: NamedLog,
	{ line, character }: Position,
): Work<Location[]> {
	const named = thingAt(home.log, line, character);
	const places = named ? yield* beginnings(logs, home, named.thing) : [];
	return places.map(({ of: { uri }, ...place }) => ({ uri, range: toRange(place.line, place.span) }));
}
