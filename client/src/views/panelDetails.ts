import type { PlaceParams, SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import type { TabId } from '../panel/messages';
import type { Comparisons } from './comparisons';

/** Asks the server for what a tab shows of the session that owns a line. */
export type DetailSource = (
	server: LanguageServer,
	place: DetailPlace,
	comparisons: Comparisons,
) => Promise<unknown>;

/** A session: its id, and a line that it owns. */
export type DetailPlace = PlaceParams & SessionPlace;

/** Where each tab of the panel gets what it shows: a line for each in `panel/detail/views.ts`. */
export const detailSources: Partial<Readonly<Record<TabId, DetailSource>>> = {
	session: (server, { uri, position: { line } }) =>
		server.ask('mailLogLens/sessionDetail', { uri, session: { line } }),
	message: messageLives,
	comparison: (_server, place, comparisons) => comparisons.of(place),
};

/** So many mails of a session are shown. */
const mostMails = 24;

/** The lives of the mails that came or went on a session. */
async function messageLives(
	server: LanguageServer,
	{ uri, position: { line } }: PlaceParams,
): Promise<unknown> {
	const detail = await server.ask('mailLogLens/sessionDetail', { uri, session: { line } });
	const lives = await Promise.all(
		(detail?.messages ?? [])
			.slice(0, mostMails)
			.map(({ message }) => server.ask('mailLogLens/messageLife', { uri, message })),
	);
	return lives.filter((life) => life !== null);
}
