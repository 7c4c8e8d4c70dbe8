/**
 * What tests of Tidings stand on: real servers, tokens of a key of their own, a clock that a test
 * sets, the contract's example files, and the architecture as rules.
 */
package dev.tidings.platform.testkit;
