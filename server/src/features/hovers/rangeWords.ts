import type { Mentions } from '../../core/mentions';
import type { Pointed } from './pointed';

/** Which lines were counted, where that is not the whole log: `counted in lines 1200 to 7400 only`. Lines count from 1. */
export function rangeWords({ log, say }: Pointed, { first, last }: Mentions): string | undefined {
	return first > 0 || last < log.lineCount - 1
		? say('counted.range', { first: first + 1, last: last + 1 })
		: undefined;
}
