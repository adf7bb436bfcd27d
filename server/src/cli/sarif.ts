import type { Notification, ReportingDescriptor, Result } from 'sarif';
import { checks } from '../checks/all';
import type { Finding, Severity } from '../checks/finding';
import { firstSentence } from '../checks/rulePage';
import type { Span } from '../core/event';
import { lineNumber } from './reportParts';
import { version } from './version';

/** SARIF has no level below a note (OASIS SARIF 2.1.0 §3.27.10). */
const levels: Readonly<Record<Severity, Result.level>> = {
	error: 'error',
	warning: 'warning',
	information: 'note',
	hint: 'note',
};

/**
 * The findings of several files as one SARIF log (OASIS SARIF 2.1.0), in pieces. Lines and columns count from 1, in UTF-16 code units,
 * the end exclusive (§3.30).
 */
export class SarifLog {
	/** Files that could not be read, or not to their end. */
	readonly #notifications: Notification[] = [];
	#hasResults = false;

	/** What stands before the results. */
	head(): string {
		const driver = { name: 'Mail Log Lens', semanticVersion: version(), rules: checks.map(toRule) };
		const run = JSON.stringify({ tool: { driver }, columnKind: 'utf16CodeUnits' });
		return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[${run.slice(0, -1)},"results":[`;
	}

	/** The findings of one file. */
	*results(file: string, findings: readonly Finding[]): Generator<string> {
		for (const finding of findings) {
			yield `${this.#hasResults ? ',' : ''}${JSON.stringify(toResult(file, finding))}\n`;
			this.#hasResults = true;
		}
	}

	/** Notes that a file could not be read, or not to its end. */
	failed(file: string, error: string): void {
		this.#notifications.push({
			level: 'error',
			message: { text: error },
			locations: [{ physicalLocation: { artifactLocation: { uri: addressOf(file) } } }],
		});
	}

	/** What stands behind the results. */
	tail(): string {
		const invocation = {
			executionSuccessful: this.#notifications.length === 0,
			toolExecutionNotifications: this.#notifications,
		};
		return `],"invocations":${JSON.stringify([invocation])}}]}\n`;
	}
}

function toRule({ id, severity, doc, example }: (typeof checks)[number]): ReportingDescriptor {
	const text = doc.replace(/\s+/g, ' ').replaceAll('`', '');
	return {
		id,
		shortDescription: { text: firstSentence(text) },
		fullDescription: { text },
		help: {
			text: `${text}\n\nExample:\n${example}`,
			markdown: `${doc}\n\n\`\`\`mail-log\n${example}\n\`\`\``,
		},
		defaultConfiguration: { level: levels[severity] },
	};
}

function toResult(file: string, finding: Finding): Result {
	const { rule, severity, line, span, message, fix, related = [] } = finding;
	const place = (at: number, columns: Span) => ({
		physicalLocation: {
			artifactLocation: { uri: addressOf(file) },
			region: { startLine: lineNumber(at), startColumn: columns.start + 1, endColumn: columns.end + 1 },
		},
	});
	return {
		ruleId: rule,
		ruleIndex: checks.findIndex(({ id }) => id === rule),
		level: levels[severity],
		message: { text: [message(), fix?.()].filter(Boolean).join('\n') },
		locations: [place(line, span)],
		...(related.length > 0 && {
			relatedLocations: related.map((each) => ({
				...place(each.line, each.span),
				message: { text: each.message() },
			})),
		}),
	};
}

/** A path as a relative or absolute URI (RFC 3986 §4.2); standard input has a name of its own. */
function addressOf(file: string): string {
	const path = file === '-' ? 'stdin' : file.replaceAll('\\', '/');
	const encoded = path.split('/').map(encodeURIComponent).join('/');
	return path.startsWith('/') ? `file://${encoded}` : encoded;
}
