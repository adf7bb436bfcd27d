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

/** So often work is begun anew while logs change. */
const attempts = 10;

/**
 * The same for work that is begun anew where a log has changed meanwhile, such as one that grows.
 *
 * @param begin begins the work with the logs as they are then
 * @param asking.revision counts the changes of the logs
 * @throws {ResponseError} `RequestCancelled` where nobody waits any more, `ContentModified` where the logs change all the time
 */
export async function answerAnew<Value>(
	begin: () => Generator<unknown, Value>,
	{ isAsked, revision }: { readonly isAsked: () => boolean; readonly revision: () => number },
): Promise<Value> {
	for (let attempt = 0; attempt < attempts && isAsked(); attempt++) {
		const before = revision();
		const result = await resultInSlices(begin(), () => isAsked() && revision() === before);
		if (result) {
			return result.value;
		}
	}
	throw isAsked() ? logHasChanged() : noLongerAsked();
}

/** What is answered to a request that nobody waits for. */
export function noLongerAsked(): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer asked for');
}

function logHasChanged(): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.ContentModified, 'a log has changed');
}
