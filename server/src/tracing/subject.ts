import type { MailLog } from '../core/mailLog';
import { Needles } from '../core/text/needles';
import { bytesOf } from '../core/text/utf8';
import type { LogLine, NamedLog } from './logs';
import { MailSet, type Mail } from './mail';
import { names } from './spelling';
import type { Thing } from './thing';
import type { Work } from '../core/work';

/** What a text that somebody typed stands for. */
export interface Subject {
	readonly mails: readonly Mail[];
	/** Lines that name it and are of no mail: refusals, transcripts. In the order of the logs. */
	readonly loose: readonly LogLine[];
}

/**
 * The mails that a queue id, an address, a Message-ID, or the name or IP address of a host stands for in some logs: every mail of which
 * a line names it.
 * @param ignoreCase Also where the case of letters matters.
 */
export function* subjectOf(logs: readonly NamedLog[], asked: string, ignoreCase = false): Work<Subject> {
	const text = asked.trim().replace(/^<(.*)>$/, '$1');
	const byId = ignoreCase ? [] : logs.flatMap((of) => withId(of, text));
	if (byId.length > 0) {
		return { mails: byId, loose: [] };
	}
	const kinds = kindsOf(text);
	const known = new MailSet();
	const mails: Mail[] = [];
	const loose: LogLine[] = [];
	for (const of of logs) {
		yield* of.log.search(new Needles([bytesOf(text)]), (hit) => {
			if (!kinds.some((kind) => names({ kind, text }, hit, ignoreCase))) {
				return;
			}
			const message = of.log.messageIndexAt(hit.line);
			if (message === undefined) {
				const last = loose.at(-1);
				if (last?.of !== of || last.line !== hit.line) {
					loose.push({ of, line: hit.line });
				}
			} else if (known.add({ of, message })) {
				mails.push({ of, message });
			}
		});
	}
	return { mails, loose };
}

function withId(of: NamedLog, queueId: string): Mail[] {
	return of.log.messageIndicesById(queueId).map((message) => ({ of, message }));
}

/** What a text may name, as it is written. */
function kindsOf(text: string): readonly Exclude<Thing['kind'], 'session' | 'process'>[] {
	if (text.includes('@')) {
		return ['address', 'messageId'];
	}
	if (/^[0-9.]+$/.test(text) || /^[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*$/.test(text)) {
		return ['ip'];
	}
	return text.includes('.') ? ['host'] : ['mail'];
}

/** The lines that belong to lines of no mail: of their session those that are of no mail, either; the line alone where it has none. */
export function linesAround(log: MailLog, line: number): readonly number[] {
	const session = log.sessionIndexAt(line);
	return session === undefined
		? [line]
		: log.linesOfSession(session).filter((each) => log.messageIndexAt(each) === undefined || each === line);
}
