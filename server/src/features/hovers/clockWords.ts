import type { MailLog } from '../../core/mailLog';
import { zoneWords } from './moment';
import type { Say } from './say';

/**
 * What proves the year and the zone of a line's time, as far as the line does not write them: `year 2026 and zone +01:00: queue id in
 * line 12`. Markdown; lines count from 1, as an editor shows them. `undefined` where nothing had to be inferred, or could.
 */
export function clockWords(log: MailLog, line: number, say: Say): string | undefined {
	const { time, start } = log.event(line);
	if (!time?.inferred) {
		return undefined;
	}
	const evidence = log.clockEvidence();
	const { offset } = time;
	const year = String(new Date(time.epoch + (offset ?? 0) * 60_000).getUTCFullYear());
	const isYearWritten = log.text(line).slice(0, start).includes(year);
	const zoneLine =
		evidence.changes.findLast((change) => change.line <= line)?.offsetLine ?? evidence.offsetLine;
	const facts = new Map<number, string[]>();
	if (evidence.yearLine !== undefined && !time.yearUnknown && !isYearWritten) {
		facts.set(evidence.yearLine, [say('clock.year', { year })]);
	}
	if (zoneLine !== undefined && offset !== undefined) {
		const zone = say('clock.zone', { zone: zoneWords(offset) });
		facts.set(zoneLine, [...(facts.get(zoneLine) ?? []), zone]);
	}
	const words = [...facts].map(([at, what]) =>
		say('clock.proof', { what: { markdown: what.join(` ${say('and')} `) }, line: at + 1 }),
	);
	return words.length === 0 ? undefined : words.join(', ');
}
