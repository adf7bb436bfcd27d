import type { CompareSessionsResult } from '../../../../../server/src/protocol';

/** What the comparison tab shows, or why there is nothing, if that is what came. */
export function readComparison(value: unknown): NonNullable<CompareSessionsResult> | undefined {
	return isComparison(value) ? value : undefined;
}

function isComparison(value: unknown): value is NonNullable<CompareSessionsResult> {
	if (!isRecord(value)) {
		return false;
	}
	return 'problem' in value
		? isText(value['problem'])
		: isSession(value['first']) &&
				isSession(value['second']) &&
				isOptional(value['reason'], isText) &&
				isListOf(value['differences'], isDifference) &&
				isListOf(value['notes'], isText) &&
				isListOf(value['stages'], isPair);
}

function isSession(value: unknown): boolean {
	return (
		isRecord(value) &&
		['uri', 'session', 'title', 'strip'].every((key) => isText(value[key])) &&
		isOptional(value['time'], isText) &&
		isLine(value['line'])
	);
}

function isDifference(value: unknown): boolean {
	return (
		isRecord(value) &&
		isText(value['words']) &&
		isOptional(value['first'], isLine) &&
		isOptional(value['second'], isLine)
	);
}

function isPair(value: unknown): boolean {
	return (
		isRecord(value) &&
		isText(value['stage']) &&
		typeof value['differs'] === 'boolean' &&
		isStage(value['first']) &&
		isStage(value['second'])
	);
}

function isStage(value: unknown): boolean {
	return (
		isText(value) ||
		(isRecord(value) &&
			isText(value['state']) &&
			isLine(value['line']) &&
			isLine(value['count']) &&
			['command', 'reply', 'elapsed'].every((key) => isOptional(value[key], isText)))
	);
}

function isOptional(value: unknown, isOne: (one: unknown) => boolean): boolean {
	return value === undefined || isOne(value);
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

/** A line, or how many. */
function isLine(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
