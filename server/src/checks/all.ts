import type { MailLog } from '../core/mailLog';
import { done, type Work } from '../core/work';
import { authGuessing } from './authGuessing';
import { authInTheClear } from './authInTheClear';
import { authNotAuthenticated } from './authNotAuthenticated';
import type { Check, Search } from './check';
import { deliveryBackscatter } from './deliveryBackscatter';
import { deliveryBounced } from './deliveryBounced';
import { deliveryDeferred } from './deliveryDeferred';
import { deliveryFrozen } from './deliveryFrozen';
import { deliveryLoop } from './deliveryLoop';
import { deliveryOnlyFiltered } from './deliveryOnlyFiltered';
import { deliverySlow } from './deliverySlow';
import { byPlace, severities, type Finding, type Severity } from './finding';
import { logClockJump } from './logClockJump';
import { logCountersDisagree } from './logCountersDisagree';
import { logCutOff } from './logCutOff';
import { logUnreadable } from './logUnreadable';
import { protocolBareLineEnd } from './protocolBareLineEnd';
import { protocolDataWithoutGoAhead } from './protocolDataWithoutGoAhead';
import { protocolEightBit } from './protocolEightBit';
import { protocolExtensionNotOffered } from './protocolExtensionNotOffered';
import { protocolLineTooLong } from './protocolLineTooLong';
import { protocolNoHelloAfterTls } from './protocolNoHelloAfterTls';
import { protocolNoRecipient } from './protocolNoRecipient';
import { protocolNotSmtp } from './protocolNotSmtp';
import { protocolOrder } from './protocolOrder';
import { protocolPipelining } from './protocolPipelining';
import { protocolSizeExceeded } from './protocolSizeExceeded';
import { replyClassMismatch } from './replyClassMismatch';
import { replyContinuation } from './replyContinuation';
import { replyMissing } from './replyMissing';
import { replyRejected } from './replyRejected';
import { replyUnknownCode } from './replyUnknownCode';
import { replyUnlogged } from './replyUnlogged';
import { secretInText } from './secretInText';
import { serverFailed } from './serverFailed';
import { sessionDropped } from './sessionDropped';
import { sessionLost } from './sessionLost';
import { sessionNoGreeting } from './sessionNoGreeting';
import { sessionSlow } from './sessionSlow';
import { tlsFailed } from './tlsFailed';
import { tlsFellBack } from './tlsFellBack';
import { tlsNotOffered } from './tlsNotOffered';
import { tlsNotUsed } from './tlsNotUsed';
import { tlsUnverified } from './tlsUnverified';
import { tlsWeak } from './tlsWeak';

/** Every rule there is. */
export const checks: readonly Check[] = [
	replyRejected,
	authNotAuthenticated,
	deliveryDeferred,
	deliveryBounced,
	sessionLost,
	authGuessing,
	authInTheClear,
	tlsFailed,
	tlsFellBack,
	tlsNotUsed,
	tlsWeak,
	secretInText,
	deliveryFrozen,
	deliveryLoop,
	deliverySlow,
	logUnreadable,
	logCountersDisagree,
	protocolOrder,
	protocolNoHelloAfterTls,
	protocolNoRecipient,
	protocolDataWithoutGoAhead,
	protocolExtensionNotOffered,
	protocolSizeExceeded,
	protocolEightBit,
	protocolLineTooLong,
	protocolPipelining,
	protocolBareLineEnd,
	replyContinuation,
	replyClassMismatch,
	replyUnknownCode,
	replyMissing,
	sessionNoGreeting,
	sessionSlow,

	logCutOff,
	tlsUnverified,
	logClockJump,
	deliveryOnlyFiltered,
	deliveryBackscatter,
	tlsNotOffered,
	replyUnlogged,
	sessionDropped,
	protocolNotSmtp,
	serverFailed,
];

/** What the user wants of a rule: nothing, or how grave its gravest findings are. */
export type Level = Severity | 'off';

/** The user's wishes by the rule's id; a rule that is not named keeps its default. */
export type Levels = Readonly<Record<string, Level>>;

/** What the rules find in a log, in the order of its lines. */
export function allFindings(log: MailLog, levels: Levels = {}): Finding[] {
	return done(findingsInSteps(log, levels));
}

/** The same with pauses in between, as `lookAtAll` has them. The log must not change before the last. */
export function* findingsInSteps(log: MailLog, levels: Levels = {}): Work<Finding[]> {
	const found: Finding[] = [];
	yield* look(log, levels, (finding) => found.push(finding));
	return found.sort(byPlace);
}

/** How many findings there are of each severity: a log of any size can be asked, as none of them is kept. */
export function countFindings(log: MailLog, levels: Levels = {}): ReadonlyMap<Severity, number> {
	const counts = new Map<Severity, number>();
	for (const _step of look(log, levels, (finding) => count(counts, finding), severitiesOf));
	return counts;
}

/** The same of findings that are there. */
export function countBySeverity(findings: readonly Finding[]): ReadonlyMap<Severity, number> {
	const counts = new Map<Severity, number>();
	findings.forEach((finding) => count(counts, finding));
	return counts;
}

function count(counts: Map<Severity, number>, { severity }: Graded): void {
	counts.set(severity, (counts.get(severity) ?? 0) + 1);
}

/**
 * Does what `allFindings` has to do first, session by session and message by message, so that a large log can be looked at with
 * pauses in between. A step is one session or one message, or one rule's look at a long one; the log must not change before the last.
 */
export function lookAtAll(log: MailLog): Generator<undefined> {
	return look(log, {});
}

/** A session or message of so many lines takes long to look at. */
const longLines = 500;

/** What can be counted of a finding. */
type Graded = Pick<Finding, 'severity'>;

const restOf = (search: Search) => search.rest?.();

/** The same without its words, where the rule can tell how grave it is without them. */
function* severitiesOf(search: Search): Generator<Graded> {
	const severities = search.severities?.();
	if (!severities) {
		yield* search.rest?.() ?? [];
		return;
	}
	for (const severity of severities) {
		yield { severity };
	}
}

/**
 * Shows what is in a log to the rules, and gives on what they find; where all went well there is nothing to be found. Without somebody
 * who takes it, only the part that can be done step by step is done.
 */
function look(log: MailLog, levels: Levels, take?: (finding: Finding) => unknown): Generator<undefined>;
function look(
	log: MailLog,
	levels: Levels,
	take: (finding: Graded) => unknown,
	rest: typeof severitiesOf,
): Generator<undefined>;
function* look<Found extends Graded>(
	log: MailLog,
	levels: Levels,
	take?: (finding: Found | Finding) => unknown,
	rest: (search: Search) => Iterable<Found | Finding> | undefined = restOf,
): Generator<undefined> {
	const searches = checks.flatMap((check) => {
		const level = levels[check.id] ?? check.severity;
		return level === 'off' ? [] : [{ check, level, search: check.start(log) }];
	});
	const ask = (
		asked: typeof searches,
		findings: (search: Search) => Iterable<Found | Finding> | undefined,
	) => {
		for (const { check, level, search } of asked) {
			for (const finding of findings(search) ?? []) {
				take?.(atLevel(finding, check, level));
			}
		}
	};
	const [ofSessions, ofMessages] = (['session', 'message'] as const).map((what) =>
		searches.filter(({ search }) => search[what]),
	);
	/** Of a long session or message each rule is a step of its own. */
	const askInSteps = function* (asked: typeof searches, lines: number, findings: Parameters<typeof ask>[1]) {
		for (const each of lines > longLines ? asked.map((one) => [one]) : [asked]) {
			ask(each, findings);
			yield;
		}
	};
	for (let index = 0; index < log.sessionCount; index++) {
		if (log.isQuietSession(index) || log.isToldByMails(index)) {
			yield;
			continue;
		}
		const session = log.session(index);
		yield* askInSteps(ofSessions ?? [], session.lines.length, (search) => search.session?.(session));
	}
	for (let index = 0; index < log.messageCount; index++) {
		if (log.isQuietMessage(index)) {
			yield;
			continue;
		}
		const message = log.message(index);
		yield* askInSteps(ofMessages ?? [], message.lines.length, (search) => search.message?.(message));
	}
	if (take) {
		yield* askInSteps(searches, Infinity, rest);
	}
}

/** The gravest findings of a rule get the level that the user gave it; the milder ones stay as mild as they are, or get milder. */
function atLevel<Found extends Graded>(finding: Found, { severity }: Check, level: Severity): Found {
	const wanted = finding.severity === severity ? level : mildest(finding.severity, level);
	return wanted === finding.severity ? finding : { ...finding, severity: wanted };
}

function mildest(a: Severity, b: Severity): Severity {
	return severities.indexOf(a) > severities.indexOf(b) ? a : b;
}
