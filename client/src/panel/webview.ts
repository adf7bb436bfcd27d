import { ready } from './ready';

/** What VS Code gives to a webview's page. */
declare function acquireVsCodeApi(): {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
};

/** The extension as a page of ours sees it: `From` is what the page says, `To` what it hears. */
export class Webview<From, To> {
	readonly #api = acquireVsCodeApi();
	readonly #read: (value: unknown) => To | undefined;

	/** @param read looks closely at a message; there is only one of these in a page */
	constructor(read: (value: unknown) => To | undefined) {
		this.#read = read;
	}

	/** Says something to the extension. */
	post(message: From): void {
		this.#api.postMessage(message);
	}

	/** What this page kept when it was last shown: anything at all. */
	keptState(): unknown {
		return this.#api.getState();
	}

	/** Keeps something until the page is shown again, also after VS Code was closed. */
	keepState(state: unknown): void {
		this.#api.setState(state);
	}

	/** Hears what the extension says from now on. */
	listen(hear: (message: To) => void): void {
		window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
			const message = this.#read(data);
			if (message) {
				hear(message);
			}
		});
		this.#api.postMessage(ready);
	}
}
