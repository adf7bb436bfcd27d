import type { Session } from '../core/model';

/** What is kept of a session with what was found in it: the whole of it would keep its steps and lines, too. */
export type SessionHead = Pick<Session, 'index' | 'role' | 'peer' | 'auth'>;

export function headOf({ index, role, peer, auth }: Session): SessionHead {
	return { index, role, ...(peer && { peer }), ...(auth && { auth }) };
}
