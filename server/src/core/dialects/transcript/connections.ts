import { initialState } from './initialState';
import type { TranscriptState } from './transcriptLine';

/** How many conversations are followed at a time, where a log mixes them. The one that was silent longest is forgotten. */
const followed = 64;

/**
 * The state of the conversation that a line names, in a log that mixes several. What was remembered of the others is kept within
 * it. A conversation that was not heard before begins afresh; who stands behind the arrows is the log's own way, and stays.
 */
export function stateOfConnection(state: TranscriptState, connection: string): TranscriptState {
	if (state.connection === connection) {
		return state;
	}
	const { others = [], ...present } = state;
	const known = others.find((other) => other.connection === connection);
	const rest = known ? others.filter((other) => other !== known) : others;
	const kept =
		present.connection === undefined && present.layout === undefined
			? rest
			: [...rest.slice(rest.length >= followed ? 1 : 0), present];
	return { ...(known ?? newConnection(present, connection)), others: kept };
}

function newConnection({ layout, out, prefixes }: TranscriptState, connection: string): TranscriptState {
	return {
		...initialState,
		connection,
		...(layout === undefined ? {} : { layout }),
		...(out === undefined ? {} : { out }),
		...(prefixes ? { prefixes } : {}),
	};
}
