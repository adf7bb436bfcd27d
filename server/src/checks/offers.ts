import type { Session, Step } from '../core/model';

/** What a server offered at one place of a session. */
export interface Offers {
	/** The mechanisms behind AUTH, in upper case; absent where AUTH was not offered. */
	readonly auth?: readonly string[];
	readonly starttls: boolean;
}

/** What the last EHLO before a step was answered with (RFC 5321 §4.1.1.1); `undefined` where the log does not show it. */
export function offersBefore(steps: readonly Step[], at: number): Offers | undefined {
	const hello = steps.slice(0, at).findLastIndex(({ stage }) => stage === 'hello');
	const step = steps[hello];
	const isHello = /^\s{0,4}(?:EHLO|LHLO)\b/i.test(step?.command ?? '');
	// What was offered before TLS does not count behind it (RFC 3207 §4.2).
	const isStale = steps.slice(hello + 1, at).some(secures);
	if (!step?.reply?.code.startsWith('2') || !isHello || isStale) {
		return undefined;
	}
	const lines = step.reply.text.toUpperCase().split('\n');
	// AUTH PLAIN LOGIN   AUTH=PLAIN LOGIN, as old clients ask for it
	const auth = lines.flatMap((line) => /^AUTH[ =](.{0,500})$/.exec(line.trim())?.[1]?.split(/\s+/) ?? []);
	return {
		...(auth.length > 0 && { auth: auth.filter(Boolean) }),
		starttls: lines.some((line) => line.trim() === 'STARTTLS'),
	};
}

/** Whether TLS begins with a step: the handshake, or STARTTLS that was granted where the log shows no handshake. */
export function secures({ stage, reply, failed }: Step): boolean {
	return (stage === 'tls' && !failed) || (stage === 'starttls' && reply?.code === '220');
}

/** Ports on which a conversation begins without TLS (RFC 5321 §2.3.5, RFC 6409 §3.1). */
const plainPorts: ReadonlySet<number> = new Set([24, 25, 26, 587, 2525]);

/** Whether a step was said in the clear; `undefined` where the log does not tell. */
export function isInTheClear(session: Session, at: number): boolean | undefined {
	const { steps, peer, tls } = session;
	if (steps.slice(0, at).some(secures)) {
		return false;
	}
	const isTlsLater = steps.slice(at).some(secures);
	if (tls && !isTlsLater) {
		return false;
	}
	// A server offers STARTTLS only before TLS (RFC 3207 §4.2).
	return (
		offersBefore(steps, at)?.starttls === true || isTlsLater || plainPorts.has(peer?.port ?? 0) || undefined
	);
}

/** Whether the other side is this machine. */
export function isLoopback({ peer }: Pick<Session, 'peer'>): boolean {
	const { name = '', address = '' } = peer ?? {};
	return /^(?:127\.|::1$|::ffff:127\.)/.test(address) || /^(?:localhost|ip6-localhost)\b/i.test(name);
}

// 127.0.0.1   10.0.0.5   192.168.1.2   172.16.0.9   ::1   fd00::1   fe80::1
const near =
	/^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:|::ffff:(?:127|10)\.)/i;

/** Whether an IP address is of this host or of a private network (RFC 1918, RFC 4193). */
export function isPrivate(address: string): boolean {
	return near.test(address);
}
