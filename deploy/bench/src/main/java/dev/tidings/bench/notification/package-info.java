/** Notifications over HTTP: what one for a whole workspace costs, and a person with very many. */
package dev.tidings.bench.notification;
