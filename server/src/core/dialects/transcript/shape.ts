// The shape of what stands before a line: numbers and names with numbers may differ, all else must be the same.

/** The shape of a prefix: names that have a number in them become `#`, blanks inside become one. */
export function shapeOf(prefix: string): string {
	const end = prefix.trimEnd();
	return (
		end.replace(/[A-Za-z0-9]{1,200}/g, (word) => (/\d/.test(word) ? '#' : word)).replace(/\s+/g, ' ') +
		prefix.slice(end.length)
	);
}

/** Where the words begin behind a prefix of this shape, or -1. A line that ends with its prefix may have lost the blanks behind it. */
export function prefixEnd(line: string, shape: string): number {
	let at = 0;
	const inner = shape.trimEnd().length;
	for (let place = 0; place < shape.length; place++) {
		const wanted = shape.charAt(place);
		if (wanted === '#') {
			const after = wordEnd(line, at);
			if (after === at || !/\d/.test(line.slice(at, after))) {
				return -1;
			}
			at = after;
		} else if (wanted === ' ' && place < inner) {
			const after = blankEnd(line, at);
			if (after === at) {
				return -1;
			}
			at = after;
		} else if (line.charAt(at) === wanted) {
			at++;
		} else {
			return place >= inner && at >= line.length ? at : -1;
		}
	}
	return at;
}

function wordEnd(line: string, at: number): number {
	let after = at;
	while (/[A-Za-z0-9]/.test(line.charAt(after))) {
		after++;
	}
	return after;
}

function blankEnd(line: string, at: number): number {
	let after = at;
	while (/\s/.test(line.charAt(after))) {
		after++;
	}
	return after;
}

/** A prefix of signs alone (quoting, indentation, a number) is no program's: all that stands behind it is the dialogue. */
export function isOnlySigns(shape: string): boolean {
	return !/[A-Za-z]/.test(shape);
}
