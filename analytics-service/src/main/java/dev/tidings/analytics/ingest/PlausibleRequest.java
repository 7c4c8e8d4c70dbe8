package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What Plausible's script reports; each field has a short and a long name. What is not listed is
 * skipped.
 *
 * @param name {@code pageview}, {@code engagement}, or the site's name for an event
 * @param url the page's address
 * @param domain the site's key, or its domain
 * @param referrer where the visitor came from; may be absent
 * @param props what the site says about an event, an object or its JSON text; may be absent
 * @see <a href="https://plausible.io/docs/events-api">Plausible, events API</a>
 */
@RegisterForReflection
public record PlausibleRequest(
    @JsonProperty("n") @JsonAlias("name") @NotBlank @Size(max = 120) String name,
    @JsonProperty("u") @JsonAlias("url") @NotBlank @Size(max = 2048) String url,
    @JsonProperty("d") @JsonAlias("domain") @NotBlank @Size(max = 253) String domain,
    @JsonProperty("r") @JsonAlias("referrer") @Size(max = 2048) String referrer,
    @JsonProperty("p")
        @JsonAlias({"props", "m", "meta"})
        @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        JsonNode props) {

  /** The properties that are single values; like Plausible, others are left out. */
  ObjectNode scalarProps() {
    ObjectNode scalars = Json.mapper().createObjectNode();
    for (var property : given().properties()) {
      if (property.getValue().isValueNode() && !property.getValue().isNull()) {
        scalars.set(property.getKey(), property.getValue());
      }
    }
    return scalars;
  }

  private JsonNode given() {
    if (props == null || !props.isTextual()) {
      return props == null ? Json.mapper().createObjectNode() : props;
    }
    try {
      return HitBody.text(Json.mapper().readTree(props.textValue()), "/p");
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("/p", "must be an object or the JSON text of one");
    }
  }
}
