import type { PlaceParams } from './places';

/** Switches a rule off for the session that owns a line, as long as the log is open. */
export interface HushParams extends PlaceParams {
	/** `reply.rejected` */
	readonly rule: string;
}
export const hushSessionRequest = 'mailLogLens/hushSession';

/** The commands that a client has to have for our code actions and code lenses, which write their arguments. */
export const clientCommands = {
	/** A code, a text or a rule's id. */
	explain: 'mailLogLens.explainReplyCode',
	/** A document's URI and a line, from 0. */
	showSession: 'mailLogLens.showSession',
	/** A line and a column of the log in front, from 0: all lines of the message there are shown. */
	follow: 'mailLogLens.followMessage',
	/** The same. */
	showTimeline: 'mailLogLens.showTimeline',
	/** A document's URI and a session's id, `s12`; and the id of the one it is compared with, if that is known. */
	compareSessions: 'mailLogLens.compareSessions',
	/** A text for the clipboard. */
	copy: 'mailLogLens.copyText',
	/** A rule's id and a host, or a rule's id alone: it is switched off for them. */
	hush: 'mailLogLens.hushRule',
	/** A rule's id, a document's URI and a line, from 0: it is switched off for the session there, as long as the log is open. */
	hushSession: 'mailLogLens.hushRuleInSession',
	/** Nothing: the log in front is copied without names and secrets. */
	redact: 'mailLogLens.exportRedactedCopy',
} as const;
