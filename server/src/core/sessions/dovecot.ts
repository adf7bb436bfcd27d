import { valueOf } from '../event';
import type { Session } from '../model';
import { Draft, type SessionLine } from './draft';

/** A session of Dovecot's LMTP server: its log shows each mailbox that got a mail, and how the session ended. */
export function dovecotSession(index: number, lines: readonly SessionLine[]): Session {
	const draft = new Draft();
	let isIntroduced = false;
	for (const at of lines) {
		const { event, line } = at;
		draft.meet(event);
		if (event.kind === 'connect') {
			draft.seen('connect', at);
			draft.hollow('greeting', line, 'implied');
		} else if (event.kind === 'delivery') {
			if (!isIntroduced) {
				draft.hollow('hello', line, 'implied');
				draft.hollow('mail', line, 'implied');
				isIntroduced = true;
			}
			const isFailed = valueOf(event, 'status') === 'save failed';
			draft.seen('content', at, isFailed ? { failed: true } : {});
			draft.accepted = !isFailed;
		} else if (event.kind === 'disconnect') {
			const isQuit = /quit/i.test(valueOf(event, 'text') ?? '');
			if (isQuit) {
				draft.hollow('quit', line, 'implied', 'QUIT');
			}
			draft.seen('disconnect', at, isQuit ? {} : { failed: true });
			draft.outcome = isQuit ? 'completed' : 'lost';
		}
	}
	return draft.finish({ index, role: 'server', software: 'dovecot', program: 'lmtp' }, lines);
}
