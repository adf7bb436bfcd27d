import { noOffset } from '../text/prefix';

/** What the lines so far have shown, as far as lines to come need it. */
export interface TimeState {
	/** The latest moment of the current year, in seconds of year 2000; 0 before the first line that writes no year. */
	latest: number;
	/** The year of `latest`, or 0; the offset that counts now, or `noOffset`. */
	year: number;
	offset: number;
	/** The first offset has been seen a second time. */
	isConfirmed: boolean;
	/** An offset that one message shows and no second one yet: it, its line, and the line from which on it would count. */
	pending: number;
	pendingLine: number;
	pendingFrom: number;
	/** The line before, and since the last evidence the greatest steps of the clock, forwards and backwards, with their lines. */
	seconds: number;
	forward: number;
	forwardLine: number;
	backward: number;
	backwardLine: number;
	/** The greatest step that passes over a whole hour of the clock, as setting it forward does. */
	skip: number;
	skipLine: number;
	/** What lines that are no arrivals let suppose: a year with its line, an offset, and how often it was seen. */
	weakYear: number;
	weakLine: number;
	weakOffset: number;
	weakProof: number;
	weakCount: number;
	/** A line of 29 February before a year was known. */
	leapLine: number;
}

/** Before the first line. */
export const beginning: TimeState = {
	latest: 0,
	year: 0,
	offset: noOffset,
	isConfirmed: false,
	pending: noOffset,
	pendingLine: -1,
	pendingFrom: -1,
	seconds: 0,
	forward: 0,
	forwardLine: -1,
	backward: 0,
	backwardLine: -1,
	skip: 0,
	skipLine: -1,
	weakYear: 0,
	weakLine: -1,
	weakOffset: noOffset,
	weakProof: -1,
	weakCount: 0,
	leapLine: -1,
};
