package dev.tidings.presence.status;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.connection.Connections;
import dev.tidings.presence.connection.Devices;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.PersonProfile;
import dev.tidings.presence.place.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What clients say by HTTP. Saying anything is being there: a client without a connection counts as
 * connected for a while, and says something again before that is over.
 */
@ApplicationScoped
class OwnPresence {

  private static final String ONLY_DEVICE = "http";

  private final StatusService statuses;
  private final Connections connections;
  private final Devices devices;
  private final Places places;
  private final PresenceConfig config;
  private final Clock clock;

  OwnPresence(
      StatusService statuses,
      Connections connections,
      Devices devices,
      Places places,
      PresenceConfig config,
      Clock clock) {
    this.statuses = statuses;
    this.connections = connections;
    this.devices = devices;
    this.places = places;
    this.config = config;
    this.clock = clock;
  }

  /**
   * A client says something of its user. While the user has a connection and the client doesn't say
   * which device it is, it is taken for one that has it.
   */
  @Transactional
  public OwnPresenceView say(CurrentUser user, PresenceRequest request) {
    check(request);
    var person = new PersonKey(user.workspace(), user.id());
    var somewhere = new TreeSet<String>();
    boolean doesOther =
        (request.deviceId() != null || !connections.isConnected(person))
            && sayOfDevice(person, request, somewhere);
    OwnPresenceView view =
        statuses.choose(
            person,
            new PersonProfile(
                user.profile().firstName(),
                user.profile().lastName(),
                user.profile().profileImage()),
            wish(request));
    if (doesOther) {
      statuses.doingChanged(List.of(person));
      places.changed(person.workspace(), somewhere);
    }
    return view;
  }

  /**
   * Enters what the client says of itself.
   *
   * @param somewhere where it was and is, added to
   * @return whether it does something else than before
   */
  private boolean sayOfDevice(
      PersonKey person, PresenceRequest request, Collection<String> somewhere) {
    String session = session(person, request.deviceId());
    connections.lend(session, person, config.httpLease());
    somewhere.addAll(devices.places(session));
    PresenceRequest.Activity activity = request.activity();
    boolean isIdle = activity != null && activity.type().equals("idle");
    boolean doesOther = isIdle;
    if (isIdle) {
      devices.idle(session, person);
    } else {
      devices.used(session, person);
    }
    if (activity != null && !isIdle) {
      doesOther =
          devices.does(
              session, person, activity.type(), activity.resourceType(), activity.resourceId());
    }
    if (request.page() != null) {
      doesOther |= devices.shows(session, person, request.page(), request.pageTitle());
    }
    somewhere.addAll(devices.places(session));
    return doesOther;
  }

  /** A client without a connection goes, of its own will. May be repeated. */
  @Transactional
  public void leave(CurrentUser user, String deviceId) {
    var person = new PersonKey(user.workspace(), user.id());
    String session = session(person, deviceId);
    List<String> left = devices.places(session);
    if (connections.remove(List.of(session)) > 0) {
      statuses.connectionsClosed(Map.of(person, clock.instant()));
      places.changed(person.workspace(), left);
    }
  }

  private static String session(PersonKey person, String deviceId) {
    return "lent:"
        + person.workspace()
        + "/"
        + (deviceId == null ? ONLY_DEVICE : deviceId)
        + "/"
        + person.userId();
  }

  private void check(PresenceRequest request) {
    Instant now = clock.instant();
    isLater("/statusExpiresAt", request.statusExpiresAt(), now);
    isLater("/messageExpiresAt", request.messageExpiresAt(), now);
    PresenceRequest.Activity activity = request.activity();
    if (activity != null && !activity.type().equals("idle")) {
      isThere("/activity/resourceType", activity.resourceType());
      isThere("/activity/resourceId", activity.resourceId());
    }
  }

  private static void isLater(String pointer, Instant time, Instant now) {
    if (time != null && !time.isAfter(now)) {
      throw ProblemException.invalid(pointer, "must be in the future");
    }
  }

  private static void isThere(String pointer, String text) {
    if (text == null) {
      throw ProblemException.invalid(pointer, "must not be null");
    }
  }

  private static PresenceWish wish(PresenceRequest request) {
    String message = request.message() == null ? null : request.message().strip();
    return new PresenceWish(
        request.status() == null ? null : Choice.ofWish(request.status()),
        request.statusExpiresAt(),
        message == null ? null : Optional.of(message).filter(text -> !text.isEmpty()),
        request.messageExpiresAt(),
        request.visibility() == null ? null : Visibility.of(request.visibility()));
  }
}
