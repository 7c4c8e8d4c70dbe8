/** The runs: each is one question to a server, with a size, a rate and a duration. */
package dev.tidings.bench.scenario;
