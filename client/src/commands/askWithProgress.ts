import { CancellationError, ProgressLocation, window } from 'vscode';
import type { LanguageServer } from '../languageServer';
import type { Requests } from '../requests';

/** Asks what can take its time: shows how far it is, and lets the user give up. `undefined` if the user did. */
export async function askWithProgress<R extends 'mailLogLens/redact' | 'mailLogLens/exportSession'>(
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
