import type { MailLog } from '../core/mailLog';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding } from './finding';
import { relatedPlaces, spanOf } from './places';

export const logUnreadable: Check = {
	id: 'log.unreadable',
	severity: 'hint',
	doc: `Lines of a mail program (by its name, or because they look like Exim's) that could not be read: a newer version, a patch,
a line that was cut. One finding for a log, at the first of them, with how many there are. What they say is missing in sessions and
messages. Lines of other programs are nothing.`,
	example: `Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: this is a line that nobody has seen yet`,
	start: (log) => ({ rest: () => [...found(log)] }),
};

function* found(log: MailLog): Iterable<Finding> {
	const count = log.unrecognized;
	const lines = count > 0 ? log.unrecognizedLines(relatedLimit + 1) : [];
	const [line] = lines;
	if (line !== undefined) {
		yield {
			rule: logUnreadable.id,
			severity: 'hint',
			line,
			span: spanOf(log, line),
			title: say('unreadable.title'),
			message: sayCount('unreadable', count),
			fix: say('unreadable.fix'),
			...relatedPlaces(
				log,
				lines.map((at) => ({ line: at, message: say('unreadable.title') })),
				line,
			),
		};
	}
}
