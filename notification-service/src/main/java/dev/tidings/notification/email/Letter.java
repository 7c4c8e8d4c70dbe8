package dev.tidings.notification.email;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What the templates show.
 *
 * @param product the product's name
 * @param subject what the mail is about
 * @param items the notifications, at least one
 * @param preferences where people change what they get; null for nowhere
 */
@RegisterForReflection
public record Letter(String product, String subject, List<Item> items, String preferences) {

  public Letter {
    items = List.copyOf(items);
  }

  /**
   * A notification.
   *
   * @param title one line
   * @param body some text; may be empty
   * @param image the address of a picture; null for none
   * @param link where it leads; null for nowhere
   * @param at when it came, by the reader's clock
   * @param actions its buttons
   */
  @RegisterForReflection
  public record Item(
      String title, String body, String image, String link, String at, List<Button> actions) {

    public Item {
      actions = List.copyOf(actions);
    }
  }

  /**
   * A button.
   *
   * @param label what it says
   * @param url where it leads
   */
  @RegisterForReflection
  public record Button(String label, String url) {}
}
