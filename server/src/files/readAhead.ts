import type { MailLog } from '../core/mailLog';
import { lineFeed } from '../core/text/lines';
import type { PlainFile } from './plainFile';
import type { ReaderThread, Scanned } from './readerThread';

/** What comes next of a text: octets, or lines that were scanned. */
export type NextOfText = Uint8Array | Scanned;

/**
 * All of a plain file: lines that a thread has scanned, where it is there, and octets where it is not yet, or has stopped. Each is gone
 * when the next one is asked for.
 * @throws LogReadError where the file cannot be read on.
 */
export function* readAhead(file: PlainFile, thread: ReaderThread | undefined): Generator<NextOfText> {
	let isInsideLine = false;
	for (let at = 0, before = -1; at > before;) {
		before = at;
		if (thread?.isThere && !isInsideLine) {
			for (const scanned of thread.scan(file.descriptor, at)) {
				yield scanned;
				at += scanned.octets;
			}
		}
		for (const chunk of file.chunks(at)) {
			isInsideLine = chunk.at(-1) !== lineFeed;
			yield chunk;
			at += chunk.length;
			if (thread?.isThere) {
				break;
			}
		}
	}
}

/** How many octets there are. */
export function octetsOf(next: NextOfText): number {
	return next instanceof Uint8Array ? next.length : next.octets;
}

/** Adds it to a log whose source has its octets. */
export function appendNext(log: MailLog, next: NextOfText): void {
	if (next instanceof Uint8Array) {
		log.append(next);
	} else {
		log.appendScanned(next.piece, next.count, next.octets);
	}
}
