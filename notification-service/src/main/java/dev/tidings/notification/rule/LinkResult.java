package dev.tidings.notification.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import java.net.URLEncoder;

/** How a value is written into a link: it can't leave its place in the path or query. */
final class LinkResult extends PlainResult {

  @Override
  public String map(Object result, Expression expression) {
    return result instanceof RawString raw
        ? raw.getValue()
        : URLEncoder.encode(super.map(result, expression), UTF_8).replace("+", "%20");
  }
}
