import type { Position } from 'vscode-languageserver-types';

/** The schemes of documents that show some lines of logs word for word: they are looked at as logs, but not among all logs. */
export const copySchemes = ['mail-log-session', 'mail-log-follow'] as const;

/** A place in a document. */
export interface PlaceParams {
	readonly uri: string;
	readonly position: Position;
}

/** Something that can take its time, as LSP's requests do: with a token the server tells how far it is. */
export interface WorkDoneParams {
	readonly workDoneToken?: string;
}

/** A session of an open log. */
export interface SessionPlace {
	readonly uri: string;
	/** `s12` */
	readonly session: string;
}
