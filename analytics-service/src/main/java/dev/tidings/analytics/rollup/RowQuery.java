package dev.tidings.analytics.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL that grows together with its parameters. For use by one thread. */
final class RowQuery {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds SQL, and the values of the question marks in it. */
  RowQuery add(String part, Object... values) {
    sql.append(part).append('\n');
    parameters.addAll(List.of(values));
    return this;
  }

  /** Adds a condition for each filter. */
  RowQuery where(Collection<Filter> filters) {
    for (Filter filter : filters) {
      where(filter);
    }
    return this;
  }

  private void where(Filter filter) {
    String value =
        switch (filter) {
          case Filter.ByProperty by -> {
            parameters.add(by.name());
            yield "coalesce(hit.props ->> ?, '')";
          }
          case Filter.ByDimension by -> "coalesce(" + column(by.dimension(), "hit") + ", '')";
        };
    condition(value, filter);
  }

  /** Adds a condition on visits for each filter; none may be of hits. */
  RowQuery whereVisit(Collection<Filter> filters) {
    for (Filter filter : filters) {
      if (filter instanceof Filter.ByDimension by) {
        condition("coalesce(visit." + by.dimension().visitColumn() + ", '')", filter);
      }
    }
    return this;
  }

  /** Adds conditions on a column that holds what the filters ask for. */
  RowQuery where(String column, Collection<Filter> filters) {
    filters.forEach(filter -> condition(column, filter));
    return this;
  }

  private void condition(String value, Filter filter) {
    sql.append(" and ");
    switch (filter.comparison()) {
      case IS -> sql.append(value).append(" = any (?)");
      case IS_NOT -> sql.append(value).append(" <> all (?)");
      case CONTAINS, LIKE -> sql.append(value).append(" like any (?)");
    }
    sql.append('\n');
    parameters.add(
        switch (filter.comparison()) {
          case IS, IS_NOT -> filter.values();
          case CONTAINS -> filter.values().stream().map(each -> "%" + escaped(each) + "%").toList();
          case LIKE ->
              filter.values().stream().map(each -> escaped(each).replace("*", "%")).toList();
        });
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /** Where a hit's value of a dimension stands. */
  static String column(Dimension dimension, String hits) {
    return dimension.hitColumn() == null
        ? "visit." + dimension.visitColumn()
        : hits + "." + dimension.hitColumn();
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(sql.toString());
    for (int i = 0; i < parameters.size(); i++) {
      prepared.setObject(i + 1, converted(connection, parameters.get(i)));
    }
    return prepared;
  }

  private static Object converted(Connection connection, Object parameter) throws SQLException {
    if (parameter instanceof List<?> texts) {
      return connection.createArrayOf("text", texts.toArray());
    }
    return parameter;
  }

  /** Columns for {@code group by}: the first so many. */
  static String firstColumns(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
