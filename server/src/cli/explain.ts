import { explainReply } from '../knowledge/explain';
import type { Language } from '../knowledge/knowledge';
import { explanationPage } from '../knowledge/pages';
import { inputLines, inputText } from './input';
import { languageOf } from './language';
import { markdownText } from '../knowledge/markdownText';
import { present } from './reportParts';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { proseWidth } from '../knowledge/textLayout';
import { oneOf, parseUsage, UsageError } from './usage';

/** `mail-log-lens explain`: what a reply means and what to do. */
export async function explain(args: string[], shell: Shell): Promise<ExitStatus> {
	const { values, positionals: words } = parseUsage({
		args,
		allowPositionals: true,
		options: { format: { type: 'string' }, lang: { type: 'string' }, batch: { type: 'boolean' } },
	});
	const language = languageOf(values.lang, shell.environment);
	const format = oneOf('format', values.format, ['json', 'text']);
	if (values.batch) {
		if (words.length > 0 || format === 'text') {
			throw new UsageError('--batch reads its texts from standard input and prints JSON');
		}
		return explainEach(shell, language);
	}
	if (words.length === 0) {
		throw new UsageError('which reply? “-” reads it from standard input');
	}
	const text = words.length === 1 && words[0] === '-' ? await inputText(shell.input) : words.join(' ');
	const forPeople = format === undefined ? shell.output.columns !== undefined : format === 'text';
	await shell.output.write([
		forPeople
			? markdownText(explanationPage(text, language).markdown, proseWidth(shell.output.columns))
			: `${explanationJson(text, language)}\n`,
	]);
	return exitStatus.done;
}

/** One text a line in, one object a line out. In a text, `\n` is a line break, since a real one would end it. */
async function explainEach(shell: Shell, language: Language | undefined): Promise<ExitStatus> {
	for await (const lines of inputLines(shell.input)) {
		await shell.output.write(
			lines.map((line) => `${explanationJson(line.replaceAll('\\n', '\n'), language)}\n`),
		);
		if (!shell.output.isOpen) {
			break;
		}
	}
	return exitStatus.done;
}

/** The contract's keys in its order. */
function explanationJson(text: string, language: Language | undefined): string {
	const { valid, code, enhanced, severity, inReplyTo, reason, atFault, ...words } = explainReply(text, {
		language,
	});
	const { title, meaning, fix, sources, provider, confidence } = words;
	return JSON.stringify({
		valid,
		code,
		enhanced,
		severity,
		inReplyTo,
		reason,
		atFault,
		title: present(title),
		meaning: present(meaning),
		fix: present(fix),
		sources,
		provider,
		confidence,
	});
}
