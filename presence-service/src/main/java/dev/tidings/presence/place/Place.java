package dev.tidings.presence.place;

import dev.tidings.platform.event.Channel;
import dev.tidings.presence.connection.PlaceChannel;

/**
 * A page, or a thing that is worked on.
 *
 * @param kind {@link PlaceChannel#PAGE}, or the thing's type
 */
record Place(String workspace, String kind, String id) {

  static Place page(String workspace, String page) {
    return new Place(workspace, PlaceChannel.PAGE, page);
  }

  String channelId() {
    return PlaceChannel.id(kind, id);
  }

  /** Where changes are told. */
  Channel channel() {
    return Channel.of("place", channelId());
  }

  /** The page's; null of a thing. */
  String page() {
    return isPage() ? id : null;
  }

  /** The thing's; null of a page. */
  String resourceType() {
    return isPage() ? null : kind;
  }

  /** The thing's; null of a page. */
  String resourceId() {
    return isPage() ? null : id;
  }

  private boolean isPage() {
    return kind.equals(PlaceChannel.PAGE);
  }
}
