/** The commands of {@code ./tidings} that need no build tool. */
package dev.tidings.local.cli;
