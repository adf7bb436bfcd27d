/** What is under the cursor that can be explained: a code, or a whole reply text. `null` where there is nothing. */
export interface ReplyAtCursor {
	/** `550`, `5.1.1` */
	readonly code: string;
}
export const replyAtRequest = 'mailLogLens/replyAt';

/** One of the things that can be explained, for a quick pick. Plain text. */
export interface ReplyChoice {
	/** A basic code, an enhanced code, or what a provider or a server says in its own words. */
	readonly kind: 'code' | 'enhanced' | 'text';
	/** What to ask `explain` for: `550`, `5.1.1`, `google-rate`. */
	readonly reply: string;
	readonly label: string;
	readonly description?: string;
	readonly detail: string;
}
export const replyCodesRequest = 'mailLogLens/replyCodes';

/** A page to read. */
export interface Page {
	readonly title: string;
	/** Markdown; what came from a log is escaped. */
	readonly markdown: string;
}

/** Explains a code, an enhanced code or a reply text. */
export interface ExplainParams {
	readonly text: string;
}
export const explainRequest = 'mailLogLens/explain';

/** Compares two codes. */
export interface CompareParams {
	readonly first: string;
	readonly second: string;
}
export const compareRequest = 'mailLogLens/compare';
