/** Lists in pages: a limit, opaque cursors, and the shape of the answer. */
package dev.tidings.platform.page;
