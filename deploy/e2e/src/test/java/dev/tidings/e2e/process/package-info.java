/** How packaged processes begin, end, and are seen from outside. */
package dev.tidings.e2e.process;
