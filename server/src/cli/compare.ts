import { compareReplies } from '../knowledge/compare';
import { comparisonPage } from '../knowledge/pages';
import { languageOf } from './language';
import { markdownText } from '../knowledge/markdownText';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { proseWidth } from '../knowledge/textLayout';
import { oneOf, parseUsage, UsageError } from './usage';

/** `mail-log-lens compare`: two reply codes side by side. */
export async function compare(args: string[], shell: Shell): Promise<ExitStatus> {
	const { values, positionals } = parseUsage({
		args,
		allowPositionals: true,
		options: { format: { type: 'string' }, lang: { type: 'string' } },
	});
	const language = languageOf(values.lang, shell.environment);
	const chosen = oneOf('format', values.format, ['json', 'text', 'markdown']);
	const [a, b, ...more] = positionals;
	if (a === undefined || b === undefined || more.length > 0) {
		throw new UsageError('which two codes?');
	}
	for (const code of [a, b]) {
		if (!/^(?:[2-5]\d\d|[245]\.\d{1,3}\.\d{1,3})$/.test(code)) {
			throw new UsageError(`“${code}” is no reply code`);
		}
	}
	const format = chosen ?? (shell.output.columns === undefined ? 'json' : 'text');
	if (format === 'json') {
		const comparison = compareReplies(a, b, language);
		if (!comparison) {
			throw new UsageError(`as JSON, only codes that are known can be compared, not ${a} and ${b}`);
		}
		await shell.output.write([`${JSON.stringify(comparison)}\n`]);
		return exitStatus.done;
	}
	const { markdown } = comparisonPage(a, b, language);
	await shell.output.write([
		format === 'markdown' ? markdown : markdownText(markdown, proseWidth(shell.output.columns)),
	]);
	return exitStatus.done;
}
