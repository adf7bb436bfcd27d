import { saidNo } from '../../checks/refusals';
import { secures } from '../../checks/offers';
import type { MailLog } from '../../core/mailLog';
import type { Session, Stage, Step } from '../../core/model';
import type { MarkState } from '../../protocol';
import { isFailing, stateOf } from '../stepState';
import { lostWord, stageLabel } from '../strip';

/** What two sessions are aligned by: a step; an AUTH with its answers to 334; or, in a very long session, several alike in a row. */
export interface Turn {
	readonly stage: Stage;
	/** `RCPT`, `GREETING` */
	readonly label: string;
	/** The line that shows best how it ended, from 0. */
	readonly line: number;
	/** The client's words, secrets masked. */
	readonly command?: string;
	readonly code?: string;
	readonly enhanced?: string;
	/** The words of the reply, or of the server's note that it refused. */
	readonly text?: string;
	readonly state: MarkState;
	/** Milliseconds since the turn before, where the log has times. */
	readonly elapsed?: number;
	/** TLS was there already. */
	readonly isSecured: boolean;
	/** How many it stands for. */
	readonly count: number;
}

/** More turns than these are too many to align, and for anybody to read. */
const longest = 300;

/** The turns of a session, in its order. */
export function turnsOf(session: Session, log: MailLog): readonly Turn[] {
	const turns: Turn[] = [];
	let isSecured = session.steps.every((step) => !secures(step)) && session.tls !== undefined;
	for (const exchange of exchangesOf(session.steps)) {
		turns.push(turnOf(session, exchange, log, isSecured));
		isSecured ||= exchange.some(secures);
	}
	return turns.length > longest ? shortened(turns) : turns;
}

/** An AUTH with its continuations, and the two lines that tell of one end, are one. */
function exchangesOf(steps: readonly Step[]): readonly (readonly [Step, ...Step[]])[] {
	const exchanges: [Step, ...Step[]][] = [];
	for (const step of steps) {
		const last = exchanges.at(-1);
		const isMore =
			last?.[0].stage === step.stage &&
			(step.stage === 'disconnect' || (step.stage === 'auth' && step.continuation === true));
		if (last && isMore) {
			last.push(step);
		} else {
			exchanges.push([step]);
		}
	}
	return exchanges;
}

function turnOf(
	session: Session,
	exchange: readonly [Step, ...Step[]],
	log: MailLog,
	isSecured: boolean,
): Turn {
	const [first] = exchange;
	const step = exchange.find(({ failed }) => failed) ?? exchange.at(-1) ?? first;
	const said = saidNo(session, step, log);
	const { reply } = step;
	const known = exchange.flatMap(({ elapsed }) => elapsed ?? []);
	const text = said?.text || reply?.text;
	const code = said?.code ?? reply?.code;
	const enhanced = said?.enhanced ?? reply?.enhanced;
	return {
		stage: first.stage,
		label: lostWord(step) ?? stageLabel(first),
		line: said?.line ?? reply?.line ?? step.line,
		...(first.command !== undefined && { command: first.command }),
		...(code !== undefined && { code }),
		...(enhanced !== undefined && { enhanced }),
		...(text && { text }),
		state: stateOf(session, step, log),
		...(known.length > 0 && { elapsed: known.reduce((sum, each) => sum + each, 0) }),
		isSecured,
		count: 1,
	};
}

/** Whether it failed. */
export function hasFailed({ state }: Pick<Turn, 'state'>): boolean {
	return isFailing(state);
}

/** Alike ones in a row become one; of what is still too long, the middle is left out, but not what failed there first. */
function shortened(turns: readonly Turn[]): readonly Turn[] {
	const folded: Turn[] = [];
	for (const turn of turns) {
		const last = folded.at(-1);
		if (last && last.stage === turn.stage && last.state === turn.state && last.code === turn.code) {
			folded[folded.length - 1] = { ...last, count: last.count + turn.count };
		} else {
			folded.push(turn);
		}
	}
	const half = longest / 2;
	const failed = folded.slice(half, -half).find(hasFailed);
	return folded.length <= longest
		? folded
		: [...folded.slice(0, half), ...(failed ? [failed] : []), ...folded.slice(-half)];
}
