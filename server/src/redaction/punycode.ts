/** A label in the form that DNS has (RFC 3492): `dömain1` → `xn--dmain1-wxa`. */
export function punycodeLabel(label: string): string {
	const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
	const basic = points.filter((point) => point < 0x80);
	if (basic.length === points.length) {
		return label;
	}
	let result = basic.length > 0 ? `${String.fromCharCode(...basic)}-` : '';
	let done = basic.length;
	let bound = 128;
	let delta = 0;
	let bias = 72;
	while (done < points.length) {
		const next = Math.min(...points.filter((point) => point >= bound));
		delta += (next - bound) * (done + 1);
		bound = next;
		for (const point of points) {
			if (point < bound) {
				delta++;
			}
			if (point === bound) {
				result += digits(delta, bias);
				bias = adapted(delta, done + 1, done === basic.length);
				delta = 0;
				done++;
			}
		}
		delta++;
		bound++;
	}
	return `xn--${result}`;
}

/** A number in digits of a variable base. */
function digits(delta: number, bias: number): string {
	let rest = delta;
	let text = '';
	for (let base = 36; ; base += 36) {
		const threshold = base <= bias ? 1 : base >= bias + 26 ? 26 : base - bias;
		if (rest < threshold) {
			return text + digit(rest);
		}
		text += digit(threshold + ((rest - threshold) % (36 - threshold)));
		rest = Math.floor((rest - threshold) / (36 - threshold));
	}
}

function digit(value: number): string {
	return 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(value);
}

function adapted(delta: number, points: number, isFirst: boolean): number {
	let rest = isFirst ? Math.floor(delta / 700) : delta >> 1;
	rest += Math.floor(rest / points);
	let base = 0;
	for (; rest > 455; base += 36) {
		rest = Math.floor(rest / 35);
	}
	return base + Math.floor((36 * rest) / (rest + 38));
}
