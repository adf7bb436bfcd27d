/** How a tool wraps the words of the dialogue. */
export type Wrapping = 'plain' | 'python' | 'ruby' | 'escaped' | 'html' | 'bracketed' | 'column' | 'haraka';

/**
 * The words without quoting and escapes; several lines of the dialogue are separated by line feeds.
 * @param mark what stands before the words
 */
export function unwrap(words: string, wrapping: Wrapping, mark: string): string {
	return endless(unwrappings[wrapping](words, mark));
}

const unwrappings: Readonly<Record<Wrapping, (words: string, mark: string) => string>> = {
	plain: (words) => words,
	python: quoted,
	ruby: quoted,
	escaped: (words) => withLineEnds(withoutReferer(words)),
	html: (words) => fromHtml(withLineEnds(withoutReferer(words))),
	bracketed: fromBrackets,
	column: fromColumn,
	haraka: (words, mark) =>
		withLineEnds(mark.includes('"') ? quoted(`"${words}`) : words.replace(/ state=\d{1,3}$/, '')),
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
	const end = closingQuote(words, quote, match[0].length);
	return unescape(words.slice(match[0].length, end >= match[0].length ? end : undefined));
}

/** Where the first quotation mark stands that no backslash is before, or -1. */
function closingQuote(words: string, quote: string, from: number): number {
	for (let at = from; at < words.length; at++) {
		if (words[at] === '\\') {
			at++;
		} else if (words[at] === quote) {
			return at;
		}
	}
	return -1;
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

/**
 * One column of a table: up to the comma, or in quotation marks, doubled where they are meant (Exchange); up to the quotation mark at the
 * end of the line (hMailServer, which writes `[nl]` for a line end).
 */
function fromColumn(words: string, mark: string): string {
	if (mark.includes('"\t"') || mark.includes('" "')) {
		return words.replace(/"\s*$/, '').replaceAll('[nl]', '\n');
	}
	if (!words.startsWith('"')) {
		const end = words.indexOf(',');
		return words.slice(0, end < 0 ? undefined : end);
	}
	// "250-SIZE ""37748736""",context
	const text = /^"((?:[^"]|"")*)/.exec(words)?.[1] ?? '';
	return text.replaceAll('""', '"');
}

/** Without the line ends at the end, and with plain line feeds inside. */
function endless(words: string): string {
	const text = words.includes('\r') ? words.replace(/\r\n?/g, '\n') : words;
	let end = text.length;
	while (text[end - 1] === '\n') {
		end--;
	}
	return text.slice(0, end);
}
