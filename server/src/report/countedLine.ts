import type { BriefKind } from '../core/briefs';
import type { Brief } from '../core/dialects/brief';

/** The line that is counted: one object for all lines. */
export interface CountedLine {
	/** From 0. */
	line: number;
	kind: BriefKind;
	brief: Brief;
	/** The mail that it is of, or -1. */
	message: number;
	/** It is in the period that is reported. */
	isIn: boolean;
}

/** Counts what a line says. */
export type Counter = (counted: CountedLine) => void;
