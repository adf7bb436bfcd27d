import type { FoldingRange } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import { ownerOf } from './owner';

/**
 * A fold for lines of one session, and of the mail that came in on it, that stand together. A session whose lines stand in several
 * places has a fold in each: what is folded away is never another's.
 */
export function foldingRanges(log: MailLog): FoldingRange[] {
	const folds: FoldingRange[] = [];
	let owner: number | undefined;
	let first = 0;
	for (let line = 0; line <= log.lineCount; line++) {
		const next = line < log.lineCount ? ownerOf(log, line) : undefined;
		if (next !== owner || line === log.lineCount) {
			if (owner !== undefined && line - 1 > first) {
				folds.push({ startLine: first, endLine: line - 1 });
			}
			owner = next;
			first = line;
		}
	}
	return folds;
}
