import type { PlaceParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import type { TabId } from '../panel/messages';

/** Asks the server for what a tab shows of the session that owns a line. */
export type DetailSource = (server: LanguageServer, place: PlaceParams) => Promise<unknown>;

/** Where each tab of the panel gets what it shows: a line for each in `panel/detail/views.ts`. */
export const detailSources: Partial<Readonly<Record<TabId, DetailSource>>> = {};
