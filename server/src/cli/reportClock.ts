import type { MailLog } from '../core/mailLog';
import { lineNumber } from './reportParts';
import { zone } from './time';

/** Which lines prove the year and the zone of those that do not write them; `undefined` where nothing had to be proved, or could. */
export function projectClock(log: MailLog): object | undefined {
	const { year, yearLine, offset, offsetLine, changes } = log.clockEvidence();
	if (year === undefined && offset === undefined) {
		return undefined;
	}
	return {
		year,
		yearLine: yearLine === undefined ? undefined : lineNumber(yearLine),
		offset: offset === undefined ? undefined : zone(offset),
		offsetLine: offsetLine === undefined ? undefined : lineNumber(offsetLine),
		changes:
			changes.length === 0
				? undefined
				: changes.map((change) => ({
						line: lineNumber(change.line),
						offset: zone(change.offset),
						offsetLine: lineNumber(change.offsetLine),
					})),
	};
}
