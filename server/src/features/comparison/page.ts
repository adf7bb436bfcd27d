import { codeSpan, escapeMarkdown } from '../../knowledge/markdown';
import type { Language } from '../../knowledge/knowledge';
import { say } from '../../knowledge/say';
import type { ComparedPair, ComparedSession, ComparedStage, SessionComparison } from '../../protocol';
import { isFailing } from '../stepState';

/** A comparison as Markdown, for editors without the panel and for tickets. Lines count from 1 in it. */
export function comparisonMarkdown(
	{ first, second, reason, differences, notes, stages }: Omit<SessionComparison, 'markdown'>,
	language?: Language,
): string {
	const at = (session: string, line: number | undefined) =>
		line === undefined ? [] : [`${session} ${say('comparison.at', { line: line + 1 })(language)}`];
	const parts = [
		`# ${escapeMarkdown(say('comparison.title', { first: first.session, second: second.session })(language))}`,
		[first, second].map(sessionItem).join('\n'),
		...(reason === undefined ? [] : [escapeMarkdown(reason)]),
		`## ${say('comparison.heading')(language)}`,
		differences.length === 0
			? say('comparison.none')(language)
			: differences
					.map(({ words, first: one, second: other }, rank) => {
						const places = [...at(first.session, one), ...at(second.session, other)].join(', ');
						return `${rank + 1}. ${escapeMarkdown(words)}${places ? ` (${places})` : ''}`;
					})
					.join('\n'),
		...notes.map((note) => escapeMarkdown(note)),
		`## ${say('comparison.heading.stages')(language)}`,
		table(first, second, stages, language),
	];
	return `${parts.join('\n\n')}\n`;
}

function sessionItem({ title, time, strip }: ComparedSession): string {
	return `- ${[escapeMarkdown(title), ...(time ? [escapeMarkdown(time)] : []), codeSpan(strip)].join(' · ')}`;
}

function table(
	first: ComparedSession,
	second: ComparedSession,
	stages: readonly ComparedPair[],
	language?: Language,
): string {
	const head = ['', say('comparison.stage')(language), first.session, second.session];
	return [
		row(head),
		row(head.map(() => '---')),
		...stages.map(({ stage, first: one, second: other, differs }) =>
			row([differs ? '≠' : '', escapeMarkdown(stage), cell(one), cell(other)]),
		),
	].join('\n');
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function cell(stage: ComparedStage | string): string {
	if (typeof stage === 'string') {
		return `*${escapeMarkdown(stage)}*`;
	}
	const { command, reply, elapsed, count, state } = stage;
	return [
		...(isFailing(state) ? ['✗'] : []),
		...(command ? [escapeMarkdown(command)] : []),
		...(reply
			? [state === 'missing' ? `*${escapeMarkdown(reply)}*` : codeSpan(reply).replaceAll('|', '\\|')]
			: []),
		...(count > 1 ? [`×${count}`] : []),
		...(elapsed ? [elapsed] : []),
	].join(' ');
}
