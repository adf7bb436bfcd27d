import type { Field, FieldName } from '../../core/event';
import type { TermKind } from '../../knowledge/knowledge';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { termAnswer } from './termWords';
import { isInMessage, matchUnder } from './token';

/** The keys of fields whose values have no hover of their own. */
const keys: Partial<Readonly<Record<FieldName, readonly [postfix: string, exim: string]>>> = {
	status: ['status', ''],
	connUse: ['conn_use', ''],
	recipientCount: ['nrcpt', ''],
	size: ['size', 'S'],
	protocol: ['proto', 'P'],
	user: ['uid', 'U'],
	delay: ['delay', 'DT'],
	tlsFeatures: ['tls', ''],
	router: ['', 'R'],
	transport: ['', 'T'],
};

/** `dsn=`, `conn_use=2`, Exim's `T=`: what a field of a log line says. */
export function fieldHover(pointed: Pointed): Answer | undefined {
	const { event } = pointed;
	const isExim = event.format === 'exim';
	const kind: TermKind = isExim ? 'exim-field' : 'log-field';
	const field = fieldUnder(pointed, ...(Object.keys(keys) as FieldName[])); // the keys of `keys` are field names
	const key = field && (isExim ? keys[field.name]?.[1] : keys[field.name]?.[0]);
	if (field && key) {
		return termAnswer(pointed, kind, key, {
			span: field.span,
			shown: `${key}=${field.value}`,
			first: [valueWords(pointed, field)],
		});
	}
	//   , conn_use=2    H=mx.example.net
	//     ---------     --
	const found =
		isInMessage(pointed) && event.kind !== 'data'
			? matchUnder(pointed, /(?<![\w-])[A-Za-z][\w-]{0,23}\*?(?==)/g, 32)
			: undefined;
	const answer =
		found && termAnswer(pointed, kind, found.text, { span: found.span, shown: `${found.text}=` });
	return answer ?? queueActive(pointed);
}

function queueActive(pointed: Pointed): Answer | undefined {
	const found = matchUnder(pointed, /\bqueue active\b/g);
	return found && termAnswer(pointed, 'log-field', 'queue active', { span: found.span });
}

/** What the value of this line says. */
function valueWords({ say }: Pointed, { name, value }: Field): string | undefined {
	const number = Number(value);
	switch (name) {
		case 'connUse':
			return say('field.connUse', { n: number });
		case 'recipientCount':
			return say.count('field.recipientCount', number);
		case 'status':
			return say(`field.status.${value}`) || undefined;
		default:
			return undefined;
	}
}
