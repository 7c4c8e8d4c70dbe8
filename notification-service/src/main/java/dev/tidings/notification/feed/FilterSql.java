package dev.tidings.notification.feed;

import java.util.List;

/** Conditions that notifications and broadcasts are filtered by alike. */
final class FilterSql {

  private FilterSql() {}

  /** Appends the conditions on the table of the alias, and their parameters. */
  static void append(
      FeedFilter filter, String alias, StringBuilder query, List<Object> parameters) {
    if (filter.type() != null) {
      query.append(" and ").append(alias).append(".type = ?");
      parameters.add(filter.type());
    }
    if (!filter.priorities().isEmpty()) {
      query.append(" and ").append(alias).append(".priority = any (?)");
      parameters.add(filter.priorities().stream().map(Priority::value).toList());
    }
    if (filter.since() != null) {
      query.append(" and ").append(alias).append(".created_at >= ?");
      parameters.add(filter.since());
    }
    if (filter.text() != null) {
      query
          .append(" and strpos(lower(")
          .append(alias)
          .append(".title || ' ' || ")
          .append(alias)
          .append(".body), lower(?)) > 0");
      parameters.add(filter.text());
    }
  }
}
