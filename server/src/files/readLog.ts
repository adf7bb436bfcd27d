import type { ClockOptions } from '../core/index/timeIndex';
import { MailLog } from '../core/mailLog';
import { LogReadError } from './logReadError';
import { openLog } from './openLog';
import { PlainFile } from './plainFile';
import { appendNext, octetsOf, readAhead } from './readAhead';
import { ReaderThread } from './readerThread';

/** A log as far as it could be read. */
export interface LogOfFile {
	readonly log: MailLog;
	/** How many octets of text were read. */
	readonly octets: number;
	/** Why the rest could not be read. */
	readonly error?: string;
	/** To be called when the log is no longer asked. */
	readonly close: () => void;
}

/**
 * Reads a log to its end. The text of a plain file stays on the disk; what is compressed or comes through a pipe is kept in memory.
 * @param path A file, a pipe or a device; `-` is standard input.
 * @param standardInput What `-` stands for.
 * @param program Our own (`ReaderThread.begin`): then lines of a large file are scanned ahead.
 */
export async function readLog(
	path: string,
	standardInput: AsyncIterable<Uint8Array>,
	options: ClockOptions,
	program?: string,
): Promise<LogOfFile> {
	const file = path === '-' ? undefined : PlainFile.open(path);
	const log = new MailLog(options, file);
	const thread = file && ReaderThread.begin(program, file.size);
	const close = () => file?.close();
	let octets = 0;
	try {
		for await (const next of file ? readAhead(file, thread) : openLog(path, standardInput)) {
			appendNext(log, next);
			octets += octetsOf(next);
		}
	} catch (reason) {
		if (!(reason instanceof LogReadError)) {
			throw reason;
		}
		return { log, octets, error: reason.message, close };
	} finally {
		await thread?.close();
	}
	return { log, octets, close };
}
