import type { MailLog } from '../core/mailLog';
import type { Reply, Session } from '../core/model';
import { say, sayAll, sayCount, type Said } from '../knowledge/say';
import { quoted } from './cause';
import type { Check } from './check';
import { severities, type Finding, type Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { rememberedForAll } from './remembered';
import { headOf, type SessionHead } from './sessionHead';
import { codeWords, isServer, peerWords, sessionId } from './words';

/** What one session did against a rule of the protocol. */
export interface Fault {
	readonly session: SessionHead;
	/** The same for the same fault. */
	readonly key: string;
	readonly severity: Severity;
	/** The line that shows it best, from 0. */
	readonly line: number;
	readonly title: Said;
	/** What was done, and what should have been. */
	readonly told: Said;
	readonly fix: Said;
	/** What was answered. */
	readonly reply?: Reply;
	/** Other lines of the session that show it, from 0; `line` may be among them. */
	readonly others?: readonly number[];
	/** How often it was done. Default: 1, and once more for each of the others. */
	readonly count?: number;
	/** Lines of refusals that need no finding of their own, as this is their cause. From 0. */
	readonly explains?: readonly number[];
}

/** What the rules of the protocol find in one session. */
export type FaultsOf = (session: Session, log: MailLog) => readonly Fault[];

/**
 * A rule that finds faults. One that a session repeats is one finding; in a server's log, where a client comes again and again, one
 * for each client address.
 */
export function faultCheck(rule: Omit<Check, 'start'>, faultsOf: FaultsOf): Check {
	return {
		...rule,
		start(log) {
			const groups = new Map<string, [Fault, ...Fault[]]>();
			return {
				session(session) {
					for (const fault of faultsOf(session, log)) {
						const key = keyOf(fault);
						const known = groups.get(key);
						if (known) {
							known.push(fault);
						} else {
							groups.set(key, [fault]);
						}
					}
					return [];
				},
				rest: () => Array.from(groups.values(), (faults) => toFinding(faults, log, rule.id)),
			};
		},
	};
}

/**
 * What most faults have: the answer to a command, and how grave that makes it. A refusal with a code that does not mean the fault has
 * another cause, and is told by itself.
 * @param meant The codes that mean it: those of syntax and order unless a rule says otherwise.
 */
export function answered(
	session: Session,
	reply: Reply | undefined,
	isOvercome = false,
	meant = /^5(?:0\d|5[045])$/,
): Pick<Fault, 'session' | 'severity' | 'reply' | 'explains'> {
	const isRefused = reply !== undefined && meant.test(reply.code);
	const gravest = session.role === 'server' ? 'warning' : 'error';
	return {
		session: headOf(session),
		severity: isRefused && !isOvercome ? gravest : 'information',
		...(reply && { reply }),
		...(isRefused && { explains: [reply.line] }),
	};
}

function keyOf({ key, session }: Fault): string {
	const address = isServer(session) ? session.peer?.address : undefined;
	return [key, address ?? `session ${session.index}`].join('\n');
}

const toFinding = rememberedForAll(
	(faults: readonly [Fault, ...Fault[]], log: MailLog, rule: string): Finding => {
		const [first] = faults;
		const { session, line, title, told, fix, reply } = first;
		const count = faults.reduce((sum, fault) => sum + countOf(fault), 0);
		const places = faults.flatMap((fault) =>
			[fault.line, ...(fault.others ?? [])].map((other) => ({
				line: other,
				message: say('fault.inSession', { session: sessionId(fault.session.index) }),
			})),
		);
		return {
			rule,
			severity: worst(faults),
			line,
			span: spanOf(log, line),
			title,
			message: sayAll(
				told,
				answerWords(reply),
				whoWords(session),
				count > 1 ? sayCount('fault', count) : undefined,
			),
			fix,
			...(reply && { code: reply.code }),
			...(reply?.enhanced !== undefined && { enhanced: reply.enhanced }),
			session: session.index,
			...relatedPlaces(log, places, line),
		};
	},
);

function countOf({ line, others = [], count }: Fault): number {
	return count ?? new Set([line, ...others]).size;
}

function worst(faults: readonly Fault[]): Severity {
	return severities.find((severity) => faults.some((fault) => fault.severity === severity)) ?? 'hint';
}

function answerWords(reply: Reply | undefined): Said | undefined {
	return reply && say('fault.answer', { code: codeWords(reply), quote: quoted(reply.text) });
}

function whoWords(session: SessionHead): Said | undefined {
	const peer = peerWords(session.peer);
	return peer === undefined ? undefined : say(isServer(session) ? 'fault.client' : 'fault.server', { peer });
}
