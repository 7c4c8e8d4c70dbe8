/** {@code docs/configuration.md}: written from the sources, and held against them and the chart. */
package dev.tidings.charts.configuration;
