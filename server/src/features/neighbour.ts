import type { Position } from 'vscode-languageserver-types';
import { allFindings, type Levels } from '../checks/all';
import type { IsWanted } from '../checks/hush';
import { sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import type { Direction, Neighbour, NeighbourParams } from '../protocol';
import { toRange } from './range';
import { sessionMarks } from './sessionMarks';
import { lineOf } from './stepState';

interface NeighbourOptions extends Pick<NeighbourParams, 'position' | 'what' | 'direction'> {
	readonly levels?: Levels;
	readonly language?: Language;
	/** Leaves out what the user has hushed. */
	readonly isWanted?: IsWanted;
}

/** The nearest place of a kind behind or before the position; behind the last one the first, before the first one the last. */
export function neighbour(log: MailLog, options: NeighbourOptions): Neighbour | null {
	return neighbours[options.what](log, options);
}

const neighbours: Readonly<
	Record<NeighbourParams['what'], (log: MailLog, options: NeighbourOptions) => Neighbour | null>
> = { failure: failureNear, session: sessionNear, stage: stageNear };

/** An error or warning of the log. */
function failureNear(
	log: MailLog,
	{ position, direction, levels, language, isWanted = () => true }: NeighbourOptions,
): Neighbour | null {
	const failures = allFindings(log, levels)
		.filter(({ severity }) => severity === 'error' || severity === 'warning')
		.filter(isWanted);
	const found = nearest(failures, direction, ({ line, span }) => compare(line, span.start, position));
	return found ? { range: toRange(found.line, found.span), message: found.message(language) } : null;
}

/** The first line of a session. */
function sessionNear(log: MailLog, options: NeighbourOptions): Neighbour | null {
	return lineNear(
		log,
		Array.from({ length: log.sessionCount }, (_, index) => log.endsOfSession(index).first),
		options,
	);
}

/** A stage of the session that owns the line: a line that has a mark in the timeline. */
function stageNear(log: MailLog, options: NeighbourOptions): Neighbour | null {
	return lineNear(log, log.sessionAt(options.position.line)?.steps.map(lineOf) ?? [], options);
}

/** A whole line, the nearest of some that have marks in the timeline, and what the mark says. */
function lineNear(
	log: MailLog,
	lines: readonly number[],
	{ position, direction, language }: NeighbourOptions,
): Neighbour | null {
	const ascending = [...lines].sort((one, other) => one - other);
	const line = nearest(ascending, direction, (each) => each - position.line);
	const session = line === undefined ? undefined : log.sessionAt(line);
	if (line === undefined || !session) {
		return null;
	}
	const [mark] = sessionMarks(session, log, { first: line, last: line, language });
	return {
		range: toRange(line, { start: 0, end: log.text(line).length }),
		message: mark?.description ?? sessionId(session.index),
	};
}

/**
 * @param places in the order of the log
 * @param side negative where a place is before the position, positive behind it
 */
function nearest<Place>(
	places: readonly Place[],
	direction: Direction,
	side: (place: Place) => number,
): Place | undefined {
	return direction === 'next'
		? (places.find((place) => side(place) > 0) ?? places[0])
		: (places.findLast((place) => side(place) < 0) ?? places.at(-1));
}

function compare(line: number, character: number, position: Position): number {
	return line - position.line || character - position.character;
}
