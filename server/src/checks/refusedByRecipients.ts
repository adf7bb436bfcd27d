import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Message } from '../core/model';
import { say, sayAll } from '../knowledge/say';
import { causeOf, quoted } from './cause';
import type { Finding } from './finding';
import { spanOf } from './places';
import { remembered } from './remembered';
import { addressWords, codeWords, peerWords } from './words';

/**
 * Recipients for whom the content of a message was refused that others took, as Exim notes it of PRDR
 * (draft-hall-prdr): `PRDR b@example.com 550 5.7.1 no`, `PRDR R=<b@example.com> refusal`.
 */
export const refusedByRecipients = remembered((message: Message, log: MailLog): readonly Finding[] =>
	message.format === 'exim' ? message.lines.flatMap((line) => findingAt(message, line, log)) : [],
);

function findingAt(message: Message, line: number, log: MailLog): Finding[] {
	if (log.kindAt(line) !== 'info' || !log.text(line).includes(' PRDR ')) {
		return [];
	}
	const event = log.event(line);
	const [to, code, enhanced, text = ''] = (['to', 'code', 'enhanced', 'text'] as const).map((name) =>
		valueOf(event, name),
	);
	const isRefused = /^[45]/.test(code ?? '') || /^(?:temporary )?refusal$/.test(text);
	if (to === undefined || !isRefused) {
		return [];
	}
	const usual = text.startsWith('temporary') ? '451' : '550';
	const reply = { ...(enhanced !== undefined && { enhanced }), text };
	const cause = causeOf({ ...reply, code: code ?? usual }, 'content', { side: 'server' });
	const session = message.arrival?.session;
	const peer = session === undefined ? undefined : peerWords(log.session(session).peer);
	return [
		{
			rule: 'reply.rejected',
			severity: 'warning',
			line,
			span: spanOf(log, line),
			title: cause.title,
			message: say('rejected.afterData', {
				recipient: addressWords(to),
				peer: peer ?? say('auth.aClient'),
				why: sayAll(codeWords({ code, enhanced }), cause.title),
				quote: quoted(text),
			}),
			fix: cause.fix,
			...(code !== undefined && { code }),
			...(enhanced !== undefined && { enhanced }),
			...(session !== undefined && { session }),
			messageId: message.queueId,
		},
	];
}
