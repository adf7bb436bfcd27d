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
