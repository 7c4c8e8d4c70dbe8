package dev.tidings.notification.activity;

import dev.tidings.platform.event.Channel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may see an activity, as the channels on which it is announced.
 *
 * @param visibility how wide it is
 * @param channels of those in it; at least one
 */
public record Circle(Visibility visibility, Set<Channel> channels) {

  /** The most people or roles that are named one by one. */
  public static final int MAX_CHANNELS = 100;

  public Circle {
    channels = Set.copyOf(channels);
    if (channels.isEmpty() || channels.size() > MAX_CHANNELS) {
      throw new IllegalArgumentException("A circle has 1 to " + MAX_CHANNELS + " channels");
    }
  }

  /** Everybody in the workspace. */
  public static Circle everybody() {
    return new Circle(Visibility.PUBLIC, Set.of(Channel.WORKSPACE));
  }

  /** The members of a chat room. */
  public static Circle room(String id) {
    return new Circle(Visibility.TEAM, Set.of(Channel.of("room", id)));
  }

  /** The holders of any of the roles. */
  public static Circle roles(Collection<String> roles) {
    return new Circle(Visibility.TEAM, channels("role", roles));
  }

  /** These people. */
  public static Circle people(Collection<String> users) {
    return new Circle(Visibility.PRIVATE, channels("user", users));
  }

  /** The channels' text forms, in one order everywhere. */
  List<String> names() {
    return channels.stream().map(Channel::value).sorted().toList();
  }

  private static Set<Channel> channels(String namespace, Collection<String> ids) {
    return ids.stream().map(id -> Channel.of(namespace, id)).collect(Collectors.toSet());
  }
}
