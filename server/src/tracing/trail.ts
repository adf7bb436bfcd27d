import { families, type Family } from './family';
import type { LogLine, NamedLog } from './logs';
import type { Mail } from './mail';
import { inTrueOrder, type ClockOfLog } from './order';
import { linesAround, subjectOf } from './subject';
import type { Work } from '../core/work';

/** What is followed: a text, or one mail of a log. */
export type Followed = { readonly text: string; readonly ignoreCase?: boolean } | { readonly mail: Mail };

/** Mails that belong together, or lines of no mail, of which all lines are told together. */
export type Group = Family;

/** What was found. */
export interface Trail {
	/** In the order in which the logs tell of them first. */
	readonly groups: readonly Group[];
	/** More mails may be related: not all were looked for. */
	readonly isPart: boolean;
}

/** The mails that something stands for, with those that they came of and that came of them. */
export function* trailOf(logs: readonly NamedLog[], followed: Followed, related: boolean): Work<Trail> {
	const { mails, loose } =
		'mail' in followed
			? { mails: [followed.mail], loose: [] }
			: yield* subjectOf(logs, followed.text, followed.ignoreCase);
	const { families: found, isPart } = yield* families(logs, mails, related);
	const told = new Set(found.flatMap((family) => family.loose.map(keyOf)));
	const alone = loose.filter((line) => !told.has(keyOf(line)));
	const groups = [...found, ...alone.map((line) => ({ mails: [], hops: [], loose: [line] }))];
	return { groups: withoutRepeats(groups), isPart };
}

function keyOf({ of, line }: LogLine): string {
	return `${of.uri}\n${line}`;
}

/** Several lines of one session, of no mail, are told once. */
function withoutRepeats(groups: readonly Group[]): Group[] {
	const told = new Set<string>();
	return groups.filter(({ mails, loose }) => {
		const [first] = loose;
		const session = first?.of.log.sessionIndexAt(first.line);
		if (mails.length > 0 || !first || session === undefined) {
			return true;
		}
		const key = `${first.of.uri}\n${session}`;
		return !told.has(key) && told.add(key);
	});
}

/** All lines of some groups in the order in which they were written. */
export function linesOf(groups: readonly Group[]): {
	readonly lines: readonly LogLine[];
	readonly clocks: readonly ClockOfLog[];
} {
	const lines = groups.flatMap(({ mails, loose }) => [
		...mails.flatMap(({ of, message }) => of.log.linesAboutMessage(message).map((line) => ({ of, line }))),
		...loose.flatMap(({ of, line }) => linesAround(of.log, line).map((each) => ({ of, line: each }))),
	]);
	return inTrueOrder(
		lines,
		groups.flatMap(({ hops }) => hops),
	);
}
