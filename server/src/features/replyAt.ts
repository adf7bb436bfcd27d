import type { Position } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import type { ReplyAtCursor } from '../protocol';
import { codeAt, codeOfTextAt } from './codeAt';

/** The code under the cursor, or the code of the reply whose words are under it. */
export function replyAt(log: MailLog, { position }: { readonly position: Position }): ReplyAtCursor | null {
	const found = codeAt(log, position) ?? codeOfTextAt(log, position);
	return found ? { code: found.field.value } : null;
}
