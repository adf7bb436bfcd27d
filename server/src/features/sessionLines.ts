import type { Position } from 'vscode-languageserver-types';
import { sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { SessionLines } from '../protocol';

/** So many runs are told at most. */
const limit = 1000;

/** The lines of the session that owns a line. No line is read. */
export function sessionLines(
	log: MailLog,
	{ position: { line } }: { position: Position },
): SessionLines | null {
	const index = log.sessionIndexAt(line);
	if (index === undefined || log.sessionCount === 1) {
		return null;
	}
	const { first, last } = log.endsOfSession(index);
	return { id: sessionId(index), first, last, runs: nearest(runsOf(log.linesOfSession(index)), line) };
}

function runsOf(lines: readonly number[]): [number, number][] {
	const runs: [number, number][] = [];
	for (const line of lines) {
		const run = runs.at(-1);
		if (run?.[1] === line - 1) {
			run[1] = line;
		} else {
			runs.push([line, line]);
		}
	}
	return runs;
}

function nearest(runs: readonly [number, number][], line: number): readonly [number, number][] {
	const at = runs.findIndex(([, last]) => last >= line);
	const from = Math.max(0, Math.min(at - limit / 2, runs.length - limit));
	return runs.slice(from, from + limit);
}
