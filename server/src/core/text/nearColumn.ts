import { Column, NarrowColumn } from './column';

/** The code of an entry that is kept in full. */
export const far = 0xffff;

/**
 * One number per line in two octets: a code from 0 to 65534 that whoever asks makes a number of, most often the distance from another
 * one. The few numbers that no code can tell are kept in full.
 */
export class NearColumn {
	private readonly codes = new NarrowColumn();
	/** The lines whose numbers are kept in full, ascending, and these numbers. */
	private readonly farLines = new Column();
	private readonly farValues = new Column();

	get length(): number {
		return this.codes.length;
	}

	/** Adds the next line with a code from 0 to 65534. */
	push(code: number): void {
		this.codes.push(code);
	}

	/** The line's code, or `far`. */
	code(line: number): number {
		return this.codes.get(line);
	}

	/** Sets the last line's code where it fits, else its number in full. */
	setLast(code: number, value: number): void {
		const line = this.codes.length - 1;
		if (code >= 0 && code < far) {
			this.codes.set(line, code);
			return;
		}
		const isSet = this.codes.get(line) === far;
		this.codes.set(line, far);
		if (isSet) {
			this.farValues.set(this.farValues.length - 1, value);
		} else {
			this.farLines.push(line);
			this.farValues.push(value);
		}
	}

	/** The number of a line whose code is `far`. */
	farValue(line: number): number {
		let low = 0;
		let high = this.farLines.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.farLines.get(middle) < line) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return this.farValues.get(low);
	}

	truncate(length: number): void {
		this.codes.truncate(length);
		let left = this.farLines.length;
		while (left > 0 && this.farLines.get(left - 1) >= length) {
			left--;
		}
		this.farLines.truncate(left);
		this.farValues.truncate(left);
	}
}
