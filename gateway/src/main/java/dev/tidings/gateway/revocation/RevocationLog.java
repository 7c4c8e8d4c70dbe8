package dev.tidings.gateway.revocation;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tidings.gateway.replicated.ReplicatedTopic;
import dev.tidings.gateway.replicated.ReplicatedWriter;
import dev.tidings.gateway.token.TokenConfig;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.topic.TopicSpec;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** The log of revocations: appended by the replica that was asked, read by all. */
@Singleton
public final class RevocationLog implements ReplicatedTopic {

  /** The topic, keyed by workspace. */
  public static final String TOPIC = "gateway.revocation.v1";

  private static final String TYPE = "TOKENS_REVOKED";
  private static final Duration SLACK = Duration.ofHours(1);
  private static final Logger LOG = Logger.getLogger(RevocationLog.class);

  private final Revocations revocations;
  private final ReplicatedWriter writer;
  private final Event<TokensRevoked> told;

  RevocationLog(Revocations revocations, ReplicatedWriter writer, Event<TokensRevoked> told) {
    this.revocations = revocations;
    this.writer = writer;
    this.told = told;
  }

  /** One partition: revocations are few. Kept until the last token that one covers has ended. */
  @Produces
  @Singleton
  @Named("revocation")
  static TopicSpec topic(TokenConfig tokens) {
    return new TopicSpec(TOPIC, 1, tokens.maxLife().plus(SLACK), TopicSpec.Cleanup.DELETE);
  }

  @Override
  public String name() {
    return TOPIC;
  }

  /** Stores a revocation, blocking; it takes effect here when it comes back by the log. */
  void append(TokensRevoked revoked) {
    writer.append(TOPIC, revoked.workspace(), event(revoked));
  }

  static CloudEvent event(TokensRevoked revoked) {
    return new CloudEvent(
        revoked.id(),
        "/gateway",
        TYPE,
        revoked.revokedAt(),
        revoked.userId() == null ? null : "user:" + revoked.userId(),
        revoked.workspace(),
        Channel.WORKSPACE,
        Map.of(),
        Json.bytes(revoked));
  }

  @Override
  public void apply(CloudEvent event) {
    if (!event.type().equals(TYPE)) {
      LOG.debugf("Skipped, eventType=%s", event.type());
      return;
    }
    try {
      TokensRevoked revoked = Json.mapper().readValue(event.data(), TokensRevoked.class);
      revocations.add(revoked);
      told.fire(revoked);
    } catch (JsonMappingException e) {
      LOG.errorf("Not a revocation, eventId=%s: %s", event.id(), e.getOriginalMessage());
    } catch (IOException e) {
      LOG.errorf("Not a revocation, eventId=%s", event.id());
    }
  }
}
