import type { Language } from '../knowledge/knowledge';
import { comparisonPage } from '../knowledge/pages';
import type { CompareParams, Page } from '../protocol';

/** The page that sets two codes side by side. `null` where one is missing. */
export function compare({ first, second }: CompareParams, language?: Language): Page | null {
	return first.trim() === '' || second.trim() === '' ? null : comparisonPage(first, second, language);
}
