/** A word of a POSIX shell that stands for exactly this text (POSIX.1-2024, Shell Command Language §2.2.2): quoted where it must be. */
export function shellWord(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command line of words that stand for themselves. */
export function shellCommand(...words: readonly string[]): string {
	return words.map(shellWord).join(' ');
}
