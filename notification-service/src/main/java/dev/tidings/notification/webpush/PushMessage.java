package dev.tidings.notification.webpush;

import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.feed.Action;
import dev.tidings.notification.feed.NotificationView;
import dev.tidings.notification.feed.Priority;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the page's service worker gets.
 *
 * @param id the notification, or for a digest the delivery
 * @param tag under which the browser shows it: a later one of the same replaces it
 * @param type what kind it is; {@code digest} for several
 * @param priority how much it matters
 * @param title one line
 * @param body some text; cut where it would not fit
 * @param image the address of a picture; null for none
 * @param link where it leads; null for nowhere
 * @param actions its buttons
 */
@RegisterForReflection
record PushMessage(
    String id,
    String tag,
    String type,
    Priority priority,
    String title,
    String body,
    String image,
    String link,
    List<Action> actions) {

  private static final int MAX_TITLE = 200;

  /** The message of a parcel. */
  static PushMessage of(Parcel parcel) {
    NotificationView first = parcel.notifications().getFirst();
    if (parcel.notifications().size() == 1) {
      return new PushMessage(
          first.id(),
          parcel.collapseKey() == null ? first.id() : parcel.collapseKey(),
          first.type(),
          first.priority(),
          first.title(),
          first.body(),
          first.image(),
          first.link(),
          first.actions());
    }
    return new PushMessage(
        parcel.id(),
        parcel.id(),
        "digest",
        Priority.NORMAL,
        parcel.notifications().size() + " notifications",
        parcel.notifications().stream()
            .map(NotificationView::title)
            .collect(Collectors.joining("\n")),
        null,
        null,
        List.of());
  }

  /**
   * The JSON in at most so many bytes: whatever is too much of the body is cut, then picture and
   * buttons go, then the title is cut.
   */
  byte[] bytes(int most) {
    byte[] whole = Json.bytes(this);
    if (whole.length <= most) {
      return whole;
    }
    byte[] withoutBody = Json.bytes(withBody(""));
    if (withoutBody.length <= most) {
      return shortened(most);
    }
    PushMessage bare =
        new PushMessage(id, tag, type, priority, cut(title, MAX_TITLE), "", null, link, List.of());
    byte[] small = Json.bytes(bare);
    return small.length <= most ? small : Json.bytes(bare.withoutLink());
  }

  private byte[] shortened(int most) {
    int low = 0;
    int high = body.codePointCount(0, body.length());
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (Json.bytes(withBody(cut(body, middle))).length <= most) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Json.bytes(withBody(cut(body, low)));
  }

  private PushMessage withBody(String other) {
    return new PushMessage(id, tag, type, priority, title, other, image, link, actions);
  }

  private PushMessage withoutLink() {
    return new PushMessage(id, id, type, priority, title, body, image, null, actions);
  }

  private static String cut(String text, int codePoints) {
    return text.codePointCount(0, text.length()) <= codePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePoints));
  }
}
