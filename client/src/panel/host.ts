import type { FromPanel, ToPanel } from './messages';
import { readToPanel } from './readMessages';

/** What VS Code gives to a webview's page. */
declare function acquireVsCodeApi(): {
	postMessage(message: FromPanel): void;
	getState(): unknown;
	setState(state: unknown): void;
};

const host = acquireVsCodeApi();

/** Says something to the extension. */
export function post(message: FromPanel): void {
	host.postMessage(message);
}

/** What this page kept when it was last shown: anything at all. */
export function keptState(): unknown {
	return host.getState();
}

/** Keeps something until the page is shown again, also after VS Code was closed. */
export function keepState(state: unknown): void {
	host.setState(state);
}

/** Hears what the extension says. */
export function onMessage(hear: (message: ToPanel) => void): void {
	window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
		const message = readToPanel(data);
		if (message) {
			hear(message);
		}
	});
}
