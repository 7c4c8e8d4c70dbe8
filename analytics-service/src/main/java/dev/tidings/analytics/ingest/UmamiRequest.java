package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What Umami's script reports. What is not listed is skipped: a page may say neither who its
 * visitor is nor when it was visited.
 *
 * @param type {@code event}, for page views too
 * @see <a href="https://umami.is/docs/api/sending-stats">Umami, sending stats</a>
 */
@RegisterForReflection
public record UmamiRequest(
    @NotNull @Pattern(regexp = "event", message = "must be 'event'") String type,
    @NotNull @Valid Payload payload) {

  /**
   * What happened.
   *
   * @param website the site's key
   * @param hostname the page's host, if {@code url} is a path
   * @param url the page's address or its path
   * @param title the page's title; may be absent
   * @param referrer where the visitor came from; may be absent
   * @param name the site's name for an event; absent for a page view
   * @param data what the site says about an event; may be absent
   */
  @RegisterForReflection
  public record Payload(
      @NotBlank @Size(max = 64) String website,
      @Size(max = 253) String hostname,
      @NotBlank @Size(max = 2048) String url,
      @Size(max = 500) String title,
      @Size(max = 2048) String referrer,
      @Size(max = 50) String name,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) ObjectNode data) {

    /**
     * The page's address.
     *
     * @param origin of the page, null if unknown; says the scheme that a path does not
     */
    String absoluteUrl(String origin) {
      if (!url.startsWith("/") || hostname == null) {
        return url;
      }
      boolean plain = origin != null && origin.startsWith("http:");
      return (plain ? "http://" : "https://") + hostname + url;
    }
  }
}
