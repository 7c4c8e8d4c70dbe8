package dev.tidings.presence.status;

import dev.tidings.presence.connection.ClientUse;
import dev.tidings.presence.connection.Doing;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.PersonProfile;
import dev.tidings.presence.person.UserView;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a person, what others may see of it, and what they were told. Changed only while
 * its row is locked.
 *
 * <p>There are two views: everybody's, and that of the contacts of somebody who shows themselves to
 * contacts only. Their versions are on one scale, so that a client which gets both, over two
 * channels, keeps the newer: everybody's are even, a contacts' view is one more than everybody's
 * that was told at the same time. While a person is hidden from everybody, everybody's version
 * stands still and gives nothing away.
 */
@Entity
@Table(name = "user_presence")
class UserPresence {

  /** When something is due that has to wait for what was not heard yet. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private static final String SEPARATOR = "\u001f";

  /** Never equals what is to be told. */
  private static final String SHOWN_OTHERWISE = "";

  @EmbeddedId private PersonKey person;

  private PresenceStatus status;

  @Column(name = "public_status")
  private PresenceStatus publicStatus;

  private boolean reachable;

  @Column(name = "offline_at")
  private Instant offlineAt;

  @Column(name = "in_use")
  private boolean inUse;

  private Choice choice;

  @Column(name = "choice_until")
  private Instant choiceUntil;

  private String message;

  @Column(name = "message_until")
  private Instant messageUntil;

  private Visibility visibility;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  @Column(name = "contact_seen_at")
  private Instant contactSeenAt;

  @Column(name = "public_seen_at")
  private Instant publicSeenAt;

  @Column(name = "check_at")
  private Instant checkAt;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  @Column(name = "profile_image")
  private String profileImage;

  private long version;

  @Column(name = "public_version")
  private long publicVersion;

  @Column(name = "told_status")
  private PresenceStatus toldStatus;

  @Column(name = "told_public")
  private String toldPublic;

  @Column(name = "told_contacts")
  private String toldContacts;

  @Column(name = "to_tell")
  private boolean toTell;

  @Column(name = "doing_to_tell")
  private boolean doingToTell;

  protected UserPresence() {}

  /**
   * Decides the status from a fresh look at the person's clients.
   *
   * @param clients empty if none is live
   * @param heardUntil up to when all is known that gateways said: who came back before the grace
   *     ended is not gone, be it heard of only later
   */
  void look(Optional<ClientUse> clients, Instant now, Instant heardUntil, Duration grace) {
    boolean wasSeen = status != PresenceStatus.OFFLINE;
    boolean wasPublic = publicStatus != PresenceStatus.OFFLINE;
    boolean mayHaveComeBack =
        clients.isEmpty() && offlineAt != null && heardUntil.isBefore(offlineAt);
    Standing standing = standing().seen(clients, mayHaveComeBack ? heardUntil : now, grace);
    reachable = standing.availability().isReachable();
    offlineAt = standing.availability() instanceof Availability.Leaving(Instant at) ? at : null;
    inUse = standing.inUse();
    choice = standing.choice();
    choiceUntil = standing.choiceUntil();
    if (messageUntil != null && !now.isBefore(messageUntil)) {
      message = null;
      messageUntil = null;
    }
    status = standing.status();
    publicStatus = isPublic() ? status : PresenceStatus.OFFLINE;
    contactSeenAt = seenWhileHidden(isHidden(), contactSeenAt, wasSeen, now);
    publicSeenAt = seenWhileHidden(isHidden() || !isPublic(), publicSeenAt, wasPublic, now);
    checkAt = earlier(standing.nextLook(), messageUntil);
    if (checkAt != null && !checkAt.isAfter(now)) {
      checkAt = now.plus(LOOK_AGAIN);
    }
    compareWithTold();
  }

  /** The person chose how to be seen; takes effect at the next look. */
  void choose(Choice newChoice, Instant until) {
    Standing chosen = standing().chosen(newChoice, until);
    choice = chosen.choice();
    choiceUntil = chosen.choiceUntil();
  }

  /** The person said something about themselves, or took it back by null; as {@link #choose}. */
  void say(String text, Instant until) {
    message = text;
    messageUntil = text == null || until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The person chose who may see them; as {@link #choose}. */
  void showTo(Visibility whom) {
    visibility = whom;
  }

  private Standing standing() {
    Availability availability;
    if (!reachable) {
      availability = new Availability.Gone();
    } else if (offlineAt == null) {
      availability = new Availability.Connected();
    } else {
      availability = new Availability.Leaving(offlineAt);
    }
    return new Standing(availability, inUse, null, choice, choiceUntil);
  }

  private boolean isPublic() {
    return visibility == Visibility.WORKSPACE;
  }

  private boolean isHidden() {
    return choice == Choice.INVISIBLE;
  }

  /** Whoever hides while seen was last seen then; it doesn't move on while they hide. */
  private Instant seenWhileHidden(boolean hidden, Instant before, boolean wasSeen, Instant now) {
    if (!hidden) {
      return null;
    }
    if (before != null) {
      return before;
    }
    return wasSeen ? now : lastSeenAt;
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** A connection of the person opened or ended; gateways' records come in any order. */
  void seen(Instant at) {
    if (lastSeenAt == null || at.isAfter(lastSeenAt)) {
      lastSeenAt = at;
    }
  }

  /** Takes the names and picture of the newest token; a token without them changes nothing. */
  void describe(PersonProfile profile) {
    if (!profile.isEmpty()) {
      firstName = profile.firstName();
      lastName = profile.lastName();
      profileImage = profile.profileImage();
      compareWithTold();
    }
  }

  /**
   * Whoever asks sees at once what others are told by the next tick. So what was shown for a moment
   * is taken back by telling again, also if it is by then as it was told before.
   */
  private void compareWithTold() {
    boolean wasThere = toldPublic != null || publicStatus != PresenceStatus.OFFLINE;
    if (wasThere && !publicWords().equals(toldPublic)) {
      toldPublic = SHOWN_OTHERWISE;
    }
    if (!isPublic() && !contactWords().equals(toldContacts)) {
      toldContacts = SHOWN_OTHERWISE;
    }
    toTell =
        !publicWords().equals(toldPublic)
            || !isPublic() && !contactWords().equals(toldContacts)
            || isPublic() && toldContacts != null;
  }

  private String publicWords() {
    return words(publicStatus, isPublic() && !isHidden());
  }

  private String contactWords() {
    return words(status, !isHidden());
  }

  /** What is told, without what changes along with it. */
  private String words(PresenceStatus shown, boolean withMessage) {
    return Stream.of(
            shown.value(),
            withMessage ? message : null,
            withMessage ? messageUntil : null,
            firstName,
            lastName,
            profileImage)
        .map(each -> each == null ? "" : each.toString())
        .collect(Collectors.joining(SEPARATOR));
  }

  PersonKey person() {
    return person;
  }

  /** Whether everybody sees that the person is there. */
  boolean isSeenByEverybody() {
    return publicStatus != PresenceStatus.OFFLINE;
  }

  /** Whether contacts see something else than everybody. */
  boolean isForContacts() {
    return !isPublic();
  }

  /** What is to be told of what has changed since the last time; from now on it counts as told. */
  News tell() {
    boolean isOfDoing = doingToTell;
    doingToTell = false;
    if (!toTell) {
      return new News(this, toldStatus, toldStatus, false, false, isOfDoing);
    }
    boolean wasForContacts = toldContacts != null;
    boolean isUnheardOf = toldPublic == null && publicStatus == toldStatus;
    boolean everybody =
        !isUnheardOf && !publicWords().equals(toldPublic) || isPublic() && wasForContacts;
    boolean contacts =
        isPublic() ? wasForContacts : everybody || !contactWords().equals(toldContacts);
    if (everybody || contacts) {
      version++;
    }
    if (everybody) {
      publicVersion = version;
    }
    toldPublic = publicWords();
    toldContacts = isPublic() ? null : contactWords();
    var news = new News(this, toldStatus, publicStatus, everybody, contacts, isOfDoing);
    toldStatus = publicStatus;
    toTell = false;
    return news;
  }

  /** What contacts are told next is newer than what anybody was told before. */
  void beNews() {
    version++;
  }

  /** What everybody may see. */
  PresenceView publicView(Doing doing) {
    return isPublic()
        ? contactView(doing)
        : view(PresenceStatus.OFFLINE, publicSeenAt, 2 * publicVersion, false, null);
  }

  /** What the person's contacts may see. */
  PresenceView contactView(Doing doing) {
    long shownVersion = isPublic() ? 2 * publicVersion : 2 * version + 1;
    return view(status, isHidden() ? contactSeenAt : lastSeenAt, shownVersion, !isHidden(), doing);
  }

  /** What somebody sees who is no contact any more: everybody's view, as the newest. */
  PresenceView publicViewAsNews() {
    return view(PresenceStatus.OFFLINE, publicSeenAt, 2 * version, false, null);
  }

  /** What the person sees of themselves. */
  OwnPresenceView ownView() {
    return new OwnPresenceView(
        person.userId(),
        status,
        choice,
        choiceUntil,
        visibility,
        message,
        messageUntil,
        reachable,
        lastSeenAt);
  }

  private PresenceView view(
      PresenceStatus shown, Instant seenAt, long shownVersion, boolean withMessage, Doing doing) {
    boolean there = shown != PresenceStatus.OFFLINE;
    return new PresenceView(
        person.userId(),
        there,
        shown,
        withMessage ? message : null,
        withMessage ? messageUntil : null,
        seenAt,
        there ? DoingView.of(doing) : null,
        shownVersion,
        new UserView(person.userId(), firstName, lastName, profileImage));
  }
}
