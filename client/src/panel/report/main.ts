import { wordsIn } from '../words';
import { host } from './host';
import { ReportPage } from './reportPage';
import type { ReportWords } from './words';

const main = document.querySelector('main');
if (main) {
	const page = new ReportPage(main, wordsIn<ReportWords>(main), document.documentElement.lang);
	host.listen((message) => page.hear(message));
}
