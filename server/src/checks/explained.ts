import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { FaultsOf } from './faults';
import { bareLineEndFaults } from './protocolBareLineEnd';
import { eightBitFaults } from './protocolEightBit';
import { extensionFaults } from './protocolExtensionNotOffered';
import { goAheadFaults } from './protocolDataWithoutGoAhead';
import { lineFaults } from './protocolLineTooLong';
import { orderFaults } from './protocolOrder';
import { notSmtpFaults } from './protocolNotSmtp';
import { pipeliningFaults } from './protocolPipelining';
import { recipientFaults } from './protocolNoRecipient';
import { sizeFaults } from './protocolSizeExceeded';
import { tlsHelloFaults } from './protocolNoHelloAfterTls';
import { remembered } from './remembered';

/** The rules that know why a command was refused: the gravest fault first, where two of them tell of one refusal. */
const faults: readonly FaultsOf[] = [
	tlsHelloFaults,
	goAheadFaults,
	orderFaults,
	recipientFaults,
	extensionFaults,
	sizeFaults,
	eightBitFaults,
	lineFaults,
	pipeliningFaults,
	bareLineEndFaults,
	notSmtpFaults,
];

/** The lines of a session's refusals, from 0, whose cause is a fault against the protocol: a rule of its own tells of it. */
export const explainedLines = remembered((session: Session, log: MailLog): ReadonlySet<number> => {
	const found = faults.flatMap((faultsOf) => faultsOf(session, log).map(({ explains }) => explains ?? []));
	// Faults of one kind may have one list together.
	return new Set([...new Set(found)].flat());
});
