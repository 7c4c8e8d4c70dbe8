/** Publishing by plan: on a schedule that waits for nobody, or as fast as it is delivered. */
package dev.tidings.bench.load;
