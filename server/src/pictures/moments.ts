import type { DetailReply, DetailStep, FailureWords, MarkState, SessionDetail } from '../protocol';

/** One arrow of a sequence diagram. Lines count from 0, inclusive. */
export interface Moment {
	readonly id: string;
	readonly stage: string;
	/** Where the arrow leads; `both` for what both sides do together. */
	readonly toward: 'server' | 'client' | 'both';
	/** `550 5.1.1` */
	readonly code?: string;
	readonly words: string;
	readonly state: MarkState;
	/** No line shows it. */
	readonly isHollow: boolean;
	readonly line: number;
	readonly firstLine: number;
	readonly lastLine: number;
	/** Milliseconds since the session's first line. */
	readonly at?: number;
	/** Who was silent for how long before it. */
	readonly silence?: string;
	readonly failure?: FailureWords;
	readonly description: string;
	readonly isInner?: true;
	/** It stands for several, which come behind it, or do not. */
	readonly folds?: 'open' | 'closed';
}

/** So many steps of a kind are shown one by one; more are folded. */
const mostAlike = 5;

/** Steps of one kind that stand together. */
interface Run {
	readonly first: number;
	readonly steps: readonly DetailStep[];
}

/**
 * What a session's diagram shows, from top to bottom. Many steps of one kind become one, unless it is among the opened ones. A
 * command that was sent before the reply to the last one was there stands before that reply.
 */
export function momentsOf({ steps }: Pick<SessionDetail, 'steps'>, opened: ReadonlySet<string>): Moment[] {
	const moments: Moment[] = [];
	let waiting: Moment[] = [];
	const answerBefore = (line: number) => {
		moments.push(...waiting.filter((reply) => reply.line <= line));
		waiting = waiting.filter((reply) => reply.line > line);
	};
	for (const run of runsOf(steps)) {
		const { first, steps: alike } = run;
		const [step] = alike;
		if (step && !isFolded(alike)) {
			alike.forEach((each, at) => {
				answerBefore(each.evidence === 'seen' ? each.line : Infinity);
				const [command, reply] = stepMoments(each, first + at);
				moments.push(...(command ? [command] : []));
				waiting.push(...(reply ? [reply] : []));
			});
		} else {
			answerBefore(Infinity);
			moments.push(...foldedMoments(run, opened));
		}
	}
	answerBefore(Infinity);
	return moments;
}

function runsOf(steps: readonly DetailStep[]): Run[] {
	const runs: { first: number; steps: DetailStep[] }[] = [];
	let lastKey = '';
	steps.forEach((step, at) => {
		const key = [step.stage, step.state, step.evidence, step.reply?.code, step.label].join(' ');
		const last = runs.at(-1);
		if (last && key === lastKey) {
			last.steps.push(step);
		} else {
			runs.push({ first: at, steps: [step] });
		}
		lastKey = key;
	});
	return runs;
}

/** What no line shows and what is not told apart is folded from two on. */
function isFolded(steps: readonly DetailStep[]): boolean {
	const isSame = steps.every(({ evidence, words }) => evidence !== 'seen' && words === steps[0]?.words);
	return steps.length > mostAlike || (isSame && steps.length > 1);
}

function foldedMoments({ first, steps }: Run, opened: ReadonlySet<string>): Moment[] {
	const id = `f${first}`;
	const isOpen = opened.has(id);
	const [step] = steps;
	const last = steps.at(-1);
	if (!step || !last) {
		return [];
	}
	const { failure, silence } = step;
	const code = step.reply?.code;
	const failed = step.state === 'ok' || step.state === 'progress' || step.state === 'missing' ? '' : '✗ ';
	const words = `${step.label} × ${steps.length}`;
	const line = step.reply?.line ?? step.line;
	const head: Moment = {
		id,
		stage: step.stage,
		toward: step.reply || failed ? 'both' : 'server',
		...(code !== undefined && { code }),
		words,
		state: step.state,
		isHollow: step.evidence !== 'seen',
		line: step.line,
		firstLine: isOpen ? line : step.line,
		lastLine: isOpen ? line : (last.reply?.lastLine ?? last.line),
		...(step.at !== undefined && { at: step.at }),
		...(silence?.beforeCommand !== undefined && { silence: silence.beforeCommand }),
		...(failure && { failure }),
		description: [
			`${failed}${words}`,
			code,
			failure && `${failure.title}.`,
			step.evidenceWords && `(${step.evidenceWords})`,
		]
			.filter(Boolean)
			.join(' '),
		folds: isOpen ? 'open' : 'closed',
	};
	const inner = isOpen ? steps.flatMap((each, at) => stepMoments(each, first + at)) : [];
	return [head, ...inner.map((each) => ({ ...each, isInner: true as const }))];
}

/** What was said, and what was answered. Of what the server does by itself only the answer is told. */
function stepMoments(step: DetailStep, index: number): Moment[] {
	const { stage, words, state, evidence, evidenceWords, line, at, reply, silence, failure, description } =
		step;
	const own: Moment = {
		id: `c${index}`,
		stage,
		toward: togetherStages.has(stage) ? 'both' : stage === 'greeting' ? 'client' : 'server',
		words,
		state: reply ? 'ok' : state,
		isHollow: evidence !== 'seen',
		line,
		firstLine: line,
		lastLine: line,
		...(at !== undefined && { at }),
		...(silence?.beforeCommand !== undefined && { silence: silence.beforeCommand }),
		...(!reply && failure && { failure }),
		description:
			evidenceWords && !description.includes(evidenceWords)
				? `${description} (${evidenceWords})`
				: description,
	};
	if (!reply) {
		return [own];
	}
	const answer = replyMoment(step, reply, index);
	// A greeting is what the server says without being asked.
	return stage === 'greeting'
		? [{ ...answer, ...(own.silence !== undefined && { silence: own.silence }) }]
		: [own, answer];
}

const togetherStages: ReadonlySet<string> = new Set(['tls']);

function replyMoment(
	{ stage, state, silence, failure }: DetailStep,
	reply: DetailReply,
	index: number,
): Moment {
	const { code, enhanced, text, line, lastLine, at, description } = reply;
	const codes = [code, enhanced].filter(Boolean).join(' ');
	return {
		id: `r${index}`,
		stage,
		toward: 'client',
		...(codes && { code: codes }),
		words: text.replaceAll('\n', ' · '),
		state,
		isHollow: false,
		line,
		firstLine: line,
		lastLine,
		...(at !== undefined && { at }),
		...(silence?.beforeReply !== undefined && { silence: silence.beforeReply }),
		...(failure && { failure }),
		description,
	};
}
