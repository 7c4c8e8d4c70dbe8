package dev.tidings.notification.rule;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of an object, and nothing of the map that holds them; and its {@code personName}: the
 * first and last names that it has, else its {@code name}.
 */
final class FieldResolver implements ValueResolver {

  @Override
  public boolean appliesTo(EvalContext context) {
    return context.getBase() instanceof Map && context.getParams().isEmpty();
  }

  @Override
  public CompletionStage<Object> resolve(EvalContext context) {
    var fields = (Map<?, ?>) context.getBase();
    if (fields.containsKey(context.getName())) {
      return CompletedStage.of(fields.get(context.getName()));
    }
    if (context.getName().equals("personName")) {
      String name = personName(fields);
      return name.isBlank() ? Results.notFound(context) : CompletedStage.of(name);
    }
    return Results.notFound(context);
  }

  private static String personName(Map<?, ?> person) {
    String full =
        Stream.of(person.get("firstName"), person.get("lastName"))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    return full.isEmpty() ? Objects.toString(person.get("name"), "") : full;
  }
}
