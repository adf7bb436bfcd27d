/**
 * One word for a POSIX shell: what it could change stands in single quotes (`'it'\''s'`), and a word that a program would take for an
 * option is none. Undefined for a word that cannot be shown in a command: with control characters it could do something when it is
 * pasted, and characters that turn the direction of writing could hide what it does.
 */
export function shellQuote(word: string): string | undefined {
	if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u.test(word) || word.startsWith('-')) {
		return undefined;
	}
	return /^[\w@%+=:,./-]+$/.test(word) && !word.startsWith('=')
		? word
		: `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
