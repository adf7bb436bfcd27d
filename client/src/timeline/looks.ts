import type { MarkState, TimelineMark } from '../../../server/src/protocol';

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

/** The colour of words around those that tell, which package.json contributes, too. */
export const quiet = 'mailLogLens.timeline.quiet';

/** UTF-16 code units of text drawn after a line; peers may give themselves very long names. */
const longestText = 240;

/** What is written after a line, in three pieces of which each may be empty: what tells, and what stands before and behind it. */
export interface Words {
	readonly before: string;
	readonly told: string;
	readonly behind: string;
}

//   220 · EHLO · ✗ MAIL 550 · ✗ RCPT 503 · 221 — 3 s    DISCONNECT (MAIL · ✗ RCPT · QUIT)
//                ^^^^^^^^^^^^^^^^^^^^^^^^^                                 ^^^^^^
const failures = /✗[^·—)]*[^·—)\s](?:.*✗[^·—)]*[^·—)\s])?/;

//   220 · EHLO · ✗ MAIL 550 · ✗ RCPT 503 · 221 — 3 s
//                ^^^^^^^^^^   ^^^^^^^^^^
const failure = /✗[^·—)]*[^·—)\s]/g;

/**
 * So many columns, with the line's own, can be seen behind a line in a window of 1280 pixels and a side bar. VS Code does not wrap words
 * that stand behind a line but cuts them off at the window's edge, and tells nobody where that is.
 */
const room = 100;

/**
 * The words after a mark's line. What failed is told, and of what went well what a line shows; the rest is there for completeness. Where
 * there may be no room for all, what failed comes first: `✗ RCPT 550 │ 220 · EHLO · MAIL · ✗ RCPT 550 · 221`.
 *
 * @param text the mark's own: `AUTH 235 · 12 ms`, `✗ RCPT 550 5.1.1 (EHLO · MAIL)`, `220 · EHLO · MAIL · ✗ RCPT 550 · 221`
 * @param length of the line, in UTF-16 code units
 */
export function wordsAfterLine(mark: Marked, detail: TimelineDetail, length: number): Words {
	switch (detail) {
		case 'off':
			return nothing;
		case 'minimal':
			return looks[mark.state].isFailing ? { ...nothing, told: onlyFailures(wordsOf(mark).told) } : nothing;
		case 'full':
			return withFailureFirst(wordsOf(mark), length);
	}
}

function withFailureFirst(words: Words, length: number): Words {
	const { before, told, behind } = words;
	const text = before + told + behind;
	return before === '' || length + text.length <= room
		? words
		: { before: '', told: onlyFailures(told), behind: ` │ ${text}` };
}

/** Of several stages that failed no more than these, without what stands between them; of one also how long it took. */
function onlyFailures(told: string): string {
	const several = told.match(failure) ?? [];
	return several.length > 1 ? several.join(' · ') : told.trim();
}

type Marked = Pick<TimelineMark, 'shape' | 'state' | 'text'>;

const nothing: Words = { before: '', told: '', behind: '' };

function wordsOf({ shape, text }: Marked): Words {
	const shown = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
	const isStrip = shape === 'session';
	if (shown.includes('✗') && (isStrip || !shown.startsWith('✗'))) {
		const told = failures.exec(shown)?.[0] ?? '';
		const start = shown.indexOf(told);
		return { before: shown.slice(0, start), told, behind: shown.slice(start + told.length) };
	}
	const unseen = isStrip ? -1 : shown.indexOf('(');
	const end = unseen < 0 ? shown.length : unseen;
	return { before: '', told: shown.slice(0, end), behind: shown.slice(end) };
}
