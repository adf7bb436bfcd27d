import type { Check } from './check';

/** Where a rule is described to its readers, below the package's root: `docs/rules/reply.rejected.md`. */
export function rulePath({ id }: Pick<Check, 'id'>): string {
	return `docs/rules/${id}.md`;
}

/** The page of a rule: what it reports, where, and how to have it otherwise. Markdown. */
export function rulePage({ id, severity, doc, example }: Check): { title: string; markdown: string } {
	const title = id;
	const markdown = [
		`# ${title}`,
		`Default severity: **${severity}**`,
		doc,
		'## Example',
		`\`\`\`mail-log\n${example}\n\`\`\``,
		'## Configuration',
		`Set \`mailLogLens.checks.${id}\` to \`off\`, \`hint\`, \`information\`, \`warning\` or \`error\`. It says how grave its gravest findings are; milder ones stay mild.`,
	].join('\n\n');
	return { title, markdown: `${markdown}\n` };
}

/** The list of all pages. Markdown. */
export function ruleList(checks: readonly Check[]): string {
	const rows = [...checks]
		.sort((a, b) => (a.id < b.id ? -1 : 1))
		.map(
			({ id, severity, doc }) =>
				`| [${id}](${id}.md) | ${severity} | ${firstSentence(doc).replaceAll('|', '\\|')} |`,
		);
	return [
		'# Rules',
		'What Mail Log Lens reports of a log. Each rule has a setting, `mailLogLens.checks.<rule>`.',
		['| Rule | Default | What it reports |', '| --- | --- | --- |', ...rows].join('\n'),
		'',
	].join('\n\n');
}

/** What a rule reports, in short. Markdown in one line. */
//   A reply of a session says no: who was refused. A client's log …
//   ----------------------------------------------
export function firstSentence(doc: string): string {
	const text = doc.replace(/\s+/g, ' ');
	const end = text.indexOf('. ');
	return end < 0 ? text : text.slice(0, end + 1);
}
