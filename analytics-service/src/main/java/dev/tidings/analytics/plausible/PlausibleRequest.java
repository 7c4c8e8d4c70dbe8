package dev.tidings.analytics.plausible;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.analytics.hit.Action;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Revenue;
import dev.tidings.analytics.hit.Screen;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.analytics.ingest.HitBody;
import dev.tidings.analytics.ingest.Pages;
import dev.tidings.analytics.ingest.Props;
import dev.tidings.analytics.ingest.Report;
import dev.tidings.analytics.ingest.RevenueRequest;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What Plausible's script reports; each field has a short and a long name. What is not listed is
 * skipped.
 *
 * @param name {@code pageview}, {@code engagement}, or the site's name for an event
 * @param url the page's address
 * @param domain the site's key, or its domain; several with commas between them
 * @param referrer where the visitor came from; may be absent
 * @param props what the site says about it, an object or its JSON text; may be absent
 * @param interactive whether the visitor meant an event, which is so if it is absent
 * @param revenue what an event brought in, an object or its JSON text; may be absent
 * @param screenWidth in CSS pixels; only old scripts say it
 * @param engagedMs of an engagement: how long the page was in front since the report before
 * @param scrollDepth of an engagement: how far down the page was seen, in percent
 * @see <a href="https://plausible.io/docs/events-api">Plausible, events API</a>
 */
@RegisterForReflection
public record PlausibleRequest(
    @JsonProperty("n") @JsonAlias("name") @NotBlank @Size(max = 120) String name,
    @JsonProperty("u") @JsonAlias("url") @NotBlank @Size(max = 2048) String url,
    @JsonProperty("d") @JsonAlias("domain") @NotBlank @Size(max = 2048) String domain,
    @JsonProperty("r") @JsonAlias("referrer") @Size(max = 2048) String referrer,
    @JsonProperty("p")
        @JsonAlias({"props", "m", "meta"})
        @Schema(type = SchemaType.OBJECT, implementation = Object.class)
        JsonNode props,
    @JsonProperty("i") @JsonAlias("interactive") Boolean interactive,
    @JsonProperty("$") @JsonAlias("revenue") @Schema(implementation = RevenueRequest.class)
        JsonNode revenue,
    @JsonProperty("w") @JsonAlias("screen_width") Integer screenWidth,
    @JsonProperty("e") Long engagedMs,
    @JsonProperty("sd") Integer scrollDepth) {

  private static final long DAY_MS = 24 * 60 * 60 * 1000L;
  private static final int WHOLE_PAGE = 100;

  /**
   * What is reported.
   *
   * @throws ProblemException {@code validation-failed}
   */
  Report report() {
    return Report.of(
        action(),
        Pages.page(url, "/u"),
        url,
        Pages.absolute(referrer),
        screenWidth == null ? null : Screen.ofWidth(screenWidth),
        null);
  }

  private Action action() {
    return switch (name) {
      case "pageview" -> new PageView(null, Props.text(scalarProps(), "/p"));
      case "engagement" ->
          new Engagement(
              engagedMs == null ? 0 : Math.clamp(engagedMs, 0, DAY_MS),
              // 255 is how old scripts say that they don't know.
              scrollDepth == null || scrollDepth < 0 || scrollDepth > WHOLE_PAGE
                  ? null
                  : scrollDepth);
      default ->
          new VisitorEvent(
              name, Props.text(scalarProps(), "/p"), !Boolean.FALSE.equals(interactive), money());
    };
  }

  /** The properties that are single values; like Plausible, others are left out. */
  private ObjectNode scalarProps() {
    ObjectNode scalars = Json.mapper().createObjectNode();
    for (var property : given(props, "/p").properties()) {
      if (property.getValue().isValueNode() && !property.getValue().isNull()) {
        scalars.set(property.getKey(), property.getValue());
      }
    }
    return scalars;
  }

  /** The script sends an object without fields for events that brought in nothing. */
  private Revenue money() {
    JsonNode given = given(revenue, "/$");
    if (!given.hasNonNull("amount") || !given.hasNonNull("currency")) {
      return null;
    }
    try {
      return new RevenueRequest(
              new BigDecimal(given.path("amount").asText()), given.path("currency").asText())
          .revenue("/$");
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("/$/amount", "must be a number");
    }
  }

  private static JsonNode given(JsonNode value, String pointer) {
    if (value == null || !value.isTextual()) {
      return value == null ? Json.mapper().createObjectNode() : value;
    }
    try {
      return HitBody.text(Json.mapper().readTree(value.textValue()), pointer);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid(pointer, "must be an object or the JSON text of one");
    }
  }
}
