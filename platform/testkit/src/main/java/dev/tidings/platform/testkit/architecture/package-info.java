/** The architecture inside a module as rules that a test runs. */
package dev.tidings.platform.testkit.architecture;
