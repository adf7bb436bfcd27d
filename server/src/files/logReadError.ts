/** A log could not be read, or not to its end. The message is the cause in plain words, without the name of the file. */
export class LogReadError extends Error {
	override readonly name = 'LogReadError';
}

/** What the system's error codes mean to somebody who wants to read a file. */
const causes: Readonly<Record<string, string>> = {
	ENOENT: 'no such file',
	ENOTDIR: 'no such file: a part of its path is not a directory',
	EISDIR: 'is a directory, not a file',
	EACCES: 'permission denied',
	EPERM: 'permission denied',
	ELOOP: 'too many symbolic links',
	ENAMETOOLONG: 'the name is too long',
	EMFILE: 'too many open files',
	ENFILE: 'too many open files',
	EIO: 'the device reports a read error',
	ENXIO: 'no such device, or a socket',
	ERR_INVALID_ARG_VALUE: 'the name is not valid',
};

/** The cause of a failed read in plain words: `no such file`, `permission denied`, else the system's own words. */
export function causeOf(error: unknown): string {
	if (error instanceof LogReadError) {
		return error.message;
	}
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return causes[code] ?? (error instanceof Error ? error.message : String(error));
}
