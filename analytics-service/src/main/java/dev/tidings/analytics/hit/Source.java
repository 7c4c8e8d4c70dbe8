package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What led a visitor here. Each part but the channel is null if unknown.
 *
 * @param referrer the address of the page that led here, without query and fragment
 * @param host of the referrer, lower-case, without {@code www.}
 * @param name what people call it: {@code Google}, the campaign's source, or the host
 * @param utmSource the {@code utm_source} of the page's address, and so on
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
    String referrer,
    String host,
    String name,
    Channel channel,
    String utmSource,
    String utmMedium,
    String utmCampaign,
    String utmTerm,
    String utmContent) {

  /** Nothing led here that is known of. */
  public static final Source DIRECT =
      new Source(null, null, null, Channel.DIRECT, null, null, null, null, null);

  public Source {
    channel = channel == null ? Channel.DIRECT : channel;
  }
}
