import type { CompareAction, TabId } from '../messages';
import type { PanelWords } from '../words';
import { comparisonView } from './comparison/comparisonView';
import { messageView } from './message/messageView';
import { sessionView } from './session/sessionView';

/** What a tab may ask of the page. */
export interface DetailHost {
	readonly words: PanelWords;
	readonly locale: string;
	/** Selects a session, in list and tabs. */
	select(session: string): void;
	/** Selects a session and shows its diagram. */
	showSession(session: string): void;
	/** Shows the life of the mail that a line of the log (from 0) is about. */
	showMail(line: number): void;
	/** Has the user export the diagram of the session that owns a line (from 0). */
	exportDiagram(line: number): void;
	/** Has the user export the picture of a mail's life: its number, from 0. */
	exportLife(message: number): void;
	/** Whom to tell in which line (from 0) the editor's cursor is, as long as what is shown now is shown. */
	onCursor(point: (line: number) => void): void;
	/** Shows a line of the log (from 0) in the editor. */
	reveal(line: number): void;
	/** The same in the log of the session that the selected one is compared with. */
	revealSecond(line: number): void;
	/** Has the two sessions of the comparison change places, another one chosen, or all of it shown as a page. */
	compare(action: CompareAction): void;
}

/** A tab of the detail region. */
export interface DetailView {
	readonly id: TabId;
	readonly label: (words: PanelWords) => string;
	/** Draws into an empty container what the extension has sent: whatever came, so it is looked at closely. */
	show(container: HTMLElement, data: unknown, host: DetailHost): void;
}

/** The tabs that there are; each is a folder beside this one, and has a line in `views/panelDetails.ts` of the extension. */
export const detailViews: readonly DetailView[] = [sessionView, messageView, comparisonView];
