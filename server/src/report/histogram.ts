/** Buckets for each doubling: what is given out is at most 3 % off. */
const perDoubling = 24;
const bucketCount = 52 * perDoubling;

/** The buckets of small whole amounts, which are most: 0 to 4095. */
const smallBuckets = Uint16Array.from({ length: 4096 }, (_, amount) => bucketOf(amount));

/** How often which amounts came (milliseconds, octets), in buckets that grow with the amount. */
export class Histogram {
	count = 0;
	sum = 0;
	most = 0;
	private readonly buckets = new Float64Array(bucketCount);

	/** @param amount Not negative. */
	add(amount: number): void {
		this.count++;
		this.sum += amount;
		this.most = amount > this.most ? amount : this.most;
		const bucket = amount < 4096 ? (smallBuckets[amount] ?? bucketOf(amount)) : bucketOf(amount);
		this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
	}

	/** The amount that this share of all (0 to 1) does not exceed. */
	quantile(share: number): number {
		const wanted = Math.ceil(share * this.count);
		let seen = 0;
		for (let bucket = 0; bucket < bucketCount; bucket++) {
			seen += this.buckets[bucket] ?? 0;
			if (seen >= wanted && seen > 0) {
				return bucket === 0 ? 0 : Math.min(this.most, Math.round(2 ** ((bucket - 0.5) / perDoubling)));
			}
		}
		return this.most;
	}
}

function bucketOf(amount: number): number {
	return amount < 1 ? 0 : Math.min(bucketCount - 1, 1 + Math.floor(Math.log2(amount) * perDoubling));
}
