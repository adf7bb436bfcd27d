/**
 * The one place where text out of a log becomes Markdown. What comes back is shown as the characters that went in: no link, image,
 * emphasis, heading, list, table, code, HTML, entity or icon (`$(…)`) can begin in it, and it stays on one line. Control and
 * bidirectional characters, which could hide or reorder what a person reads, are written out: `␀`, `⟨U+202E⟩`.
 */
export function escapeMarkdown(text: string): string {
	return (
		text
			.replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
			// eslint-disable-next-line no-control-regex -- C0 has pictures of its own, from U+2400 on.
			.replace(/[\0-\x1f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
			.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, codePoint)
			// A backslash before any ASCII punctuation makes it literal (CommonMark §2.4).
			.replace(/[!-/:-@[-`{-~]/g, (character) =>
				character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
			)
			// Without "://" and "www." and "@" in one piece nothing is made a link by itself (GitHub's autolinks): they are escaped above,
			// except the letters, which a zero-width piece of HTML keeps apart.
			.replace(
				/www(?=\\\.)/gi,
				(letters) => `${letters.charAt(0)}&#${letters.charCodeAt(1)};${letters.charAt(2)}`,
			)
	);
}

/** Text as a code span, for codes and commands: `550 5.1.1`. Safe for any text: the fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
	const plain = text
		.replace(/[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, codePoint)
		.replaceAll('|', '¦');
	const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	return longest > 0 || plain.trim() === '' ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}

function codePoint(character: string): string {
	const number = character.codePointAt(0) ?? 0;
	return `⟨U+${number.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
