import { Column } from './column';

/** The numbers of a few lines, kept in full. */
export class FarNumbers {
	/** Ascending. */
	private readonly lines = new Column();
	private readonly values = new Column();

	/** Notes the number of the last line there is. */
	set(line: number, value: number): void {
		const last = this.lines.length - 1;
		if (last >= 0 && this.lines.get(last) === line) {
			this.values.set(last, value);
		} else {
			this.lines.push(line);
			this.values.push(value);
		}
	}

	get(line: number): number {
		let low = 0;
		let high = this.lines.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.lines.get(middle) < line) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return this.values.get(low);
	}

	truncate(length: number): void {
		let left = this.lines.length;
		while (left > 0 && this.lines.get(left - 1) >= length) {
			left--;
		}
		this.lines.truncate(left);
		this.values.truncate(left);
	}
}
