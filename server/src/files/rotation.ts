/** What tells the parts of a rotated log apart: `mail.log.2.gz` is part 2 of `mail.log`, `mail.log-20260105` that of a day. */
interface Part {
	readonly base: string;
	/** Older parts have smaller ones. */
	readonly age: number;
}

/**
 * Files in the order of time, as far as their names tell: the parts of one log, of which `mail.log.2.gz` is older than `mail.log.1` and
 * that older than `mail.log`, come together where the first of them stands. All else stays as it was given.
 */
export function inOrderOfRotation(files: readonly string[]): string[] {
	const groups = new Map<string, { readonly file: string; readonly age: number }[]>();
	for (const file of files) {
		const { base, age } = partOf(file);
		groups.set(base, [...(groups.get(base) ?? []), { file, age }]);
	}
	return [...groups.values()].flatMap((parts) =>
		parts.sort((one, other) => one.age - other.age).map(({ file }) => file),
	);
}

function partOf(file: string): Part {
	const name = file.replace(/\.(?:gz|bz2|xz|zst)$/, '');
	// mail.log.12
	//         ---
	const number = /\.(\d{1,4})$/.exec(name);
	if (number) {
		return { base: name.slice(0, number.index), age: -Number(number[1]) };
	}
	// mail.log-20260105, mail.log-20260105-1767600000
	//         ---------
	const day = /[-.](\d{8})(?:-(\d{1,12}))?$/.exec(name);
	if (day) {
		// Behind those with numbers, before the one that is written now.
		return { base: name.slice(0, day.index), age: Number(day[1]) / 1e9 - 1 + Number(day[2] ?? 0) / 1e24 };
	}
	return { base: name, age: 0 };
}
