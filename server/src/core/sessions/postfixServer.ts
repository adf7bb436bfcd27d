import { valueOf } from '../event';
import type { Evidence, Session, Stage, Step } from '../model';
import { countersOf } from './counters';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';
import {
	afterMail,
	beforeMail,
	finishOutcome,
	finishTransactions,
	moreContent,
	moreHellos,
	tellCounted,
	type Transaction,
	type Uses,
} from './postfixCounted';

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
		const verbs = ['ehlo', 'helo', 'lhlo'];
		const isGranted = verbs.some((verb) => (left.get(verb) ?? 0) > (uses.failed.get(verb) ?? 0));
		const evidence = isIntroduced ? undefined : take(...verbs);
		if (evidence) {
			draft.hollow('hello', line, evidence, undefined, evidence === 'counted' && !isGranted);
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
	// A warning may come before `connect from`, and names a host that could not be proved.
	const introduced = lines.filter(({ event }) => event.kind !== 'warning');
	for (const { event } of [...introduced, ...lines]) {
		draft.meet(event);
	}
	for (const at of lines) {
		const { event, line } = at;
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
				break;
			case 'lost-connection':
			case 'timeout':
			case 'dropped':
				if (event.kind === 'dropped' && !valueOf(event, 'phase')) {
					// Over a limit: the greeting was a 421.
					isGreeted = true;
					draft.seen('greeting', at, { failed: true });
					draft.outcome = 'rejected';
					break;
				}
				draft.outcome = event.kind === 'timeout' ? 'timeout' : event.kind === 'dropped' ? 'rejected' : 'lost';
				loss = { stage: 'disconnect', line, evidence: 'seen', failed: true };
				break;
			case 'syntax-error':
				refuse(at);
				break;
			default:
		}
	}

	/** A refusal that the log shows with its code. */
	function refuse(at: SessionLine): void {
		const { event, line } = at;
		const phase = valueOf(event, 'phase');
		const isOfContent = event.kind === 'header-action' || (event.kind === 'milter' && phase === undefined);
		const stage: Stage = isOfContent ? 'content' : stageOf(phase);
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
		// cleanup need not say with which code: `message rejected: hopcount exceeded`.
		const isRefused =
			event.kind === 'syntax-error' ||
			event.kind === 'header-action' ||
			(reply !== undefined && /^[45]/.test(reply.code));
		const shown = replyOf(at) ? { reply } : {};
		if (stage === 'greeting') {
			isGreeted = true;
			draft.seen('greeting', at, { ...(reply && replyOf(at) ? { reply } : {}), failed: true });
			draft.outcome = 'rejected';
			return;
		}
		const verbs = verbsOutside[stage];
		if (verbs) {
			greet(line);
			isIntroduced ||= stage === 'hello';
			fail(...verbs);
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
			} else if (event.kind === 'proxy' && reply) {
				draft.accepted = true;
				draft.addQueueId(valueOf(event, 'acceptedAs'));
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

/** The stages outside a mail, and what the counters call their commands. */
const verbsOutside: Readonly<Partial<Record<Stage, readonly string[]>>> = {
	hello: ['ehlo', 'helo'],
	starttls: ['starttls'],
	auth: ['auth'],
	verify: ['vrfy'],
	etrn: ['etrn'],
	reset: ['rset'],
	noop: ['noop'],
	help: ['help'],
	xclient: ['xclient', 'xforward'],
	other: ['unknown'],
};
