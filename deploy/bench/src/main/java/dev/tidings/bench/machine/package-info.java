/** What processes and the machine use: CPU time from the operating system, memory from Linux. */
package dev.tidings.bench.machine;
