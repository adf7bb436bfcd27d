// In a window whose language is Indonesian: the palette, the pickers and the pages.
import { testWords } from './words';

testWords({
	language: 'id',
	explain: 'Mail Log: Jelaskan Kode Balasan…',
	compare: 'Mail Log: Bandingkan Kode Balasan…',
	titles: { 220: 'Layanan siap', 235: 'Autentikasi berhasil' },
	headings: [
		'Deskripsi',
		'Ketika Anda Melihatnya',
		'Cara Memperbaiki',
		'Perbedaan Utama',
		'Kapan Menggunakan Yang Mana',
		'Pelajari Lebih Lanjut',
	],
});
