import {
	SymbolKind,
	type CallHierarchyIncomingCall,
	type CallHierarchyItem,
	type CallHierarchyOutgoingCall,
	type Position,
	type Range,
} from 'vscode-languageserver-types';
import { peerWords } from '../checks/words';
import { grouped } from '../core/grouped';
import type { Delivery } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import { placeIn } from '../tracing/beginning';
import { families } from '../tracing/family';
import type { Hop } from '../tracing/hops';
import type { NamedLog } from '../tracing/logs';
import { beginningOf, isSameMail, type Mail } from '../tracing/mail';
import { thingAt } from '../tracing/thing';
import type { Work } from '../core/work';
import { logName, mailRoute, mailTitle } from './mailWords';
import { toRange } from './range';

/** What an item of ours stands for. It goes to the editor and comes back. */
interface ItemData {
	readonly queueId: string;
	/** The line with which the mail began when the item was made, from 0. */
	readonly line: number;
}

/** The mail under the cursor, or of its line: the first item of the way that it took. */
export function callHierarchyItems(
	logs: readonly NamedLog[],
	home: NamedLog,
	{ line, character }: Position,
	language?: Language,
): CallHierarchyItem[] {
	const thing = thingAt(home.log, line, character)?.thing;
	const named = thing?.kind === 'mail' ? mailsOf(logs, home, thing.text, thing.message) : [];
	const own = line < home.log.lineCount ? home.log.messageIndexAt(line) : undefined;
	const mails = named.length > 0 ? named : own === undefined ? [] : [{ of: home, message: own }];
	return mails.map((mail) => itemOf(mail, undefined, language));
}

function mailsOf(
	logs: readonly NamedLog[],
	home: NamedLog,
	queueId: string,
	message: number | undefined,
): Mail[] {
	if (message !== undefined) {
		return [{ of: home, message }];
	}
	const found = logs.flatMap((of) =>
		of.log.messageIndicesById(queueId).map((each) => ({ of, message: each })),
	);
	return found.slice(-1);
}

/** Who handed a mail to us: the mails that it came of, in any log; else the client that sent it, or whoever made it here. */
export function* incomingCalls(
	logs: readonly NamedLog[],
	item: CallHierarchyItem,
	language?: Language,
): Work<CallHierarchyIncomingCall[]> {
	const mail = mailOf(logs, item);
	if (!mail) {
		return [];
	}
	const hops = (yield* hopsOf(logs, mail)).filter(({ to }) => isSameMail(to, mail));
	const calls = [...grouped(hops, ({ from }) => `${from.of.uri}\n${from.message}`).values()].flatMap(
		(all) => {
			const [first] = all;
			return first
				? [
						{
							from: itemOf(first.from, first, language),
							fromRanges: all.map(({ fromLine }) => namingRange(first.from, fromLine, mail)),
						},
					]
				: [];
		},
	);
	return calls.length > 0 ? calls : clientCalls(mail, language);
}

/** To whom we handed a mail: the mails that came of it, in any log, and the servers of which no log is open. */
export function* outgoingCalls(
	logs: readonly NamedLog[],
	item: CallHierarchyItem,
	language?: Language,
): Work<CallHierarchyOutgoingCall[]> {
	const mail = mailOf(logs, item);
	if (!mail) {
		return [];
	}
	const hops = (yield* hopsOf(logs, mail)).filter(({ from }) => isSameMail(from, mail));
	const calls = [...grouped(hops, ({ to }) => `${to.of.uri}\n${to.message}`).values()].flatMap((all) => {
		const [first] = all;
		return first
			? [
					{
						to: itemOf(first.to, first, language),
						fromRanges: all.map(({ fromLine }) => namingRange(mail, fromLine, first.to)),
					},
				]
			: [];
	});
	const told = new Set(hops.map(({ fromLine }) => fromLine));
	return [...calls, ...serverCalls(mail, told, language)];
}

function* hopsOf(logs: readonly NamedLog[], mail: Mail): Work<readonly Hop[]> {
	const found = yield* families(logs, [mail], true);
	return found.families.flatMap(({ hops }) => hops);
}

/** The mail that an item of ours stands for, as the logs are now. */
function mailOf(logs: readonly NamedLog[], { uri, data }: CallHierarchyItem): Mail | undefined {
	const of = logs.find((each) => each.uri === uri);
	if (!of || !isItemData(data)) {
		return undefined;
	}
	const found = of.log.messageIndicesById(data.queueId).map((message) => ({ of, message }));
	return found.find((mail) => beginningOf(mail) === data.line) ?? found.at(-1);
}

function isItemData(data: unknown): data is ItemData {
	return (
		typeof data === 'object' &&
		data !== null &&
		'queueId' in data &&
		typeof data.queueId === 'string' &&
		'line' in data &&
		typeof data.line === 'number'
	);
}

function itemOf(mail: Mail, hop: Hop | undefined, language: Language | undefined): CallHierarchyItem {
	const { of, message } = mail;
	const made = of.log.message(message);
	const line = beginningOf(mail);
	const data: ItemData = { queueId: made.queueId, line };
	return {
		name: mailTitle(made, language),
		kind: SymbolKind.Event,
		detail: [hop && say(`hop.${hop.way}`)(language), made.host, logName(of.uri), mailRoute(made)]
			.filter(Boolean)
			.join(' · '),
		uri: of.uri,
		range: wholeLine(mail.of, line),
		selectionRange: idRange(mail, line),
		data,
	};
}

/** The client that sent a mail, or that it was made on this host. */
function clientCalls(mail: Mail, language: Language | undefined): CallHierarchyIncomingCall[] {
	const { of, message } = mail;
	const { arrival } = of.log.message(message);
	if (!arrival) {
		return [];
	}
	const session = arrival.session === undefined ? undefined : of.log.session(arrival.session);
	const line = session?.lines[0] ?? arrival.line;
	const name = session ? peerWords(session.peer) : say('hop.local')(language);
	return name === undefined
		? []
		: [
				{
					from: {
						name,
						kind: SymbolKind.Interface,
						detail: [say('hop.client')(language), logName(of.uri)].join(' · '),
						uri: of.uri,
						range: wholeLine(of, line),
						selectionRange: wholeLine(of, line),
					},
					fromRanges: [wholeLine(of, line)],
				},
			];
}

/** The servers that a mail was given to, or that did not take it, each once; of deliveries that lead to no mail of an open log. */
function serverCalls(
	{ of, message }: Mail,
	told: ReadonlySet<number>,
	language: Language | undefined,
): CallHierarchyOutgoingCall[] {
	const deliveries = of.log.message(message).deliveries.filter(({ line }) => !told.has(line));
	return [...grouped(deliveries, (delivery) => serverName(delivery, language))].map(([name, all]) => {
		const line = all[0]?.line ?? 0;
		return {
			to: {
				name,
				kind: SymbolKind.Interface,
				detail: [...new Set(all.map(({ status }) => say(`status.${status}`)(language)))].join(', '),
				uri: of.uri,
				range: wholeLine(of, line),
				selectionRange: wholeLine(of, line),
			},
			fromRanges: all.map((delivery) => wholeLine(of, delivery.line)),
		};
	});
}

function serverName({ relay, transport }: Delivery, language: Language | undefined): string {
	return peerWords(relay) ?? transport ?? say('hop.nobody')(language);
}

/** Where a line of one mail names another; the whole line where it does not. */
function namingRange({ of }: Mail, line: number, other: Mail): Range {
	const { span } = placeIn(of.log, line, other.of.log.queueId(other.message));
	return of.log.text(line).slice(span.start, span.end) === other.of.log.queueId(other.message)
		? toRange(line, span)
		: wholeLine(of, line);
}

function idRange(mail: Mail, line: number): Range {
	return namingRange(mail, line, mail);
}

function wholeLine({ log }: NamedLog, line: number): Range {
	return toRange(line, { start: 0, end: log.text(line).length });
}
