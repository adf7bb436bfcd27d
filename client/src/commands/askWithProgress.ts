import { CancellationError, l10n, ProgressLocation, window } from 'vscode';
import type { LanguageServer } from '../languageServer';
import type { Requests } from '../requests';

/** What can take its time: a log is read for its names. */
type LongRequest = 'mailLogLens/redact' | 'mailLogLens/exportSession' | 'mailLogLens/exportLife';

/** Asks for a text that others will read; redacted, it can take its time. `undefined` if the user gave up. */
export async function askForExport<R extends 'mailLogLens/exportSession' | 'mailLogLens/exportLife'>(
	server: LanguageServer,
	request: R,
	params: Requests[R]['params'],
): Promise<Requests[R]['result'] | undefined> {
	const title = l10n.t('Reading names and secrets in the log…');
	return params.redact ? askWithProgress(server, title, request, params) : server.ask(request, params);
}

/** Asks what can take its time: shows how far it is, and lets the user give up. `undefined` if the user did. */
export async function askWithProgress<R extends LongRequest>(
	server: LanguageServer,
	title: string,
	request: R,
	params: Requests[R]['params'],
): Promise<Requests[R]['result'] | undefined> {
	const options = { location: ProgressLocation.Notification, title, cancellable: true };
	return window.withProgress(options, async (progress, token) => {
		let done = 0;
		const report = (percentage: number) => {
			progress.report({ increment: percentage - done, message: `${percentage} %` });
			done = percentage;
		};
		try {
			return await server.ask(request, params, token, report);
		} catch (reason) {
			if (token.isCancellationRequested || reason instanceof CancellationError) {
				return undefined;
			}
			throw reason;
		}
	});
}
