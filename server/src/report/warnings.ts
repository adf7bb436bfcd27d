import type { Language } from '../knowledge/knowledge';
import type { CountedLine } from './countedLine';
import { total } from './figures';
import type { Ledger } from './ledger';
import { Causes } from './reasons';
import type { Tally } from './tally';

/** Counts warnings and errors, those alike together. */
export class Warnings {
	/** Not those of the ledger: the same words may be a cause of something, too. */
	readonly causes: Causes;
	readonly texts: Tally;

	constructor(
		private readonly ledger: Ledger,
		language: Language | undefined,
	) {
		this.causes = new Causes(ledger.log, language);
		this.texts = ledger.tally(['count']);
	}

	/** A warning, or another line, which counts where the program says how grave it is. */
	countWarning({ line, kind, brief }: CountedLine): void {
		const number = this.causes.ofWarning(line, brief);
		const { severity } = this.causes.at(number);
		if (severity === undefined && kind.kind !== 'warning') {
			return;
		}
		const isWarning = severity === undefined || severity === 'warning';
		this.ledger.addTotal(isWarning ? total.warnings : total.errors, line);
		this.texts.add(number, 0, line);
	}
}
