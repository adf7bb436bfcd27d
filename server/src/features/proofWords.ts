import { plainText } from '../checks/words';
import type { Proof } from '../core/proof';
import { codeSpan } from '../knowledge/markdown';

/** `joined by process 291 on mx1: lines 3 and 12`. Markdown; lines count from 1, as an editor shows them. */
export function proofWords(proof: Proof | undefined): string | undefined {
	if (!proof) {
		return undefined;
	}
	const { by, key, host, lines } = proof;
	const place = host ? ` on ${codeSpan(plainText(host, 60))}` : '';
	return `joined by ${by} ${codeSpan(plainText(key, 60))}${place}: lines ${lines[0] + 1} and ${lines[1] + 1}`;
}
