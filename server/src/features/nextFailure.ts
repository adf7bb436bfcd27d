import type { Position } from 'vscode-languageserver-types';
import { allFindings, type Levels } from '../checks/all';
import type { IsWanted } from '../checks/hush';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import type { FailurePlace } from '../protocol';
import { toRange } from './range';

interface NextFailureOptions {
	readonly position: Position;
	readonly levels?: Levels;
	readonly language?: Language;
	/** Leaves out what the user has hushed. */
	readonly isWanted?: IsWanted;
}

/** The next error or warning behind the position; behind the last one, the first of the log. `null` where there is none. */
export function nextFailure(
	log: MailLog,
	{ position, levels, language, isWanted = () => true }: NextFailureOptions,
): FailurePlace | null {
	const failures = allFindings(log, levels)
		.filter(({ severity }) => severity === 'error' || severity === 'warning')
		.filter(isWanted);
	const next =
		failures.find(
			({ line, span }) => line > position.line || (line === position.line && span.start > position.character),
		) ?? failures[0];
	return next ? { range: toRange(next.line, next.span), message: next.message(language) } : null;
}
