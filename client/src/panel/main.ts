import { listen } from './host';
import { Page } from './page';
import { wordsIn, type PanelWords } from './words';

const main = document.querySelector('main');
if (main) {
	const page = new Page(main, wordsIn<PanelWords>(main), document.documentElement.lang);
	listen((message) => page.hear(message));
}
