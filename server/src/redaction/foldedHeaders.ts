import type { MailLog } from '../core/mailLog';
import type { Mark } from './sink';

/** So many lines of one header are looked through at most. */
const mostLines = 50;

/** `  Subject: words`, `F From: words`: a header as Exim's reject log writes it, behind a letter that tells its kind. */
const header = /^(?:[A-Z* ] {1,3})?[A-Za-z][\w-]{0,60}:(?:\s|$)/;

const subject = /^(?:[A-Z* ] {1,3})?(?:Subject|Thread-Topic):/i;

/**
 * The words with which a subject goes on in its second line and those behind (RFC 5322 §2.2.3): such a line begins with a blank or
 * a tab, and only the line before it tells what it is.
 * @param line from 0
 */
export function foldedMarks(log: MailLog, line: number): Mark[] {
	const text = log.text(line);
	if (!isFolded(text)) {
		return [];
	}
	for (let at = line - 1; at >= Math.max(0, line - mostLines); at--) {
		const before = log.text(at);
		if (!isFolded(before)) {
			const start = text.length - text.trimStart().length;
			return subject.test(before) ? [{ start, end: text.length, kind: 'literal', literal: '[subject]' }] : [];
		}
	}
	return [];
}

function isFolded(text: string): boolean {
	return /^[ \t]+\S/.test(text) && !header.test(text);
}
