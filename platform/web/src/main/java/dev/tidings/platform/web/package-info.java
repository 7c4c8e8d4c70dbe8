/** What every HTTP service of Tidings has: its JSON rules, clock, ids and security headers. */
package dev.tidings.platform.web;
