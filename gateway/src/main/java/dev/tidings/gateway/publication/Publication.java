package dev.tidings.gateway.publication;

/** Names of what publishes, and where to. */
public final class Publication {

  /** The producer for what clients' frames say. */
  public static final String BY_FRAMES = "frames";

  /** The producer for what comes over HTTP. */
  public static final String BY_HTTP = "http";

  /** The topic of the events that clients publish to each other. */
  public static final String CLIENT_EVENTS = "gateway.publish.v1";

  /** The CloudEvents extension that names the user who published a client's event. */
  public static final String PUBLISHER = "publisher";

  private Publication() {}
}
