import { DiagnosticSeverity, type Diagnostic, type Position } from 'vscode-languageserver-types';
import { allFindings, findingsInSteps, type Levels } from '../checks/all';
import { severities, worstFirst, type Finding, type Severity } from '../checks/finding';
import type { IsWanted } from '../checks/hush';
import type { MailLog } from '../core/mailLog';
import type { Work } from '../core/work';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import { toRange } from './range';

/** What VS Code takes of one document without complaint. */
const limit = 1000;

const toSeverity: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	information: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** Of which document, by whose wishes, in which language. */
interface DiagnosticsOptions {
	readonly uri: string;
	readonly levels?: Levels;
	readonly language?: Language;
	/** Leaves out what the user has hushed. */
	readonly isWanted?: IsWanted;
	/** Where a rule is described. */
	readonly ruleAddress?: (rule: string) => string;
}

/** What the checks find, at most 1000, the worst first. Where some are left out, the last one says how many. */
export function diagnostics(log: MailLog, options: DiagnosticsOptions): Diagnostic[] {
	return toDiagnostics(allFindings(log, options.levels), options);
}

/** The same with pauses in between, for other requests. The log must not change before the last. */
export function* diagnosticsInSteps(log: MailLog, options: DiagnosticsOptions): Work<Diagnostic[]> {
	return toDiagnostics(yield* findingsInSteps(log, options.levels), options);
}

function toDiagnostics(found: readonly Finding[], options: DiagnosticsOptions): Diagnostic[] {
	const { language, isWanted = () => true } = options;
	const findings = found.filter(isWanted).sort(worstFirst);
	if (findings.length <= limit) {
		return findings.map((finding) => toDiagnostic(finding, options));
	}
	const shown = findings.slice(0, limit - 1);
	const [left, ...others] = findings.slice(limit - 1);
	return [
		...shown.map((finding) => toDiagnostic(finding, options)),
		...(left ? [omission(left, others.length + 1, findings.length, language)] : []),
	];
}

/** The words of the findings that stand at a place: an editor shows them above its hover. */
export function toldAt(shown: readonly Diagnostic[], { line, character }: Position): string {
	return shown
		.filter(
			({ range: { start, end } }) =>
				start.line === line && start.character <= character && character <= end.character,
		)
		.map(({ message }) => message)
		.join('\n');
}

function toDiagnostic(finding: Finding, { uri, language, ruleAddress }: DiagnosticsOptions): Diagnostic {
	const { line, span, severity, rule, message, fix, related = [] } = finding;
	return {
		range: toRange(line, span),
		severity: toSeverity[severity],
		code: rule,
		...(ruleAddress && { codeDescription: { href: ruleAddress(rule) } }),
		source: 'Mail Log',
		message: [message, fix].flatMap((said) => said?.(language) ?? []).join('\n'),
		...(related.length > 0 && {
			relatedInformation: related.map((place) => ({
				location: { uri, range: toRange(place.line, place.span) },
				message: place.message(language),
			})),
		}),
	};
}

/** Stands where the first of those that are left out stands. */
function omission(
	{ line, span, severity }: Finding,
	left: number,
	all: number,
	language?: Language,
): Diagnostic {
	const mildest = severities.indexOf(severity) < severities.indexOf('information') ? severity : 'information';
	return {
		range: toRange(line, span),
		severity: toSeverity[mildest],
		source: 'Mail Log',
		message: say('findings.left', { left, all, shown: limit - 1 })(language),
	};
}
