import { stageWords } from '../../checks/words';
import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';
import { durationWords } from '../duration';
import type { Pair } from './alignment';
import type { Difference, Side } from './difference';
import { sentence } from './sentence';
import { hasFailed } from './turns';

/** So many times as long is worth a word. */
const factor = 3;
/** Of the stages that took longer, so many are told. */
const most = 2;

/** Stages that took much longer in one of two sessions; or, where no stage did, all of it. Milliseconds are compared. */
export function timeDifferences(first: Side, second: Side, pairs: readonly Pair[]): Difference[] {
	const stages = pairs
		.flatMap(({ first: one, second: other }) => {
			const isStage = one && other && one.stage !== 'disconnect' && one.elapsed !== undefined;
			if (!isStage || other.elapsed === undefined || !matters(one.elapsed, other.elapsed)) {
				return [];
			}
			// How long a refusal took is told with it.
			const slower = one.elapsed > other.elapsed ? one : other;
			return hasFailed(slower) ? [] : [{ one, other, by: Math.abs(one.elapsed - other.elapsed) }];
		})
		.sort((a, b) => b.by - a.by)
		.slice(0, most)
		.map(({ one, other, by }) =>
			difference([first, one.elapsed ?? 0, one.line], [second, other.elapsed ?? 0, other.line], by, {
				what: (language) => stageWords(one.stage, language),
			}),
		);
	// A session that failed early is short for that.
	return stages.length > 0 || first.failure || second.failure ? stages : wholeTime(first, second);
}

function wholeTime(first: Side, second: Side): Difference[] {
	const [one, other] = [first, second].map(({ session }) => durationOf(session));
	if (one === undefined || other === undefined || !matters(one, other)) {
		return [];
	}
	return [
		difference([first, one, lastLine(first)], [second, other, lastLine(second)], Math.abs(one - other), {}),
	];
}

/** Milliseconds from a session's first line to its last; `undefined` where the log has no times. */
export function durationOf({ start, end }: Session): number | undefined {
	return start && end && end.epoch >= start.epoch ? end.epoch - start.epoch : undefined;
}

function lastLine({ session }: { session: Session; log: MailLog }): number {
	return session.lines.at(-1) ?? 0;
}

/** Logs that write whole seconds are off by up to one at either end. */
function matters(one: number, other: number): boolean {
	const isWhole = one % 1000 === 0 && other % 1000 === 0;
	const [short, long] = one < other ? [one, other] : [other, one];
	return long - short >= (isWhole ? 3000 : 500) && long >= factor * short;
}

type Timed = readonly [side: Side, milliseconds: number, line: number];

function difference(
	[first, one, firstLine]: Timed,
	[second, other, secondLine]: Timed,
	by: number,
	values: { readonly what?: (language?: string) => string },
): Difference {
	const [slow, fast] = one > other ? [first, second] : [second, first];
	const [long, short] = one > other ? [one, other] : [other, one];
	const times = short > 0 ? Math.round(long / short) : 0;
	return {
		topic: 'time',
		// A minute more is told before what is only another name; seconds come late.
		weight: by >= 60_000 ? 65 : by >= 10_000 ? 47 : 30,
		words: sentence(
			values.what
				? times > 0
					? 'comparison.time.stage'
					: 'comparison.time.stageAtOnce'
				: times > 0
					? 'comparison.time.all'
					: 'comparison.time.allAtOnce',
			{
				...values,
				one: slow.name,
				other: fast.name,
				first: durationWords(long),
				second: durationWords(short),
				times,
			},
		),
		lines: [firstLine, secondLine],
	};
}
