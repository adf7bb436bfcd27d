import type { TabId } from '../messages';
import type { PanelWords } from '../words';

/** What a tab may ask of the page. */
export interface DetailHost {
	readonly words: PanelWords;
	readonly locale: string;
	/** Selects a session, in list and tabs. */
	select(session: string): void;
	/** Shows a line of the log (from 0) in the editor. */
	reveal(line: number): void;
}

/** A tab of the detail region. */
export interface DetailView {
	readonly id: TabId;
	readonly label: (words: PanelWords) => string;
	/** Draws into an empty container what the extension has sent: whatever came, so it is looked at closely. */
	show(container: HTMLElement, data: unknown, host: DetailHost): void;
}

/** The tabs that there are; each is a folder beside this one, and has a line in `views/panelDetails.ts` of the extension. */
export const detailViews: readonly DetailView[] = [];
