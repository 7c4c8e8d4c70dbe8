package dev.tidings.analytics.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sites are counted, by site key: {@code tidings.analytics.sites.<key>.…}. */
@ConfigMapping(prefix = "tidings.analytics.sites")
public interface SitesConfig {

  /** The sites by their keys: 1 to 64 lower-case letters, digits, dots, hyphens, underscores. */
  @WithParentName
  Map<String, SiteConfig> sites();

  /** One site. */
  interface SiteConfig {

    /** The workspace that sees the site's numbers. */
    String workspace();

    /**
     * The origins whose pages may send hits: {@code https://www.example.org} (exactly), {@code
     * www.example.org} (http or https, default port), {@code www.example.org:8443} (http or https),
     * and {@code localhost}, {@code 127.0.0.1} or {@code [::1]} without a port for any port. Empty:
     * no browser may.
     */
    Optional<List<String>> origins();

    /**
     * Whether hits without an {@code Origin} header are accepted, as servers and command lines send
     * them. Browsers always send the header with these requests.
     */
    @WithDefault("true")
    boolean acceptMissingOrigin();

    /**
     * Secrets by which servers may send hits for visitors; several, so that one can be replaced
     * while another is in use. None: no server may.
     */
    Optional<List<String>> apiSecrets();

    /** What senders of the Measurement Protocol call the site; its key if it is not set. */
    Optional<String> measurementId();
  }
}
