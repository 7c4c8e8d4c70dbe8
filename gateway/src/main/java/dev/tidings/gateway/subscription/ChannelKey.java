package dev.tidings.gateway.subscription;

import dev.tidings.platform.event.Channel;

/** A channel of a workspace: two workspaces' channels of the same name have nothing in common. */
public record ChannelKey(String workspace, Channel channel) {

  /** The key of the channel's records: {@code workspace/channel}. */
  public String recordKey() {
    return workspace + "/" + channel.value();
  }
}
