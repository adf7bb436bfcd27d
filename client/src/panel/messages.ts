/**
 * What the panel's page and the extension say to each other. Both import this file; `readMessages.ts` looks closely at every
 * message when it comes, on either side.
 */
import type { SessionRow } from '../../../server/src/protocol';

/** The tabs of the detail region, in their order. */
export const tabIds = ['session', 'message', 'comparison'] as const;
export type TabId = (typeof tabIds)[number];

/** What can be done with a comparison: the sessions change places, another one is chosen, all of it is shown as a page. */
export const compareActions = ['swap', 'choose', 'page'] as const;
export type CompareAction = (typeof compareActions)[number];

/** From the extension to the page. Lines count from 0. */
export type ToPanel =
	/** The log whose sessions come now. The same log again keeps selection, filter and place. */
	| { readonly type: 'log'; readonly uri: string; readonly name: string }
	/** Some of its sessions that are new or have changed; so many of all `total` have been `read` by now. */
	| {
			readonly type: 'rows';
			readonly read: number;
			readonly total: number;
			readonly rows: readonly SessionRow[];
	  }
	/** The editor's cursor is in this line of this session. */
	| { readonly type: 'select'; readonly session: string; readonly line: number }
	/** Bring this tab to the front, and ask anew for what it shows. */
	| { readonly type: 'tab'; readonly tab: TabId }
	/** The log is not open any more. */
	| { readonly type: 'closed' }
	/** What a tab shows of a session; the tab's own module reads `data`. `problem`: why there is none, in words. */
	| {
			readonly type: 'detail';
			readonly tab: TabId;
			readonly session: string;
			readonly data?: unknown;
			readonly problem?: string;
	  };

/** From the page to the extension. Lines count from 0. */
export type FromPanel =
	/** Show this line of the log; with `focus`, put the cursor there to type. */
	| { readonly type: 'reveal'; readonly line: number; readonly focus: boolean }
	/** A tab is in front and wants to show the session whose first line is `line`. */
	| { readonly type: 'detail'; readonly tab: TabId; readonly session: string; readonly line: number }
	/** Show this line of the log of the session that the selected one is compared with. */
	| { readonly type: 'revealSecond'; readonly line: number }
	/** Something is wanted of the comparison of this session. */
	| { readonly type: 'compare'; readonly action: CompareAction; readonly session: string }
	/** Open the log again. */
	| { readonly type: 'open' }
	/** Export the diagram of the session that owns this line. */
	| { readonly type: 'export'; readonly line: number }
	/** Export the picture of this mail's life: its number, from 0. */
	| { readonly type: 'exportLife'; readonly message: number };
