/** The recipes of images, and the composition for one host. */
package dev.tidings.charts.images;
