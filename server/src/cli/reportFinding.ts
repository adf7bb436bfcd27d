import type { Finding } from '../checks/finding';
import { lineNumber, present, sessionId } from './reportParts';

/** A finding as the contract writes it: columns count from 1, in UTF-16 code units, the end exclusive. */
export function projectFinding(finding: Finding): object {
	return {
		rule: finding.rule,
		severity: finding.severity,
		line: lineNumber(finding.line),
		column: finding.span.start + 1,
		endColumn: finding.span.end + 1,
		message: finding.message(),
		code: present(finding.code),
		enhanced: present(finding.enhanced),
		session: finding.session === undefined ? undefined : sessionId(finding.session),
		'message-ref': present(finding.messageId),
	};
}
