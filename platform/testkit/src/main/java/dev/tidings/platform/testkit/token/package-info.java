/** Tokens as the host's identity provider would sign them. */
package dev.tidings.platform.testkit.token;
