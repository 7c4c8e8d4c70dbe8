package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The rules of a replica.
 *
 * @param since since when they apply
 * @param faults what is wrong with the files as they are now, so that those before go on; empty if
 *     nothing is
 * @param rules those that apply, by name
 */
@RegisterForReflection
@Schema(name = "NotificationRules")
public record RulesView(Instant since, List<String> faults, List<RuleView> rules) {

  public RulesView {
    faults = List.copyOf(faults);
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param name unique among all
   * @param file where it is from; {@code defaults} if it came with the service
   * @param rule as it was written
   */
  @RegisterForReflection
  @Schema(name = "NotificationRule")
  public record RuleView(
      @Schema(examples = "lead-assigned") String name,
      @Schema(examples = "defaults") String file,
      @Schema(type = SchemaType.OBJECT) JsonNode rule) {}
}
