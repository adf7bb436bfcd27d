/** How a tool wraps the words of the dialogue. */
export type Wrapping = 'plain' | 'python' | 'ruby' | 'escaped' | 'html' | 'bracketed';

/** The words without quoting and escapes; several lines of the dialogue are separated by line feeds. */
export function unwrap(words: string, wrapping: Wrapping): string {
	return endless(unwrappings[wrapping](words));
}

const unwrappings: Readonly<Record<Wrapping, (words: string) => string>> = {
	plain: (words) => words,
	python: quoted,
	ruby: quoted,
	escaped: (words) => withLineEnds(withoutReferer(words)),
	html: (words) => fromHtml(withLineEnds(withoutReferer(words))),
	bracketed: fromBrackets,
};

/** `b'250-PIPELINING\r\n'`, `'ehlo client.example\r\n'`, `"220 mx.example.net\r\n"`. */
function quoted(words: string): string {
	// b'250 HELP\r\n'
	// ^^            ^
	const match = /^[bu]?(['"])/.exec(words);
	const quote = match?.[1];
	if (!match || !quote) {
		return words;
	}
	const end = words.lastIndexOf(quote);
	return unescape(words.slice(match[0].length, end >= match[0].length ? end : undefined));
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', 0: '\0', e: '\x1b' };

/** `\r`, `\n`, `\t`, `\\`, `\'`, `\xe9`, `\u00e9` as the characters they stand for. */
function unescape(words: string): string {
	return words.replace(
		/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g,
		(_, byte, unit, letter: string | undefined) => {
			const hex = (byte ?? unit) as string | undefined;
			return hex
				? String.fromCharCode(Number.parseInt(hex, 16))
				: letter === undefined
					? ''
					: (escapes[letter] ?? letter);
		},
	);
}

/** Line ends that a log wrote as `\\r\\n`; other backslashes are the dialogue's own. */
function withLineEnds(words: string): string {
	return words.replaceAll('\\r\\n', '\n');
}

/** Apache's error log ends PHPMailer's words with `, referer: https://…`. */
function withoutReferer(words: string): string {
	const at = words.lastIndexOf(', referer: ');
	return at < 0 ? words : words.slice(0, at);
}

const entities: Readonly<Record<string, string>> = {
	gt: '>',
	lt: '<',
	quot: '"',
	amp: '&',
	'#039': "'",
	nbsp: ' ',
};

/** `MAIL FROM:&lt;a@example.org&gt;<br>` */
function fromHtml(words: string): string {
	return words
		.replace(/<br ?\/?>/gi, '\n')
		.replace(/&(gt|lt|quot|amp|#039|nbsp);/g, (entity, name: string) => entities[name] ?? entity);
}

/** `[550] '5.7.1 Relaying denied'` is `550 5.7.1 Relaying denied`. */
function fromBrackets(words: string): string {
	const match = /^\[(\d{3})\] '?/.exec(words);
	return match ? `${match[1]} ${words.slice(match[0].length).replace(/'\s*$/, '')}` : words;
}

/** Without the line ends at the end, and with plain line feeds inside. */
function endless(words: string): string {
	const text = words.includes('\r') ? words.replace(/\r\n?/g, '\n').replace(/\n+$/, '') : words;
	return text.endsWith('\n') ? text.replace(/\n+$/, '') : text;
}
