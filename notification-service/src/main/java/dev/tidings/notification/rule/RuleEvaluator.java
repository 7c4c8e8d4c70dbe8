package dev.tidings.notification.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.activity.Circle;
import dev.tidings.notification.activity.NewActivity;
import dev.tidings.notification.activity.ResourceView;
import dev.tidings.notification.email.MailText;
import dev.tidings.notification.feed.Action;
import dev.tidings.notification.feed.Audience;
import dev.tidings.notification.feed.Handling;
import dev.tidings.notification.feed.NewBroadcast;
import dev.tidings.notification.feed.NewNotification;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.link.SafeLink;
import dev.tidings.notification.preference.PreferenceBook;
import dev.tidings.notification.preference.Preferences;
import dev.tidings.notification.rule.Wordings.Wording;
import dev.tidings.platform.event.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a rule makes of an event, and changes nothing. */
@ApplicationScoped
class RuleEvaluator {

  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 5_000;
  private static final int MAX_LABEL = 50;
  private static final int MAX_KEY = 400;
  private static final int MAX_RESOURCE_ID = 200;
  private static final int MAX_DATA_BYTES = 8_192;

  private final RecipientFinder finder;
  private final PreferenceBook preferences;

  RuleEvaluator(RecipientFinder finder, PreferenceBook preferences) {
    this.finder = finder;
    this.preferences = preferences;
  }

  /**
   * What the rule makes of the event.
   *
   * @throws BadFactsException if the event does not say what the rule needs
   */
  Finding evaluate(Rule rule, Facts facts) throws BadFactsException {
    Optional<Condition> unmet = rule.unmet(facts);
    if (unmet.isPresent()) {
      return new Finding.Unmet(unmet.get());
    }
    Optional<Addressees> to = Optional.empty();
    List<Finding.Sending> sendings = List.of();
    List<NewBroadcast> broadcasts = List.of();
    Writing writing = new Writing(rule, facts);
    if (rule.notice().isPresent()) {
      Notice notice = rule.notice().get();
      Addressees addressees = finder.find(notice.recipients(), facts);
      to = Optional.of(addressees);
      sendings = sendings(notice, addressees, writing);
      broadcasts = broadcasts(notice, addressees, writing);
    }
    return new Finding.Met(
        to,
        sendings,
        broadcasts,
        rule.entry().isPresent() ? activity(rule.entry().get(), writing) : Optional.empty());
  }

  private List<Finding.Sending> sendings(Notice notice, Addressees to, Writing writing)
      throws BadFactsException {
    var sendings = new ArrayList<Finding.Sending>();
    for (Map.Entry<Wording, List<RecipientKey>> group :
        byWording(notice.wordings(), to, writing.event().workspace()).entrySet()) {
      sendings.add(sending(notice, group.getKey(), group.getValue(), writing));
    }
    return sendings;
  }

  private Map<Wording, List<RecipientKey>> byWording(
      Wordings wordings, Addressees to, String workspace) {
    List<RecipientKey> people =
        to.people().stream().map(user -> new RecipientKey(workspace, user)).toList();
    if (people.isEmpty()) {
      return Map.of();
    }
    if (wordings.translations().isEmpty()) {
      return Map.of(wordings.standard(), people);
    }
    Map<RecipientKey, Preferences> wanted = preferences.of(people);
    return people.stream()
        .collect(Collectors.groupingBy(person -> wordings.in(wanted.get(person).language())));
  }

  private static Finding.Sending sending(
      Notice notice, Wording wording, List<RecipientKey> people, Writing writing)
      throws BadFactsException {
    String title = writing.line("title", wording.title(), MAX_TITLE);
    String body = writing.text(wording.body());
    String image = writing.link("image", notice.image());
    String link = writing.link("link", notice.link());
    List<Action> actions = actions(notice, writing);
    JsonNode data = writing.data(notice.data());
    String key = writing.key(notice.key());
    var handling =
        new Handling(
            notice.collapse() == null ? null : writing.key(notice.collapse()),
            null,
            notice.worthless() == null ? null : writing.event().time().plus(notice.worthless()));
    Optional<MailText> mail =
        wording.subject() == null && wording.mail() == null
            ? Optional.empty()
            : Optional.of(
                new MailText(
                    wording.subject() == null
                        ? null
                        : writing.line("mail/subject", wording.subject(), MAX_TITLE),
                    wording.mail() == null ? null : writing.text(wording.mail())));
    return new Finding.Sending(
        people.stream()
            .map(
                person ->
                    new NewNotification(
                        person,
                        notice.type(),
                        notice.priority(),
                        title,
                        body,
                        image,
                        actions,
                        link,
                        data,
                        key,
                        handling))
            .toList(),
        mail);
  }

  /** One for the workspace, or one for each role; in the rule's own words for all. */
  private static List<NewBroadcast> broadcasts(Notice notice, Addressees to, Writing writing)
      throws BadFactsException {
    var audiences = new ArrayList<Audience>();
    if (to.everybody()) {
      audiences.add(new Audience.Everybody());
    }
    to.roles().forEach(role -> audiences.add(new Audience.OfRole(role)));
    var broadcasts = new ArrayList<NewBroadcast>();
    for (Audience audience : audiences) {
      broadcasts.add(
          new NewBroadcast(
              writing.event().workspace(),
              audience,
              notice.type(),
              notice.priority(),
              writing.line("title", notice.wordings().standard().title(), MAX_TITLE),
              writing.text(notice.wordings().standard().body()),
              writing.link("image", notice.image()),
              actions(notice, writing),
              writing.link("link", notice.link()),
              writing.data(notice.data()),
              writing.key(notice.key()) + " " + audience.value(),
              null,
              notice.worthless() == null ? null : writing.event().time().plus(notice.worthless())));
    }
    return broadcasts;
  }

  private static List<Action> actions(Notice notice, Writing writing) throws BadFactsException {
    var actions = new ArrayList<Action>();
    for (Notice.Button button : notice.actions()) {
      actions.add(
          new Action(
              writing.line("actions/label", button.label(), MAX_LABEL),
              writing.link("actions/link", button.link())));
    }
    return actions;
  }

  /** Nothing if those who may see it are nobody. */
  private static Optional<NewActivity> activity(Entry entry, Writing writing)
      throws BadFactsException {
    Optional<Circle> circle = circle(entry, writing.facts());
    if (circle.isEmpty()) {
      return Optional.empty();
    }
    String actor =
        entry.actor() == null
            ? null
            : RecipientFinder.ids("user", List.of(entry.actor()), writing.facts()).stream()
                .findFirst()
                .orElse(null);
    return Optional.of(
        new NewActivity(
            writing.event().workspace(),
            circle.get(),
            entry.type(),
            actor,
            writing.line("title", entry.title(), MAX_TITLE),
            writing.text(entry.body()),
            writing.link("link", entry.link()),
            resource(entry, writing.facts()),
            writing.data(entry.data()),
            writing.event().time(),
            writing.key(null)));
  }

  private static ResourceView resource(Entry entry, Facts facts) throws BadFactsException {
    if (entry.resourceType() == null) {
      return null;
    }
    JsonNode id = facts.at(entry.resourceId());
    if (id.isMissingNode() || id.isNull()) {
      return null;
    }
    if (!id.isValueNode() || id.asText().isEmpty() || id.asText().length() > MAX_RESOURCE_ID) {
      throw new BadFactsException(entry.resourceId() + " is no id");
    }
    return new ResourceView(entry.resourceType(), id.asText());
  }

  private static Optional<Circle> circle(Entry entry, Facts facts) throws BadFactsException {
    return switch (entry.visibility()) {
      case PUBLIC -> Optional.of(Circle.everybody());
      case TEAM -> {
        if (entry.room() == null) {
          yield Optional.of(Circle.roles(entry.roles()));
        }
        yield RecipientFinder.ids("room", List.of(entry.room()), facts).stream()
            .findFirst()
            .map(Circle::room);
      }
      case PRIVATE -> {
        Set<String> users = RecipientFinder.ids("user", entry.users(), facts);
        if (users.size() > Circle.MAX_CHANNELS) {
          throw new BadFactsException(
              entry.users() + " names more than " + Circle.MAX_CHANNELS + " people");
        }
        yield users.isEmpty() ? Optional.empty() : Optional.of(Circle.people(users));
      }
    };
  }

  /** Fills a rule's templates in with an event. */
  private static final class Writing {

    private final Rule rule;
    private final Facts facts;
    private Map<String, Object> data;

    Writing(Rule rule, Facts facts) {
      this.rule = rule;
      this.facts = facts;
    }

    Facts facts() {
      return facts;
    }

    CloudEvent event() {
      return facts.event();
    }

    /** One line that says something, cut to what fits. */
    String line(String what, TextTemplate template, int most) throws BadFactsException {
      String line = Excerpt.of(fill(what, template), most);
      if (line.isEmpty()) {
        throw new BadFactsException(what + " is empty");
      }
      return line;
    }

    /** Some text, cut to what fits; empty if there is no template. */
    String text(TextTemplate template) throws BadFactsException {
      return template == null ? "" : Excerpt.cut(fill("body", template).strip(), MAX_BODY);
    }

    /** A link that is harmless; null if there is no template, or nothing comes out of it. */
    String link(String what, TextTemplate template) throws BadFactsException {
      String link = template == null ? "" : fill(what, template).strip();
      if (link.isEmpty()) {
        return null;
      }
      if (!SafeLink.isSafe(link)) {
        throw new BadFactsException(what + " is neither a web address nor a path: " + link);
      }
      return link;
    }

    /** Names what the rule makes; by the event, if there is no template. */
    String key(TextTemplate template) throws BadFactsException {
      String key =
          template == null
              ? "rule:" + rule.name() + ":" + event().source() + " " + event().id()
              : fill("key", template).strip();
      if (key.isEmpty() || key.length() > MAX_KEY) {
        throw new BadFactsException("The key has not 1 to " + MAX_KEY + " characters");
      }
      return key;
    }

    /** What clients get. */
    ObjectNode data(Map<String, JsonPointer> places) throws BadFactsException {
      ObjectNode values = JsonNodeFactory.instance.objectNode();
      places.forEach(
          (name, place) -> {
            JsonNode value = facts.at(place);
            values.set(name, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
          });
      String text = values.toString();
      if (text.getBytes(UTF_8).length > MAX_DATA_BYTES || text.contains("\\u0000")) {
        throw new BadFactsException(
            "The data have more than " + MAX_DATA_BYTES + " bytes, or a U+0000");
      }
      return values;
    }

    private String fill(String what, TextTemplate template) throws BadFactsException {
      if (data == null) {
        data = facts.asData();
      }
      try {
        String text = template.fill(data);
        if (text.indexOf('\0') >= 0) {
          throw new BadFactsException(what + " has a U+0000");
        }
        return text;
      } catch (BadTemplateException e) {
        throw new BadFactsException(what + ": " + e.getMessage());
      }
    }
  }
}
