import type { Readable } from 'node:stream';

/** All of standard input as text. */
export async function inputText(input: Readable): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of input as AsyncIterable<Uint8Array>) {
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

/**
 * The lines of standard input as they come, without their ends. The first line tells whether all end by CR LF or by LF alone, and then
 * a CR is part of the text. Nothing else ends a line: node:readline would also split at characters such as U+2028, which a reply may
 * hold.
 */
export async function* inputLines(input: Readable): AsyncGenerator<string[]> {
	const decoder = new TextDecoder();
	let rest = '';
	let hasReturns: boolean | undefined;
	const bare = (line: string) => {
		hasReturns ??= line.endsWith('\r');
		return hasReturns && line.endsWith('\r') ? line.slice(0, -1) : line;
	};
	for await (const chunk of input as AsyncIterable<Uint8Array>) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		yield lines.map(bare);
	}
	rest += decoder.decode();
	if (rest !== '') {
		yield [bare(rest)];
	}
}
