/** Many subscribers: they connect, subscribe, listen, and come back when their connection ends. */
package dev.tidings.bench.audience;
