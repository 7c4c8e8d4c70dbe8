/**
 * The console in a real browser, against the running system. The browser is the system's own
 * Chromium; {@code deploy/e2e/install-chromium.sh} installs it on Debian, and without one these
 * tests are skipped.
 */
package dev.tidings.e2e.browser;
