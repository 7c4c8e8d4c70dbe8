package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Several hits of one visitor, as our own script sends them.
 *
 * @param site the site's key
 * @param hits each is looked at by itself: one that breaks a rule doesn't stop the others
 */
@RegisterForReflection
public record HitsRequest(
    @NotBlank @Size(max = 64) @Schema(examples = "default") String site,
    @NotNull
        @Size(min = 1, max = HitsRequest.MAX_HITS)
        @Schema(implementation = HitsRequest.Item[].class)
        List<JsonNode> hits) {

  /** How many hits a request may have. */
  static final int MAX_HITS = 100;

  /** The kinds of hits. */
  public enum Kind {
    @JsonProperty("pageview")
    PAGEVIEW,
    @JsonProperty("event")
    EVENT,
    @JsonProperty("engagement")
    ENGAGEMENT
  }

  /**
   * One hit.
   *
   * @param url the page's address
   * @param title of a page view: the page's title; may be absent
   * @param referrer where the visitor came from; may be absent or empty
   * @param name of an event: the site's name for it
   * @param props of a page view or event: what the site says about it; may be absent
   * @param interactive of an event: whether the visitor meant it, which is so if it is absent
   * @param revenue of an event: what it brought in; may be absent
   * @param engagedMs of an engagement: how long the page was in front since the report before
   * @param scrollDepth of an engagement: how far down the page was seen, in percent; may be absent
   * @param screenWidth in CSS pixels; may be absent
   * @param language a BCP 47 tag; may be absent
   * @param userId the site's own id of the visitor; it is hidden before it is kept; may be absent
   * @param automated whether the browser says that a program drives it
   * @param ageMs how long ago it happened; just now if it is absent
   */
  @RegisterForReflection
  public record Item(
      @NotNull Kind type,
      @NotBlank @Size(max = 2048) String url,
      @Size(max = 500) String title,
      @Size(max = 2048) String referrer,
      @Size(max = 120) String name,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) ObjectNode props,
      Boolean interactive,
      @Valid RevenueRequest revenue,
      @Min(0) @Max(Item.DAY_MS) Long engagedMs,
      @Min(0) @Max(100) Integer scrollDepth,
      @Min(0) @Max(100_000) Integer screenWidth,
      @Size(max = 35) String language,
      @Size(min = 1, max = 200) String userId,
      boolean automated,
      @Min(0) @Max(30 * Item.DAY_MS) Long ageMs) {

    static final long DAY_MS = 24 * 60 * 60 * 1000L;
  }
}
