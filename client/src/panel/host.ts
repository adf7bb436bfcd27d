import type { FromPanel, ToPanel } from './messages';
import { readToPanel } from './readMessages';
import { Webview } from './webview';

const host = new Webview<FromPanel, ToPanel>(readToPanel);

/** Says something to the extension. */
export function post(message: FromPanel): void {
	host.post(message);
}

/** What this page kept when it was last shown: anything at all. */
export function keptState(): unknown {
	return host.keptState();
}

/** Keeps something until the page is shown again, also after VS Code was closed. */
export function keepState(state: unknown): void {
	host.keepState(state);
}

/** Hears what the extension says from now on. */
export function listen(hear: (message: ToPanel) => void): void {
	host.listen(hear);
}
