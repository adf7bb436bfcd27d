import {
	Uri,
	window,
	type Disposable,
	type ViewColumn,
	type WebviewPanel,
	type WebviewPanelSerializer,
} from 'vscode';
import { isReady } from '../panel/ready';
import { pageHtml, type Bundle } from './pageHtml';

/** One of our panels: a page about a log, of which there is one at most. */
export interface PageKind<From> {
	/** VS Code knows it by this. */
	readonly type: string;
	readonly bundle: Bundle;
	/** The title of its tab. */
	readonly title: (log: Uri) => string;
	/** All words of the page, in the user's language. */
	readonly words: () => object;
	/** Looks closely at what the page says. */
	readonly read: (value: unknown) => From | undefined;
}

/** Who has something to say to the page. */
export interface PageHost<From> {
	/** VS Code opens the panel again after a restart: about a log, and with whatever the page kept. */
	readonly onRestore: (log: Uri, kept: object) => void;
	/** The page is new, and has heard nothing that was said before. */
	readonly onRenew: () => void;
	readonly onMessage: (message: From) => void;
	readonly onClose: () => void;
}

/**
 * A panel with a page of ours, made when it is to be shown, and again by VS Code after a restart. VS Code keeps what is said to a new
 * page until it listens. It forgets the page of a panel that is hidden, and makes it anew when it is seen again: what is said
 * meanwhile is lost, so it is said once more when that page is `ready`.
 */
export class PagePanel<From, To> implements WebviewPanelSerializer, Disposable {
	readonly #extensionUri: Uri;
	readonly #kind: PageKind<From>;
	readonly #host: PageHost<From>;
	readonly #registration: Disposable;
	#panel: WebviewPanel | undefined;
	#isListening = false;
	/** The page has been ready once: when it is again, it was made anew. */
	#wasReady = false;

	constructor(extensionUri: Uri, kind: PageKind<From>, host: PageHost<From>) {
		this.#extensionUri = extensionUri;
		this.#kind = kind;
		this.#host = host;
		this.#registration = window.registerWebviewPanelSerializer(kind.type, this);
	}

	/** What is posted arrives. */
	get isListening(): boolean {
		return this.#isListening;
	}

	/** Where the panel is, if there is one. */
	get viewColumn(): ViewColumn | undefined {
		return this.#panel?.viewColumn;
	}

	/**
	 * Brings the panel to the front, where it is; if there is none, makes it.
	 * @param preserveFocus the editor keeps the focus
	 */
	show(log: Uri, viewColumn: ViewColumn, preserveFocus: boolean): void {
		if (this.#panel) {
			this.#panel.title = this.#kind.title(log);
			this.#panel.reveal(undefined, preserveFocus);
		} else {
			const { type, title } = this.#kind;
			this.#take(
				window.createWebviewPanel(type, title(log), { viewColumn, preserveFocus }, { enableScripts: true }),
			);
		}
	}

	/** @inheritdoc Called when VS Code opens the panel again after a restart. */
	async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
		const log = readLog(state);
		if (!log) {
			panel.dispose();
			return;
		}
		this.#panel?.dispose();
		panel.title = this.#kind.title(log);
		this.#take(panel);
		this.#host.onRestore(log, Object(state));
	}

	post(message: To): void {
		if (this.#isListening) {
			void this.#panel?.webview.postMessage(message);
		}
	}

	dispose(): void {
		this.#registration.dispose();
		this.#panel?.dispose();
	}

	#take(panel: WebviewPanel): void {
		this.#panel = panel;
		this.#isListening = true;
		this.#wasReady = false;
		panel.iconPath = {
			light: Uri.joinPath(this.#extensionUri, 'images', 'mail-log-light.svg'),
			dark: Uri.joinPath(this.#extensionUri, 'images', 'mail-log-dark.svg'),
		};
		panel.webview.options = { enableScripts: true, localResourceRoots: [] };
		panel.webview.onDidReceiveMessage((value: unknown) => {
			if (panel === this.#panel) {
				this.#hear(value);
			}
		});
		panel.onDidChangeViewState(() => {
			if (panel === this.#panel && !panel.visible) {
				this.#isListening = false;
			}
		});
		panel.onDidDispose(() => {
			if (panel === this.#panel) {
				this.#panel = undefined;
				this.#isListening = false;
				this.#host.onClose();
			}
		});
		void this.#fill(panel);
	}

	async #fill(panel: WebviewPanel): Promise<void> {
		const { bundle, words } = this.#kind;
		const html = await pageHtml(this.#extensionUri, bundle, { title: panel.title, words: words() });
		if (panel === this.#panel) {
			panel.webview.html = html;
		}
	}

	#hear(value: unknown): void {
		const message = this.#kind.read(value);
		if (message) {
			this.#host.onMessage(message);
		} else if (isReady(value)) {
			const isNew = this.#wasReady || !this.#isListening;
			this.#wasReady = true;
			this.#isListening = true;
			if (isNew) {
				this.#host.onRenew();
			}
		}
	}
}

/** The log in what a page kept. Anything may stand there. */
function readLog(state: unknown): Uri | undefined {
	if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') {
		return undefined;
	}
	try {
		return Uri.parse(state.uri, true);
	} catch {
		return undefined;
	}
}
