import { plainText } from '../core/text/plainText';
import { say, sayCount } from '../knowledge/say';
import type { Titled } from './words';

/** The lines above a report: what it is of, from when to when, what is missing. */
export function headingLines({ report, files, errors, language }: Titled): string[] {
	const names = files.map((file) => plainText(file, 200)).join(', ');
	const { from, to, lineCount } = report;
	return [
		say('report.of', { files: names, lines: sayCount('report.lines', lineCount) })(language),
		...(from !== undefined && to !== undefined ? [say('report.period', { from, to })(language)] : []),
		...errors.map(({ file, error }) =>
			say('report.incomplete', { file: plainText(file, 200), error: plainText(error, 300) })(language),
		),
	];
}

/** `and 12 more`, where rows were left out. */
export function omittedWords(omitted: number, language: Titled['language']): string {
	return omitted === 0 ? '' : sayCount('report.omitted', omitted)(language);
}

/** What stands in place of a report that has no sections. */
export function nothingWords({ report, language }: Pick<Titled, 'report' | 'language'>): string {
	return say(report.format === 'transcript' ? 'report.transcript' : 'report.nothing')(language);
}
