/** Where one of the texts stands. */
export interface Found {
	readonly start: number;
	readonly end: number;
}

/** One state: what leads on from it, where to go on when nothing does, and how long the longest text is that ends here. */
interface Node {
	readonly next: Map<number, number>;
	fallback: number;
	length: number;
}

/** Finds any of many texts in a line, all at once: the cost is that of the line, however many there are (Aho and Corasick, 1975). */
export class Needles {
	private readonly nodes: Node[] = [{ next: new Map(), fallback: 0, length: 0 }];
	private isReady = false;

	add(text: string): void {
		let node = 0;
		for (let at = 0; at < text.length; at++) {
			const unit = text.charCodeAt(at);
			let next = this.nodes[node]?.next.get(unit);
			if (next === undefined) {
				next = this.nodes.length;
				this.nodes.push({ next: new Map(), fallback: 0, length: 0 });
				this.nodes[node]?.next.set(unit, next);
			}
			node = next;
		}
		const last = this.nodes[node];
		if (last && text !== '') {
			last.length = text.length;
			this.isReady = false;
		}
	}

	get isEmpty(): boolean {
		return this.nodes.length === 1;
	}

	/** All places, from left to right; what overlaps is one place. */
	in(line: string): Found[] {
		if (this.isEmpty) {
			return [];
		}
		this.prepare();
		const found: Found[] = [];
		let state = 0;
		for (let at = 0; at < line.length; at++) {
			state = this.step(state, line.charCodeAt(at));
			const length = this.nodes[state]?.length ?? 0;
			if (length > 0) {
				let start = at + 1 - length;
				for (let last = found.at(-1); last && last.end >= start; last = found.at(-1)) {
					start = Math.min(start, last.start);
					found.pop();
				}
				found.push({ start, end: at + 1 });
			}
		}
		return found;
	}

	private step(from: number, unit: number): number {
		let state = from;
		for (;;) {
			const node = this.nodes[state];
			const next = node?.next.get(unit);
			if (next !== undefined) {
				return next;
			}
			if (state === 0) {
				return 0;
			}
			state = node?.fallback ?? 0;
		}
	}

	private prepare(): void {
		if (this.isReady) {
			return;
		}
		this.isReady = true;
		const queue = [0];
		for (let at = 0; at < queue.length; at++) {
			const from = queue[at] ?? 0;
			for (const [unit, to] of this.nodes[from]?.next ?? []) {
				const node = this.nodes[to];
				if (node) {
					node.fallback = from === 0 ? 0 : this.step(this.nodes[from]?.fallback ?? 0, unit);
					node.length ||= this.nodes[node.fallback]?.length ?? 0;
					queue.push(to);
				}
			}
		}
	}
}
