package dev.tidings.analytics.referrer;

import dev.tidings.analytics.hit.Channel;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.hit.Source;
import dev.tidings.analytics.referrer.KnownSource.Kind;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out what led a visitor to a page. What the page's own address says of a campaign is
 * believed before the referrer; a referrer on the site itself is none.
 */
@Singleton
public final class Sources {

  /** Apps report referrers of schemes of their own, such as {@code android-app://…}. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<page>[A-Za-z][A-Za-z0-9+.-]*://(?<host>[^\\s/?#@:]+)(?::\\d+)?(?:/[^\\s?#]*)?)"
              + "(?:[?#].*)?");

  private static final Pattern PAID = Pattern.compile(".*cp[acmv].*|ppc|retargeting|paid.*");
  private static final Set<String> DISPLAY =
      Set.of("display", "banner", "expandable", "interstitial", "cpm");
  private static final Set<String> SOCIAL =
      Set.of("social", "social-network", "social-media", "social_network", "social_media", "sm");
  private static final Set<String> EMAIL =
      Set.of("email", "e-mail", "e_mail", "e mail", "mail", "newsletter");
  private static final Set<String> LINK = Set.of("referral", "app", "link");

  private final KnownSources known = new KnownSources();

  /**
   * What led to a page.
   *
   * @param page the page
   * @param address the page's address as it was reported, with its query
   * @param referrer the address of the page before it; null or empty if there was none
   */
  public Source of(PageUrl page, String address, String referrer) {
    Query query = Query.of(address);
    Matcher from = ADDRESS.matcher(referrer == null ? "" : referrer.strip());
    boolean external =
        from.matches() && !withoutWww(from.group("host")).equals(withoutWww(page.host()));
    String host = external ? withoutWww(from.group("host")) : null;
    String named = query.first("utm_source", "source", "ref");

    Optional<KnownSource> source = clicked(query);
    if (source.isEmpty()) {
      source =
          named != null ? known.ofName(named) : Optional.ofNullable(host).flatMap(known::ofHost);
    }
    return new Source(
        external ? from.group("page") : null,
        host,
        source.map(KnownSource::name).orElse(named == null ? host : named),
        channel(query, source.map(KnownSource::kind).orElse(null), named, host),
        query.get("utm_source"),
        query.get("utm_medium"),
        query.get("utm_campaign"),
        query.get("utm_term"),
        query.get("utm_content"));
  }

  /** Whose advertisement was clicked, by the mark that it leaves in addresses. */
  private Optional<KnownSource> clicked(Query query) {
    if (query.has("utm_source")) {
      return Optional.empty();
    }
    if (isGoogleAd(query)) {
      return known.ofName("google");
    }
    return query.has("msclkid") ? known.ofName("bing") : Optional.empty();
  }

  private static boolean isGoogleAd(Query query) {
    return query.has("gclid") || query.has("gbraid") || query.has("wbraid");
  }

  private static Channel channel(Query query, Kind kind, String named, String host) {
    String medium = lower(query.get("utm_medium"));
    boolean paid = PAID.matcher(medium).matches() || isGoogleAd(query) || query.has("msclkid");
    if (DISPLAY.contains(medium)) {
      return Channel.DISPLAY;
    }
    if (paid) {
      return paid(kind);
    }
    return byMedium(medium, lower(named))
        .or(() -> byKind(kind))
        .orElseGet(() -> other(medium, named, host));
  }

  private static Channel paid(Kind kind) {
    return switch (kind) {
      case SEARCH -> Channel.PAID_SEARCH;
      case SOCIAL -> Channel.PAID_SOCIAL;
      case VIDEO -> Channel.PAID_VIDEO;
      case AI, EMAIL, SITE -> Channel.CAMPAIGN;
      case null -> Channel.CAMPAIGN;
    };
  }

  private static Optional<Channel> byMedium(String medium, String named) {
    if (EMAIL.contains(medium) || EMAIL.contains(named)) {
      return Optional.of(Channel.EMAIL);
    }
    if (SOCIAL.contains(medium)) {
      return Optional.of(Channel.ORGANIC_SOCIAL);
    }
    return Optional.ofNullable(
        switch (medium) {
          case "organic" -> Channel.ORGANIC_SEARCH;
          case "video" -> Channel.ORGANIC_VIDEO;
          case "affiliate", "affiliates" -> Channel.AFFILIATES;
          case "audio", "podcast" -> Channel.AUDIO;
          case "sms" -> Channel.SMS;
          case "push", "web-push", "mobile", "notification" -> Channel.PUSH;
          default -> null;
        });
  }

  private static Optional<Channel> byKind(Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case SEARCH -> Channel.ORGANIC_SEARCH;
          case AI -> Channel.AI;
          case SOCIAL -> Channel.ORGANIC_SOCIAL;
          case VIDEO -> Channel.ORGANIC_VIDEO;
          case EMAIL -> Channel.EMAIL;
          case SITE -> Channel.REFERRAL;
          case null -> null;
        });
  }

  private static Channel other(String medium, String named, String host) {
    if (LINK.contains(medium)) {
      return Channel.REFERRAL;
    }
    if (!medium.isEmpty() || named != null) {
      return Channel.CAMPAIGN;
    }
    return host == null ? Channel.DIRECT : Channel.REFERRAL;
  }

  private static String withoutWww(String host) {
    String lower = lower(host);
    return lower.startsWith("www.") ? lower.substring("www.".length()) : lower;
  }

  private static String lower(String text) {
    return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
  }
}
