/**
 * A function that computes once per object. The log gives the same session or message until a line of it changes, so that a log
 * which grows is not looked at again from its beginning; what nobody holds any more is forgotten.
 */
export function remembered<Subject extends object, Context, Value>(
	compute: (subject: Subject, context: Context) => Value,
): (subject: Subject, context: Context) => Value {
	const values = new WeakMap<Subject, { readonly value: Value }>();
	return (subject, context) => {
		const known = values.get(subject);
		if (known) {
			return known.value;
		}
		const value = compute(subject, context);
		values.set(subject, { value });
		return value;
	};
}

/**
 * A function of several objects that computes again only when one of them is another one, one comes or goes, or `state` changes.
 * @returns A function of the objects (at least one), what they are looked at in, and whatever else decides.
 */
export function rememberedForAll<Subject extends object, Context, State, Value>(
	compute: (subjects: readonly [Subject, ...Subject[]], context: Context, state: State) => Value,
): (subjects: readonly [Subject, ...Subject[]], context: Context, state: State) => Value {
	const values = new WeakMap<
		Subject,
		{ readonly subjects: readonly Subject[]; readonly state: State; readonly value: Value }
	>();
	return (subjects, context, state) => {
		const known = values.get(subjects[0]);
		if (known && known.state === state && isSame(known.subjects, subjects)) {
			return known.value;
		}
		const value = compute(subjects, context, state);
		values.set(subjects[0], { subjects: [...subjects], state, value });
		return value;
	};
}

function isSame(some: readonly object[], others: readonly object[]): boolean {
	return some.length === others.length && some.every((each, at) => each === others[at]);
}
