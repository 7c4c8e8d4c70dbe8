package dev.tidings.analytics.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.problem.ProblemException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SitesTest {

  @Test
  void shouldReadSitesFromProperties() {
    Sites sites =
        sites(
            Map.of(
                "tidings.analytics.sites.shop.workspace", "acme",
                "tidings.analytics.sites.shop.origins", "https://shop.example.org, localhost"));
    Site shop = sites.get("shop", "acme");
    assertThat(shop.acceptMissingOrigin()).isTrue();
    assertThat(shop.covers("https://shop.example.org")).isTrue();
    assertThat(shop.covers("http://localhost:3000")).isTrue();
    assertThat(sites.covers("https://shop.example.com")).isFalse();
  }

  @Test
  void shouldReadSitesFromTheEnvironment() {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(
                new EnvConfigSource(
                    Map.of(
                        "TIDINGS_ANALYTICS_SITES_DEFAULT_WORKSPACE", "acme",
                        "TIDINGS_ANALYTICS_SITES_DEFAULT_ORIGINS", "localhost,127.0.0.1",
                        "TIDINGS_ANALYTICS_SITES_DEFAULT_ACCEPT_MISSING_ORIGIN", "false"),
                    300))
            .withMapping(SitesConfig.class)
            .build()
            .getConfigMapping(SitesConfig.class);
    Site site = new Sites(config).get("default");
    assertThat(site.workspace()).isEqualTo("acme");
    assertThat(site.covers("http://127.0.0.1:9000")).isTrue();
    assertThat(site.acceptMissingOrigin()).isFalse();
  }

  @Test
  void shouldHideSitesOfOtherWorkspaces() {
    Sites sites = sites(Map.of("tidings.analytics.sites.shop.workspace", "acme"));
    assertThatThrownBy(() -> sites.get("shop", "globex"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(unknownSite(sites));
  }

  @Test
  void shouldSayWhichValueIsBad() {
    assertBad(
        Map.of("tidings.analytics.sites.Shop.workspace", "acme"),
        "tidings.analytics.sites.Shop: a site key has");
    assertBad(
        Map.of("tidings.analytics.sites.shop.workspace", "tidings"),
        "tidings.analytics.sites.shop.workspace: 'tidings' cannot be a workspace");
    assertBad(
        Map.of(
            "tidings.analytics.sites.shop.workspace", "acme",
            "tidings.analytics.sites.shop.origins", "localhost,*"),
        "tidings.analytics.sites.shop.origins: '*' is no origin");
  }

  private static String unknownSite(Sites sites) {
    return org.assertj.core.api.Assertions.catchThrowable(() -> sites.get("no-such-site"))
        .getMessage();
  }

  private static void assertBad(Map<String, String> properties, String message) {
    assertThatThrownBy(() -> sites(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Sites sites(Map<String, String> properties) {
    return new Sites(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .withMapping(SitesConfig.class)
            .build()
            .getConfigMapping(SitesConfig.class));
  }
}
