package dev.tidings.notification.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What becomes of a notification on a channel, and why. */
public sealed interface Verdict {

  /** It goes out at once. */
  sealed interface Passes extends Verdict {}

  /** It is decided again later. */
  sealed interface Waits extends Verdict {
    /** When. */
    Instant until();
  }

  /** It never goes out on this channel. */
  sealed interface Drops extends Verdict {}

  /**
   * The verdict of a stored reason.
   *
   * @param until when it is decided again; null unless the verdict waits
   * @throws IllegalArgumentException if there is no such reason
   */
  static Verdict of(String reason, Instant until) {
    return switch (reason) {
      case "wanted" -> new Wanted();
      case "mandatory" -> new Mandatory();
      case "urgent" -> new Urgent();
      case "scheduled" -> new Scheduled(until);
      case "quiet-hours" -> new Quiet(until);
      case "active" -> new Active(until);
      case "digest" -> new Digested(until);
      case "flood" -> new Flooded(until);
      case "expired" -> new Expired();
      case "already-read" -> new AlreadyRead();
      case "muted" -> new Muted();
      case "switched-off" -> new SwitchedOff();
      case "unreachable" -> new Unreachable();
      case "collapsed" -> new Collapsed();
      default -> throw new IllegalArgumentException("No verdict " + reason);
    };
  }

  /** The stable name of the reason. */
  String reason();

  /** The reason, for the person who wonders. */
  String inWords(Circumstances why);

  /** Nothing speaks against it. */
  record Wanted() implements Passes {
    @Override
    public String reason() {
      return "wanted";
    }

    @Override
    public String inWords(Circumstances why) {
      return "Nothing in your preferences holds back "
          + why.type()
          + " on "
          + why.channel().value()
          + ", so it went out at once.";
    }
  }

  /** The operator has made the type one that always comes. */
  record Mandatory() implements Passes {
    @Override
    public String reason() {
      return "mandatory";
    }

    @Override
    public String inWords(Circumstances why) {
      return why.type() + " always comes, whatever your preferences say.";
    }
  }

  /** It matters too much to wait for the end of quiet hours. */
  record Urgent() implements Passes {
    @Override
    public String reason() {
      return "urgent";
    }

    @Override
    public String inWords(Circumstances why) {
      return "It is urgent, and you let urgent notifications through your quiet hours.";
    }
  }

  /** Its sender or its reader wants it later. */
  record Scheduled(Instant until) implements Waits {
    @Override
    public String reason() {
      return "scheduled";
    }

    @Override
    public String inWords(Circumstances why) {
      return "It is to come " + clock(until, why.zone()) + ", and not before.";
    }
  }

  /** Quiet hours: it goes out when they end. */
  record Quiet(Instant until) implements Waits {
    @Override
    public String reason() {
      return "quiet-hours";
    }

    @Override
    public String inWords(Circumstances why) {
      return "Your quiet hours last until " + clock(until, why.zone()) + "; it waits for that.";
    }
  }

  /** The person is at a device: it waits a little, in case it is seen there. */
  record Active(Instant until) implements Waits {
    @Override
    public String reason() {
      return "active";
    }

    @Override
    public String inWords(Circumstances why) {
      return "You were active, so it waits until "
          + clock(until, why.zone())
          + " in case you read it in the app first.";
    }
  }

  /** It comes with others. */
  record Digested(Instant until) implements Waits {
    @Override
    public String reason() {
      return "digest";
    }

    @Override
    public String inWords(Circumstances why) {
      return "You want "
          + why.type()
          + " on "
          + why.channel().value()
          + " in a digest; the next is due "
          + clock(until, why.zone())
          + ".";
    }
  }

  /** So many came that they come together. */
  record Flooded(Instant until) implements Waits {
    @Override
    public String reason() {
      return "flood";
    }

    @Override
    public String inWords(Circumstances why) {
      return "So many came in a short time that the rest comes together at "
          + clock(until, why.zone())
          + ".";
    }
  }

  /** Too late to be worth anything. */
  record Expired() implements Drops {
    @Override
    public String reason() {
      return "expired";
    }

    @Override
    public String inWords(Circumstances why) {
      return "It was only worth something until " + clock(why.expiresAt(), why.zone()) + ".";
    }
  }

  /** The person has read it on another channel. */
  record AlreadyRead() implements Drops {
    @Override
    public String reason() {
      return "already-read";
    }

    @Override
    public String inWords(Circumstances why) {
      return "You had read it at " + clock(why.readAt(), why.zone()) + ", before it was due here.";
    }
  }

  /** The person wants no interruption at all. */
  record Muted() implements Drops {
    @Override
    public String reason() {
      return "muted";
    }

    @Override
    public String inWords(Circumstances why) {
      return "You had all interruptions muted.";
    }
  }

  /** The person doesn't want the type on the channel. */
  record SwitchedOff() implements Drops {
    @Override
    public String reason() {
      return "switched-off";
    }

    @Override
    public String inWords(Circumstances why) {
      return "You have switched " + why.channel().value() + " off for " + why.type() + ".";
    }
  }

  /** There is no address to send it to. */
  record Unreachable() implements Drops {
    @Override
    public String reason() {
      return "unreachable";
    }

    @Override
    public String inWords(Circumstances why) {
      return "No address of yours is known for " + why.channel().value() + ".";
    }
  }

  /** One that says the same thing is on its way already. */
  record Collapsed() implements Drops {
    @Override
    public String reason() {
      return "collapsed";
    }

    @Override
    public String inWords(Circumstances why) {
      return "One about the same thing was already waiting to go out here.";
    }
  }

  private static String clock(Instant time, ZoneId zone) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm (xxx)", Locale.ENGLISH)
        .format(time.atZone(zone));
  }
}
