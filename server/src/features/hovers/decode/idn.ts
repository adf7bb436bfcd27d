/** Names with `xn--` labels as people write them (RFC 3492, RFC 5891). `undefined` where there are none, or where they are broken. */
export function decodeIdn(name: string): string | undefined {
	if (!/(?:^|[.@])xn--/i.test(name) || name.length > 320) {
		return undefined;
	}
	//   bob@xn--bcher-kva.example
	//       ^^^^^^^^^^^^^
	let isBroken = false;
	const decoded = name.replace(/(?<=^|[.@])xn--([a-z0-9-]{1,59})(?=\.|$)/gi, (whole, label: string) => {
		const text = decodePunycode(label.toLowerCase());
		isBroken ||= text === undefined;
		return text ?? whole;
	});
	return isBroken ? undefined : decoded;
}

const base = 36;
const tMin = 1;
const tMax = 26;

/** RFC 3492 §6.2, with its names. */
function decodePunycode(label: string): string | undefined {
	const hyphen = label.lastIndexOf('-');
	const output = Array.from(hyphen > 0 ? label.slice(0, hyphen) : '', (letter) => letter.codePointAt(0) ?? 0);
	let n = 128;
	let i = 0;
	let bias = 72;
	for (let at = hyphen > 0 ? hyphen + 1 : 0; at < label.length;) {
		const oldI = i;
		for (let w = 1, k = base; ; k += base) {
			const digit = at < label.length ? digitOf(label.charCodeAt(at++)) : -1;
			if (digit < 0) {
				return undefined;
			}
			i += digit * w;
			const t = Math.min(tMax, Math.max(tMin, k - bias));
			if (digit < t) {
				break;
			}
			w *= base - t;
		}
		const length = output.length + 1;
		bias = adapt(i - oldI, length, oldI === 0);
		n += Math.floor(i / length);
		i %= length;
		if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) {
			return undefined;
		}
		output.splice(i++, 0, n);
	}
	return String.fromCodePoint(...output);
}

function adapt(difference: number, length: number, isFirst: boolean): number {
	let delta = isFirst ? Math.floor(difference / 700) : difference >> 1;
	delta += Math.floor(delta / length);
	let k = 0;
	for (; delta > ((base - tMin) * tMax) >> 1; k += base) {
		delta = Math.floor(delta / (base - tMin));
	}
	return k + Math.floor(((base - tMin + 1) * delta) / (delta + 38));
}

/** a to z are 0 to 25, 0 to 9 are 26 to 35; others -1. */
function digitOf(character: number): number {
	if (character >= 97 && character <= 122) {
		return character - 97;
	}
	return character >= 48 && character <= 57 ? character - 22 : -1;
}
