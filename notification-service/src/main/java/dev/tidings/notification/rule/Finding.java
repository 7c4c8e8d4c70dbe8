package dev.tidings.notification.rule;

import dev.tidings.notification.activity.NewActivity;
import dev.tidings.notification.email.MailText;
import dev.tidings.notification.feed.NewBroadcast;
import dev.tidings.notification.feed.NewNotification;
import java.util.List;
import java.util.Optional;

/** What a rule makes of an event. */
sealed interface Finding {

  /** Nothing, as a condition doesn't hold. */
  record Unmet(Condition condition) implements Finding {}

  /**
   * What there is to do.
   *
   * @param to whom it notifies; empty if the rule notifies nobody of any event
   * @param sendings the notifications of people
   * @param broadcasts those of roles or the workspace
   * @param activity the activity; empty if the rule makes none
   */
  record Met(
      Optional<Addressees> to,
      List<Sending> sendings,
      List<NewBroadcast> broadcasts,
      Optional<NewActivity> activity)
      implements Finding {

    public Met {
      sendings = List.copyOf(sendings);
      broadcasts = List.copyOf(broadcasts);
    }

    /** Whether it is about anybody, those included who are left out just now. */
    boolean concernsAnybody() {
      return !sendings.isEmpty()
          || !broadcasts.isEmpty()
          || activity.isPresent()
          || to.filter(found -> !found.leftOut().isEmpty()).isPresent();
    }
  }

  /**
   * Notifications of one wording.
   *
   * @param notifications one for each person
   * @param mail what their mails say; empty if what the notifications say
   */
  record Sending(List<NewNotification> notifications, Optional<MailText> mail) {

    public Sending {
      notifications = List.copyOf(notifications);
    }
  }
}
