import type { SessionRow } from '../../../server/src/protocol';
import {
	compareActions,
	tabIds,
	type CompareAction,
	type FromPanel,
	type TabId,
	type ToPanel,
} from './messages';

/** A message of the page; `undefined` for anything else. */
export function readFromPanel(value: unknown): FromPanel | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { type, line, focus, tab, session, action, message } = value;
	switch (type) {
		case 'open':
			return { type };
		case 'reveal':
			return isCount(line) && typeof focus === 'boolean' ? { type, line, focus } : undefined;
		case 'revealSecond':
			return isCount(line) ? { type, line } : undefined;
		case 'compare':
			return isAction(action) && isSession(session) ? { type, action, session } : undefined;
		case 'export':
			return isCount(line) ? { type, line } : undefined;
		case 'exportLife':
			return isCount(message) ? { type, message } : undefined;
		case 'detail':
			return isTab(tab) && isSession(session) && isCount(line) ? { type, tab, session, line } : undefined;
		default:
			return undefined;
	}
}

/** A message of the extension; `undefined` for anything else. */
export function readToPanel(value: unknown): ToPanel | undefined {
	if (!isRecord(value)) {
		return undefined;
	}
	const { type, uri, name, read, total, rows, session, line, tab, data, problem } = value;
	switch (type) {
		case 'log':
			return typeof uri === 'string' && typeof name === 'string' ? { type, uri, name } : undefined;
		case 'rows':
			return isCount(read) && isCount(total) && isRows(rows) ? { type, read, total, rows } : undefined;
		case 'select':
			return isSession(session) && isCount(line) ? { type, session, line } : undefined;
		case 'tab':
			return isTab(tab) ? { type, tab } : undefined;
		case 'closed':
			return { type };
		case 'detail':
			return isTab(tab) && isSession(session)
				? { type, tab, session, data, ...(typeof problem === 'string' && { problem }) }
				: undefined;
		default:
			return undefined;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

/** A number from 0, such as a line's. */
function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** `s1` */
function isSession(value: unknown): value is string {
	return typeof value === 'string' && /^s[1-9]\d{0,9}$/.test(value);
}

function isAction(value: unknown): value is CompareAction {
	return compareActions.some((action) => action === value);
}

function isTab(value: unknown): value is TabId {
	return tabIds.some((tab) => tab === value);
}

function isRows(value: unknown): value is readonly SessionRow[] {
	return Array.isArray(value) && value.every(isRow);
}

/** What a row is drawn with has to be there; the rest is text at most. */
function isRow(value: unknown): value is SessionRow {
	return (
		isRecord(value) &&
		isSession(value['id']) &&
		isCount(value['line']) &&
		['writer', 'outcome', 'outcomeWords', 'state', 'strip'].every((key) => typeof value[key] === 'string') &&
		['peer', 'failure'].every((key) => ['string', 'undefined'].includes(typeof value[key])) &&
		['start', 'offset', 'duration'].every((key) => ['number', 'undefined'].includes(typeof value[key])) &&
		['stages', 'codes', 'messages'].every((key) => isTexts(value[key])) &&
		Array.isArray(value['phases']) &&
		value['phases'].every(isPhase)
	);
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isPhase(value: unknown): boolean {
	return isRecord(value) && typeof value['phase'] === 'string' && typeof value['duration'] === 'number';
}
