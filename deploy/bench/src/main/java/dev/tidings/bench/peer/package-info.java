/** Other servers, for figures side by side: Socket.IO on Node and nchan in nginx. */
package dev.tidings.bench.peer;
