package dev.tidings.notification.rule;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a value is written into a text: numbers without exponents, lists with commas. */
class PlainResult implements ResultMapper {

  /** A number with more zeros is nothing that people read, and may be too long for any memory. */
  private static final int MOST_ZEROS = 30;

  @Override
  public boolean appliesTo(TemplateNode.Origin origin, Object result) {
    return true;
  }

  @Override
  public String map(Object result, Expression expression) {
    return written(result, expression);
  }

  private static String written(Object result, Expression expression) {
    return switch (result) {
      case BigDecimal number when Math.abs((long) number.scale()) <= MOST_ZEROS ->
          number.toPlainString();
      case List<?> list ->
          list.stream()
              .map(item -> item == null ? "" : written(item, expression))
              .collect(Collectors.joining(", "));
      case Map<?, ?> _ ->
          throw new TemplateException(
              "{" + expression.toOriginalString() + "} is an object, not a text");
      default -> result.toString();
    };
  }
}
