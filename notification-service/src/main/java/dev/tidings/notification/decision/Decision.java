package dev.tidings.notification.decision;

import dev.tidings.notification.feed.Priority;

/**
 * Decides what becomes of a notification on a channel. One question after the other, the first that
 * has an answer gives the verdict: worth anything still, due, mandatory, read, muted, wanted,
 * reachable, active, collapsed, digest, quiet hours. The list in the app is looked at when its
 * owner wants to, so only the questions for whether it belongs there at all are asked for it.
 */
public final class Decision {

  private Decision() {}

  /** The verdict under the circumstances. The same circumstances always give the same. */
  public static Verdict of(Circumstances why) {
    if (why.expiresAt() != null && !why.now().isBefore(why.expiresAt())) {
      return new Verdict.Expired();
    }
    if (why.notBefore() != null && why.now().isBefore(why.notBefore())) {
      return new Verdict.Scheduled(why.notBefore());
    }
    return why.channel().interrupts() ? interruption(why) : listing(why);
  }

  private static Verdict listing(Circumstances why) {
    if (why.mandatory()) {
      return new Verdict.Mandatory();
    }
    return why.choice().enabled() ? new Verdict.Wanted() : new Verdict.SwitchedOff();
  }

  private static Verdict interruption(Circumstances why) {
    if (why.mandatory()) {
      return why.reachable() ? new Verdict.Mandatory() : new Verdict.Unreachable();
    }
    if (why.readAt() != null) {
      return new Verdict.AlreadyRead();
    }
    if (why.muted()) {
      return new Verdict.Muted();
    }
    if (!why.choice().enabled()) {
      return new Verdict.SwitchedOff();
    }
    if (!why.reachable()) {
      return new Verdict.Unreachable();
    }
    return why.priority() == Priority.URGENT ? urgent(why) : timed(why);
  }

  /** What is urgent waits for nothing but quiet hours that let nothing through. */
  private static Verdict urgent(Circumstances why) {
    if (why.covered()) {
      return new Verdict.Collapsed();
    }
    if (why.quietUntil() == null) {
      return new Verdict.Wanted();
    }
    return why.urgentPasses() ? new Verdict.Urgent() : new Verdict.Quiet(why.quietUntil());
  }

  private static Verdict timed(Circumstances why) {
    if (why.activeUntil() != null && why.now().isBefore(why.activeUntil())) {
      return new Verdict.Active(why.activeUntil());
    }
    if (why.covered()) {
      return new Verdict.Collapsed();
    }
    if (why.digestAt() != null) {
      return why.flooded()
          ? new Verdict.Flooded(why.digestAt())
          : new Verdict.Digested(why.digestAt());
    }
    return why.quietUntil() == null ? new Verdict.Wanted() : new Verdict.Quiet(why.quietUntil());
  }
}
