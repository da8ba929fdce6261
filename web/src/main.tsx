// Starts the pages.
import { render } from 'preact';
import { App } from './app';
import { speak, wanted } from './i18n';

const place = document.getElementById('app');
if (place) speak(wanted()).then(() => render(<App />, place));
