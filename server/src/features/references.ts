import type { Location, Position } from 'vscode-languageserver-types';
import { beginnings } from '../tracing/beginning';
import type { NamedLog } from '../tracing/logs';
import { occurrences } from '../tracing/occurrences';
import { thingAt } from '../tracing/thing';
import type { Work } from '../core/work';
import { toRange } from './range';

interface ReferenceOptions {
	readonly position: Position;
	/** With the place where it begins, too. */
	readonly includeDeclaration: boolean;
}

/** The places that name a thing, and how many more there are. */
interface References {
	readonly locations: Location[];
	readonly notListed: number;
}

/** Where the logs name what is under the cursor. */
export function* references(
	logs: readonly NamedLog[],
	home: NamedLog,
	{ position, includeDeclaration }: ReferenceOptions,
): Work<References> {
	const named = thingAt(home.log, position.line, position.character);
	if (!named) {
		return { locations: [], notListed: 0 };
	}
	const begin = includeDeclaration ? [] : yield* beginnings(logs, home, named.thing);
	const isBeginning = (uri: string, line: number, start: number) =>
		begin.some(({ of, ...place }) => of.uri === uri && place.line === line && place.span.start === start);
	const locations: Location[] = [];
	let notListed = 0;
	for (const of of [home, ...logs.filter((each) => each !== home)]) {
		const { places, total } = yield* occurrences(of.log, named.thing, of === home);
		notListed += total - places.length;
		for (const { line, span } of places) {
			if (!isBeginning(of.uri, line, span.start)) {
				locations.push({ uri: of.uri, range: toRange(line, span) });
			}
		}
	}
	return { locations, notListed };
}
