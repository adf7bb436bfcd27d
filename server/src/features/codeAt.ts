import type { Position } from 'vscode-languageserver-types';
import { fieldOf, type Field, type FieldName, type LineEvent } from '../core/event';
import type { MailLog } from '../core/mailLog';

/** A reply code or enhanced code of a line. */
export interface CodeAt {
	readonly field: Field;
	readonly event: LineEvent;
}

const codes: ReadonlySet<FieldName> = new Set(['code', 'enhanced', 'dsn']);

/** The code under the cursor. `undefined` where there is none. */
export function codeAt(log: MailLog, position: Position): CodeAt | undefined {
	return fieldAt(log, position, codes);
}

/** The field under the cursor, if it is one of these names. The end of a field belongs to it: there the cursor stands after a double click. */
export function fieldAt(
	log: MailLog,
	{ line, character }: Position,
	names: ReadonlySet<FieldName>,
): CodeAt | undefined {
	if (line >= log.lineCount) {
		return undefined;
	}
	const event = log.event(line);
	const field = event.fields.find(
		({ name, span }) => names.has(name) && span.start <= character && character <= span.end,
	);
	return field && { field, event };
}

/** The code of the reply whose words are under the cursor. */
export function codeOfTextAt(log: MailLog, position: Position): CodeAt | undefined {
	const text = fieldAt(log, position, new Set(['text']));
	const field = text && (fieldOf(text.event, 'code') ?? fieldOf(text.event, 'enhanced'));
	return field && { field, event: text.event };
}
