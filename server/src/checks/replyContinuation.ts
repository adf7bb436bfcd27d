import { readReplyLine } from '../core/dialects/transcript/grammar';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { dialogueOf } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

const continuationFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const faults: Fault[] = [];
	/** The last line of a reply that goes on: `250-PIPELINING`. */
	let open: { readonly code: string; readonly line: number } | undefined;
	let isInterrupted = false;
	const unfinished = (line: number, code: string) => {
		if (!goesOnUnread(line, code, log)) {
			faults.push(faultOf(session, 'unfinished', line, { code }));
		}
	};
	for (const { line, who, text, isPiece } of dialogueOf(session, log)) {
		if (who === 'client' || who === 'content') {
			isInterrupted ||= open !== undefined;
		}
		if (who !== 'server' || isPiece) {
			continue;
		}
		for (const piece of text.split('\n')) {
			const read = readReplyLine(piece);
			if (!read) {
				continue;
			}
			if (open && open.code !== read.code) {
				if (isInterrupted) {
					unfinished(open.line, open.code);
				} else {
					faults.push(faultOf(session, 'codes', line, { code: open.code, other: read.code }));
				}
			}
			open = read.last ? undefined : { code: read.code, line };
			isInterrupted = false;
		}
	}
	if (open && (isInterrupted || session.outcome === 'lost' || session.outcome === 'timeout')) {
		unfinished(open.line, open.code);
	}
	return faults;
});

export const replyContinuation = faultCheck(
	{
		id: 'reply.continuation',
		severity: 'warning',
		doc: `The lines of one reply do not fit together: they have different codes (\`250-…\` and then \`550 …\`), or the last one has
the hyphen that says that more will come, so that the client waits (RFC 5321 §4.2.1). It needs to see the dialogue: a transcript, or
Postfix with \`-v\`. A transcript that simply ends in the middle of a reply was cut, and is left alone; so is a command that a client
sent while the reply was still coming.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250-PIPELINING
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	continuationFaults,
);

/** Some programs write the lines of a reply without what stands before others, or with lines of others in between. */
function goesOnUnread(line: number, code: string, log: MailLog): boolean {
	return [1, 2, 3].some(
		(by) =>
			line + by < log.lineCount &&
			log.sessionIndexAt(line + by) === undefined &&
			[`${code}-`, `${code} `].some((start) =>
				log
					.text(line + by)
					.trimStart()
					.includes(start),
			),
	);
}

function faultOf(
	session: Session,
	key: 'codes' | 'unfinished',
	line: number,
	values: Readonly<Record<string, string | undefined>>,
): Fault {
	return {
		session: headOf(session),
		key,
		severity: 'warning',
		line,
		title: say(`continuation.${key}.title`),
		told: say(`continuation.${key}`, values),
		fix: say('continuation.fix'),
	};
}
