import type { Hop } from './hops';
import { grouped } from '../core/grouped';
import type { LogLine, NamedLog } from './logs';
import { beginningOf, idLineOf, timeOf } from './mail';

/** How the clock of one log stands to that of the first. */
export interface ClockOfLog {
	readonly of: NamedLog;
	/** `clock`: as it is. `handOver`: set right by what hand-overs prove. `unproved`: nothing joins it to the others. `none`: it writes no times. */
	readonly by: 'clock' | 'handOver' | 'unproved' | 'none';
	/** So much has to be added to its times: milliseconds. */
	readonly correction: number;
}

/** Lines of several logs in the order in which they were written. */
export interface Ordered {
	readonly lines: readonly LogLine[];
	/** For each log of which there are lines. */
	readonly clocks: readonly ClockOfLog[];
}

/** Times are written in seconds: milliseconds. */
const tick = 1000;

/**
 * Puts lines into one order. Lines of one log stay in the order of the log. Lines of several logs are placed by time, where hand-overs
 * between them have set their clocks right: a mail is taken by the next server after it was here and before the answer is written.
 */
export function inTrueOrder(lines: readonly LogLine[], hops: readonly Hop[]): Ordered {
	const byLog = grouped(lines, ({ of }) => of);
	const between = hops.filter(({ from, to }) => from.of !== to.of && byLog.has(from.of) && byLog.has(to.of));
	const isEntered = (of: NamedLog) => Number(between.some(({ to }) => to.of === of));
	// The log where the mail comes from is the first, and its clock the one that counts.
	const queues = [...byLog]
		.map(([of, own]) => ({
			of,
			lines: [...new Set(own.map(({ line }) => line))].sort((one, other) => one - other),
		}))
		.sort((one, other) => isEntered(one.of) - isEntered(other.of) || (one.of.uri < other.of.uri ? -1 : 1));
	const clocks = clocksOf(
		queues.map(({ of }) => of),
		between,
	);
	return { lines: merged(queues, clocks, between), clocks };
}

/** The clocks of logs, set right from log to log along the hand-overs. */
function clocksOf(logs: readonly NamedLog[], hops: readonly Hop[]): ClockOfLog[] {
	const known = new Map<NamedLog, ClockOfLog>();
	for (const start of logs) {
		if (known.has(start)) {
			continue;
		}
		const isJoined = hops.some(({ from, to }) => from.of === start || to.of === start);
		known.set(start, {
			of: start,
			by: !hasTimes(start) ? 'none' : known.size === 0 || isJoined ? 'clock' : 'unproved',
			correction: 0,
		});
		const reached = [start];
		for (const one of reached) {
			for (const other of logs.filter((each) => !known.has(each))) {
				const between = hops.filter(
					({ from, to }) => (from.of === one && to.of === other) || (from.of === other && to.of === one),
				);
				if (between.length > 0) {
					const correction = (known.get(one)?.correction ?? 0) + difference(one, between);
					const by = !hasTimes(other) ? 'none' : correction === 0 ? 'clock' : 'handOver';
					known.set(other, { of: other, by, correction });
					reached.push(other);
				}
			}
		}
	}
	return logs.flatMap((of) => known.get(of) ?? []);
}

function hasTimes({ log }: NamedLog): boolean {
	const looked = Math.min(log.lineCount, 50);
	return Array.from({ length: looked }, (_, line) => line).some((line) => timeOf(log, line) !== undefined);
}

/** What has to be added to the times of the other log so that they fit those of `one`: 0 where they do. */
function difference(one: NamedLog, hops: readonly Hop[]): number {
	let least = -Infinity;
	let most = Infinity;
	for (const { from, to, fromLine, toLine } of hops) {
		const here = timeOf(from.of.log, beginningOf(from));
		const answered = timeOf(from.of.log, fromLine);
		const taken = timeOf(to.of.log, toLine);
		if (here === undefined || answered === undefined || taken === undefined) {
			continue;
		}
		// here ≤ taken ≤ answered, in the clock of `one`.
		const [low, high] = from.of === one ? [here - taken, answered - taken] : [taken - answered, taken - here];
		least = Math.max(least, low);
		most = Math.min(most, high);
	}
	if (least === -Infinity || (least - tick <= 0 && 0 <= most + tick)) {
		return 0;
	}
	return hops.some(({ from }) => from.of === one) ? most : least;
}

interface Queue {
	readonly of: NamedLog;
	/** Ascending. */
	readonly lines: readonly number[];
}

/** Takes always the earliest of the next lines, and none before another that must stand before it. */
function merged(queues: readonly Queue[], clocks: readonly ClockOfLog[], hops: readonly Hop[]): LogLine[] {
	const heads = queues.map(({ of, lines }) => ({
		of,
		lines,
		next: 0,
		time: 0,
		correction: clocks.find((clock) => clock.of === of)?.correction ?? 0,
	}));
	const timeOfHead = (head: (typeof heads)[number]) => {
		const line = head.lines[head.next];
		const time = line === undefined ? undefined : timeOf(head.of.log, line);
		// A line without a time stands with the one before it, and no line before one that its log has before it.
		head.time = Math.max(head.time, time === undefined ? 0 : time + head.correction);
	};
	const isTaken = ({ of, line }: LogLine) => {
		const head = heads.find((each) => each.of === of);
		const next = head?.lines[head.next];
		return next === undefined || line < next;
	};
	const before = earlier(hops);
	const isBlocked = ({ of, lines, next }: (typeof heads)[number]) =>
		before
			.get(of)
			?.get(lines[next] ?? -1)
			?.some((line) => !isTaken(line)) ?? false;
	const ordered: LogLine[] = [];
	heads.forEach(timeOfHead);
	for (;;) {
		const open = heads
			.filter(({ lines, next }) => next < lines.length)
			.sort((one, other) => one.time - other.time);
		const head = open.find((each) => !isBlocked(each)) ?? open[0];
		const line = head?.lines[head.next];
		if (!head || line === undefined) {
			return ordered;
		}
		ordered.push({ of: head.of, line });
		head.next++;
		timeOfHead(head);
	}
}

/** For lines of a log those of others that stand before: the answer comes after the mail was taken, and it is taken after it was here. */
function earlier(hops: readonly Hop[]): Map<NamedLog, Map<number, LogLine[]>> {
	const pairs = hops.flatMap(({ from, to, fromLine, toLine }) => [
		// The Message-ID is written when the content has come, which is before the answer.
		{ line: { of: from.of, line: fromLine }, before: { of: to.of, line: Math.max(toLine, idLineOf(to)) } },
		{ line: { of: to.of, line: toLine }, before: { of: from.of, line: beginningOf(from) } },
	]);
	const found = new Map<NamedLog, Map<number, LogLine[]>>();
	for (const [of, own] of grouped(pairs, ({ line }) => line.of)) {
		const byLine = [...grouped(own, ({ line }) => line.line)];
		found.set(of, new Map(byLine.map(([line, each]) => [line, each.map(({ before }) => before)])));
	}
	return found;
}
