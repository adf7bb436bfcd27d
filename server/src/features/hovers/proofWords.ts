import { plainText } from '../../checks/words';
import type { Proof, SharedKey } from '../../core/proof';
import type { Say } from './say';

const keys: Readonly<Record<SharedKey, string>> = {
	process: 'proof.process',
	'queue id': 'proof.queueId',
	'session id': 'proof.sessionId',
	'address and port': 'proof.addressAndPort',
	address: 'proof.address',
};

/** `joined by process 291 on mx1: lines 3 and 12`. Markdown; lines count from 1, as an editor shows them. */
export function proofWords(proof: Proof | undefined, say: Say): string | undefined {
	if (!proof) {
		return undefined;
	}
	const { by, key, host, lines } = proof;
	const name = say(keys[by], { key: { code: plainText(key, 60) } });
	return say('proof', {
		by: {
			markdown: host
				? say('proof.onHost', { by: { markdown: name }, host: { code: plainText(host, 60) } })
				: name,
		},
		first: lines[0] + 1,
		second: lines[1] + 1,
	});
}
