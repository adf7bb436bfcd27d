import { isBase64 } from './base64';
import { isCredential, isPrompt } from './secrets';
import type { SweptLine } from './sweptLine';

/** Finds credentials in base64. */
export class CredentialSweep {
	/** Up to where base64 was looked for. */
	private base64End = 0;

	constructor(private readonly line: SweptLine) {}

	/** A new line begins. */
	begin(): void {
		this.base64End = 0;
	}

	/** A token of base64 that is a credential. */
	base64(start: number, end: number): number | undefined {
		if (start < this.base64End) {
			return undefined;
		}
		let stop = start;
		let kinds = 0;
		for (; stop < end; stop++) {
			const code = this.line.text.charCodeAt(stop);
			if (!isBase64(code)) {
				break;
			}
			kinds |= code >= 0x61 && code <= 0x7a ? 1 : code >= 0x41 && code <= 0x5a ? 2 : 4;
		}
		this.base64End = stop;
		let padded = stop;
		while (padded < end && padded < stop + 2 && this.line.text.charCodeAt(padded) === 0x3d) {
			padded++;
		}
		const isPadded = padded > stop && (padded - start) % 4 === 0;
		// Words and numbers: base64 of anything mixes letters.
		if ((kinds & 3) !== 3 && !isPadded) {
			return undefined;
		}
		const token = this.line.text.slice(start, stop);
		if (isPrompt(token) || !isCredential(token, isPadded)) {
			return undefined;
		}
		if (isPadded) {
			stop = padded;
		}
		// The second and the third part of a JSON web token.
		while (
			stop < end &&
			(isBase64(this.line.text.charCodeAt(stop)) ||
				(token.startsWith('eyJ') && this.line.text.charCodeAt(stop) === 0x2e))
		) {
			stop++;
		}
		this.line.put(start, stop, this.line.sink.credential(this.line.text.slice(start, stop)));
		return stop;
	}
}
