// Sizes and times, as people write them. MB is 10^6 octets, MiB 2^20.

const units = { '': 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** `100MB` → octets. */
export function octetsIn(text) {
	const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]?b?)$/i.exec(text) ?? [];
	const factor = units[unit?.toLowerCase()];
	if (factor === undefined) {
		throw new Error(`“${text}” is no size; write it as 100MB or 1GB`);
	}
	return Math.round(Number(number) * factor);
}

/** Octets as `100 MB`. */
export function sizeWords(octets) {
	return octets >= 1e9 ? `${plain(octets / 1e9)} GB` : `${plain(octets / 1e6)} MB`;
}

/** Three digits without zeros at the end. */
function plain(number) {
	return String(Number(number.toPrecision(3)));
}

/** Milliseconds as `3.1 µs`, `12 ms` or `1.7 s`. */
export function timeWords(milliseconds) {
	if (milliseconds >= 1000) {
		return `${short(milliseconds / 1000)} s`;
	}
	return milliseconds >= 1 ? `${short(milliseconds)} ms` : `${short(milliseconds * 1000)} µs`;
}

/** Three digits, or all before the point. */
export function short(number) {
	return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}

export function median(numbers) {
	return quantile(numbers, 0.5);
}

/** The number below which the given part of all is; the lower of two. */
export function quantile(numbers, part) {
	const sorted = Float64Array.from(numbers).sort();
	return sorted[Math.floor((sorted.length - 1) * part)];
}
