import type { DidChangeTextDocumentParams, TextDocumentItem } from 'vscode-languageserver-protocol';
import { HushedSessions } from './checks/hush';
import { MailLog } from './core/mailLog';
import { ListedSessions } from './features/listedSessions';
import { copySchemes } from './protocol';

/** A log that is open in an editor. */
export interface OpenLog {
	readonly uri: string;
	/** The editor's, which counts its changes. */
	readonly version: number;
	/** It has been edited, or has grown, since it was opened. */
	readonly isChanged: boolean;
	readonly log: MailLog;
	/** What the user does not want to hear of it, until it is closed. */
	readonly hushed: HushedSessions;
	/** Which of its sessions have been listed. */
	readonly listed: ListedSessions;
}

/**
 * The logs that are open in the editor, kept as models and not as strings: a line that is appended to 40 MB costs what a line
 * costs. Each is read when somebody first asks for something.
 */
export class Documents {
	readonly #open = new Map<string, OpenLog>();
	#revision = 0;

	/** Counts the changes of all of them. */
	get revision(): number {
		return this.#revision;
	}

	/** Those that are logs of their own, and not some lines of others that we show. */
	originals(): OpenLog[] {
		return [...this.all()].filter(({ uri }) => !this.isCopy(uri));
	}

	/** Whether a document of ours shows lines of other logs. */
	isCopy(uri: string): boolean {
		return copySchemes.some((scheme) => uri.startsWith(`${scheme}:`));
	}

	/** All of them, in the order in which they were opened. */
	all(): Iterable<OpenLog> {
		return this.#open.values();
	}

	/** `undefined` for one that is not open. */
	get(uri: string): OpenLog | undefined {
		return this.#open.get(uri);
	}

	/** Whether a log is still open, and has not changed. */
	isCurrent(open: OpenLog): boolean {
		return this.#open.get(open.uri) === open;
	}

	open({ uri, version, text }: Pick<TextDocumentItem, 'uri' | 'version' | 'text'>): void {
		this.#revision++;
		this.#open.set(uri, {
			...{ uri, version, isChanged: false, log: MailLog.of(text) },
			hushed: new HushedSessions(),
			listed: new ListedSessions(),
		});
	}

	/** Applies the changes in their order. One without a range is the whole text. */
	change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
		this.#revision++;
		const open = this.#open.get(uri);
		let log = open?.log;
		for (const change of contentChanges) {
			if ('range' in change) {
				log?.replace(change.range.start, change.range.end, change.text);
			} else {
				log = MailLog.of(change.text);
			}
		}
		if (open && log) {
			this.#open.set(uri, { ...open, version, isChanged: true, log });
		}
	}

	close(uri: string): void {
		this.#revision++;
		this.#open.delete(uri);
	}
}
