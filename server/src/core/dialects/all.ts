import { exim } from './exim/exim';
import { postfix } from './postfix/postfix';
import type { Dialect } from './row';

/** The dialects whose lines stand alone, in the order in which they are asked. Transcripts come after them: what a line says there depends on those before. */
export const dialects: readonly Dialect[] = [postfix, exim];
