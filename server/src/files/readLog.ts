import type { ClockOptions } from '../core/index/timeIndex';
import { MailLog } from '../core/mailLog';
import { LogReadError } from './logReadError';
import { openLog } from './openLog';
import { PlainFile } from './plainFile';

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
 */
export async function readLog(
	path: string,
	standardInput: AsyncIterable<Uint8Array>,
	options: ClockOptions,
): Promise<LogOfFile> {
	const file = path === '-' ? undefined : PlainFile.open(path);
	const log = new MailLog(options, file);
	const chunks = file ? file.chunks() : openLog(path, standardInput);
	const close = () => file?.close();
	let octets = 0;
	try {
		for await (const chunk of chunks) {
			log.append(chunk);
			octets += chunk.length;
		}
	} catch (reason) {
		if (!(reason instanceof LogReadError)) {
			throw reason;
		}
		return { log, octets, error: reason.message, close };
	}
	return { log, octets, close };
}
