package dev.tidings.gateway.session;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.identity.CurrentUser;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The channels that are a user's own by their token. */
public final class OwnChannels {

  private static final Logger LOG = Logger.getLogger(OwnChannels.class);

  private OwnChannels() {}

  /** The user's, their roles', and the workspace's. */
  public static List<Channel> of(CurrentUser user) {
    var channels = new ArrayList<Channel>();
    channels.add(Channel.of("user", user.id()));
    channels.addAll(ofRoles(user));
    channels.add(Channel.WORKSPACE);
    return channels;
  }

  /** The channels of the user's roles; a role that cannot name a channel has none. */
  public static List<Channel> ofRoles(CurrentUser user) {
    var channels = new ArrayList<Channel>();
    for (String role : user.roles().stream().sorted().toList()) {
      try {
        channels.add(Channel.of("role", role));
      } catch (InvalidChannelException e) {
        LOG.debugf("A role names no channel: %s", e.getMessage());
      }
    }
    return channels;
  }
}
