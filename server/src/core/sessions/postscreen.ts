import { valueOf } from '../event';
import type { Session } from '../model';
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
				violate(at, valueOf(event, 'action') ?? '');
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
	function violate(at: SessionLine, action: string): void {
		const end = action === 'HANGUP' ? 'lost' : action === 'COMMAND TIME LIMIT' ? 'timeout' : undefined;
		draft.seen(end ? 'disconnect' : 'other', at, end ? { failed: true } : {});
		draft.outcome = end ?? draft.outcome;
	}
	return draft.finish({ index, role: 'server', software: 'postfix', program: 'postscreen' }, lines);
}
