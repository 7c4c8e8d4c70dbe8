/**
 * What a launcher tells the other commands about itself: the lock that it holds while it lives, and
 * its state file.
 */
package dev.tidings.local.state;
