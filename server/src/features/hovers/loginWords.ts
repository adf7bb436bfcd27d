import type { Session } from '../../core/model';
import type { PlaceOfReply } from './placeOfReply';
import type { Pointed } from './pointed';

/** Mechanisms that send the password, or a token that is as good, as it is. */
const readable: ReadonlySet<string> = new Set(['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER']);

/** How a refused login was tried: with which mechanism, and whether anybody on the way could read it. */
export function loginWords({ say, line }: Pointed, place: PlaceOfReply): string | undefined {
	const { stage, session, mechanism } = place;
	if (stage !== 'auth' || !session) {
		return undefined;
	}
	const tried = mechanism === undefined ? say('login.any') : say('login.with', { mechanism });
	const version = tlsBefore(session, line);
	if (version !== undefined) {
		return `${tried} ${version === '' ? say('login.tls') : say('login.tlsVersion', { version })}`;
	}
	const isReadable = mechanism === undefined || readable.has(mechanism);
	return `${tried} ${say(isReadable ? 'login.readable' : 'login.noTls')}`;
}

/** The version of the TLS under which a line was said; empty where it is not known; `undefined` where the log shows none. */
function tlsBefore({ steps, tls }: Session, line: number): string | undefined {
	const isUp = steps.some((step) => step.stage === 'tls' && !step.failed && step.line <= line);
	return isUp || tls ? (tls?.version ?? '') : undefined;
}
