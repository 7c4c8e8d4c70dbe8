/** What the Helm chart makes of its values. */
package dev.tidings.charts.chart;
