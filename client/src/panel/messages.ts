/**
 * What the panel's page and the extension say to each other. Both import this file; every message is looked at closely when it
 * comes, on either side.
 */
import type { SessionRow } from '../../../server/src/protocol';

/** From the extension to the page. */
export type ToPanel =
	| { readonly type: 'log'; readonly uri: string; readonly name: string; readonly total: number }
	| { readonly type: 'rows'; readonly rows: readonly SessionRow[]; readonly isLast: boolean }
	| { readonly type: 'select'; readonly session: string };

/** From the page to the extension. Lines count from 0. */
export type FromPanel =
	| { readonly type: 'ready' }
	| { readonly type: 'select'; readonly session: string }
	| { readonly type: 'reveal'; readonly line: number };
