import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import { ownerOf } from './owner';
import { thingAt } from '../tracing/thing';
import { toRange } from './range';

/** What a selection at each place grows to: the name or field, what the line says, the line, the lines of the session around it. */
export function selectionRanges(log: MailLog, positions: readonly Position[]): SelectionRange[] {
	return positions.map((position) => selectionRange(log, position));
}

function selectionRange(log: MailLog, { line, character }: Position): SelectionRange {
	if (line >= log.lineCount) {
		const at = { line, character };
		return { range: { start: at, end: at } };
	}
	const event = log.event(line);
	const end = log.text(line).length;
	const fields = event.fields.map(({ span }) => span);
	const named = thingAt(log, line, character)?.span;
	const spans = [...(named ? [named] : []), ...fields, { start: event.start, end }, { start: 0, end }]
		.filter((span) => span.start <= character && character <= span.end && span.start < span.end)
		.sort((one, other) => one.end - one.start - (other.end - other.start));
	const ranges = [...spans.map((span) => toRange(line, span)), runOf(log, line)];
	return nested(ranges);
}

/** The lines of the same session that stand together around a line. */
function runOf(log: MailLog, line: number): Range {
	const owner = ownerOf(log, line);
	let first = line;
	let last = line;
	while (owner !== undefined && first > 0 && ownerOf(log, first - 1) === owner) {
		first--;
	}
	while (owner !== undefined && last + 1 < log.lineCount && ownerOf(log, last + 1) === owner) {
		last++;
	}
	return { start: { line: first, character: 0 }, end: { line: last, character: log.text(last).length } };
}

/** The ranges from the narrowest on, each that holds the one before and is not the same. */
function nested(ranges: readonly Range[]): SelectionRange {
	const kept: Range[] = [];
	for (const range of ranges) {
		const last = kept.at(-1);
		if (!last || (holds(range, last) && !holds(last, range))) {
			kept.push(range);
		}
	}
	const outer = kept.reduceRight<SelectionRange | undefined>(
		(parent, range) => (parent ? { range, parent } : { range }),
		undefined,
	);
	return outer ?? { range: toRange(0, { start: 0, end: 0 }) };
}

function holds(outer: Range, inner: Range): boolean {
	return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

function isBefore(one: Position, other: Position): boolean {
	return one.line < other.line || (one.line === other.line && one.character <= other.character);
}
