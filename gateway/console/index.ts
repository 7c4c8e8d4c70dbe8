/** The console: everything Tidings does, shown live. Each folder is one feature; `app` puts them together. */
import './theme/theme.css';
import './app/tidings-app';
