import { checks } from '../checks/all';
import { rulePage } from '../checks/rulePage';
import { explainReply } from '../knowledge/explain';
import type { Language } from '../knowledge/knowledge';
import { explanationPage } from '../knowledge/pages';
import type { ExplainParams, Page } from '../protocol';

/** The same in a few sentences of plain text, for editors that show no pages. */
export function briefly(text: string, language?: Language): string {
	const rule = checks.find(({ id }) => id === text.trim());
	if (rule) {
		return `${rule.id}: ${rule.doc.replace(/\s+/g, ' ')}`;
	}
	const { code, enhanced, title, meaning, fix } = explainReply(text, { language });
	const words = `${[code, enhanced, title].filter(Boolean).join(' ')}: ${meaning} ${fix}`;
	return words.replaceAll('`', '');
}

/** The page for a rule of ours (`reply.rejected`), a code, an enhanced code or a reply text. `null` for no text. */
export function explain({ text }: ExplainParams, language?: Language): Page | null {
	const asked = text.trim();
	const rule = checks.find(({ id }) => id === asked);
	if (rule) {
		return rulePage(rule);
	}
	return asked === '' ? null : explanationPage(asked, language);
}
