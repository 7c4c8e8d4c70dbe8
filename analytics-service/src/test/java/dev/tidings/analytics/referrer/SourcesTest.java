package dev.tidings.analytics.referrer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.hit.Channel;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.hit.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-A2: referrers, sources and campaigns. */
class SourcesTest {

  private static final Sources SOURCES = new Sources();

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/,                          google.com,               Google,      ORGANIC_SEARCH",
    "https://www.google.co.uk/search?q=x,              google.co.uk,             Google,      ORGANIC_SEARCH",
    "https://news.google.de/,                          news.google.de,           Google,      ORGANIC_SEARCH",
    "https://google.evil.test/,                        google.evil.test,         google.evil.test, REFERRAL",
    "https://gemini.google.com/app,                    gemini.google.com,        Gemini,      AI",
    "https://mail.google.com/mail/u/0,                 mail.google.com,          Gmail,       EMAIL",
    "https://chatgpt.com/,                             chatgpt.com,              ChatGPT,     AI",
    "https://l.facebook.com/l.php?u=x,                 l.facebook.com,           Facebook,    ORGANIC_SOCIAL",
    "https://t.co/abc,                                 t.co,                     X,           ORGANIC_SOCIAL",
    "https://m.youtube.com/watch?v=x,                  m.youtube.com,            YouTube,     ORGANIC_VIDEO",
    "https://search.yahoo.co.jp/,                      search.yahoo.co.jp,       Yahoo!,      ORGANIC_SEARCH",
    "https://GitHub.com/a/b,                           github.com,               GitHub,      REFERRAL",
    "https://blog.example.net:8443/post,               blog.example.net,         blog.example.net, REFERRAL",
    "android-app://com.google.android.gm/,             com.google.android.gm,    Gmail,       EMAIL",
  })
  void shouldKnowReferrers(String referrer, String host, String name, Channel channel) {
    Source source = source("https://www.example.org/", referrer);
    assertThat(source.host()).isEqualTo(host);
    assertThat(source.name()).isEqualTo(name);
    assertThat(source.channel()).isEqualTo(channel);
  }

  @ParameterizedTest
  @CsvSource({
    "utm_source=newsletter,                            newsletter, EMAIL",
    "utm_source=Google&utm_medium=cpc,                 Google,     PAID_SEARCH",
    "utm_source=facebook.com&utm_medium=paid_social,   Facebook,   PAID_SOCIAL",
    "utm_source=youtube&utm_medium=cpv,                YouTube,    PAID_VIDEO",
    "utm_source=partner&utm_medium=affiliate,          partner,    AFFILIATES",
    "utm_source=partner&utm_medium=banner,             partner,    DISPLAY",
    "utm_source=partner&utm_medium=cpc,                partner,    CAMPAIGN",
    "utm_source=x&utm_medium=social,                   X,          ORGANIC_SOCIAL",
    "utm_source=app&utm_medium=push,                   app,        PUSH",
    "utm_source=app&utm_medium=sms,                    app,        SMS",
    "utm_source=show&utm_medium=podcast,               show,       AUDIO",
    "utm_campaign=spring&utm_medium=leaflet,           ,           CAMPAIGN",
    "ref=producthunt.com,                              Product Hunt, ORGANIC_SOCIAL",
    "source=friends,                                   friends,    CAMPAIGN",
    "gclid=abc,                                        Google,     PAID_SEARCH",
    "msclkid=abc,                                      Bing,       PAID_SEARCH",
    "utm_source=%20,                                   ,           DIRECT",
    "utm_source=b%C3%BCcher,                           bücher,     CAMPAIGN",
    "utm_source=%ZZ,                                   %ZZ,        CAMPAIGN",
    "q=anything,                                       ,           DIRECT",
  })
  void shouldKnowCampaigns(String query, String name, Channel channel) {
    Source source = source("https://www.example.org/?" + query, null);
    assertThat(source.name()).isEqualTo(name);
    assertThat(source.channel()).isEqualTo(channel);
    assertThat(source.referrer()).isNull();
  }

  @Test
  void shouldBelieveTheCampaignBeforeTheReferrer() {
    Source source =
        source(
            "https://www.example.org/a?utm_source=newsletter&utm_medium=email&utm_campaign=May+2026"
                + "&utm_term=t&utm_content=c",
            "https://www.google.com/search?q=secret#top");
    assertThat(source)
        .isEqualTo(
            new Source(
                "https://www.google.com/search",
                "google.com",
                "newsletter",
                Channel.EMAIL,
                "newsletter",
                "email",
                "May 2026",
                "t",
                "c"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.example.org/before",
    "https://example.org/before",
    "http://EXAMPLE.org",
    "''",
    "nonsense",
    "https://user:secret@elsewhere.test/",
  })
  void shouldTakeNothingForAReferrerThatIsNone(String referrer) {
    assertThat(source("https://www.example.org/", referrer)).isEqualTo(Source.DIRECT);
  }

  /** Pages that a script shows have their parameters behind the route. */
  @Test
  void shouldReadParametersBehindARoute() {
    assertThat(source("https://example.org/#/a?utm_source=newsletter", null).utmSource())
        .isEqualTo("newsletter");
  }

  @Test
  void shouldKeepNoMoreThanItsLength() {
    String emoji = "\uD83D\uDE00".repeat(200);
    String kept = source("https://example.org/?utm_source=" + emoji, null).utmSource();
    assertThat(kept.length()).isLessThanOrEqualTo(255);
    assertThat(emoji).startsWith(kept);
    assertThat(Character.isLowSurrogate(kept.charAt(kept.length() - 1))).isTrue();
  }

  private static Source source(String address, String referrer) {
    PageUrl page = PageUrl.parse(address).orElseThrow();
    return SOURCES.of(page, address, referrer);
  }
}
