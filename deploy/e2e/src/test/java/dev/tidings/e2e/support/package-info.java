/**
 * The kit of the end-to-end tests: starts the packaged system through its launcher and speaks with
 * it as the outside world does: HTTP, WebSocket, Kafka, and SQL to check what is really stored. No
 * class of the product is on the class path.
 */
package dev.tidings.e2e.support;
