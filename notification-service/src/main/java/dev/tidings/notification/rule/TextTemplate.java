package dev.tidings.notification.rule;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.WhenSectionHelper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for what an event says. It sees plain data only: no bean, no class and no
 * method is within its reach, it can't include other templates, and what an event says is never
 * read as a template. Thread-safe.
 */
final class TextTemplate {

  /** What every template may name. */
  private static final Set<String> ROOTS = Set.of("event", "data", "room");

  /** The names that a template gives to things itself. */
  private static final Pattern OWN_NAMES =
      Pattern.compile("\\{#(?:for|each)\\s+(\\w+)\\s+in\\b|\\{#(?:let|set)\\s+(\\w+)\\s*=");

  private static final Engine TEXT = engine(new PlainResult());
  private static final Engine LINK = engine(new LinkResult());

  private final Template template;

  private TextTemplate(Template template) {
    this.template = template;
  }

  /**
   * A template of a text.
   *
   * @throws BadTemplateException if it can't be used
   */
  static TextTemplate ofText(String source) throws BadTemplateException {
    return parse(TEXT, source);
  }

  /**
   * A template of a link: what it takes from the event is encoded for use in a path or query,
   * except for {@code {data.address.raw}}.
   *
   * @throws BadTemplateException if it can't be used
   */
  static TextTemplate ofLink(String source) throws BadTemplateException {
    return parse(LINK, source);
  }

  /**
   * Fills it in.
   *
   * @throws BadTemplateException if it needs what the event doesn't say
   */
  String fill(Map<String, Object> data) throws BadTemplateException {
    TemplateInstance instance = template.instance();
    data.forEach(instance::data);
    try {
      return instance.render();
    } catch (TemplateException e) {
      throw new BadTemplateException(reason(e));
    }
  }

  private static TextTemplate parse(Engine engine, String source) throws BadTemplateException {
    try {
      Template template = engine.parse(source);
      var names = new HashSet<>(ROOTS);
      Matcher own = OWN_NAMES.matcher(source);
      while (own.find()) {
        names.add(own.group(1) == null ? own.group(2) : own.group(1));
      }
      names.add("it");
      for (Expression expression : template.getExpressions()) {
        check(expression, names);
      }
      return new TextTemplate(template);
    } catch (TemplateException e) {
      throw new BadTemplateException(reason(e));
    }
  }

  private static void check(Expression expression, Set<String> names) throws BadTemplateException {
    if (expression.isLiteral()) {
      return;
    }
    List<Expression.Part> parts = expression.getParts();
    String root = parts.getFirst().getName();
    boolean ofLoop = names.stream().anyMatch(name -> root.startsWith(name + "_"));
    if (expression.hasNamespace() || !names.contains(root) && !ofLoop) {
      throw new BadTemplateException(
          "{%s}: only event, data and room are known".formatted(expression.toOriginalString()));
    }
    for (Expression.Part part : parts) {
      if (part.isVirtualMethod()) {
        for (Expression parameter : part.asVirtualMethod().getParameters()) {
          check(parameter, names);
        }
      }
    }
  }

  private static Engine engine(PlainResult result) {
    return Engine.builder()
        .addSectionHelpers(
            new IfSectionHelper.Factory(),
            new LoopSectionHelper.Factory(),
            new SetSectionHelper.Factory(),
            new WhenSectionHelper.Factory())
        .addValueResolvers(
            new FieldResolver(),
            new ExcerptResolver(),
            ValueResolvers.mapperResolver(),
            ValueResolvers.mapEntryResolver(),
            ValueResolvers.collectionResolver(),
            ValueResolvers.listResolver(),
            ValueResolvers.thisResolver(),
            ValueResolvers.orResolver(),
            ValueResolvers.orEmpty(),
            ValueResolvers.trueResolver(),
            ValueResolvers.logicalAndResolver(),
            ValueResolvers.logicalOrResolver(),
            ValueResolvers.rawResolver())
        .addResultMapper(result)
        .build();
  }

  private static String reason(TemplateException e) {
    return e.getMessage().lines().findFirst().orElse("is no template").strip();
  }
}
