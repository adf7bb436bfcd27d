/** A name without the dots and hyphens that stand around it in a sentence. */
export function trimmed(text: string): string {
	let start = 0;
	while (start < text.length && isEdge(text, start)) {
		start++;
	}
	return trimmedEnd(text).slice(start);
}

/** A name without the dots and hyphens behind it. */
export function trimmedEnd(text: string): string {
	let end = text.length;
	while (end > 0 && isEdge(text, end - 1)) {
		end--;
	}
	return text.slice(0, end);
}

function isEdge(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code === 0x2e || code === 0x2d;
}
