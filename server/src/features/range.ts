import type { Range } from 'vscode-languageserver-types';
import type { Span } from '../core/event';

/** A span of a line as LSP says it. Both count from 0, in UTF-16 columns. */
export function toRange(line: number, { start, end }: Span): Range {
	return { start: { line, character: start }, end: { line, character: end } };
}
