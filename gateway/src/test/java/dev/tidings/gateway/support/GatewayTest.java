package dev.tidings.gateway.support;

import dev.tidings.platform.testkit.server.TidingsServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A gateway on a real Kafka broker, in a workspace that no other test uses. */
@QuarkusTestResource(
    value = TidingsServers.class,
    initArgs = @ResourceArg(name = "database", value = "false"))
@QuarkusTestResource(EventTopics.class)
@QuarkusTestResource(PeerServices.class)
public abstract class GatewayTest {

  @TestHTTPResource("/ws")
  private URI http;

  protected final String workspace = "w" + UUID.randomUUID().toString().replace("-", "");
  protected final Publisher publisher = new Publisher();

  @AfterEach
  void closePublisher() {
    PeerServices.away(false);
    publisher.close();
  }

  /** The address of the socket. */
  protected URI ws() {
    return URI.create(http.toString().replace("http://", "ws://"));
  }

  /** A new id, usable as a room's. */
  protected static String id() {
    return UUID.randomUUID().toString();
  }
}
