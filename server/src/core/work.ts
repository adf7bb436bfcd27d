/** Work in small steps, between which others may have their turn; it ends with a value. */
export type Work<Value> = Generator<undefined, Value>;

/** Does all of it at once. */
export function done<Value>(work: Work<Value>): Value {
	let step = work.next();
	while (!step.done) {
		step = work.next();
	}
	return step.value;
}
