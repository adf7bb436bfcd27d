import type { ReportResult, ReportSection } from '../../../../server/src/protocol';
import { forms, scopes, type FromReport, type ToReport, type Wish } from './messages';

/** A message of the page; `undefined` for anything else. */
export function readFromReport(value: unknown): FromReport | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { type, wish, figure, form, redact } = value;
	switch (type) {
		case 'stop':
			return { type };
		case 'count': {
			const read = readWish(wish);
			return read && { type, wish: read };
		}
		case 'lines':
			return typeof figure === 'string' ? { type, figure } : undefined;
		case 'export': {
			const known = forms.find((each) => each === form);
			return known && typeof redact === 'boolean' ? { type, form: known, redact } : undefined;
		}
		default:
			return undefined;
	}
}

/** A message of the extension; `undefined` for anything else. */
export function readToReport(value: unknown): ToReport | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { type, uri, wish, openLogs, report, problem } = value;
	switch (type) {
		case 'counting': {
			const read = readWish(wish);
			return read && typeof uri === 'string' && isCount(openLogs)
				? { type, uri, wish: read, openLogs }
				: undefined;
		}
		case 'report':
			return isReport(report) ? { type, report } : undefined;
		case 'changed':
		case 'closed':
			return { type };
		case 'problem':
			return typeof problem === 'string' ? { type, problem } : undefined;
		default:
			return undefined;
	}
}

/** What was wished for; `undefined` where it makes no sense. */
export function readWish(value: unknown): Wish | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { since, until } = value;
	const scope = scopes.find((each) => each === value['scope']);
	if (!scope || !isMoment(since) || !isMoment(until)) {
		return undefined;
	}
	return { scope, ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

function isMoment(value: unknown): value is number | undefined {
	return value === undefined || Number.isSafeInteger(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isReport(value: unknown): value is ReportResult {
	return (
		isRecord(value) &&
		isTexts([value['title'], value['nothing']]) &&
		isTexts(value['heading']) &&
		isMaybeText(value['from']) &&
		isMaybeText(value['to']) &&
		isList(value['sections'], isSection)
	);
}

function isSection(value: unknown): value is ReportSection {
	return (
		isRecord(value) &&
		isTexts([value['id'], value['title']]) &&
		isMaybeText(value['omitted']) &&
		isList(value['columns'], isColumn) &&
		isList(value['rows'], isRow)
	);
}

function isColumn(value: unknown): boolean {
	return isRecord(value) && isTexts([value['id'], value['unit'], value['title']]);
}

function isRow(value: unknown): boolean {
	return (
		isRecord(value) &&
		isTexts([value['name'], value['title']]) &&
		isRecord(value['values']) &&
		Object.values(value['values']).every((each) => typeof each === 'number' || typeof each === 'string') &&
		isList(
			value['cells'],
			(cell) => isRecord(cell) && isTexts([cell['words']]) && isMaybeText(cell['figure']),
		)
	);
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every(isItem);
}

function isTexts(value: unknown): value is readonly string[] {
	return isList(value, (text) => typeof text === 'string');
}

function isMaybeText(value: unknown): boolean {
	return value === undefined || typeof value === 'string';
}
