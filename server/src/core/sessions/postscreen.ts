import { valueOf } from '../event';
import type { Session, Stage } from '../model';
import { Draft, replyOf, stageOf, type SessionLine } from './draft';

/** A session of postscreen: the tests before a client may speak to smtpd. */
export function postscreenSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		switch (event.kind) {
			case 'connect':
				draft.seen('connect', at);
				break;
			case 'reject': {
				const reply = replyOf(at);
				const to = valueOf(event, 'to');
				const stage = stageOf(valueOf(event, 'phase'));
				draft.seen(stage, at, {
					...(stage === 'rcpt' && to !== undefined ? { command: `RCPT TO:<${to}>` } : {}),
					...(reply ? { reply } : {}),
					failed: true,
				});
				draft.outcome = 'rejected';
				if (stage === 'rcpt' && reply && to !== undefined) {
					draft.recipients.push({
						address: to,
						code: reply.code,
						...(reply.enhanced ? { enhanced: reply.enhanced } : {}),
						line,
					});
				}
				break;
			}
			case 'postscreen-violation':
				violate(at, valueOf(event, 'action') ?? '', stageOf(valueOf(event, 'phase')));
				break;
			case 'postscreen-pass':
			case 'postscreen-access':
			case 'disconnect':
				draft.seen('disconnect', at);
				draft.outcome = draft.outcome === 'open' ? 'completed' : draft.outcome;
				break;
			default:
		}
	}

	/** A client that breaks a rule; most go on, some are cut off or go away. */
	function violate(at: SessionLine, action: string, after: Stage): void {
		const end = action === 'HANGUP' ? 'lost' : action === 'COMMAND TIME LIMIT' ? 'timeout' : undefined;
		if (end && after !== 'other' && !draft.steps.some(({ stage }) => stage === after)) {
			// COMMAND TIME LIMIT … after EHLO: of what went well there is no other line.
			draft.hollow(after, at.line, 'implied');
		}
		draft.seen(end ? 'disconnect' : 'other', at, end ? { failed: true } : {});
		if (end && (draft.outcome === 'open' || draft.recipients.length > 0)) {
			// A refused recipient does not end a session; the client does that.
			draft.outcome = end;
		}
	}
	return draft.finish({ index, role: 'server', software: 'postfix', program: 'postscreen' }, lines);
}
