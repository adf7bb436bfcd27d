// Sessions by the programs that people use: swaks, curl, openssl s_client, telnet. What they print is the sample;
// what they were told to do, and the reply codes in what they print, is the truth.
import { insist, mx1, transcriptOf } from './lab.mjs';
import { queueIdOf } from './smtpClient.mjs';

/** swaks with the arguments given; `codes` is what this session is expected to get. */
export async function swaks(from, args, codes, more = {}) {
	const opened = Date.now();
	const command = ['swaks', '--local-interface', from, ...args];
	const text = await transcriptOf(command);
	const seen = [...text.matchAll(/^<(?:-|~|\*\*|~\*) +(\d{3})(?: |$)/gm)].map((match) => match[1]);
	return transcript({ opened, from, command, text, seen, codes, more });
}

/** curl -v sending `message`. */
export async function curl(from, args, codes, more, message) {
	const opened = Date.now();
	const command = ['curl', '-sv', '--interface', from, ...args];
	const text = (await transcriptOf(command, message)).replace(/\r/g, '');
	const seen = [...text.matchAll(/^< (\d{3})(?: |$)/gm)].map((match) => match[1]);
	return transcript({ opened, from, command, text, seen, codes, more });
}

/** A program used by hand at a terminal (`script` makes the terminal, so what is typed is seen). */
export async function byHand(from, command, input, codes, more = {}) {
	const opened = Date.now();
	const line = command.join(' ');
	const text = await transcriptOf(['script', '-q', '-e', '-E', 'always', '-c', line, '/dev/null'], input);
	const clean = text.replace(/\r/g, '');
	const seen = [...clean.matchAll(/^(\d{3})(?: |$)/gm)].map((match) => match[1]);
	return transcript({ opened, from, command, text: clean, seen, codes, more });
}

function transcript({ opened, from, command, text, seen, codes, more }) {
	const name = command.map((word) => (/[^\w@.:/=-]/.test(word) ? `'${word}'` : word)).join(' ');
	insist(seen.join() === codes.join(), `${name}: ${codes.join()} expected\n${text}`);
	const session = {
		peerAddress: from,
		role: 'server',
		codes,
		tls: false,
		refused: [],
		accepted: codes[codes.indexOf('354') + 1] === '250' && codes.includes('354'),
		end: codes.at(-1) === '221' ? 'completed' : 'lost',
		...more,
	};
	const queueId = session.accepted ? queueIdOf(text) : undefined;
	return { text: `$ ${name}\n${text.trimEnd()}\n`, opened, session, queueId };
}

/** The same session as its transcript has it: told by an observer, and the peer is the server. */
export function observed({ session, queueId, server = mx1 }) {
	return { ...session, peerAddress: server, role: 'observer', ...(queueId && { queueIds: [queueId] }) };
}
