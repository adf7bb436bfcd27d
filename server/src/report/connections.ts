import { briefField } from '../core/dialects/brief';
import type { CountedLine } from './countedLine';
import { total } from './figures';
import type { Ledger } from './ledger';
import { Names } from './names';
import { networkOf } from './network';
import type { Tally } from './tally';

/** Counts how connections are secured, and who could not log in. */
export class Connections {
	readonly ciphers = new Names();
	readonly tls: Tally;
	readonly networks = new Names();
	readonly failedLogins: Tally;
	/** IP addresses, and the number of the network of each. */
	private readonly addresses = new Names();
	private readonly networkNumbers: number[] = [];

	constructor(private readonly ledger: Ledger) {
		this.tls = ledger.tally(['incoming', 'outgoing']);
		this.failedLogins = ledger.tally(['failures']);
	}

	/** A line with TLS version and cipher; `isOutgoing`: we are the client. */
	countTls({ line, brief }: CountedLine, isOutgoing: boolean): void {
		const start = brief.start(briefField.tlsVersion);
		const end = brief.end(briefField.tlsCipher);
		if (start < 0 || end < start) {
			return;
		}
		const isJoined = brief.start(briefField.tlsCipher) >= brief.end(briefField.tlsVersion);
		if (isJoined) {
			this.tls.add(this.ciphers.number(brief.bytes, start, end), isOutgoing ? 1 : 0, line);
		}
	}

	countFailedLogin({ line, brief }: CountedLine): void {
		this.ledger.addTotal(total.failedLogins, line);
		const field = briefField.address;
		if (brief.isNoted(field)) {
			const address = this.addresses.number(brief.bytes, brief.start(field), brief.end(field));
			this.failedLogins.add(this.networkOf(address), 0, line);
		}
	}

	private networkOf(address: number): number {
		return (this.networkNumbers[address] ??= this.networks.numberOf(networkOf(this.addresses.text(address))));
	}
}
