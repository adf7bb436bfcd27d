import { SymbolKind, type SymbolInformation } from 'vscode-languageserver-types';
import { peerWords, sessionId } from '../checks/words';
import type { Language } from '../knowledge/knowledge';
import { placeIn } from '../tracing/beginning';
import type { NamedLog } from '../tracing/logs';
import { beginningOf } from '../tracing/mail';
import { namesLike, type Like } from '../tracing/namesLike';
import type { Thing } from '../tracing/thing';
import type { Work } from '../core/work';
import { mailRoute } from './mailWords';
import { endingWords } from './outcome';
import { toRange } from './range';

/** So many of one log are told; an editor narrows them down as one types. */
const ofOneLog = 100;

const kinds: Readonly<Record<Thing['kind'], SymbolKind>> = {
	mail: SymbolKind.Event,
	messageId: SymbolKind.Key,
	address: SymbolKind.Field,
	host: SymbolKind.Module,
	ip: SymbolKind.Number,
	sessionId: SymbolKind.Event,
	session: SymbolKind.Event,
	process: SymbolKind.Event,
};

/** Mails, Message-IDs, addresses and hosts of a log whose name has the text in it, each where it begins; a session by its id (`s12`). */
export function* workspaceSymbols(
	of: NamedLog,
	query: string,
	language?: Language,
): Work<SymbolInformation[]> {
	const found = yield* namesLike(of.log, query.trim(), ofOneLog);
	return [...sessionsWithId(of, query.trim(), language), ...found.map((like) => symbol(of, like))];
}

function symbol(of: NamedLog, { thing, line }: Like): SymbolInformation {
	const mail = thing.kind === 'mail' && thing.message !== undefined ? thing.message : undefined;
	const begin = mail === undefined ? line : beginningOf({ of, message: mail });
	const { span } = placeIn(of.log, begin, thing.text);
	const route = mail === undefined ? '' : mailRoute(of.log.message(mail));
	return {
		name: thing.text,
		kind: kinds[thing.kind],
		...(route !== '' && { containerName: route }),
		location: { uri: of.uri, range: toRange(begin, span) },
	};
}

function sessionsWithId(of: NamedLog, query: string, language: Language | undefined): SymbolInformation[] {
	const number = /^s([1-9]\d{0,8})$/i.exec(query)?.[1];
	const index = Number(number ?? 0) - 1;
	if (index < 0 || index >= of.log.sessionCount) {
		return [];
	}
	const session = of.log.session(index);
	const line = session.lines[0] ?? 0;
	const words = [sessionId(index), peerWords(session.peer), endingWords(session, of.log)(language)];
	return [
		{
			name: words.filter(Boolean).join(' · '),
			kind: SymbolKind.Event,
			location: { uri: of.uri, range: toRange(line, { start: 0, end: of.log.text(line).length }) },
		},
	];
}
