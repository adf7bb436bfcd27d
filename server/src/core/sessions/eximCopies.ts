import type { Kind, LineEvent } from '../event';
import type { SessionLine } from './draft';

/** What Exim writes to its main log and to its reject log. */
const rejectLogKinds: ReadonlySet<Kind> = new Set([
	'reject',
	'sender-verify-failed',
	'sasl-failed',
	'pipelining',
	'dropped',
	'lost-connection',
	'info',
]);

/**
 * A session's lines without the copies: behind syslog, Exim writes what is for two of its logs twice, unless it is told not to
 * (Exim specification ch. 14 "syslog_duplication"). The second line follows in the same process and says the same.
 */
export function withoutCopies(lines: readonly SessionLine[]): readonly SessionLine[] {
	const kept: SessionLine[] = [];
	let before: SessionLine | undefined;
	for (const at of lines) {
		const isCopy = before !== undefined && saysTheSame(before.event, at.event);
		if (!isCopy) {
			kept.push(at);
		}
		// What comes a third time happened again.
		before = isCopy ? undefined : at;
	}
	return kept;
}

function saysTheSame(one: LineEvent, other: LineEvent): boolean {
	const elapsed = Math.abs((one.time?.epoch ?? 0) - (other.time?.epoch ?? 0));
	return (
		one.service !== undefined &&
		one.service === other.service &&
		one.pid === other.pid &&
		one.kind === other.kind &&
		rejectLogKinds.has(one.kind) &&
		elapsed <= 1000 &&
		one.fields.length === other.fields.length &&
		one.fields.every(({ name, value }, at) => {
			const field = other.fields[at];
			return field?.name === name && field.value === value;
		})
	);
}
