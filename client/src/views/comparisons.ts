import { Uri, workspace } from 'vscode';
import type { CompareSessionsResult, SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';

/** Which session another is compared with: the one that was chosen, or else the nearest. */
export class Comparisons {
	readonly #server: LanguageServer;
	/** By the session that is compared. */
	readonly #chosen = new Map<string, SessionPlace>();
	/** The other of the two that were compared last. */
	#second: SessionPlace | undefined;

	constructor(server: LanguageServer) {
		this.#server = server;
	}

	/** Has a session be compared with another from now on. */
	choose(first: SessionPlace, { uri, session }: SessionPlace): void {
		this.#chosen.set(keyOf(first), { uri, session });
	}

	/** The other of the two that were compared last. */
	get second(): SessionPlace | undefined {
		return this.#second;
	}

	/** Compares a session. */
	async of({ uri, session }: SessionPlace): Promise<CompareSessionsResult> {
		const other = this.#chosen.get(keyOf({ uri, session }));
		if (other && other.uri !== uri) {
			// The server knows the log while it is open; opening it again costs nothing.
			await workspace.openTextDocument(Uri.parse(other.uri, true));
		}
		const result = await this.#server.ask('mailLogLens/compareSessions', {
			...{ uri, session },
			...(other && { other }),
		});
		this.#second = result && 'second' in result ? result.second : undefined;
		return result;
	}
}

function keyOf({ uri, session }: SessionPlace): string {
	return `${session} ${uri}`;
}
