/** How long lines are, for a text that keeps no more of them (`text/fileText.ts`). */
import * as layout from './layout';
import { indexOfOctet } from './octets';

/** A line of so many octets is not measured here. */
const far: i32 = 0xffff;

/**
 * Notes the lengths of lines with their line feeds, until there is no more room, one has none, or one is too long. Gives how many, and
 * notes where the line behind them begins. `number` is the first line's: where the lines begin whose numbers are multiples of the
 * stride is noted, too.
 */
export function readLengths(at: i32, end: i32, number: i32): i32 {
	let count = 0;
	let place = layout.places;
	for (; count < layout.lengthCount; count++) {
		const feed = indexOfOctet(0x0a, at, end);
		const length = feed + 1 - at;
		if (feed < 0 || length >= far) {
			break;
		}
		if ((number + count) % layout.stride === 0) {
			store<i32>(place, at);
			place += 4;
		}
		store<u16>(layout.lengths + count * 2, <u16>length);
		at = feed + 1;
	}
	store<i32>(layout.next, at);
	return count;
}
