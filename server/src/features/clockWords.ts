import type { MailLog } from '../core/mailLog';
import { escapeMarkdown } from '../knowledge/markdown';

/**
 * What proves the year and the zone of a line's time, as far as the line does not write them: `year 2026 and zone +01:00: queue id in
 * line 12`. Markdown; lines count from 1, as an editor shows them. `undefined` where nothing had to be inferred, or could.
 */
export function clockWords(log: MailLog, line: number): string | undefined {
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
		facts.set(evidence.yearLine, [`year ${year}`]);
	}
	if (zoneLine !== undefined && offset !== undefined) {
		facts.set(zoneLine, [...(facts.get(zoneLine) ?? []), `zone ${zone(offset)}`]);
	}
	const words = [...facts].map(([at, what]) => `${what.join(' and ')}: queue id in line ${String(at + 1)}`);
	return words.length === 0 ? undefined : escapeMarkdown(words.join(', '));
}

/** Minutes east of UTC → `+01:00`. */
function zone(offset: number): string {
	const minutes = Math.abs(offset);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
	return `${offset < 0 ? '-' : '+'}${hours ?? ''}:${rest ?? ''}`;
}
