package dev.tidings.notification.rule;

import io.quarkus.qute.EvalContext;
import io.quarkus.qute.ValueResolver;
import java.util.concurrent.CompletionStage;

/** {@code {data.message.excerpt(200)}}: the beginning of a text. */
final class ExcerptResolver implements ValueResolver {

  /** The shortest excerpt that says anything, and the longest that a body holds. */
  private static final int LEAST = 2;

  private static final int MOST = 5_000;

  @Override
  public boolean appliesTo(EvalContext context) {
    return context.getBase() instanceof String
        && context.getName().equals("excerpt")
        && context.getParams().size() == 1;
  }

  @Override
  public CompletionStage<Object> resolve(EvalContext context) {
    String text = (String) context.getBase();
    return context
        .evaluate(context.getParams().getFirst())
        .thenApply(
            length -> Excerpt.of(text, Math.clamp(((Number) length).longValue(), LEAST, MOST)));
  }
}
