import type { FieldName, LineEvent } from '../../core/event';
import type { Pointed } from './pointed';

/** What a mail address is in its line, by the field it stands in; the key of its sentence. */
const addressRoles: Partial<Readonly<Record<FieldName, string>>> = {
	from: 'role.sender',
	to: 'role.recipient',
	recipient: 'role.recipient',
	original: 'role.original',
	saslUser: 'role.login',
	saslSender: 'role.saslSender',
	user: 'role.user',
};

export function roleOfAddress(name: FieldName): string {
	return addressRoles[name] ?? 'role.address';
}

/** What the other side of a line is: the client of a server, the server of a client. */
export function roleOfPeer({ log, line, event }: Pointed, name: FieldName | undefined): string {
	switch (name) {
		case 'relayHost':
		case 'relayAddress':
		case 'relay':
		case 'remoteHost':
			return 'role.relay';
		case 'helo':
			return 'role.helo';
		case 'localAddress':
			return 'role.local';
		default:
			return isOutgoing(event) || (name !== undefined && log.sessionAt(line)?.role === 'client')
				? 'role.relay'
				: name === undefined
					? 'role.address'
					: 'role.client';
	}
}

/** Exim's lines of deliveries name the next server as those of arrivals name the client. */
function isOutgoing({ kind }: LineEvent): boolean {
	return kind.startsWith('delivery') || kind === 'deferred' || kind === 'failed';
}
