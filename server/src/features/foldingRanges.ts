import type { FoldingRange } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';

/** A fold for each session whose lines stand together, without lines of others in between. */
export function foldingRanges(log: MailLog): FoldingRange[] {
	const folds = new Map<number, FoldingRange>();
	const scattered = new Set<number>();
	let before: number | undefined;
	for (let line = 0; line < log.lineCount; line++) {
		const session = log.sessionIndexAt(line);
		if (session !== undefined && session === before) {
			const fold = folds.get(session);
			folds.set(session, { startLine: fold?.startLine ?? line, endLine: line });
		} else if (session !== undefined) {
			if (folds.has(session)) {
				scattered.add(session);
			} else {
				folds.set(session, { startLine: line, endLine: line });
			}
		}
		before = session;
	}
	return Array.from(folds)
		.filter(([session, { startLine, endLine }]) => endLine > startLine && !scattered.has(session))
		.map(([, fold]) => fold);
}
