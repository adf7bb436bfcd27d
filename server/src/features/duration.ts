/** `12 ms`, `3.2 s`, `2 min 5 s`, `1 h 3 min`. */
export function durationWords(milliseconds: number): string {
	const seconds = milliseconds / 1000;
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}
	if (seconds < 60) {
		return `${Number(seconds.toFixed(1))} s`;
	}
	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? joined(minutes, 'min', Math.round(seconds % 60), 's')
		: joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
	return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
