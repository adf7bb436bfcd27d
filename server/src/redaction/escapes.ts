/**
 * How long what stands before a word without a blank is: a reply's `250-`, or what a program escaped, as the `n` of `\n`, the `012` of
 * `#012` and `\012`, `u003c` of `\u003c`, `3C` of `%3C`.
 */
export function escapeLength(text: string, at: number, end: number): number {
	const before = at > 0 ? text.charCodeAt(at - 1) : 0;
	if (isReplyCode(text, at, end)) {
		return 4;
	}
	if (before === 0x5c) {
		const escape = /^(?:[0-3][0-7]{2}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[abefnrtv0])/.exec(
			text.slice(at, Math.min(end, at + 5)),
		);
		return escape ? escape[0].length : 0;
	}
	if (before === 0x23) {
		return /^[0-3][0-7]{2}/.test(text.slice(at, Math.min(end, at + 3))) ? 3 : 0;
	}
	if (before === 0x25) {
		return /^[0-9A-Fa-f]{2}/.test(text.slice(at, Math.min(end, at + 2))) ? 2 : 0;
	}
	return 0;
}

/** `250-` in front of a name: a reply of several lines. */
function isReplyCode(text: string, at: number, end: number): boolean {
	const code = (place: number) => text.charCodeAt(place) - 0x30;
	const first = code(at);
	return (
		at + 4 < end &&
		first >= 2 &&
		first <= 5 &&
		code(at + 1) >= 0 &&
		code(at + 1) <= 9 &&
		code(at + 2) >= 0 &&
		code(at + 2) <= 9 &&
		text.charCodeAt(at + 3) === 0x2d
	);
}
