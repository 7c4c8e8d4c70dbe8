/**
 * The tests of the TypeScript client, which are run by Node as its users run it. They need Node 20
 * or newer with npm; without them they are skipped.
 */
package dev.tidings.e2e.sdk;
