/** The chart rendered, its manifests read, and the files of this repository. */
package dev.tidings.charts.support;
