import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { resultInSlices } from './inSlices';

/** Whether work for an answer is to go on. */
interface Asking {
	/** Whether somebody still waits for it. */
	readonly isAsked: () => boolean;
	/** Whether what is asked about is still as it was. */
	readonly isCurrent: () => boolean;
}

/**
 * Does the work for an answer in slices, with pauses for other requests.
 *
 * @throws {ResponseError} `RequestCancelled` where nobody waits any more, `ContentModified` where a log has changed meanwhile, as LSP wants it
 */
export async function answerInSlices<Value>(
	work: Generator<unknown, Value>,
	{ isAsked, isCurrent }: Asking,
): Promise<Value> {
	const result = await resultInSlices(work, () => isAsked() && isCurrent());
	if (!result) {
		throw isAsked() ? logHasChanged() : noLongerAsked();
	}
	return result.value;
}

/** What is answered to a request that nobody waits for. */
export function noLongerAsked(): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer asked for');
}

function logHasChanged(): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.ContentModified, 'a log has changed');
}
