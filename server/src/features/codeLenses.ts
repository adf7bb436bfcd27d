import type { CodeLens, Command } from 'vscode-languageserver-types';
import { sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say, sayCount } from '../knowledge/say';
import { clientCommands } from '../protocol';
import { durationWords } from './duration';
import { endingWords } from './outcome';
import { failingSteps } from './stepState';
import { stepLabel } from './stepWords';
import { strip } from './strip';

/** Lenses for more sessions take an editor seconds: each is a row of its own. */
const limit = 5000;

/** So many failures are named. */
const failuresNamed = 3;

/** What a lens is about. The first is words, the others do something. */
const parts = ['outcome', 'showSession', 'timeline', 'compare'] as const;
type Part = (typeof parts)[number];

/** What a lens keeps until it is seen. */
interface LensData {
	readonly uri: string;
	/** Its index. */
	readonly session: number;
	readonly part: Part;
}

interface LensOptions {
	readonly uri: string;
	/** The client has our commands; for others there is one lens for each session, which tells all. */
	readonly hasCommands: boolean;
	readonly language?: Language;
}

/** Where the sessions begin, at most 5000 of them. No line is read: what a lens says is made when it is seen. */
export function codeLenses(log: MailLog, { uri, hasCommands, language }: LensOptions): CodeLens[] {
	const shown = Math.min(log.sessionCount, limit);
	const lenses: CodeLens[] = [];
	for (let session = 0; session < shown; session++) {
		const range = lineRange(log.endsOfSession(session).first);
		for (const part of hasCommands ? parts : parts.slice(0, 1)) {
			lenses.push({ range, data: { uri, session, part } satisfies LensData });
		}
	}
	if (log.sessionCount > limit) {
		const title = [sayCount('sessions.more', log.sessionCount - limit), say('sessions.notListed')]
			.map((said) => said(language))
			.join(' · ');
		lenses.push({ range: lineRange(log.endsOfSession(limit).first), command: words(title) });
	}
	return lenses;
}

/** The document that a lens belongs to; `undefined` where the lens is not ours. */
export function documentOfLens({ data }: CodeLens): string | undefined {
	return readData(data)?.uri;
}

/** The same lens with its words. */
export function resolvedCodeLens(
	log: MailLog,
	lens: CodeLens,
	{ hasCommands, language }: Omit<LensOptions, 'uri'>,
): CodeLens {
	const data = readData(lens.data);
	if (!data || data.session >= log.sessionCount) {
		return { ...lens, command: words('') };
	}
	const session = log.session(data.session);
	return { ...lens, command: commandOf(session, log, { ...data, hasCommands, language }) };
}

function commandOf(
	session: Session,
	log: MailLog,
	{ uri, part, hasCommands, language }: LensData & { hasCommands: boolean; language: Language | undefined },
): Command {
	const line = session.lines[0] ?? 0;
	switch (part) {
		case 'showSession':
			return {
				title: say('lens.showSession')(language),
				command: clientCommands.showSession,
				arguments: [uri, line],
			};
		case 'timeline':
			return {
				title: say('lens.timeline')(language),
				command: clientCommands.showTimeline,
				arguments: [uri, line],
			};
		case 'compare':
			return {
				title: say('lens.compare')(language),
				command: clientCommands.compareSessions,
				arguments: [uri, sessionId(session.index)],
			};
		case 'outcome': {
			const head = [sessionId(session.index), endingWords(session, log)(language)];
			if (hasCommands) {
				return words([...head, ...briefly(session, log)].join(' · '));
			}
			const title = [...head, strip(session, log)].filter(Boolean).join(' · ');
			// Run at the server, it shows the words, which may be longer than the editor's window.
			return { title, command: clientCommands.copy, arguments: [title] };
		}
	}
}

/** What failed in a session, or how long it took. The strip on its first line says the rest. */
function briefly(session: Session, log: MailLog): string[] {
	const failed = [...new Set(failingSteps(session, log).map(({ step }) => stepLabel(session, step, log)))];
	if (failed.length > 0) {
		return [...failed.slice(0, failuresNamed), ...(failed.length > failuresNamed ? ['…'] : [])];
	}
	const { start, end } = session;
	const elapsed = start && end ? end.epoch - start.epoch : 0;
	return elapsed > 0 ? [durationWords(elapsed)] : [];
}

/** A lens that does nothing. */
function words(title: string): Command {
	return { title, command: '' };
}

function lineRange(line: number): CodeLens['range'] {
	return { start: { line, character: 0 }, end: { line, character: 0 } };
}

/** The data of a lens, which came back from the editor. */
function readData(data: unknown): LensData | undefined {
	if (typeof data !== 'object' || data === null) {
		return undefined;
	}
	const { uri, session, part } = data as Partial<Record<keyof LensData, unknown>>;
	const known = parts.find((each) => each === part);
	return typeof uri === 'string' && typeof session === 'number' && session >= 0 && known
		? { uri, session, part: known }
		: undefined;
}
