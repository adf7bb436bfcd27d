import type { Position } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { ExportLifeParams, ExportResult, ExportSessionParams } from '../protocol';
import { LeakError, Redaction } from '../redaction/redaction';
import { lifeExport, redactedLife } from './lifeExport';
import { messageNumber } from './lifeOf';
import { redactedSession, sessionExport } from './sessionExport';
import { swaksCommand } from './swaksCommand';

/** Work in small steps; each gives on how much is done, from 0 to 1. */
export type Work<Value> = Generator<number, Value>;

/** The session of a line, for others to read. */
export function* exportSession(
	log: MailLog,
	{ position, form, redact }: Pick<ExportSessionParams, 'position' | 'form' | 'redact'>,
	{ language, redaction = Redaction.inSteps }: ExportOptions = {},
): Work<ExportResult> {
	const index = log.sessionIndexAt(position.line);
	if (index === undefined) {
		return null;
	}
	return yield* checked(function* () {
		return redact
			? redactedSession(log, index, form, yield* redaction(log), language)
			: sessionExport(log, index, form, language);
	});
}

/** The life of a mail, for others to read. */
export function* exportLife(
	log: MailLog,
	{ message, form, redact }: Pick<ExportLifeParams, 'message' | 'form' | 'redact'>,
	{ language, redaction = Redaction.inSteps }: ExportOptions = {},
): Work<ExportResult> {
	const index = messageNumber(log, message);
	if (index === undefined) {
		return null;
	}
	return yield* checked(function* () {
		return redact
			? redactedLife(index, form, yield* redaction(log), language)
			: lifeExport(log, index, form, language);
	});
}

interface ExportOptions {
	readonly language?: Language;
	/** Makes the redaction of the log, its copy checked, or has it already. */
	readonly redaction?: (log: MailLog) => Work<Redaction>;
}

/** The log without names and secrets, line for line. */
export function* redactedCopy(log: MailLog): Work<ExportResult> {
	return yield* checked(function* () {
		const lines: string[] = [];
		yield* Redaction.inSteps(log, (line) => lines.push(line));
		return lines.join('\n');
	});
}

/** The command that tries the session of a line again. */
export function swaks(log: MailLog, { position }: { position: Position }, language?: Language): ExportResult {
	const index = log.sessionIndexAt(position.line);
	const text = index === undefined ? undefined : swaksCommand(log, index);
	return index === undefined ? null : text ? { text } : { problem: say('export.noSwaks')(language) };
}

/** What would tell something that it must not is not given out. */
function* checked(make: () => Work<string>): Work<ExportResult> {
	try {
		return { text: yield* make() };
	} catch (reason) {
		if (reason instanceof LeakError || reason instanceof RangeError) {
			return { problem: reason.message };
		}
		throw reason;
	}
}
