package dev.tidings.charts.configuration;

import java.util.List;

/**
 * The properties of one {@code @ConfigMapping}.
 *
 * @param module whose sources it is in
 * @param meaning what the interface says of itself
 */
record PropertyGroup(String module, String prefix, String meaning, List<Property> properties) {}
