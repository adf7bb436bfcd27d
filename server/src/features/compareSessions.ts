import { peerWords, sessionId } from '../checks/words';
import type { LineTime } from '../core/event';
import type { Language } from '../knowledge/knowledge';
import type { ComparedSession, SessionComparison } from '../protocol';
import { differencesOf } from './comparison/differences';
import { comparisonMarkdown } from './comparison/page';
import { notesOf } from './comparison/notes';
import type { Side } from './comparison/difference';
import { beside, idWords, type Compared } from './comparison/sides';
import { stagesOf } from './comparison/stages';
import { durationOf } from './comparison/timeDifferences';
import { durationWords } from './duration';
import { endingWords } from './outcome';
import { strip } from './strip';

/** Which session, and where it is. */
export interface ComparedAt extends Compared {
	readonly uri: string;
}

/**
 * Two sessions side by side: what differs, what most likely explains a failure first; what is the same; stage by stage.
 * @param reason Why the second was taken, where nobody named it.
 */
export function compareSessions(
	one: ComparedAt,
	other: ComparedAt,
	{ language, reason }: { language?: Language | undefined; reason?: string | undefined } = {},
): SessionComparison {
	const both = beside(one, other);
	const { first, second, pairs } = both;
	const comparison = {
		first: comparedSession(one, first, language),
		second: comparedSession(other, second, language),
		...(reason !== undefined && { reason }),
		differences: differencesOf(first, second, pairs).map(({ words, lines: [line, otherLine] }) => ({
			words: words(language),
			...(line !== undefined && { first: line }),
			...(otherLine !== undefined && { second: otherLine }),
		})),
		notes: notesOf(both).map((note) => note(language)),
		stages: stagesOf(both, language),
	};
	return { ...comparison, markdown: comparisonMarkdown(comparison, language) };
}

function comparedSession(at: ComparedAt, side: Side, language?: Language): ComparedSession {
	const { session, log, name, failure } = side;
	const outcome = endingWords(session, log)(language);
	const time = [timeWords(session.start), ...durationPart(side)].filter(Boolean).join(' · ');
	return {
		uri: at.uri,
		session: sessionId(session.index),
		line: session.lines[0] ?? 0,
		name: name(language),
		title: [idWords(at), peerWords(session.peer), outcome].filter(Boolean).join(' · '),
		...(time !== '' && { time }),
		strip: strip(session, log),
		hasFailed: failure !== undefined,
	};
}

function durationPart({ session }: Side): string[] {
	const duration = durationOf(session);
	return duration ? [durationWords(duration)] : [];
}

/** `2026-11-23 10:30:00`, in UTC with `Z` where the log's zone is known, else as it is written. */
function timeWords(time: LineTime | undefined): string {
	if (!time) {
		return '';
	}
	const [date = '', clock = ''] = new Date(time.epoch).toISOString().split('T');
	const words = `${time.yearUnknown ? date.slice(5) : date} ${clock.slice(0, 8)}`;
	return time.offset === undefined ? words : `${words}Z`;
}

/** The most important of a comparison, in a few sentences. Plain text. */
export function comparedWords({ first, second, differences, notes }: SessionComparison): string {
	const told = differences.slice(0, briefly).map(({ words }) => words);
	return [`${first.session} · ${second.session}`, ...(told.length > 0 ? told : notes.slice(0, 1))].join('\n');
}

/** So many differences are told in a message. */
const briefly = 4;
