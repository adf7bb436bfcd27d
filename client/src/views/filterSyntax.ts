import { l10n } from 'vscode';

/** What can be typed to filter sessions, see `parseFilter`: for the session tree and the session panel. */
export function filterSyntax(): string {
	return l10n.t(
		'Words, "several in one", or code:550, outcome:lost, stage:auth, duration:30s; what begins with - must not be there',
	);
}
