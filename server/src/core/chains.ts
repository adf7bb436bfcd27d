/** Line → the line before it in its session or message; negative where there is none. */
export interface Previous {
	get(line: number): number;
}

/** The last of ascending numbers that is below a limit. */
export function lastBelow(ascending: readonly number[], limit: number): number | undefined {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) < limit) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return ascending[low - 1];
}

/** How far `near` goes back. */
const nearby = 16;

/** The first line of a chain, those before a line, and the last ones. */
export function near(first: number, last: number, line: number, previous: Previous): number[] {
	const lines = [first];
	for (const from of [line, last]) {
		for (let at = from, steps = 0; at >= 0 && steps < nearby; at = previous.get(at), steps++) {
			lines.push(at);
		}
	}
	return lines;
}

/** The lines of a chain, ascending. */
export function chain(last: number, previous: Previous): number[] {
	const lines: number[] = [];
	for (let line = last; line >= 0; line = previous.get(line)) {
		lines.push(line);
	}
	return lines.reverse();
}
