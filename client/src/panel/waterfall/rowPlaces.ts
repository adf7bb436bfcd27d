/** Browsers draw nothing below some 17 to 33 million CSS pixels, and count in single precision, exact up to 16.7 million. */
const highest = 15_000_000;

/**
 * Where the rows of a long list are, in CSS pixels. Places in the list may be beyond what an element can be high: then the list is
 * drawn in one that is as high as it can be, and scrolling goes faster in the list than in the element.
 */
export class RowPlaces {
	readonly count: number;
	readonly rowHeight: number;

	constructor(count: number, rowHeight: number) {
		this.count = count;
		this.rowHeight = rowHeight;
	}

	/** How high the element is that the rows are in. */
	get height(): number {
		return Math.min(this.count * this.rowHeight, highest);
	}

	/** How far down the list is what the element shows at its top, when it is scrolled so far. @param view what is seen of it */
	offsetAt(scrollTop: number, view: number): number {
		return scrollTop * this.#scale(view);
	}

	/** How far the element has to be scrolled to show that. */
	scrollTopAt(offset: number, view: number): number {
		return offset / this.#scale(view);
	}

	/** Where in the element a row is drawn when it is scrolled so far. @param position in the list, from 0 */
	topOf(position: number, scrollTop: number, view: number): number {
		return position * this.rowHeight - this.offsetAt(scrollTop, view) + scrollTop;
	}

	/** So many times faster than the element, the list goes by. */
	#scale(view: number): number {
		const whole = this.count * this.rowHeight;
		return whole <= highest || view >= highest ? 1 : (whole - view) / (highest - view);
	}
}
