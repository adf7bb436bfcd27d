import type { Hover, Position } from 'vscode-languageserver-types';
import type { Field } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { codeAt, fieldAt } from './codeAt';
import { codeHover } from './codeHover';
import { messageHover } from './messageHover';
import { toRange } from './range';
import { sessionHover } from './sessionHover';

const ids = new Set(['queueId', 'otherQueueId', 'acceptedAs'] as const);

/** What is under the cursor: a reply code in its place, a message, or else the session that the line belongs to. */
export function hover(
	log: MailLog,
	{ position, language }: { readonly position: Position; readonly language?: Language },
): Hover | null {
	const { line } = position;
	const code = codeAt(log, position);
	if (code) {
		return toHover(codeHover(log, line, code, language), line, code.field);
	}
	const id = fieldAt(log, position, ids);
	if (id) {
		return toHover(messageHover(log, line, id.field), line, id.field);
	}
	return toHover(sessionHover(log, position), line);
}

function toHover(markdown: string | undefined, line: number, field?: Field): Hover | null {
	if (markdown === undefined) {
		return null;
	}
	const contents = { kind: 'markdown' as const, value: markdown };
	return field ? { contents, range: toRange(line, field.span) } : { contents };
}
