import { severities, worstFirst, type Finding } from '../checks/finding';

/** Findings with one cause. */
export interface FindingGroup {
	/** The one that stands for them: the first in the log. */
	readonly first: Finding;
	readonly all: readonly Finding[];
}

/** Findings by cause (rule, codes, title), the worst first: by severity, then by how often, then by place. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
	const byCause = new Map<string, FindingGroup & { all: Finding[] }>();
	for (const finding of [...findings].sort(worstFirst)) {
		const { severity, rule, code, enhanced, title } = finding;
		const cause = [severity, rule, code, enhanced, title()].join('\n');
		const group = byCause.get(cause);
		if (group) {
			group.all.push(finding);
		} else {
			byCause.set(cause, { first: finding, all: [finding] });
		}
	}
	return [...byCause.values()].sort(
		(a, b) =>
			severities.indexOf(a.first.severity) - severities.indexOf(b.first.severity) ||
			b.all.length - a.all.length ||
			a.first.line - b.first.line,
	);
}
