import { CancellationToken, type Connection } from 'vscode-languageserver/node';
import { answerInSlices } from './answer';
import { sessionIndex } from './checks/words';
import type { Documents, OpenLog } from './documents';
import { comparedWords, compareSessions, type ComparedAt } from './features/compareSessions';
import { NearestSearch, nothingToCompare, proposalWords, type Proposal } from './features/comparison/nearest';
import { SessionChoices } from './features/sessionChoices';
import type { Language } from './knowledge/knowledge';
import {
	compareSessionsRequest,
	sessionChoicesRequest,
	type CompareSessionsParams,
	type CompareSessionsResult,
	type SessionChoice,
	type SessionChoicesParams,
	type SessionPlace,
} from './protocol';
import { tell } from './tell';

interface ComparingOptions {
	readonly documents: Documents;
	readonly language: () => Language;
}

/** Answers what is asked to lay two sessions side by side. */
export class Comparing {
	readonly #connection: Connection;
	readonly #documents: Documents;
	readonly #language: () => Language;

	constructor(connection: Connection, { documents, language }: ComparingOptions) {
		this.#connection = connection;
		this.#documents = documents;
		this.#language = language;
		connection.onRequest<CompareSessionsResult, void>(
			compareSessionsRequest,
			(params: CompareSessionsParams, token: CancellationToken) => this.#compared(params, token),
		);
		connection.onRequest<readonly SessionChoice[], void>(
			sessionChoicesRequest,
			(params: SessionChoicesParams, token: CancellationToken) => this.#choices(params, token),
		);
	}

	/** The session that another is best compared with, sought with pauses for other requests. */
	async proposalFor(open: OpenLog, index: number, token: CancellationToken): Promise<Proposal | undefined> {
		const search = new NearestSearch(open.log, index);
		await this.#answer(search.steps(), open, token);
		return search.found;
	}

	/** For editors that have no panel: shows the most important of a comparison. */
	async show(first: SessionPlace, other: unknown): Promise<void> {
		const second = typeof other === 'string' ? { other: { uri: first.uri, session: other } } : {};
		const result = await this.#compared({ ...first, ...second }, CancellationToken.None);
		if (result) {
			await tell(this.#connection, 'problem' in result ? result.problem : comparedWords(result));
		}
	}

	async #compared(params: CompareSessionsParams, token: CancellationToken): Promise<CompareSessionsResult> {
		const open = this.#documents.get(params.uri);
		const one = this.#comparedAt(params, params.other);
		if (!open || !one) {
			return null;
		}
		return params.other
			? await this.#comparedWith(open, one, params.other, token)
			: await this.#comparedWithNearest(open, one, token);
	}

	async #comparedWith(
		open: OpenLog,
		one: ComparedAt,
		place: SessionPlace,
		token: CancellationToken,
	): Promise<CompareSessionsResult> {
		const nearest = place.uri === one.uri && (await this.proposalFor(open, one.index, token));
		const other = this.#comparedAt(place, one);
		const isNearest = nearest && nearest.index === other?.index;
		return other
			? compareSessions(one, other, {
					language: this.#language(),
					...(isNearest && { reason: this.#reasonFor(one, nearest) }),
				})
			: null;
	}

	async #comparedWithNearest(
		open: OpenLog,
		one: ComparedAt,
		token: CancellationToken,
	): Promise<CompareSessionsResult> {
		const nearest = await this.proposalFor(open, one.index, token);
		return nearest
			? compareSessions(
					one,
					{ ...one, index: nearest.index },
					{ language: this.#language(), reason: this.#reasonFor(one, nearest) },
				)
			: { problem: nothingToCompare(open.log, one.index)(this.#language()) };
	}

	async #choices(params: SessionChoicesParams, token: CancellationToken): Promise<readonly SessionChoice[]> {
		const open = this.#documents.get(params.uri);
		if (!open) {
			return [];
		}
		const subject = params.with?.uri === params.uri ? this.#comparedAt(params.with)?.index : undefined;
		const choices = new SessionChoices(open.log, { line: params.line ?? 0, without: subject });
		await this.#answer(choices.steps(), open, token);
		const proposal = subject === undefined ? undefined : await this.proposalFor(open, subject, token);
		return choices.choices(proposal, this.#language());
	}

	/** A session that a request names; `undefined` where it is not there. Of two logs each is named. */
	#comparedAt(place: SessionPlace, other?: { readonly uri: string }): ComparedAt | undefined {
		const open = this.#documents.get(place.uri);
		const index = sessionIndex(place.session);
		if (!open || index === undefined || index >= open.log.sessionCount) {
			return undefined;
		}
		const isOfAnother = other && other.uri !== place.uri;
		return {
			...{ uri: place.uri, log: open.log, index },
			...(isOfAnother && { logName: nameOf(place.uri) }),
		};
	}

	/** Why a session is the best to compare another with. */
	#reasonFor({ log, index }: ComparedAt, proposal: Proposal): string {
		return proposalWords(log, index, proposal)(this.#language());
	}

	async #answer<Value>(
		work: Generator<unknown, Value>,
		open: OpenLog,
		token: CancellationToken,
	): Promise<Value> {
		return await answerInSlices(work, {
			isAsked: () => !token.isCancellationRequested,
			isCurrent: () => this.#documents.isCurrent(open),
		});
	}
}

/** The name of a document's file. */
function nameOf(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
