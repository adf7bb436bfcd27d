import type { MailLog } from '../core/mailLog';

/** A line of a log, from 0, with its secrets masked. */
export function maskedLine(log: MailLog, line: number): string {
	const secrets = log.event(line).fields.filter(({ name }) => name === 'secret');
	let text = log.text(line);
	for (const { span } of secrets.sort((a, b) => b.span.start - a.span.start)) {
		text = `${text.slice(0, span.start)}****${text.slice(span.end)}`;
	}
	return text;
}
