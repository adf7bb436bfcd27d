/** Breaks a text into lines of so many columns at blanks where there are some; what is beyond the last line becomes `…`. */
export function wrapped(text: string, columns: number, mostLines: number): string[] {
	const width = Math.max(8, columns);
	const lines: string[] = [];
	let rest = text.trim();
	while (rest !== '' && lines.length < mostLines) {
		if (rest.length <= width) {
			lines.push(rest);
			return lines;
		}
		const isLast = lines.length === mostLines - 1;
		const blank = rest.lastIndexOf(' ', width);
		const end = wholeCharacters(rest, !isLast && blank > width / 2 ? blank : isLast ? width - 1 : width);
		lines.push(`${rest.slice(0, end).trimEnd()}${isLast ? '…' : ''}`);
		rest = rest.slice(end).trimStart();
	}
	return lines;
}

/** One line of so many columns. */
export function clipped(text: string, columns: number): string {
	return wrapped(text, columns, 1)[0] ?? '';
}

/** A place in a text that is not in the middle of a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
	const before = text.charCodeAt(end - 1);
	return before >= 0xd800 && before <= 0xdbff ? end - 1 : end;
}
