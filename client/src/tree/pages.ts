/** Elements of the tree that are shown at once below one parent, and added with each “more”. */
export const pageSize = 500;

/** How many elements are shown so that number `index` (from 0) is among them: whole pages. */
export function shownWith(index: number, shown: number): number {
	return index < shown ? shown : Math.ceil((index + 1) / pageSize) * pageSize;
}
