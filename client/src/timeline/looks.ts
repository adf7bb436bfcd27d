import type { MarkState } from '../../../server/src/protocol';

/** How much the timeline shows: nothing, gutter marks and failing stages, or all. */
export type TimelineDetail = 'off' | 'minimal' | 'full';

/** How the marks of one state look. */
export interface Look {
	/** A colour that package.json contributes. */
	readonly color: string;
	/** The stage did not succeed: its words are bold, and stay in the least detail. The server puts a sign before them. */
	readonly isFailing?: true;
}

/** One look per state. Its icons are drawn in `icons.ts`. */
export const looks: Readonly<Record<MarkState, Look>> = {
	ok: { color: 'mailLogLens.timeline.ok' },
	progress: { color: 'mailLogLens.timeline.progress' },
	missing: { color: 'mailLogLens.timeline.ok' },
	temporary: { color: 'mailLogLens.timeline.temporary', isFailing: true },
	permanent: { color: 'mailLogLens.timeline.permanent', isFailing: true },
	lost: { color: 'mailLogLens.timeline.lost', isFailing: true },
};

/** UTF-16 code units of text drawn after a line; peers may give themselves very long names. */
const longestText = 240;

/**
 * What is written after a mark's line; empty where only the gutter is marked.
 *
 * @param text the mark's own: `AUTH 235 · 12 ms`, `✗ RCPT 550 5.1.1`
 */
export function textAfterLine(state: MarkState, text: string, detail: TimelineDetail): string {
	if (detail === 'off' || (detail === 'minimal' && !looks[state].isFailing)) {
		return '';
	}
	return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
