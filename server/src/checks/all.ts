import type { MailLog } from '../core/mailLog';
import { authNotAuthenticated } from './authNotAuthenticated';
import type { Check, Search } from './check';
import { deliveryBounced } from './deliveryBounced';
import { deliveryDeferred } from './deliveryDeferred';
import { byPlace, severities, type Finding, type Severity } from './finding';
import { replyRejected } from './replyRejected';
import { sessionLost } from './sessionLost';

/** Every rule there is. */
export const checks: readonly Check[] = [
	replyRejected,
	authNotAuthenticated,
	deliveryDeferred,
	deliveryBounced,
	sessionLost,
];

/** What the user wants of a rule: nothing, or how grave its gravest findings are. */
export type Level = Severity | 'off';

/** The user's wishes by the rule's id; a rule that is not named keeps its default. */
export type Levels = Readonly<Record<string, Level>>;

/** What the rules find in a log, in the order of its lines. */
export function allFindings(log: MailLog, levels: Levels = {}): Finding[] {
	const searches = checks.flatMap((check) => {
		const level = levels[check.id] ?? check.severity;
		return level === 'off' ? [] : [{ check, level, search: check.start(log) }];
	});
	for (const _step of show(
		log,
		searches.map(({ search }) => search),
	));
	return searches
		.flatMap(({ check, level, search }) =>
			Array.from(search.findings(), (finding) => atLevel(finding, check, level)),
		)
		.sort(byPlace);
}

/**
 * Does what `allFindings` has to do first, session by session and message by message, so that a large log can be looked at with
 * pauses in between. A step is one session or one message; the log must not change before the last.
 */
export function lookAtAll(log: MailLog): Generator<undefined> {
	return show(
		log,
		checks.map((check) => check.start(log)),
	);
}

/** Shows what is in a log to the searches; where all went well there is nothing to be found. */
function* show(log: MailLog, searches: readonly Search[]): Generator<undefined> {
	for (let index = 0; index < log.sessionCount; index++) {
		if (!log.isQuietSession(index)) {
			const session = log.session(index);
			searches.forEach((search) => search.session?.(session));
		}
		yield;
	}
	for (let index = 0; index < log.messageCount; index++) {
		if (!log.isQuietMessage(index)) {
			const message = log.message(index);
			searches.forEach((search) => search.message?.(message));
		}
		yield;
	}
}

/** The gravest findings of a rule get the level that the user gave it; the milder ones stay as mild as they are, or get milder. */
function atLevel(finding: Finding, { severity }: Check, level: Severity): Finding {
	const wanted = finding.severity === severity ? level : mildest(finding.severity, level);
	return wanted === finding.severity ? finding : { ...finding, severity: wanted };
}

function mildest(a: Severity, b: Severity): Severity {
	return severities.indexOf(a) > severities.indexOf(b) ? a : b;
}
