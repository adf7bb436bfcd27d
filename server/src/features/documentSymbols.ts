import {
	SymbolKind,
	type DocumentSymbol,
	type Range,
	type SymbolInformation,
} from 'vscode-languageserver-types';
import { peerWords, recipientWords, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import { isFor } from '../core/messages/outcomes';
import type { Message, Session } from '../core/model';
import { hoverSentence, type Language } from '../knowledge/knowledge';
import { say, sayCount } from '../knowledge/say';
import { mailRoute, mailTitle } from './mailWords';
import { endingWords } from './outcome';
import { ownerOf } from './owner';
import { strip } from './strip';

/** An outline of more sessions and mails is of use to nobody, and takes an editor seconds. */
const limit = 1000;

/** So many mails of one session, and so many recipients of one mail are listed. */
const childrenShown = 100;

/**
 * The sessions of a log with how they ended, under each the mails that came in on it, and under each of these what became of its
 * recipients. Mails that came in on no session stand beside the sessions, in the order of their lines.
 */
export function documentSymbols(log: MailLog, language?: Language): DocumentSymbol[] {
	const mails = mailsBySession(log);
	const roots = [
		...Array.from({ length: Math.min(log.sessionCount, limit) }, (_, index) => ({
			line: log.endsOfSession(index).first,
			make: () => sessionSymbol(log, log.session(index), mails.get(index) ?? [], language),
		})),
		...(mails.get(undefined) ?? []).slice(0, limit).map((index) => ({
			line: log.endsOfMessage(index).first,
			make: () => mailSymbol(log, log.message(index), log.endsOfMessage(index).first, language),
		})),
	].sort((one, other) => one.line - other.line);
	const symbols = roots.slice(0, limit).map(({ make }) => make());
	const nextSession = log.sessionCount > limit ? log.endsOfSession(limit).first : Infinity;
	const next = Math.min(roots[limit]?.line ?? Infinity, nextSession);
	const all = log.sessionCount + (mails.get(undefined)?.length ?? 0);
	if (all > limit) {
		const line = Number.isFinite(next) ? next : log.lineCount - 1;
		const range = rangeOf(log, line, line);
		symbols.push({
			...{ name: sayCount('outline.more', all - limit)(language), kind: SymbolKind.Null },
			...{ detail: say('sessions.notListed')(language), range, selectionRange: range },
		});
	}
	return symbols;
}

/** The same for an editor that shows no tree: one after the other, each with the name of what it is a part of. */
export function flatSymbols(
	symbols: readonly DocumentSymbol[],
	uri: string,
	containerName?: string,
): SymbolInformation[] {
	return symbols.flatMap(({ name, kind, selectionRange: range, children = [] }) => [
		{ name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
		...flatSymbols(children, uri, name),
	]);
}

/** The mails that came in on each session; under `undefined` those that came in on none that the log has. No line is read. */
function mailsBySession(log: MailLog): Map<number | undefined, number[]> {
	const found = new Map<number | undefined, number[]>();
	for (let index = 0; index < log.messageCount; index++) {
		const session = log.arrivalSession(index);
		const mails = found.get(session);
		if (mails) {
			mails.push(index);
		} else {
			found.set(session, [index]);
		}
	}
	return found;
}

function sessionSymbol(
	log: MailLog,
	session: Session,
	mails: readonly number[],
	language: Language | undefined,
): DocumentSymbol {
	const { index, peer, lines } = session;
	const first = lines[0] ?? 0;
	const last = lastTogether(log, session, first);
	const name = [sessionId(index), peerWords(peer), endingWords(session, log)(language)]
		.filter(Boolean)
		.join(' · ');
	const range = rangeOf(log, first, last);
	const children = [
		...mails
			.slice(0, childrenShown)
			.map((mail) => mailSymbol(log, log.message(mail), log.arrivalLine(mail) ?? first, language)),
		...moreSymbol(log, mails.length, last, language),
	];
	return {
		...{ name, detail: strip(session, log), kind: SymbolKind.Event, range },
		selectionRange: rangeOf(log, first, first),
		...(children.length > 0 && { children }),
	};
}

/** A mail at the line with which it came; its recipients at the lines that tell their fate. */
function mailSymbol(
	log: MailLog,
	message: Message,
	line: number,
	language: Language | undefined,
): DocumentSymbol {
	const { recipients, deliveries } = message;
	const range = rangeOf(log, line, line);
	const children = [
		...recipients.slice(0, childrenShown).map((fate): DocumentSymbol => {
			const at = deliveries.findLast((delivery) => isFor(delivery, fate))?.line ?? line;
			return {
				...{ name: recipientWords(fate), detail: hoverSentence(`status.${fate.outcome}`, language) },
				...{ kind: SymbolKind.Field, range: rangeOf(log, at, at), selectionRange: rangeOf(log, at, at) },
			};
		}),
		...moreSymbol(log, recipients.length, line, language),
	];
	return {
		...{ name: mailTitle(message, language), detail: mailRoute(message), kind: SymbolKind.Package },
		...{ range, selectionRange: range },
		...(children.length > 0 && { children }),
	};
}

/** Says how many are not listed. */
function moreSymbol(
	log: MailLog,
	count: number,
	line: number,
	language: Language | undefined,
): DocumentSymbol[] {
	const range = rangeOf(log, line, line);
	return count > childrenShown
		? [
				{
					name: sayCount('outline.more', count - childrenShown)(language),
					...{ kind: SymbolKind.Null, range, selectionRange: range },
				},
			]
		: [];
}

/**
 * The last of the session's lines before a line of another session. An outline is a tree, and sessions that stand in turn are none:
 * a range over lines of others would make the editor name the wrong session for them.
 */
function lastTogether(log: MailLog, { index, lines }: Session, first: number): number {
	const end = lines.at(-1) ?? first;
	let last = first;
	for (let line = first; line <= end; line++) {
		const owner = ownerOf(log, line);
		if (owner === index) {
			last = line;
		} else if (owner !== undefined) {
			break;
		}
	}
	return last;
}

function rangeOf(log: MailLog, first: number, last: number): Range {
	return {
		start: { line: first, character: 0 },
		end: { line: last, character: log.text(last).length },
	};
}
