/** What the environment says about the local stack, and where its files are. */
package dev.tidings.local.settings;
