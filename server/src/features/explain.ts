import { checks } from '../checks/all';
import { rulePage } from '../checks/rulePage';
import type { Language } from '../knowledge/knowledge';
import { explanationPage } from '../knowledge/pages';
import type { ExplainParams, Page } from '../protocol';

/** The page for a rule of ours (`reply.rejected`), a code, an enhanced code or a reply text. `null` for no text. */
export function explain({ text }: ExplainParams, language?: Language): Page | null {
	const asked = text.trim();
	const rule = checks.find(({ id }) => id === asked);
	if (rule) {
		return rulePage(rule);
	}
	return asked === '' ? null : explanationPage(asked, language);
}
