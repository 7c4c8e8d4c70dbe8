/**
 * How a packaged process begins and ends: it refuses to start if something is missing without which
 * it would be unsafe or useless, and an end that was asked for is a good one. Owns no table and no
 * topic.
 */
package dev.tidings.platform.production;
