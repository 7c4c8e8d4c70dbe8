package dev.tidings.presence.upstream.gateway;

import static java.util.Comparator.comparing;

import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.presence.connection.Devices;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.PersonProfile;
import dev.tidings.presence.place.Places;
import dev.tidings.presence.status.Choice;
import dev.tidings.presence.status.PresenceWish;
import dev.tidings.presence.status.StatusService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The effect of what clients do, in the transaction of its inbox entry. A user's signals come in
 * their order, and before or after the gateway says that the client is connected.
 */
@ApplicationScoped
class ClientSignalHandler {

  private final Devices devices;
  private final Places places;
  private final StatusService statuses;

  ClientSignalHandler(Devices devices, Places places, StatusService statuses) {
    this.devices = devices;
    this.places = places;
    this.statuses = statuses;
  }

  /**
   * Handles signals, in their order. People are locked after what their clients said has been
   * entered, all of them at once.
   *
   * @throws PoisonEventException if one's data is not as agreed
   */
  void handle(List<ReceivedEvent> events) {
    var batch = new Batch();
    for (ReceivedEvent received : events) {
      String workspace = received.event().workspace();
      switch (ClientSignal.read(received.event())) {
        case ClientSignal.Activity activity -> does(batch, workspace, activity);
        case ClientSignal.Page page -> shows(batch, workspace, page);
        case ClientSignal.Status status ->
            batch.choices.add(
                new Chosen(
                    new PersonKey(workspace, status.userId()),
                    ClientSignal.User.profile(status.user()),
                    wish(status)));
        case ClientSignal.OfOthers others -> {}
      }
    }
    batch.choices.stream()
        .sorted(comparing(chosen -> chosen.person().toString()))
        .forEach(chosen -> statuses.choose(chosen.person(), chosen.profile(), chosen.wish()));
    statuses.used(batch.used, batch.haveNewDevices);
    statuses.doingChanged(batch.doOther);
    batch.somewhere.forEach(places::changed);
  }

  private record Chosen(PersonKey person, PersonProfile profile, PresenceWish wish) {}

  /** What several signals come to. */
  private static final class Batch {
    private final List<Chosen> choices = new ArrayList<>();
    private final Map<PersonKey, Boolean> used = new HashMap<>();
    private final Set<PersonKey> haveNewDevices = new HashSet<>();
    private final Set<PersonKey> doOther = new HashSet<>();
    private final Map<String, Set<String>> somewhere = new TreeMap<>();
  }

  private void does(Batch batch, String workspace, ClientSignal.Activity activity) {
    var person = new PersonKey(workspace, activity.userId());
    batch.used.put(person, !activity.isIdle());
    changing(
        batch,
        person,
        activity.sessionId(),
        () -> {
          if (activity.isIdle()) {
            devices.idle(activity.sessionId(), person);
            return true;
          }
          used(batch, person, activity.sessionId());
          return devices.does(
              activity.sessionId(),
              person,
              activity.type(),
              activity.resourceType(),
              activity.resourceId());
        });
  }

  private void shows(Batch batch, String workspace, ClientSignal.Page page) {
    var person = new PersonKey(workspace, page.userId());
    batch.used.put(person, true);
    changing(
        batch,
        person,
        page.sessionId(),
        () -> {
          used(batch, person, page.sessionId());
          return devices.shows(page.sessionId(), person, page.page(), page.title());
        });
  }

  private void used(Batch batch, PersonKey person, String session) {
    if (devices.used(session, person)) {
      batch.haveNewDevices.add(person);
    }
  }

  private void changing(Batch batch, PersonKey person, String session, BooleanSupplier change) {
    List<String> before = devices.places(session);
    if (change.getAsBoolean()) {
      batch.doOther.add(person);
      Set<String> places =
          batch.somewhere.computeIfAbsent(person.workspace(), _ -> new TreeSet<>());
      places.addAll(before);
      places.addAll(devices.places(session));
    }
  }

  private static PresenceWish wish(ClientSignal.Status status) {
    Choice choice;
    try {
      choice = Choice.ofWish(status.status());
    } catch (IllegalArgumentException e) {
      throw new PoisonEventException("'" + status.status() + "' is no status", e);
    }
    return new PresenceWish(
        choice,
        null,
        Optional.ofNullable(status.message()).filter(text -> !text.isBlank()),
        status.messageExpiresAt(),
        null);
  }
}
