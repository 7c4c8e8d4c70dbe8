package dev.tidings.analytics.umami;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Screen;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.analytics.ingest.Pages;
import dev.tidings.analytics.ingest.Props;
import dev.tidings.analytics.ingest.Report;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.regex.Matcher;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What Umami's script reports. What is not listed is skipped: a page may say neither which address
 * or browser its visitor has nor when it was visited.
 *
 * @param type {@code event}, for page views too; what the other types say is not counted
 * @see <a href="https://umami.is/docs/api/sending-stats">Umami, sending stats</a>
 */
@RegisterForReflection
public record UmamiRequest(
    @NotNull
        @Pattern(
            regexp = "event|identify|performance",
            message = "must be 'event', 'identify' or 'performance'")
        String type,
    @NotNull @Valid Payload payload) {

  /**
   * What is reported.
   *
   * @param origin of the page, null if unknown; says the scheme that a path does not
   * @return empty if it is not counted
   * @throws ProblemException {@code validation-failed}
   */
  Optional<Report> report(String origin) {
    return type.equals("event") ? Optional.of(payload.report(origin)) : Optional.empty();
  }

  /**
   * What happened.
   *
   * @param website the site's key
   * @param hostname the page's host, if {@code url} is a path
   * @param url the page's address or its path
   * @param title the page's title; may be absent
   * @param referrer where the visitor came from; may be absent
   * @param screen the screen's size in CSS pixels, such as {@code 1920x1080}; may be absent
   * @param language a BCP 47 tag; may be absent
   * @param name the site's name for an event; absent for a page view
   * @param data what the site says about an event; may be absent
   * @param id the site's own id of the visitor; it is hidden before it is kept; may be absent
   */
  @RegisterForReflection
  public record Payload(
      @NotBlank @Size(max = 64) String website,
      @Size(max = 253) String hostname,
      @NotBlank @Size(max = 2048) String url,
      @Size(max = 1500) String title,
      @Size(max = 2048) String referrer,
      @Size(max = 11) String screen,
      @Size(max = 35) String language,
      @Size(max = 50) String name,
      @Schema(type = SchemaType.OBJECT, implementation = Object.class) ObjectNode data,
      @Size(max = 200) String id) {

    private static final int MAX_TITLE = 500;

    private static final java.util.regex.Pattern SIZE =
        java.util.regex.Pattern.compile("(\\d{1,5})x\\d{1,5}");

    private Report report(String origin) {
      String address = address(origin);
      String props = Props.text(data, "/payload/data");
      boolean view = name == null || name.isBlank();
      return Report.of(
              view
                  ? new PageView(readableTitle(), props)
                  : new VisitorEvent(name, props, true, null),
              Pages.page(address, "/payload/url"),
              address,
              Pages.absolute(referrer),
              screenClass(),
              language)
          .by(id == null || id.isBlank() ? null : id);
    }

    private String address(String origin) {
      if (!url.startsWith("/") || hostname == null) {
        return url;
      }
      boolean plain = origin != null && origin.startsWith("http:");
      return (plain ? "http://" : "https://") + hostname + url;
    }

    private Screen screenClass() {
      Matcher size = SIZE.matcher(screen == null ? "" : screen);
      return size.matches() ? Screen.ofWidth(Integer.parseInt(size.group(1))) : null;
    }

    /** The title; the script of version 2 escapes it as if it stood in an address. */
    private String readableTitle() {
      String readable = title;
      if (title != null && title.indexOf('%') >= 0) {
        try {
          String decoded = URLDecoder.decode(title.replace("+", "%2B"), UTF_8);
          readable = decoded.indexOf('\uFFFD') < 0 && decoded.indexOf('\0') < 0 ? decoded : title;
        } catch (IllegalArgumentException e) {
          readable = title; // It only has a percent sign in it.
        }
      }
      if (readable != null && readable.length() > MAX_TITLE) {
        throw ProblemException.invalid(
            "/payload/title", "has at most " + MAX_TITLE + " characters");
      }
      return readable;
    }
  }
}
