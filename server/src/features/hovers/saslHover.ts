import { valueOf } from '../../core/event';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { termAnswer } from './termWords';
import { tokenUnder } from './token';

/** A SASL mechanism: in a field, in an EHLO reply that offers it, in AUTH. */
export function saslHover(pointed: Pointed): Answer | undefined {
	const { event } = pointed;
	const field = fieldUnder(pointed, 'saslMethod');
	if (field) {
		// Exim names its authenticators: plain_server, login_saslauthd_server.
		const name = field.value.split('_', 1)[0] ?? '';
		return (
			termAnswer(pointed, 'sasl-mechanism', field.value, { span: field.span }) ??
			termAnswer(pointed, 'sasl-mechanism', name, { span: field.span, shown: field.value })
		);
	}
	//   250-AUTH PLAIN LOGIN    AUTH LOGIN    SASL PLAIN authentication failed
	//            ----- -----         -----         -----
	const words = valueOf(event, 'text') ?? '';
	const token = /^(?:\d{3}[ -])?AUTH[ =]|\bSASL /.test(words.slice(0, 1000))
		? tokenUnder(pointed, (character) => /[A-Za-z0-9-]/.test(character))
		: undefined;
	return token && termAnswer(pointed, 'sasl-mechanism', token.text, { span: token.span });
}
