// How long a webview's page takes until it shows something: what of it VS Code needs to begin with the page, and what the page needs.
import type { Workbench } from './workbench';

/** Milliseconds since the epoch, as the browser's clock has them. */
interface Marks {
	/** Enter was pressed last, in the window. */
	enter?: number;
	/** VS Code wrote the page into its frame. */
	written?: number;
	/** The page shows what was waited for. */
	shown?: number;
}

type Marked = typeof globalThis & { mailLogLensMarks?: Marks };

/** Has every webview that is opened from now on note when it shows an element. @param selector CSS */
export async function watchPageStart(workbench: Workbench, selector: string): Promise<void> {
	await workbench.page.evaluate(() => {
		const marks: Marks = {};
		(globalThis as Marked).mailLogLensMarks = marks;
		const note = ({ key }: KeyboardEvent) => {
			if (key === 'Enter') {
				marks.enter = Date.now();
			}
		};
		addEventListener('keydown', note, true);
	});
	await workbench.page.addInitScript((awaited) => {
		const marks: Marks = {};
		(globalThis as Marked).mailLogLensMarks = marks;
		const { write } = Document.prototype;
		// VS Code fills the frame of a webview with this.
		Document.prototype.write = function (this: Document, ...texts: string[]) {
			marks.written = Date.now();
			write.apply(this, texts);
			const look = () => {
				if (!marks.shown && document.querySelector(awaited)) {
					marks.shown = Date.now();
				}
			};
			look();
			new MutationObserver(look).observe(document, { subtree: true, childList: true });
		};
	}, selector);
}

/** What the webview in front has noted, in milliseconds: from Enter to the page, and from the page to the element. */
export async function pageStart(workbench: Workbench): Promise<{ ofWorkbench: number; ofPage: number }> {
	const read = () => (globalThis as Marked).mailLogLensMarks ?? {};
	const { enter = NaN } = await workbench.page.evaluate(read);
	const { written = NaN, shown = NaN } = await workbench.webview().locator('html').evaluate(read);
	return { ofWorkbench: written - enter, ofPage: shown - written };
}
