package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.notification.presence.PresentPeople;
import dev.tidings.notification.room.RoomMembers;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whom a rule notifies of an event. */
@ApplicationScoped
class RecipientFinder {

  /** The most people whom an event may name; for more there are roles, rooms and workspaces. */
  private static final int MAX_PEOPLE = 10_000;

  private final RoomMembers members;
  private final PresentPeople present;

  RecipientFinder(RoomMembers members, PresentPeople present) {
    this.members = members;
    this.present = present;
  }

  /**
   * Whom the rule means.
   *
   * @throws BadFactsException if what the event says there names nobody
   */
  Addressees find(Recipients recipients, Facts facts) throws BadFactsException {
    if (recipients.workspace()) {
      return new Addressees(List.of(), List.of(), true, Map.of(), Optional.empty());
    }
    var leftOut = new LinkedHashMap<String, String>();
    var reasons = new ArrayList<String>();
    var people = new LinkedHashSet<>(ids("user", recipients.users(), facts));
    if (recipients.room().isPresent()) {
      people.addAll(membersOf(recipients.room().get(), facts, reasons));
    }
    for (String id : ids("user", recipients.except(), facts)) {
      if (people.remove(id)) {
        leftOut.put(id, "is among those at " + recipients.except());
      }
    }
    if (recipients.away()) {
      for (String id : present.activeOf(facts.event().workspace(), people)) {
        people.remove(id);
        leftOut.put(id, "is at a device");
      }
    }
    var roles = new LinkedHashSet<>(recipients.roles());
    roles.addAll(ids("role", recipients.rolesAt(), facts));
    if (people.isEmpty() && roles.isEmpty() && reasons.isEmpty()) {
      reasons.add(
          leftOut.isEmpty() ? "The event names nobody" : "Everybody who is named is left out");
    }
    return new Addressees(
        List.copyOf(people),
        List.copyOf(roles),
        false,
        leftOut,
        people.isEmpty() && roles.isEmpty()
            ? Optional.of(String.join("; ", reasons))
            : Optional.empty());
  }

  private Collection<String> membersOf(Recipients.Members room, Facts facts, List<String> reasons)
      throws BadFactsException {
    JsonNode id = facts.at(room.at());
    if (id.isMissingNode() || id.isNull()) {
      reasons.add("There is no room at " + room.at());
      return Set.of();
    }
    if (!id.isTextual()) {
      throw new BadFactsException(room.at() + " is not the id of a room");
    }
    List<String> found = members.of(facts.event().workspace(), id.asText(), room.atMost() + 1);
    if (found.size() > room.atMost()) {
      reasons.add("The room has more than " + room.atMost() + " members");
      return Set.of();
    }
    if (found.isEmpty()) {
      reasons.add("Nobody is known to be in the room at " + room.at());
    }
    return found;
  }

  /**
   * The ids at some places: at each one, a list, or nothing.
   *
   * @param namespace what they are ids of
   * @throws BadFactsException if something else is there
   */
  static Set<String> ids(String namespace, List<JsonPointer> places, Facts facts)
      throws BadFactsException {
    var ids = new LinkedHashSet<String>();
    for (JsonPointer place : places) {
      JsonNode value = facts.at(place);
      if (value.isArray()) {
        for (JsonNode item : value) {
          ids.add(id(namespace, place, item));
        }
      } else if (!value.isMissingNode() && !value.isNull()) {
        ids.add(id(namespace, place, value));
      }
    }
    if (ids.size() > MAX_PEOPLE) {
      throw new BadFactsException("names more than " + MAX_PEOPLE + " at " + places);
    }
    return ids;
  }

  private static String id(String namespace, JsonPointer place, JsonNode value)
      throws BadFactsException {
    if (value.isTextual() || value.isIntegralNumber()) {
      try {
        Channel channel = Channel.of(namespace, value.asText());
        if (!channel.id().isEmpty()) {
          return channel.id();
        }
      } catch (InvalidChannelException e) {
        throw new BadFactsException(place + " is no id of a " + namespace);
      }
    }
    throw new BadFactsException(place + " is no id of a " + namespace);
  }
}
