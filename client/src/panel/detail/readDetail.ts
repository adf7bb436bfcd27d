import type { MessageLife, SessionDetail } from '../../../../server/src/protocol';

/** What the session tab shows, if that is what came. What a picture is drawn with has to be there; the rest is text at most. */
export function readSessionDetail(value: unknown): SessionDetail | undefined {
	return isSessionDetail(value) ? value : undefined;
}

/** What the message tab shows, if that is what came. */
export function readMessageLives(value: unknown): readonly MessageLife[] | undefined {
	return Array.isArray(value) && value.every(isMessageLife) ? value : undefined;
}

function isSessionDetail(value: unknown): value is SessionDetail {
	return (
		isRecord(value) &&
		isText(value['id']) &&
		isParty(value['client']) &&
		isParty(value['server']) &&
		isRecord(value['cut']) &&
		isListOf(value['facts'], isText) &&
		isListOf(value['steps'], isStep) &&
		isListOf(value['messages'], isMail)
	);
}

function isParty(value: unknown): boolean {
	return isRecord(value) && isText(value['title']);
}

function isStep(value: unknown): boolean {
	return (
		isRecord(value) &&
		['stage', 'state', 'label', 'evidence', 'words', 'description'].every((key) => isText(value[key])) &&
		isLine(value['line']) &&
		(value['reply'] === undefined || isReply(value['reply']))
	);
}

function isReply(value: unknown): boolean {
	return (
		isRecord(value) &&
		isText(value['text']) &&
		isText(value['description']) &&
		isLine(value['line']) &&
		isLine(value['lastLine'])
	);
}

function isMail(value: unknown): boolean {
	return (
		isRecord(value) && ['queueId', 'end', 'state'].every((key) => isText(value[key])) && isLine(value['line'])
	);
}

function isMessageLife(value: unknown): value is MessageLife {
	return (
		isRecord(value) &&
		isText(value['title']) &&
		isListOf(value['facts'], isText) &&
		isListOf(
			value['mails'],
			(mail) => isMail(mail) && isRecord(mail) && isListOf(mail['recipients'], isRecipient),
		) &&
		isListOf(value['hops'], isHop)
	);
}

function isRecipient(value: unknown): boolean {
	return isRecord(value) && ['address', 'outcome', 'state'].every((key) => isText(value[key]));
}

function isHop(value: unknown): boolean {
	return isRecord(value) && isText(value['daemon']) && isListOf(value['items'], isItem);
}

function isItem(value: unknown): boolean {
	return (
		isRecord(value) &&
		['state', 'label', 'title', 'description'].every((key) => isText(value[key])) &&
		isLine(value['line']) &&
		isLine(value['mail'])
	);
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

function isLine(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
