/** A time of the log's clock as `<input type="datetime-local">` writes it: `2026-01-05T10:00`. */
export function toInput(seconds: number | undefined): string {
	return seconds === undefined ? '' : new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** The seconds of such a time; `undefined` for an empty one. */
export function fromInput(value: string): number | undefined {
	const epoch = value === '' ? Number.NaN : Date.parse(`${value}Z`);
	return Number.isNaN(epoch) ? undefined : Math.floor(epoch / 1000);
}
