package dev.tidings.platform.page;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items what is on it; fewer than the limit does not mean the end
 * @param nextCursor the way on in the list's order; null at its end
 * @param prevCursor the way back; null at its beginning
 */
@RegisterForReflection
public record Page<T>(List<T> items, String nextCursor, String prevCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of a query that asked for one row more than the limit, to see whether there is a next
   * page.
   *
   * @param rows at most {@code limit + 1} rows in the list's order
   * @param cursor the cursor that continues after a row
   */
  public static <T> Page<T> ofOneMore(List<T> rows, int limit, Function<T, Cursor> cursor) {
    return rows.size() <= limit
        ? new Page<>(rows, null, null)
        : new Page<>(rows.subList(0, limit), cursor.apply(rows.get(limit - 1)).encode(), null);
  }
}
