import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { peerWords, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say, sayCount } from '../knowledge/say';
import { endingWords } from './outcome';
import { strip } from './strip';

/** An outline of more sessions is of no use to anybody, and takes an editor seconds. */
const limit = 5000;

/** The sessions of a log, with how they ended. */
export function documentSymbols(log: MailLog, language?: Language): DocumentSymbol[] {
	const shown = Math.min(log.sessionCount, limit);
	const symbols = Array.from({ length: shown }, (_, index) => toSymbol(log.session(index), log, language));
	const next = log.sessionCount > limit ? log.session(limit).lines[0] : undefined;
	if (next !== undefined) {
		const name = sayCount('sessions.more', log.sessionCount - limit)(language);
		const detail = say('sessions.notListed')(language);
		symbols.push(symbol(log, name, detail, SymbolKind.Null, next, next));
	}
	return symbols;
}

function toSymbol(session: Session, log: MailLog, language?: Language): DocumentSymbol {
	const { index, peer, lines } = session;
	const first = lines[0] ?? 0;
	const name = [sessionId(index), peerWords(peer), endingWords(session, log)(language)]
		.filter(Boolean)
		.join(' · ');
	return symbol(log, name, strip(session, log), SymbolKind.Event, first, lastTogether(log, session, first));
}

/**
 * The last of the session's lines before a line of another session. An outline is a tree, and sessions that stand in turn are none:
 * a range over lines of others would make the editor name the wrong session for them.
 */
function lastTogether(log: MailLog, { index, lines }: Session, first: number): number {
	const end = lines.at(-1) ?? first;
	let last = first;
	for (let line = first; line <= end; line++) {
		const owner = log.sessionIndexAt(line);
		if (owner === index) {
			last = line;
		} else if (owner !== undefined) {
			break;
		}
	}
	return last;
}

function symbol(
	log: MailLog,
	name: string,
	detail: string,
	kind: SymbolKind,
	first: number,
	last: number,
): DocumentSymbol {
	const start = { line: first, character: 0 };
	return {
		name,
		detail,
		kind,
		range: { start, end: { line: last, character: log.text(last).length } },
		selectionRange: { start, end: { line: first, character: log.text(first).length } },
	};
}
