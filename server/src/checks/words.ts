import type { Fate, Peer, Stage } from '../core/model';
import { plainText } from '../core/text/plainText';
import { sentence, type Language, type SentenceKey } from '../knowledge/knowledge';
import { sayCount, type Said } from '../knowledge/say';
import type { SessionHead } from './sessionHead';

export { plainText };

/** The contract's name of a session: `s1` for the first. */
export function sessionId(index: number): string {
	return `s${index + 1}`;
}

/** The number of the session that the contract calls so; `undefined` for what is no such name. */
export function sessionIndex(id: string): number | undefined {
	const number = /^s([1-9]\d{0,8})$/.exec(id)?.[1];
	return number === undefined ? undefined : Number(number) - 1;
}

/** `mx.example.net [192.0.2.1]`, or as much of it as is known. */
export function peerWords(peer: Peer | undefined): string | undefined {
	const name = peer?.name && peer.name !== 'unknown' ? plainText(peer.name, 100) : undefined;
	const address = peer?.address ? `[${plainText(peer.address, 50)}]` : undefined;
	return name || address ? [name, address].filter(Boolean).join(' ') : undefined;
}

/** The command a stage is about, as people name it: `RCPT`; a word of the language for what is no command. */
export function stageWords(stage: Stage, language?: Language): string {
	return commands[stage] ?? sentence(`stage.${stage as Unspoken}`, language);
}

/** The stages that no command begins. */
type Unspoken = NameOfStage<SentenceKey>;
type NameOfStage<Key> = Key extends `stage.${infer Name}` ? Name : never;

const commands: Partial<Readonly<Record<Stage, string>>> = {
	hello: 'EHLO',
	starttls: 'STARTTLS',
	auth: 'AUTH',
	mail: 'MAIL',
	rcpt: 'RCPT',
	data: 'DATA',
	reset: 'RSET',
	verify: 'VRFY',
	noop: 'NOOP',
	help: 'HELP',
	etrn: 'ETRN',
	xclient: 'XCLIENT',
	quit: 'QUIT',
};

/** `550 5.1.1` */
export function codeWords({
	code,
	enhanced,
}: {
	code?: string | undefined;
	enhanced?: string | undefined;
}): string {
	return [code, enhanced].filter(Boolean).join(' ');
}

/** An address; `<>` for the sender of a bounce. */
export function addressWords(address: string): string {
	return address === '' ? '<>' : plainText(address, 100);
}

/** A recipient, with the local user behind it where the log names one who is called otherwise: `team@example.com (bob)`. */
export function recipientWords({ address, user }: Pick<Fate<string>, 'address' | 'user'>): string {
	const isOther = user !== undefined && !address.startsWith(`${user}@`);
	return isOther ? `${addressWords(address)} (${plainText(user, 40)})` : addressWords(address);
}

/** The first of several, and how many there are besides: `a@example.com and 2 others`. */
export function firstOf(first: string, count: number): Said {
	return count > 1 ? sayCount('other', count - 1, { first }) : () => first;
}

/** A client or an observer is refused by the other side; a server refuses. */
export function isServer({ role }: SessionHead): boolean {
	return role === 'server';
}
