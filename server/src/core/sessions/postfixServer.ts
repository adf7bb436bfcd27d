import { valueOf } from '../event';
import type { Evidence, Session, Stage, Step } from '../model';
import { countersOf, type Counters } from './counters';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';

/** One mail transaction of a session: what is known of it, in the order of the protocol. */
interface Transaction {
	queueId?: string;
	/** Where it starts: the line that shows or proves it. */
	readonly line: number;
	readonly steps: Step[];
	hasMail: boolean;
	rcpt: number;
	hasContent: boolean;
}

/** What the counters tell and no line shows. */
interface Uses {
	readonly left: Map<string, number>;
	readonly failed: Map<string, number>;
}

/**
 * A session of Postfix's smtpd, from `connect from` to `disconnect from`. smtpd logs what fails and what it queues, not what
 * goes well; the rest is taken from the counters of its last line, and from what must have come before.
 *
 * `isQueued` tells whether the mail of a queue id reached the queue.
 */
export function postfixServerSession(
	index: number,
	lines: readonly SessionLine[],
	isQueued: (queueId: string) => boolean,
): Session {
	const counters = countersOf(lines);
	const draft = new Draft();
	/** How many uses of each verb no line has shown yet, and how many of those failed: the last ones, as far as one can tell. */
	const uses: Uses = {
		left: new Map([...counters].map(([verb, { all }]) => [verb, all])),
		failed: new Map([...counters].map(([verb, { ok, all }]) => [verb, all - ok])),
	};
	const { left } = uses;
	const last = lines.at(-1);
	const transactions: Transaction[] = [];
	/** Takes one use of a verb from the counters; without counters every need is implied. */
	const take = (...verbs: string[]): Evidence | undefined => {
		const verb = verbs.find((name) => (left.get(name) ?? 0) > 0);
		if (verb) {
			left.set(verb, (left.get(verb) ?? 0) - 1);
			return 'counted';
		}
		return counters.size === 0 ? 'implied' : undefined;
	};
	/** A line shows a failed use. */
	const fail = (...verbs: string[]) => {
		const verb = verbs.find((name) => (left.get(name) ?? 0) > 0);
		if (verb) {
			uses.failed.set(verb, (uses.failed.get(verb) ?? 0) - 1);
		}
		take(...verbs);
	};
	const isTlsShown = lines.some(
		({ event }) => event.kind === 'tls-established' || event.kind === 'tls-failed',
	);
	let isGreeted = false;
	let isIntroduced = false;
	const greet = (line: number) => {
		if (!isGreeted) {
			draft.hollow('greeting', line, 'implied');
			isGreeted = true;
		}
	};
	const introduce = (line: number) => {
		greet(line);
		const evidence = isIntroduced ? undefined : take('ehlo', 'helo', 'lhlo');
		if (evidence) {
			draft.hollow('hello', line, evidence);
		}
		if (!isTlsShown && (left.get('starttls') ?? 0) > 0) {
			// Without smtpd_tls_loglevel no line tells of TLS; it comes before all else, and asks for another EHLO.
			tellCounted(draft, [['starttls', 'starttls']], uses, line);
			if ((left.get('ehlo') ?? 0) > 0) {
				take('ehlo');
				draft.hollow('hello', line, 'counted');
			}
		}
		isIntroduced = true;
	};
	/** The open transaction, or a new one. */
	const transaction = (line: number, queueId: string | undefined): Transaction => {
		const open = transactions.at(-1);
		const isSame = open && !open.hasContent && (!queueId || !open.queueId || open.queueId === queueId);
		if (open && isSame) {
			if (queueId) {
				open.queueId = queueId;
			}
			return open;
		}
		const opened: Transaction = {
			...(queueId ? { queueId } : {}),
			line,
			steps: [],
			hasMail: false,
			rcpt: 0,
			hasContent: false,
		};
		transactions.push(opened);
		return opened;
	};
	const mail = (of: Transaction, line: number) => {
		const evidence = of.hasMail ? undefined : take('mail');
		if (evidence) {
			of.steps.push({ stage: 'mail', line, evidence });
		}
		of.hasMail = true;
	};
	let loss: Step | undefined;
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		switch (event.kind) {
			case 'connect':
				draft.seen('connect', at);
				break;
			case 'tls-established':
				if ((left.get('starttls') ?? 0) > 0 || counters.size === 0) {
					introduce(line);
					const evidence = take('starttls');
					if (evidence) {
						draft.hollow('starttls', line, evidence, 'STARTTLS');
					}
				}
				draft.seen('tls', at);
				draft.secure(event);
				isIntroduced = false;
				break;
			case 'tls-failed':
				if ((left.get('starttls') ?? 0) > 0) {
					introduce(line);
					take('starttls');
					draft.hollow('starttls', line, 'counted', 'STARTTLS');
				}
				draft.seen('tls', at, { failed: true });
				loss = draft.steps.at(-1);
				break;
			case 'sasl-failed': {
				introduce(line);
				fail('auth');
				const mechanism = valueOf(event, 'saslMethod');
				draft.seen('auth', at, { command: mechanism ? `AUTH ${mechanism}` : 'AUTH', failed: true });
				draft.authenticate(event, false);
				break;
			}
			case 'client': {
				introduce(line);
				if (valueOf(event, 'saslMethod') && draft.auth?.ok !== true) {
					const evidence = take('auth') ?? 'implied';
					draft.hollow('auth', line, evidence, `AUTH ${valueOf(event, 'saslMethod') ?? ''}`);
					draft.authenticate(event, true);
				}
				const queueId = valueOf(event, 'queueId');
				mail(transaction(line, queueId), line);
				break;
			}
			case 'milter':
			case 'header-action':
				if (valueOf(event, 'action') === 'reject') {
					refuse(at);
				}
				break;
			case 'reject':
			case 'proxy':
				// `reject_warning` says what would have been refused (warn_if_reject).
				if (!valueOf(event, 'action')) {
					refuse(at);
				}
				if (event.kind === 'proxy') {
					handOver(event);
				}
				break;
			case 'lost-connection':
			case 'timeout':
			case 'dropped':
				draft.outcome = event.kind === 'timeout' ? 'timeout' : event.kind === 'dropped' ? 'rejected' : 'lost';
				loss = { stage: 'disconnect', line, evidence: 'seen', failed: true };
				break;
			default:
		}
	}

	/** `250 2.0.0 Ok: queued as 4jYB7Y6RMrz8k`: a filter before the queue took the mail, and says what became of it here. */
	function handOver(event: SessionLine['event']): void {
		const queueId = /\bqueued as ([0-9A-Za-z]{5,32})/.exec(valueOf(event, 'text') ?? '')?.[1];
		if (valueOf(event, 'code')?.startsWith('2') === true) {
			draft.accepted = true;
			draft.addQueueId(queueId);
		}
	}

	/** A refusal that the log shows with its code. */
	function refuse(at: SessionLine): void {
		const { event, line } = at;
		const stage: Stage = event.kind === 'header-action' ? 'content' : stageOf(valueOf(event, 'phase'));
		const enhanced = valueOf(event, 'enhanced');
		const reply =
			replyOf(at) ??
			(enhanced
				? {
						code: enhanced.startsWith('4') ? '451' : '550',
						enhanced,
						text: valueOf(event, 'text') ?? '',
						line,
						lines: 1,
					}
				: undefined);
		const isRefused = reply !== undefined && /^[45]/.test(reply.code);
		const shown = replyOf(at) ? { reply } : {};
		if (stage === 'greeting') {
			isGreeted = true;
			draft.seen('greeting', at, { ...(reply && replyOf(at) ? { reply } : {}), failed: true });
			draft.outcome = 'rejected';
			return;
		}
		if (
			stage === 'hello' ||
			stage === 'starttls' ||
			stage === 'auth' ||
			stage === 'verify' ||
			stage === 'other'
		) {
			greet(line);
			if (stage === 'hello') {
				isIntroduced = true;
				fail('ehlo', 'helo');
			} else {
				fail(stage === 'verify' ? 'vrfy' : stage);
			}
			draft.seen(stage, at, {
				...(reply && replyOf(at) ? { reply } : {}),
				...(isRefused ? { failed: true } : {}),
			});
			return;
		}
		introduce(line);
		const queueId = valueOf(event, 'queueId');
		const of = transaction(line, queueId);
		const to = valueOf(event, 'to');
		const from = valueOf(event, 'from');
		if (stage === 'mail') {
			fail('mail');
			of.hasMail = true;
		} else {
			mail(of, line);
		}
		const step = draft.seen(stage, at, {
			...(stage === 'rcpt' && to ? { command: `RCPT TO:<${to}>` } : {}),
			...(stage === 'mail' && from !== undefined ? { command: `MAIL FROM:<${from}>` } : {}),
			...(shown.reply ? { reply: shown.reply } : {}),
			...(isRefused ? { failed: true } : {}),
		});
		draft.steps.pop();
		if (stage === 'rcpt') {
			fail('rcpt');
			of.rcpt++;
			if (reply && to !== undefined && isRefused && event.kind !== 'header-action') {
				draft.recipients.push({
					address: to,
					code: reply.code,
					...(reply.enhanced ? { enhanced: reply.enhanced } : {}),
					line,
				});
			}
		} else if (stage === 'data' || stage === 'content') {
			fail('data', 'bdat');
			if (stage === 'content') {
				of.steps.push({ stage: 'data', line, evidence: 'implied' });
			}
			of.hasContent = true;
			if (isRefused) {
				draft.accepted = false;
			}
		}
		of.steps.push(step);
	}

	if (last) {
		if (draft.auth?.ok !== true && (counters.get('auth')?.ok ?? 0) > 0) {
			introduce(last.line);
			take('auth');
			draft.hollow('auth', last.line, 'counted', 'AUTH');
			const failed = draft.auth;
			draft.auth = { ...(failed?.mechanism ? { mechanism: failed.mechanism } : {}), ok: true };
		}
		if (!draft.auth && counters.get('auth')?.ok === 0 && (left.get('auth') ?? 0) > 0) {
			draft.auth = { ok: false };
		}
		if ([...left.values()].some((count) => count > 0)) {
			introduce(last.line);
		}
		tellCounted(draft, [...moreHellos, ...beforeMail], uses, last.line);
		finishTransactions(transactions, uses, counters.size > 0, last.line, draft, isQueued);
		tellCounted(draft, [...moreContent, ...afterMail], uses, last.line);
		finishOutcome(draft, counters, last, loss);
		for (const { queueId } of transactions) {
			// What the log shows to the end and never in the queue did not come in.
			if (queueId && (isQueued(queueId) || last.event.kind !== 'disconnect')) {
				draft.addQueueId(queueId);
			}
		}
	}
	return draft.finish(
		{
			index,
			role: 'server',
			software: 'postfix',
			program: lines.find(({ event }) => event.program === 'smtpd')?.event.program,
		},
		lines,
	);
}

/** The verbs of the counters that belong to no transaction, in the order in which they are told: before the mail, and after it. */
const beforeMail: readonly (readonly [string, Stage])[] = [
	['starttls', 'starttls'],
	['auth', 'auth'],
	['xclient', 'xclient'],
	['xforward', 'xclient'],
];
const afterMail: readonly (readonly [string, Stage])[] = [
	['rset', 'reset'],
	['noop', 'noop'],
	['vrfy', 'verify'],
	['expn', 'verify'],
	['etrn', 'etrn'],
	['help', 'help'],
	['unknown', 'other'],
	['quit', 'quit'],
];

/** A client that says EHLO again and again, and the further pieces of contents. */
const moreHellos: readonly (readonly [string, Stage])[] = ['ehlo', 'helo', 'lhlo'].map((verb) => [
	verb,
	'hello',
]);
const moreContent: readonly (readonly [string, Stage])[] = [['bdat', 'content']];

/** Steps that only the counters tell of. */
function tellCounted(
	draft: Draft,
	verbs: readonly (readonly [string, Stage])[],
	uses: Uses,
	line: number,
): void {
	for (const [verb, stage] of verbs) {
		for (let use = takeUse(uses, verb); use; use = takeUse(uses, verb)) {
			draft.hollow(stage, line, 'counted', verb.toUpperCase(), use.failed);
		}
	}
}

/** Takes one use of a verb that no line shows. */
function takeUse({ left, failed }: Uses, verb: string): { readonly failed: boolean } | undefined {
	const count = left.get(verb) ?? 0;
	if (count <= 0) {
		return undefined;
	}
	left.set(verb, count - 1);
	return { failed: count <= (failed.get(verb) ?? 0) };
}

/** A step that only the counters tell of. */
function counted(stage: Stage, line: number, { failed }: { readonly failed: boolean }): Step {
	return { stage, line, evidence: 'counted', ...(failed ? { failed: true } : {}) };
}

/** Fills the transactions with what the counters and the queue prove: accepted recipients, DATA, the content. */
function finishTransactions(
	transactions: Transaction[],
	uses: Uses,
	isCounted: boolean,
	line: number,
	draft: Draft,
	isQueued: (queueId: string) => boolean,
): void {
	for (let use = takeUse(uses, 'mail'); use; use = takeUse(uses, 'mail')) {
		const steps = [counted('mail', line, use)];
		transactions.push({ line, steps, hasMail: true, rcpt: 0, hasContent: false });
	}
	const last = transactions.at(-1);
	for (const transaction of transactions) {
		const { queueId, steps } = transaction;
		// Which mail a recipient was of the counters do not say: each gets one, the last one the rest.
		const most = transaction === last ? Number.MAX_SAFE_INTEGER : queueId ? 1 : 0;
		for (let at = 0; at < most; at++) {
			const use = takeUse(uses, 'rcpt');
			if (!use) {
				break;
			}
			steps.push(counted('rcpt', line, use));
		}
		if (!transaction.hasContent && queueId) {
			const isAccepted = isQueued(queueId);
			const use = takeUse(uses, 'data') ?? takeUse(uses, 'bdat');
			if (use) {
				steps.push(counted('data', line, use));
			} else if (isAccepted && !isCounted) {
				steps.push({ stage: 'data', line: transaction.line, evidence: 'implied' });
			}
			if (isAccepted) {
				steps.push({ stage: 'content', line: transaction.line, evidence: 'implied' });
				draft.accepted = true;
			}
		}
		draft.steps.push(...steps);
	}
	for (let use = takeUse(uses, 'data'); use; use = takeUse(uses, 'data')) {
		draft.hollow('data', line, 'counted', undefined, use.failed);
	}
}

function finishOutcome(draft: Draft, counters: Counters, last: SessionLine, loss: Step | undefined): void {
	const isDisconnected = last.event.kind === 'disconnect';
	if ((counters.get('quit')?.all ?? 0) > 0) {
		draft.outcome = 'completed';
	} else if (draft.outcome === 'open' && isDisconnected) {
		draft.outcome = counters.size === 0 && !loss ? 'completed' : 'lost';
	} else if (draft.outcome === 'open' && /^(?:fatal|panic)$/.test(valueOf(last.event, 'severity') ?? '')) {
		draft.outcome = 'aborted';
	}
	if (loss && draft.steps.at(-1) !== loss && loss.stage === 'disconnect') {
		draft.steps.push(loss);
	}
	if (isDisconnected) {
		draft.seen('disconnect', last);
	}
}
