/**
 * What travels between a client and the gateway: frames, their JSON form, error and disconnect
 * codes. Depends on JDK and Jackson only, so that clients and load generators can use it.
 *
 * <p>Golden frames in {@code protocol/v1/{client,server}} are read by the tests of this module and
 * of the JavaScript SDK; a frame that is in the code and not there, or the reverse, fails a test.
 */
package dev.tidings.gateway.protocol;
