import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A line behind `Nov 23 16:20:48 mx1 postfix/PROGRAM[291]: `, its kind, and the fields it must have; one that it must not have is undefined. */
export type PostfixLine = readonly [
	program: string,
	message: string,
	kind: Kind,
	fields: Partial<Record<FieldName, string | undefined>>,
];

/** One test for each line. */
export function checkPostfixLines(title: string, lines: readonly PostfixLine[]): void {
	for (const [program, message, kind, fields] of lines) {
		test(`${title}: postfix/${program}: ${message.slice(0, 90)}`, () => {
			checkFields(`Nov 23 16:20:48 mx1 postfix/${program}[291]: ${message}`, kind, fields);
		});
	}
}
