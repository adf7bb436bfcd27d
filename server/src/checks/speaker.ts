import type { Session } from '../core/model';

/** Who said a reply: enough to know a provider by. */
export interface Speaker {
	/** The name of the host. */
	readonly host?: string | undefined;
	/** The text of its 220. */
	readonly greeting?: string | undefined;
}

/** The server of a session; nothing where the log is the server's own, whose words are its software's. */
export function speakerOf({
	role,
	peer,
	steps,
}: Pick<Session, 'role' | 'peer'> & Partial<Pick<Session, 'steps'>>): Speaker {
	const greeting = steps?.find(({ stage }) => stage === 'greeting')?.reply?.text;
	return role === 'server' ? {} : { host: peer?.name, greeting };
}
