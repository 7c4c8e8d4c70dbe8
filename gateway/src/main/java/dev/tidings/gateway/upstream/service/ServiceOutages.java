package dev.tidings.gateway.upstream.service;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which services don't answer. The log says once that one is away and once that it is back, however
 * many calls fail meanwhile; the metric counts them. Safe for use by several threads.
 */
@Singleton
public final class ServiceOutages {

  private static final Logger LOG = Logger.getLogger(ServiceOutages.class);

  private final Set<URI> away = ConcurrentHashMap.newKeySet();
  private final MeterRegistry metrics;

  ServiceOutages(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** A call got no answer. */
  public void failed(URI service, Throwable cause) {
    metrics
        .counter("tidings.gateway.service.failures", "service", service.getAuthority())
        .increment();
    if (away.add(service)) {
      LOG.warnf("%s does not answer: %s", service, cause.getMessage());
    }
  }

  /** A call got an answer, whatever its status. */
  public void answered(URI service) {
    if (away.remove(service)) {
      LOG.infof("%s answers again", service);
    }
  }
}
