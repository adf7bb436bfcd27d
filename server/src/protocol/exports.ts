import type { MessageLifeParams } from './messageLife';
import type { PlaceParams, WorkDoneParams } from './places';

/** A session for others to read. */
export interface ExportSessionParams extends PlaceParams, WorkDoneParams {
	/** Its lines, a dialogue of `C:` and `S:` lines, Markdown for a ticket, or its diagram as an SVG file or for Mermaid. */
	readonly form: 'lines' | 'transcript' | 'markdown' | 'svg' | 'mermaid';
	/** Without names and addresses, too; secrets are masked in any case. */
	readonly redact: boolean;
}

/** A text that may leave the editor, or why there is none: plain text. `null` where there is no such session or mail. */
export type ExportResult = { readonly text: string } | { readonly problem: string } | null;
export const exportSessionRequest = 'mailLogLens/exportSession';

/** The picture of a mail's life for others to read. */
export interface ExportLifeParams extends MessageLifeParams, WorkDoneParams {
	readonly form: 'svg' | 'mermaid';
	/** Without names and addresses, too; secrets are masked in any case. */
	readonly redact: boolean;
}
export const exportLifeRequest = 'mailLogLens/exportLife';

/** A copy of a log without names and secrets, line for line. */
export interface RedactParams extends WorkDoneParams {
	readonly uri: string;
}
export const redactRequest = 'mailLogLens/redact';

/** The command that tries a session again with swaks, without a password. */
export const swaksRequest = 'mailLogLens/swaks';
