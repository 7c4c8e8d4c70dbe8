/**
 * The end of a gateway that is asked to stop (SIGTERM, SIGINT) while clients are connected: it says
 * that it is not ready, refuses new connections, lets load balancers notice, then tells its clients
 * one after the other to connect elsewhere, at a pace that the other gateways can take. Events are
 * delivered and commands are answered until a connection is closed. Owns no table and no topic.
 *
 * <p>Threads: the drain runs on the thread that stops the application, before anything of the
 * application is stopped ({@link io.quarkus.runtime.ShutdownDelayInitiatedEvent}): by the time of
 * {@link io.quarkus.runtime.ShutdownEvent} the HTTP server has closed its sockets.
 */
package dev.tidings.gateway.drain;
