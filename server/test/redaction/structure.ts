import type { MailLog } from '../../src/core/mailLog';
import type { Message, Session } from '../../src/core/model';

/** What a log says, without any name and any words: it has to be the same of the redacted log. */
export function structureOf(log: MailLog): object {
	return {
		format: log.format,
		layout: log.layout,
		lineCount: log.lineCount,
		unrecognized: log.unrecognized,
		foreign: log.foreign,
		kinds: Array.from({ length: log.lineCount }, (_, line) => `${line + 1} ${log.event(line).kind}`),
		sessions: Array.from(log.sessions(), sessionOf),
		messages: Array.from(log.messages(), messageOf),
	};
}

function sessionOf({
	role,
	software,
	program,
	lines,
	steps,
	tls,
	auth,
	recipients,
	queueIds,
	accepted,
	outcome,
	start,
	end,
	cut,
}: Session) {
	return {
		role,
		software,
		program,
		lines,
		steps: steps.map(({ stage, line, continuation, reply, elapsed, evidence, failed, command }) => ({
			stage,
			line,
			continuation,
			reply: reply && [reply.code, reply.enhanced, reply.line, reply.lines],
			elapsed,
			evidence,
			failed,
			verb: command?.split(/[ :]/)[0]?.toUpperCase(),
		})),
		tls,
		auth: auth && [auth.mechanism, auth.ok, auth.user !== undefined],
		recipients: recipients.map(({ code, enhanced, line }) => [code, enhanced, line]),
		queueIds,
		accepted,
		outcome,
		times: [start, end],
		cut,
	};
}

function messageOf(message: Message) {
	const {
		format,
		queueId,
		messageId,
		sender,
		size,
		recipientCount,
		arrival,
		lines,
		filterLines,
		deliveries,
		recipients,
	} = message;
	return {
		format,
		queueId,
		names: [messageId !== undefined, sender === undefined ? 'none' : sender === '' ? 'null' : 'some'],
		size,
		recipientCount,
		arrival,
		lines,
		filterLines,
		deliveries: deliveries.map(
			({ line, original, relay, status, enhanced, reply, inReplyTo, delay, router, transport, session }) => ({
				line,
				hasOriginal: original !== undefined,
				relay: relay && [relay.name !== undefined, relay.address !== undefined, relay.port],
				status,
				enhanced,
				reply: reply && [reply.code, reply.enhanced],
				inReplyTo,
				delay,
				router,
				transport,
				session,
			}),
		),
		outcomes: recipients.map(({ outcome }) => outcome),
		parent: message.parent,
		children: message.children,
		end: message.end,
		cut: message.cut,
	};
}
