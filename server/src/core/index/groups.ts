/** Numbers in groups, without a list for each group: those of one stand together, in the order in which they were given. */
export class Groups {
	private readonly begins: Int32Array;
	private readonly numbers: Int32Array;

	/**
	 * @param count How many groups there are: 0 to `count`, exclusive.
	 * @param give Gives all numbers, each with its group; called twice, it must give the same.
	 */
	constructor(count: number, give: (add: (group: number, number: number) => void) => void) {
		const begins = new Int32Array(count + 2);
		let all = 0;
		give((group) => {
			all++;
			begins[group + 2] = (begins[group + 2] ?? 0) + 1;
		});
		for (let group = 2; group < begins.length; group++) {
			begins[group] = (begins[group] ?? 0) + (begins[group - 1] ?? 0);
		}
		const numbers = new Int32Array(all);
		give((group, number) => {
			const next = begins[group + 1] ?? 0;
			numbers[next] = number;
			begins[group + 1] = next + 1;
		});
		this.begins = begins;
		this.numbers = numbers;
	}

	/** The numbers of a group; none of one that is not there. */
	of(group: number): Int32Array {
		return this.numbers.subarray(this.begins[group] ?? 0, this.begins[group + 1] ?? 0);
	}
}
