import { setTimeout as sleep } from 'node:timers/promises';
import {
	DocumentDiagnosticReportKind,
	type CancellationToken,
	type ClientCapabilities,
	type Connection,
	type Diagnostic,
	type DocumentDiagnosticParams,
	type DocumentDiagnosticReport,
	type InitializeResult,
	type Position,
} from 'vscode-languageserver/node';
import { pullsFindings, refreshesFindings } from './abilities';
import { AfterPause } from './afterPause';
import { noLongerAsked } from './answer';
import { lookAtAll } from './checks/all';
import { withoutHosts, type IsWanted } from './checks/hush';
import { rulePath } from './checks/rulePage';
import type { Documents, OpenLog } from './documents';
import { diagnosticsInSteps, toldAt } from './features/diagnostics';
import { inSlices, resultInSlices } from './inSlices';
import type { Language } from './knowledge/knowledge';
import { clientCommands } from './protocol';
import { section, type Settings } from './settings';
import { ask } from './tell';

interface FindingsOptions {
	readonly documents: Documents;
	readonly language: () => Language;
	readonly settings: () => Settings;
	/** What the client can do, once it has said so. */
	readonly client: () => ClientCapabilities;
	/** The client runs the commands that findings link to. */
	readonly hasCommands: () => boolean;
	/** Findings are looked for when a log has been left alone for so long: milliseconds. */
	readonly pause: number;
	/** The address of the folder in which the pages of our rules lie, without a slash at its end. */
	readonly root: string;
}

/** The findings of the open logs: given to a client that asks for them, sent to any other. */
export class Findings {
	readonly #connection: Connection;
	readonly #options: FindingsOptions;
	readonly #publishing: AfterPause;
	/** What the client shows, by log. */
	readonly #shown = new Map<string, readonly Diagnostic[]>();
	/** Counts the settings: findings found under others are out of date. */
	#generation = 0;
	#isOver = false;

	constructor(connection: Connection, options: FindingsOptions) {
		this.#connection = connection;
		this.#options = options;
		this.#publishing = new AfterPause(options.pause);
		connection.languages.diagnostics.on((params, token) => this.#pulled(params, token));
	}

	/** Sends the findings of a log, once it has come to rest, to a client that does not ask for them. */
	publish(uri: string): void {
		if (!this.#isPulled) {
			this.#publishing.run(uri, () => void this.#publishNow(uri));
		}
	}

	/** A log has been closed: its findings are none. */
	close(uri: string): void {
		this.#shown.delete(uri);
		this.#publishing.cancel(uri);
		if (!this.#isPulled) {
			void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
		}
	}

	/** Has those of all logs shown anew: something else is wanted than before. */
	async refresh(): Promise<void> {
		this.#generation++;
		if (!this.#isPulled) {
			Array.from(this.#options.documents.all(), ({ uri }) => this.publish(uri));
		} else if (refreshesFindings(this.#options.client())) {
			await ask(this.#connection.languages.diagnostics.refresh());
		}
	}

	/** Nothing is sent any more. */
	stop(): void {
		this.#isOver = true;
		this.#publishing.cancelAll();
	}

	/** What the findings that the client shows at a place say: a hover need not say it again. */
	toldAt(uri: string, position: Position): ReturnType<typeof toldAt> {
		return toldAt(this.#shown.get(uri) ?? [], position);
	}

	/** The log when the checks have looked at all of it, with pauses for other requests; `undefined` if it changes before, or is not open. */
	async lookedAt(uri: string, isAsked: () => boolean): Promise<OpenLog | undefined> {
		const { documents } = this.#options;
		const open = documents.get(uri);
		const goesOn = () => documents.get(uri) === open && isAsked();
		return open && (await inSlices(lookAtAll(open.log), goesOn)) ? open : undefined;
	}

	/** Leaves out what the user has hushed for a host or a session. */
	notHushed({ log, hushed }: OpenLog): IsWanted {
		const isWantedHost = withoutHosts(log, this.#options.settings().hushed);
		const isWantedSession = hushed.isWanted(log);
		return (finding) => isWantedHost(finding) && isWantedSession(finding);
	}

	get #isPulled(): boolean {
		return pullsFindings(this.#options.client());
	}

	async #publishNow(uri: string): Promise<void> {
		const open = this.#options.documents.get(uri);
		const found = open && (await this.#find(open, () => !this.#isOver));
		if (found) {
			await this.#connection.sendDiagnostics({ uri, version: open.version, diagnostics: found });
		}
	}

	/** The findings of a log when it has come to rest, unless the client knows them already. */
	async #pulled(
		{ textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
		token: CancellationToken,
	): Promise<DocumentDiagnosticReport> {
		const { documents, pause } = this.#options;
		for (let open = documents.get(uri); open; open = documents.get(uri)) {
			const resultId = `${open.version}.${this.#generation}`;
			if (resultId === previousResultId) {
				return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
			}
			await sleep(open.isChanged ? pause : 0);
			const items = await this.#find(open, () => !token.isCancellationRequested);
			if (token.isCancellationRequested) {
				throw noLongerAsked();
			}
			if (items) {
				return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
			}
		}
		return { kind: DocumentDiagnosticReportKind.Full, items: [] };
	}

	/** Looks for the findings of a log, with pauses for other requests; `undefined` if it or what is wanted changes before. */
	async #find(open: OpenLog, isAsked: () => boolean): Promise<Diagnostic[] | undefined> {
		const { documents, settings, language, hasCommands, root } = this.#options;
		const { uri, log } = open;
		const generation = this.#generation;
		const goesOn = () => documents.get(uri) === open && generation === this.#generation && isAsked();
		const work = diagnosticsInSteps(log, {
			uri,
			levels: settings().checks,
			language: language(),
			isWanted: this.notHushed(open),
			ruleAddress: (rule) =>
				hasCommands() ? commandAddress(clientCommands.explain, rule) : `${root}/${rulePath({ id: rule })}`,
		});
		const found = goesOn() ? await resultInSlices(work, goesOn) : undefined;
		if (found) {
			this.#shown.set(uri, found.value);
		}
		return found?.value;
	}
}

/** What of it can be done for a client. */
export function findingCapabilities(client: ClientCapabilities): InitializeResult['capabilities'] {
	return pullsFindings(client)
		? {
				diagnosticProvider: {
					identifier: section,
					interFileDependencies: false,
					workspaceDiagnostics: false,
				},
			}
		: {};
}

/** A link that runs a command with one argument. */
function commandAddress(command: string, argument: string): string {
	return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
