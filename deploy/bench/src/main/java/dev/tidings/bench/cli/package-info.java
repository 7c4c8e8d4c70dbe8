/** The commands: {@code ./tidings bench <group>}, a class for each group of scenarios. */
package dev.tidings.bench.cli;
