import type { Position } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { ExportResult, ExportSessionParams } from '../protocol';
import { LeakError, Redaction } from '../redaction/redaction';
import { sessionExport } from './sessionExport';
import { swaksCommand } from './swaksCommand';

/** The session of a line, for others to read. */
export function exportSession(
	log: MailLog,
	{ position, form, redact }: Pick<ExportSessionParams, 'position' | 'form' | 'redact'>,
	language?: Language,
): ExportResult {
	const index = log.sessionIndexAt(position.line);
	return index === undefined
		? null
		: checked(() => sessionExport(log, index, { form, redact, ...(language && { language }) }));
}

/** The log without names and secrets, line for line. */
export function redactedCopy(log: MailLog): ExportResult {
	return checked(() => {
		const redaction = new Redaction(log);
		redaction.check();
		return Array.from(redaction.lines()).join('\n');
	});
}

/** The command that tries the session of a line again. */
export function swaks(log: MailLog, { position }: { position: Position }, language?: Language): ExportResult {
	const index = log.sessionIndexAt(position.line);
	const text = index === undefined ? undefined : swaksCommand(log, index);
	return index === undefined ? null : text ? { text } : { problem: say('export.noSwaks')(language) };
}

/** What would tell something that it must not is not given out. */
function checked(make: () => string): ExportResult {
	try {
		return { text: make() };
	} catch (reason) {
		if (reason instanceof LeakError || reason instanceof RangeError) {
			return { problem: reason.message };
		}
		throw reason;
	}
}
