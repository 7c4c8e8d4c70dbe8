package dev.tidings.bench.analytics;

import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.tidings.TidingsTarget;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** A system as analytics sees it: nobody is connected, hits come by their topic. */
public final class AnalyticsTarget implements Target {

  /** The workspace of the site that a local system has. */
  static final String WORKSPACE = "acme";

  static final String SITE = "default";

  private final TidingsTarget system;
  private final Seat reader = new Seat(90_100, WORKSPACE, "", true);

  /**
   * Looks at a system as analytics; it ends with this.
   *
   * @param system running
   */
  public AnalyticsTarget(TidingsTarget system) throws InterruptedException {
    this.system = system;
    system.tokens().fetch(List.of(reader));
  }

  TidingsTarget system() {
    return system;
  }

  /** The token of somebody who reads reports. */
  String token() {
    return system.tokens().of(reader);
  }

  /** A report's address at analytics-service. */
  URI report(String pathAndQuery) {
    return URI.create(
        "http://%s:%d/api/analytics/%s"
            .formatted(
                system.address().getAddress().getHostAddress(),
                system.port("ANALYTICS"),
                pathAndQuery));
  }

  /** Where analytics-service takes hits in. */
  InetSocketAddress service() {
    return new InetSocketAddress(system.address().getAddress(), system.port("ANALYTICS"));
  }

  @Override
  public String name() {
    return system.name();
  }

  @Override
  public InetSocketAddress address() {
    return system.address();
  }

  @Override
  public List<Long> serverProcesses() {
    return List.of(system.process("ANALYTICS"));
  }

  @Override
  public List<Long> brokerProcesses() {
    return system.brokerProcesses();
  }

  @Override
  public void prepare(List<Seat> seats) throws InterruptedException {
    system.prepare(seats);
  }

  @Override
  public Conversation conversation(Seat seat) {
    return system.conversation(seat);
  }

  @Override
  public Publisher publisher(String workspace) {
    return system.publisher(workspace);
  }

  @Override
  public void collectGarbage() throws InterruptedException {
    system.collectGarbage();
  }

  @Override
  public void close() {
    system.close();
  }
}
