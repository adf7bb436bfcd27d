import type { Span } from '../core/event';
import type { Said } from '../knowledge/say';

/** How grave a finding is, in LSP's words. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** The gravest first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const satisfies readonly Severity[];

/** What a check has to say about one place of a log. */
export interface Finding {
	/** The rule's id: `reply.rejected`. Stable: users name it in their settings. */
	readonly rule: string;
	readonly severity: Severity;
	/** From 0. */
	readonly line: number;
	readonly span: Span;
	/** The cause in a few words that name nobody: `No such mailbox`. The same for every finding with the same cause. */
	readonly title: Said;
	/** Who, where and why, in one or two sentences. Plain text; pieces of the log stand in it as they are, without control characters. */
	readonly message: Said;
	/** What to do about it, in a sentence. Plain text. */
	readonly fix?: Said;
	/** `550` */
	readonly code?: string;
	/** `5.1.1` */
	readonly enhanced?: string;
	/** The index of the session it was found in. */
	readonly session?: number;
	/** The queue id of the message it is about. */
	readonly messageId?: string;
	/** Other places of the same cause; `relatedLimit` of them at most. */
	readonly related?: readonly RelatedPlace[];
}

/** A place that belongs to a finding. */
export interface RelatedPlace {
	/** From 0. */
	readonly line: number;
	readonly span: Span;
	readonly message: Said;
}

/** So many other places are named; a message counts them all. */
export const relatedLimit = 20;

/** Sorts findings by place, for `Array.sort`. */
export function byPlace(a: Finding, b: Finding): number {
	return a.line - b.line || a.span.start - b.span.start;
}

/** Sorts findings by severity, then by place, for `Array.sort`. */
export function worstFirst(a: Finding, b: Finding): number {
	return severities.indexOf(a.severity) - severities.indexOf(b.severity) || byPlace(a, b);
}
