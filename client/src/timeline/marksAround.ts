import type { TimelineMark, TimelineParams } from '../../../server/src/protocol';
import { linesAround } from '../linesAround';

/** What is needed of an editor. Lines from 0. */
export interface Seen {
	readonly document: { readonly uri: { toString(): string }; readonly lineCount: number };
	readonly visibleRanges: readonly {
		readonly start: { readonly line: number };
		readonly end: { readonly line: number };
	}[];
}

/** The marks of the lines that an editor shows and of a page around them, however long its document is. */
export async function marksAround(
	{ document, visibleRanges }: Seen,
	ask: (params: TimelineParams) => Promise<readonly TimelineMark[]>,
): Promise<readonly TimelineMark[]> {
	const seen = visibleRanges.map(({ start, end }) => ({ first: start.line, last: end.line }));
	const uri = document.uri.toString();
	const answers = linesAround(seen, document.lineCount).map(({ first, last }) =>
		ask({ uri, firstLine: first, lastLine: last }),
	);
	return (await Promise.all(answers)).flat();
}
