import type { Language } from '../knowledge/knowledge';
import { explanationPage } from '../knowledge/pages';
import type { ExplainParams, Page } from '../protocol';

/** The page for a code, an enhanced code or a reply text. `null` for no text. */
export function explain({ text }: ExplainParams, language?: Language): Page | null {
	return text.trim() === '' ? null : explanationPage(text, language);
}
