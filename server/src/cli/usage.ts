import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command was called in a way that it does not have. The message is for the caller. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/** node:util's parseArgs, with its complaints as UsageError. */
export function parseUsage<Config extends ParseArgsConfig>(config: Config): Parsed<Config> {
	try {
		return parseArgs(config);
	} catch (error) {
		throw new UsageError(error instanceof Error ? firstSentence(error.message) : String(error));
	}
}

/** Complains of names of files that no command can read: none at all, or standard input twice. */
export function checkFiles(files: readonly string[]): void {
	if (files.length === 0) {
		throw new UsageError('which file? “-” is standard input');
	}
	if (files.filter((file) => file === '-').length > 1) {
		throw new UsageError('standard input can be read only once');
	}
}

/** One of the values an option has; `undefined` where it was not given. */
export function oneOf<Value extends string>(
	option: string,
	value: string | undefined,
	values: readonly Value[],
): Value | undefined {
	const known = values.find((each) => each === value);
	if (value !== undefined && known === undefined) {
		throw new UsageError(`--${option} is one of ${values.join(', ')}, not “${value}”`);
	}
	return known;
}

/** `Unknown option '--x'. To specify a positional argument …` → `unknown option '--x'` */
function firstSentence(message: string): string {
	const sentence = message.split(/\. |\n/, 1)[0] ?? message;
	return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
