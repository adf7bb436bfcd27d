import type { MailLog } from '../core/mailLog';

/**
 * What functions have computed of an object, each at its own place. One weak entry for an object costs far less than one for each
 * function: the garbage collector walks through all of them again and again.
 */
const computed = new WeakMap<object, unknown[]>();
let functionCount = 0;
/** Stands for a value that is `undefined`, where nothing would stand for one that is not there. */
const nothing = Symbol('nothing');

/**
 * A function that computes once per object. The log gives the same session or message until a line of it changes, so that a log
 * which grows is not looked at again from its beginning; what nobody holds any more is forgotten. Of a log in a file, which forgets
 * its sessions and messages itself, only the last value is kept: the many rules ask for it one after the other.
 */
export function remembered<Subject extends object, Context extends Source, Value>(
	compute: (subject: Subject, context: Context) => Value,
): (subject: Subject, context: Context) => Value {
	const place = functionCount++;
	let last: { readonly subject: Subject; readonly value: Value } | undefined;
	return (subject, context) => {
		if (context.isOfFile) {
			if (last?.subject !== subject) {
				last = { subject, value: compute(subject, context) };
			}
			return last.value;
		}
		let values = computed.get(subject);
		if (!values) {
			values = [];
			computed.set(subject, values);
		}
		const known = values[place];
		if (known !== undefined) {
			return (known === nothing ? undefined : known) as Value;
		}
		const value = compute(subject, context);
		values[place] = value === undefined ? nothing : value;
		return value;
	};
}

/** What something is looked at in. */
type Source = Pick<MailLog, 'isOfFile'>;

/**
 * A function that computes again only when the object is another one, or what else decides has changed: `stamp` says so.
 * @returns A function of the object, what it is looked at in, and whatever else decides.
 */
export function rememberedWhile<
	Subject extends object,
	Context,
	State extends { readonly stamp: string },
	Value,
>(
	compute: (subject: Subject, context: Context, state: State) => Value,
): (subject: Subject, context: Context, state: State) => Value {
	const values = new WeakMap<Subject, { readonly stamp: string; readonly value: Value }>();
	return (subject, context, state) => {
		const known = values.get(subject);
		if (known?.stamp === state.stamp) {
			return known.value;
		}
		const value = compute(subject, context, state);
		values.set(subject, { stamp: state.stamp, value });
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
